package org.longji.plugins.guangdong;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.exchange.Mark;
import org.longji.plugin.api.exchange.Written;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;

/** A message to or from Guangdong (示例): its names and codes are made up, and the only place that changes when the real ones are known. */
record Notice(
        @Written("infoId") @Field(zh = "信息标识", en = "Key", ru = "Ключ", maxLength = Mark.LONGEST)
        String key,

        @Written("version") @Field(zh = "版次", en = "Revision", ru = "Версия", min = "1")
        long revision,

        @Written("status") @Field(zh = "状态", en = "Status", ru = "Статус")
        Status status,

        @Written("category") @Field(zh = "类别", en = "Category", ru = "Категория")
        Category category,

        @Written("name") @Field(zh = "名称", en = "Name", ru = "Наименование")
        String title,

        @Written("intro") @Field(zh = "简介", en = "Introduction", ru = "Описание", maxLength = 2000)
        Optional<String> summary,

        @Written("tags") @Field(zh = "标签", en = "Tags", ru = "Метки", maxLength = 40)
        List<String> keywords,

        @Written("stage") @Field(zh = "阶段", en = "Stage", ru = "Стадия")
        Optional<Stage> stage,

        @Written("modes") @Field(zh = "合作方式", en = "Modes", ru = "Формы")
        List<Mode> modes,

        @Written("terms") @Field(zh = "条件", en = "Terms", ru = "Условия")
        Terms terms,

        @Written("provider") @Field(zh = "发布方", en = "Provider", ru = "Организация")
        Provider provider) {

    /** Whether it stands. */
    enum Status {
        @Written("1")
        @Choice(zh = "有效", en = "valid", ru = "действует")
        VALID,
        @Written("0")
        @Choice(zh = "已撤回", en = "withdrawn", ru = "отозвано")
        WITHDRAWN
    }

    /** What it tells of: achievements and needs, and the projects that cooperation has besides. */
    enum Category {
        @Written("CG")
        @Choice(zh = "成果", en = "achievement", ru = "разработка")
        ACHIEVEMENT,
        @Written("XQ")
        @Choice(zh = "需求", en = "need", ru = "запрос")
        NEED,
        @Written("XM")
        @Choice(zh = "项目", en = "project", ru = "проект")
        PROJECT
    }

    /** The partner's table of stages, which is finer than ours. */
    enum Stage {
        @Written("01")
        @Choice(zh = "小试", en = "bench test", ru = "стендовое испытание")
        BENCH,
        @Written("02")
        @Choice(zh = "中试", en = "pilot", ru = "опытное производство")
        PILOT,
        @Written("03")
        @Choice(zh = "小批量", en = "small batch", ru = "малая серия")
        BATCH,
        @Written("04")
        @Choice(zh = "产业化", en = "production", ru = "производство")
        PRODUCTION
    }

    /** The partner's table of modes. */
    enum Mode {
        @Written("KF")
        @Choice(zh = "开发", en = "development", ru = "разработка")
        DEVELOPMENT,
        @Written("ZR")
        @Choice(zh = "转让", en = "transfer", ru = "передача")
        TRANSFER,
        @Written("XK")
        @Choice(zh = "许可", en = "licence", ru = "лицензия")
        LICENCE,
        @Written("ZX")
        @Choice(zh = "咨询", en = "consulting", ru = "консультации")
        CONSULTING,
        @Written("FW")
        @Choice(zh = "服务", en = "service", ru = "услуги")
        SERVICE
    }

    /** On what terms. */
    record Terms(
            @Written("amount") @Field(zh = "金额", en = "Amount", ru = "Сумма", min = "0")
            Optional<Money> price,

            @Written("validUntil") @Field(zh = "有效期至", en = "Valid until", ru = "Действует до")
            Optional<LocalDate> until) {}

    /** Which organisation. */
    record Provider(
            @Written("unit") @Field(zh = "单位", en = "Unit", ru = "Организация")
            Optional<String> unit,

            @Written("city") @Field(zh = "城市", en = "City", ru = "Город", maxLength = 40)
            Optional<String> city) {}
}
