package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RowRef;

/** One sitting of one paper by one person; markers know it by its code alone. */
record AnswerPaper(
        @Field(zh = "密号", en = "Code", ru = "Шифр", searchable = true, unique = true, maxLength = 12)
        String code,

        @Field(zh = "学员", en = "Trainee", ru = "Слушатель", refersTo = "enrolment")
        RowRef enrolment,

        @Field(zh = "培训班", en = "Class", ru = "Группа", refersTo = "training-class")
        RowRef trainingClass,

        @Field(zh = "培训方案", en = "Scheme", ru = "Программа", refersTo = "scheme")
        RowRef scheme,

        @Field(zh = "证件号码", en = "Identity number", ru = "Номер документа", personal = Personal.NUMBER)
        String identity,

        @Field(zh = "科目代码", en = "Code of the paper", ru = "Код предмета", maxLength = 10)
        String paper,

        @Field(zh = "科目", en = "Paper", ru = "Предмет") String paperName,

        @Field(zh = "考试日期", en = "Held on", ru = "Дата") LocalDate heldOn,

        @Field(zh = "第几次考试", en = "Attempt", ru = "Попытка", min = "1")
        int attempt,

        @Field(zh = "成绩", en = "Mark", ru = "Оценка", unit = "分", min = "0", max = "100", setBySteps = true)
        Optional<BigDecimal> mark) {

    private static final int LENGTH = 10;

    /** {@return a code that tells nothing to whoever does not know the enrolment's identifier} */
    static String code(RowRef enrolment, String paper, int attempt) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((enrolment.id() + "|" + paper + "|" + attempt).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    AnswerPaper marked(BigDecimal as) {
        return new AnswerPaper(
                code, enrolment, trainingClass, scheme, identity, paper, paperName, heldOn, attempt, Optional.of(as));
    }
}
