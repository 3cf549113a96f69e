package org.longji.plugins.talent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.register.Choice;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;

/** A training base (技术转移人才培养基地), from its application on. */
record Base(
        @Field(zh = "基地名称", en = "Name", ru = "Название", searchable = true, unique = true)
        String name,

        @Field(
                zh = "基地编号",
                en = "Base number",
                ru = "Номер базы",
                hint =
                        @Hint(
                                zh = "两位数字，用于证书编号，由省级统一分配。",
                                en = "Two digits that stand in certificate numbers; the province assigns them.",
                                ru = "Две цифры, входят в номер удостоверения."),
                pattern = "[0-9]{2}",
                maxLength = 2,
                unique = true)
        String code,

        @Field(zh = "级别", en = "Rank", ru = "Ранг") Rank rank,

        @Field(zh = "承办单位", en = "Who runs it", ru = "Организация")
        PartyRef party,

        @Field(
                zh = "法人，具有职业培训资质",
                en = "A legal person qualified for vocational training",
                ru = "Юридическое лицо с правом профессионального обучения")
        boolean qualified,

        @Field(zh = "培训职业", en = "Professions it trains", ru = "Профессии", minItems = 1)
        List<Profession> professions,

        @Field(zh = "培训场所", en = "Place", ru = "Место", maxLength = 300)
        String place,

        @Field(zh = "可同时培训人数", en = "Places", ru = "Мест", unit = "人", min = "1")
        int places,

        @Field(zh = "联系电话", en = "Telephone", ru = "Телефон", personal = Personal.CONTACT, maxLength = 30)
        Optional<String> telephone,

        @Field(zh = "年度考核", en = "Yearly assessments", ru = "Годовые оценки", setBySteps = true)
        List<Yearly> assessments) {

    /** How high it stands. */
    enum Rank {
        /** 国家级. */
        @Choice(zh = "国家级", en = "national", ru = "национальный")
        NATIONAL,
        /** 省级. */
        @Choice(zh = "省级", en = "provincial", ru = "провинциальный")
        PROVINCIAL,
        /** 市级. */
        @Choice(zh = "市级", en = "municipal", ru = "городской")
        MUNICIPAL
    }

    /** How a year was judged. */
    enum Grade {
        /** 优秀. */
        @Choice(zh = "优秀", en = "excellent", ru = "отлично")
        EXCELLENT,
        /** 合格. */
        @Choice(zh = "合格", en = "satisfactory", ru = "удовлетворительно")
        SATISFACTORY,
        /** 不合格. */
        @Choice(zh = "不合格", en = "unsatisfactory", ru = "неудовлетворительно")
        UNSATISFACTORY
    }

    /** The assessment of a year; also what the step asks for. */
    record Yearly(
            @Field(zh = "年度", en = "Year", ru = "Год", min = "2000", max = "2100")
            int year,

            @Field(zh = "结论", en = "Grade", ru = "Оценка") Grade grade,

            @Field(zh = "说明", en = "Comment", ru = "Пояснение", maxLength = 500, multiline = true)
            Optional<String> comment) {}

    Base assessed(Yearly year) {
        List<Yearly> more = new ArrayList<>(assessments);
        more.add(year);
        return new Base(name, code, rank, party, qualified, professions, place, places, telephone, more);
    }
}
