package org.longji.plugins.guangdong;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;

/** An achievement that is offered, or a need that looks for one, across regions. */
record Listing(
        @Field(zh = "类别", en = "Kind", ru = "Вид") Kind kind,

        @Field(zh = "名称", en = "Title", ru = "Наименование", searchable = true)
        String title,

        @Field(
                zh = "简介",
                en = "Summary",
                ru = "Описание",
                maxLength = 2000,
                multiline = true,
                searchable = true,
                hint =
                        @Hint(
                                zh = "会发往对方地区，请不要写入姓名、电话和证件号。",
                                en = "It leaves for the other region: no names, telephones or identity numbers.",
                                ru = "Передаётся в другой регион: без имён, телефонов и номеров документов."))
        String summary,

        @Field(zh = "关键词", en = "Keywords", ru = "Ключевые слова", maxLength = 40)
        List<String> keywords,

        @Field(zh = "成熟度", en = "Maturity", ru = "Готовность")
        Optional<Maturity> maturity,

        @Field(zh = "合作方式", en = "Forms of cooperation", ru = "Формы сотрудничества")
        List<Cooperation> cooperation,

        @Field(zh = "价格或预算", en = "Price or budget", ru = "Цена или бюджет", unit = "元", min = "0")
        Optional<Money> price,

        @Field(zh = "有效期至", en = "Valid until", ru = "Действует до")
        Optional<LocalDate> until,

        @Field(zh = "发布单位", en = "Listed by", ru = "Организация", searchable = true)
        String unit,

        @Field(zh = "所在城市", en = "City", ru = "Город", maxLength = 40)
        Optional<String> city,

        @Field(zh = "权利人", en = "Owner", ru = "Правообладатель")
        Optional<PartyRef> owner,

        @Field(zh = "联系方式", en = "Contact", ru = "Контакт") Contact contact,

        @Field(
                zh = "权利人同意发往广东",
                en = "Its owner consents to it being sent to Guangdong",
                ru = "Согласие на передачу в Гуандун")
        boolean shared) {

    /** What it is. */
    enum Kind {
        @Choice(zh = "成果", en = "achievement", ru = "разработка")
        ACHIEVEMENT,
        @Choice(zh = "需求", en = "need", ru = "запрос")
        NEED
    }

    /** How far an achievement has come. */
    enum Maturity {
        @Choice(zh = "实验室阶段", en = "in the laboratory", ru = "лабораторная стадия")
        LABORATORY,
        @Choice(zh = "中试阶段", en = "piloted", ru = "опытная стадия")
        PILOT,
        @Choice(zh = "已产业化", en = "produced", ru = "производство")
        PRODUCTION
    }

    /** By which of the five technology contracts (民法典第843、862、863条) it is wanted. */
    enum Cooperation {
        @Choice(zh = "技术开发", en = "development", ru = "разработка")
        DEVELOPMENT,
        @Choice(zh = "技术转让", en = "transfer", ru = "передача")
        TRANSFER,
        @Choice(zh = "技术许可", en = "licence", ru = "лицензия")
        LICENCE,
        @Choice(zh = "技术咨询", en = "consulting", ru = "консультации")
        CONSULTING,
        @Choice(zh = "技术服务", en = "service", ru = "услуги")
        SERVICE
    }

    /** Whom to ask; it stays here. */
    record Contact(
            @Field(zh = "联系人", en = "Person", ru = "Лицо", personal = Personal.NAME)
            Optional<String> person,

            @Field(zh = "电话", en = "Telephone", ru = "Телефон", personal = Personal.CONTACT, maxLength = 30)
            Optional<String> telephone) {}

    Listing consented(boolean consent) {
        return new Listing(
                kind,
                title,
                summary,
                keywords,
                maturity,
                cooperation,
                price,
                until,
                unit,
                city,
                owner,
                contact,
                consent);
    }
}
