package org.longji.plugin.testkit.example;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.exchange.Mark;
import org.longji.plugin.api.exchange.Written;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;

/** A line of a table as a Russian partner might send it (示例): its columns, its codes. No partner's real form is known. */
public record FarEastLine(
        @Written("Ключ") @Field(zh = "标识", en = "Key", ru = "Ключ", maxLength = Mark.LONGEST)
        String key,

        @Written("Версия") @Field(zh = "版次", en = "Revision", ru = "Версия", min = "1")
        long revision,

        @Written("Статус") @Field(zh = "状态", en = "Status", ru = "Статус")
        Status status,

        @Written("Вид") @Field(zh = "类别", en = "Kind", ru = "Вид")
        Kind kind,

        @Written("Наименование") @Field(zh = "名称", en = "Title", ru = "Наименование")
        String title,

        @Written("Описание") @Field(zh = "简介", en = "Summary", ru = "Описание", maxLength = 2000)
        Optional<String> summary,

        @Written("Цена, юаней") @Field(zh = "价格", en = "Price", ru = "Цена", min = "0")
        Optional<Money> price,

        @Written("Действует до") @Field(zh = "有效期至", en = "Valid until", ru = "Действует до")
        Optional<LocalDate> until) {

    /** Whether it still stands. */
    public enum Status {
        @Written("действует")
        @Choice(zh = "有效", en = "stands", ru = "действует")
        STANDS,
        @Written("отозвано")
        @Choice(zh = "已撤回", en = "withdrawn", ru = "отозвано")
        WITHDRAWN
    }

    /** The partner's table of kinds. */
    public enum Kind {
        @Written("1")
        @Choice(zh = "成果", en = "achievement", ru = "разработка")
        DEVELOPMENT,
        @Written("2")
        @Choice(zh = "需求", en = "need", ru = "запрос")
        REQUEST,
        @Written("3")
        @Choice(zh = "活动", en = "event", ru = "мероприятие")
        EVENT
    }
}
