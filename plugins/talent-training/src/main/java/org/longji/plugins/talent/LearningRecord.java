package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RowRef;

/** Hours of continuing education; they count for the year they were taken in and no other. */
record LearningRecord(
        @Field(zh = "人员", en = "Person", ru = "Специалист", refersTo = "professional", offeredIn = "LISTED")
        RowRef professional,

        @Field(zh = "学习内容", en = "What was learnt", ru = "Тема", searchable = true)
        String title,

        @Field(zh = "科目", en = "Subject", ru = "Предмет") Subject subject,

        @Field(zh = "学时", en = "Hours", ru = "Часы", unit = "学时", min = "0.5", max = "400")
        BigDecimal hours,

        @Field(zh = "完成日期", en = "Completed on", ru = "Завершено")
        LocalDate day,

        @Field(zh = "举办单位", en = "Held by", ru = "Организатор")
        String provider,

        @Field(zh = "年度", en = "Year", ru = "Год", setBySteps = true)
        Optional<Integer> year,

        @Field(
                zh = "证件号码",
                en = "Identity number",
                ru = "Номер документа",
                personal = Personal.NUMBER,
                setBySteps = true)
        Optional<String> identity,

        @Field(zh = "账号所属", en = "Account's party", ru = "Сторона", setBySteps = true)
        Optional<PartyRef> owner) {

    LearningRecord of(Professional who) {
        return new LearningRecord(
                professional,
                title,
                subject,
                hours,
                day,
                provider,
                Optional.of(day.getYear()),
                Optional.of(who.identity()),
                who.owner());
    }
}
