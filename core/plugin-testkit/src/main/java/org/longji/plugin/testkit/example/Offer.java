package org.longji.plugin.testkit.example;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Personal;

/** Something offered or wanted across regions (示例). */
public record Offer(
        @Field(zh = "类别", en = "Kind", ru = "Вид") Kind kind,

        @Field(zh = "名称", en = "Title", ru = "Наименование", searchable = true)
        String title,

        @Field(zh = "简介", en = "Summary", ru = "Описание", maxLength = 2000, multiline = true)
        Optional<String> summary,

        @Field(zh = "价格", en = "Price", ru = "Цена", unit = "元", min = "0")
        Optional<Money> price,

        @Field(zh = "有效期至", en = "Valid until", ru = "Действует до")
        Optional<LocalDate> until,

        @Field(zh = "同意跨区域发布", en = "Consents to be listed elsewhere", ru = "Согласие на передачу")
        boolean shared,

        @Field(zh = "联系人", en = "Contact", ru = "Контактное лицо", personal = Personal.NAME)
        Optional<String> contact) {

    /** What it is. */
    public enum Kind {
        @Choice(zh = "成果", en = "achievement", ru = "разработка")
        ACHIEVEMENT,
        @Choice(zh = "需求", en = "need", ru = "запрос")
        NEED
    }
}
