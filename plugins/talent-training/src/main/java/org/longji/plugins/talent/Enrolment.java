package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RowRef;

/** Somebody's way through a class, from the enrolment to the end of it. */
record Enrolment(
        @Field(
                zh = "培训班",
                en = "Class",
                ru = "Группа",
                refersTo = "training-class",
                offeredIn = {"ENROLLING", "TEACHING"})
        RowRef trainingClass,

        @Field(zh = "姓名", en = "Name", ru = "Имя", personal = Personal.NAME, searchable = true, maxLength = 60)
        String name,

        @Field(
                zh = "证件号码",
                en = "Identity number",
                ru = "Номер документа",
                personal = Personal.NUMBER,
                searchable = true,
                pattern = "[0-9]{17}[0-9X]",
                maxLength = 18)
        String identity,

        @Field(zh = "手机", en = "Telephone", ru = "Телефон", personal = Personal.CONTACT, maxLength = 30)
        Optional<String> telephone,

        @Field(zh = "工作单位", en = "Works at", ru = "Место работы", searchable = true)
        Optional<String> employer,

        @Field(zh = "学历", en = "Education", ru = "Образование")
        Education education,

        @Field(
                zh = "相关工作年限",
                en = "Years of related work",
                ru = "Лет работы по профилю",
                unit = "年",
                min = "0",
                max = "60")
        int yearsOfWork,

        @Field(
                zh = "已有证书编号",
                en = "Certificate held",
                ru = "Имеющееся удостоверение",
                hint =
                        @Hint(
                                zh = "方案要求先持有低一级证书时填写；外市证书也可。",
                                en = "Where the scheme asks for a certificate; one of another city will do.",
                                ru = "Если программа требует удостоверение; подходит и другого города."),
                maxLength = 60)
        Optional<String> priorCertificate,

        @Field(
                zh = "报名日期",
                en = "Enrolled on",
                ru = "Дата записи",
                hint =
                        @Hint(
                                zh = "不填为今天；登记员补录纸质报名时填写当时的日期。",
                                en = "Today, if left out; a registrar may enter the day of an enrolment on paper.",
                                ru = "Если пусто — сегодня; регистратор может указать дату бумажной записи."))
        Optional<LocalDate> enrolledOn,

        @Field(
                zh = "账号所属",
                en = "Account's party",
                ru = "Сторона",
                hint =
                        @Hint(
                                zh = "学员本人或其单位的账号代码；填写后该账号可以看到这条记录。",
                                en = "The code of the trainee's or employer's account, which then sees this row.",
                                ru = "Код учётной записи слушателя или его организации."))
        Optional<PartyRef> owner,

        @Field(zh = "培训方案", en = "Scheme", ru = "Программа", refersTo = "scheme", setBySteps = true)
        Optional<RowRef> scheme,

        @Field(zh = "培训基地", en = "Base", ru = "База", refersTo = "base", setBySteps = true)
        Optional<RowRef> base,

        @Field(zh = "总分", en = "Total", ru = "Итог", setBySteps = true)
        Optional<BigDecimal> total,

        @Field(zh = "结业日期", en = "Completed on", ru = "Завершено", setBySteps = true)
        Optional<LocalDate> completedOn,

        @Field(
                zh = "满意度",
                en = "Satisfaction",
                ru = "Удовлетворённость",
                hint = @Hint(zh = "1 最低，5 最高。", en = "From 1, the lowest, to 5.", ru = "От 1 до 5."),
                min = "1",
                max = "5",
                setBySteps = true)
        Optional<Integer> satisfaction) {

    private Enrolment with(
            Optional<LocalDate> day,
            Optional<RowRef> ofScheme,
            Optional<RowRef> ofBase,
            Optional<BigDecimal> score,
            Optional<LocalDate> end,
            Optional<Integer> rating) {
        return new Enrolment(
                trainingClass,
                name,
                identity,
                telephone,
                employer,
                education,
                yearsOfWork,
                priorCertificate,
                day,
                owner,
                ofScheme,
                ofBase,
                score,
                end,
                rating);
    }

    Enrolment begun(TrainingClass into, LocalDate on) {
        return with(
                enrolledOn.or(() -> Optional.of(on)),
                Optional.of(into.scheme()),
                Optional.of(into.base()),
                total,
                completedOn,
                satisfaction);
    }

    Enrolment passed(BigDecimal score, LocalDate on) {
        return with(enrolledOn, scheme, base, Optional.of(score), Optional.of(on), satisfaction);
    }

    Enrolment rated(int stars) {
        return with(enrolledOn, scheme, base, total, completedOn, Optional.of(stars));
    }
}
