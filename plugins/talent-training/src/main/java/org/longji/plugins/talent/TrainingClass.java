package org.longji.plugins.talent;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.RowRef;

/** A class (培训班): one run of a scheme at a base, from enrolment to examination. */
record TrainingClass(
        @Field(zh = "班次名称", en = "Class", ru = "Группа", searchable = true, unique = true)
        String title,

        @Field(zh = "培训方案", en = "Scheme", ru = "Программа", refersTo = "scheme", offeredIn = "IN_FORCE")
        RowRef scheme,

        @Field(zh = "培训基地", en = "Base", ru = "База", refersTo = "base", offeredIn = "RECOGNISED")
        RowRef base,

        @Field(zh = "报名开始", en = "Enrolment from", ru = "Запись с")
        LocalDate enrolFrom,

        @Field(zh = "报名截止", en = "Enrolment until", ru = "Запись по")
        LocalDate enrolUntil,

        @Field(zh = "开班日期", en = "Begins on", ru = "Начало") LocalDate beginsOn,

        @Field(zh = "结课日期", en = "Ends on", ru = "Окончание")
        LocalDate endsOn,

        @Field(zh = "考试日期", en = "Examination on", ru = "Экзамен")
        LocalDate examOn,

        @Field(zh = "名额", en = "Places", ru = "Мест", unit = "人", min = "1", max = "500")
        int places,

        @Field(zh = "收费", en = "Fee", ru = "Плата", unit = "元", min = "0")
        Optional<Money> fee,

        @Field(zh = "说明", en = "Remarks", ru = "Примечание", maxLength = 1000, multiline = true)
        Optional<String> remarks) {

    /** Refuses days in the wrong order. */
    TrainingClass {
        if (enrolFrom.isAfter(enrolUntil)
                || enrolFrom.isAfter(beginsOn)
                || beginsOn.isAfter(endsOn)
                || endsOn.isAfter(examOn)) {
            throw new IllegalArgumentException("日期应依次为：报名开始、报名截止；开班、结课、考试");
        }
    }
}
