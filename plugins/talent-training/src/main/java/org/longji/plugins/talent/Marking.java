package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.RowRef;

/** The marking of one paper by two markers who see neither the examinee nor each other's mark; by a third where they differ. */
record Marking(
        @Field(zh = "密号", en = "Code", ru = "Шифр", searchable = true, unique = true, maxLength = 12)
        String code,

        @Field(zh = "科目", en = "Paper", ru = "Предмет") String paperName,

        @Field(zh = "答卷", en = "Answer paper", ru = "Работа", refersTo = "answer-paper")
        RowRef answerPaper,

        @Field(zh = "两评最大分差", en = "Largest difference of two marks", ru = "Наибольшее расхождение", unit = "分")
        BigDecimal tolerance,

        @Field(zh = "超过分差时", en = "When they differ more", ru = "При большем расхождении")
        Scheme.Arbitration arbitration,

        @Field(
                zh = "一评",
                en = "First mark",
                ru = "Первая оценка",
                hiddenIn = {"MARKING", "THIRD_MARKING"},
                setBySteps = true)
        Optional<BigDecimal> first,

        @Field(
                zh = "二评",
                en = "Second mark",
                ru = "Вторая оценка",
                hiddenIn = {"MARKING", "THIRD_MARKING"},
                setBySteps = true)
        Optional<BigDecimal> second,

        @Field(
                zh = "三评",
                en = "Third mark",
                ru = "Третья оценка",
                hiddenIn = {"MARKING", "THIRD_MARKING"},
                setBySteps = true)
        Optional<BigDecimal> third,

        @Field(zh = "成绩", en = "Mark", ru = "Оценка", setBySteps = true)
        Optional<BigDecimal> mark) {

    Marking first(BigDecimal given) {
        return new Marking(
                code, paperName, answerPaper, tolerance, arbitration, Optional.of(given), second, third, mark);
    }

    Marking second(BigDecimal given) {
        return new Marking(
                code, paperName, answerPaper, tolerance, arbitration, first, Optional.of(given), third, mark);
    }

    Marking third(BigDecimal given) {
        return new Marking(
                code, paperName, answerPaper, tolerance, arbitration, first, second, Optional.of(given), mark);
    }

    Marking settled() {
        BigDecimal one = first.orElseThrow();
        BigDecimal other = second.orElseThrow();
        BigDecimal settled = third.map(last -> Score.arbitrated(one, other, last, arbitration))
                .orElseGet(() -> Score.mean(one, other));
        return new Marking(
                code, paperName, answerPaper, tolerance, arbitration, first, second, third, Optional.of(settled));
    }
}
