package org.longji.plugins.talent;

import java.time.LocalDate;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RowRef;

/** A certificate, from its preparation to its end. */
record Certificate(
        @Field(zh = "姓名", en = "Name", ru = "Имя", personal = Personal.NAME, searchable = true, maxLength = 60)
        String name,

        @Field(
                zh = "证件号码",
                en = "Identity number",
                ru = "Номер документа",
                personal = Personal.NUMBER,
                searchable = true,
                maxLength = 18)
        String identity,

        @Field(zh = "职业", en = "Profession", ru = "Профессия")
        Profession profession,

        @Field(zh = "级别", en = "Level", ru = "Уровень") Level level,

        @Field(zh = "方案代码", en = "Code of the scheme", ru = "Код программы", maxLength = 20)
        String schemeCode,

        @Field(zh = "培训方案", en = "Scheme", ru = "Программа", refersTo = "scheme")
        RowRef scheme,

        @Field(zh = "培训基地", en = "Base", ru = "База", refersTo = "base")
        RowRef base,

        @Field(zh = "学员记录", en = "Enrolment", ru = "Слушатель", refersTo = "enrolment")
        RowRef enrolment,

        @Field(zh = "账号所属", en = "Account's party", ru = "Сторона")
        Optional<PartyRef> owner,

        @Field(
                zh = "证书编号",
                en = "Number",
                ru = "Номер",
                searchable = true,
                unique = true,
                setBySteps = true,
                maxLength = 60)
        Optional<String> number,

        @Field(
                zh = "国家编号",
                en = "National number",
                ru = "Национальный номер",
                searchable = true,
                setBySteps = true,
                maxLength = 60)
        Optional<String> nationalNumber,

        @Field(zh = "发证日期", en = "Issued on", ru = "Выдано", setBySteps = true)
        Optional<LocalDate> issuedOn,

        @Field(zh = "有效期至", en = "Valid until", ru = "Действительно до", setBySteps = true)
        Optional<LocalDate> validUntil,

        @Field(zh = "撤销日期", en = "Revoked on", ru = "Отозвано", setBySteps = true)
        Optional<LocalDate> revokedOn,

        @Field(zh = "撤销原因", en = "Why revoked", ru = "Причина отзыва", setBySteps = true, maxLength = 500)
        Optional<String> revokedFor) {

    private Certificate with(
            Optional<String> as,
            Optional<String> national,
            Optional<LocalDate> issued,
            Optional<LocalDate> until,
            Optional<LocalDate> revoked,
            Optional<String> reason) {
        return new Certificate(
                name,
                identity,
                profession,
                level,
                schemeCode,
                scheme,
                base,
                enrolment,
                owner,
                as,
                national,
                issued,
                until,
                revoked,
                reason);
    }

    Certificate issued(String as, LocalDate on, Optional<LocalDate> until) {
        return with(Optional.of(as), nationalNumber, Optional.of(on), until, revokedOn, revokedFor);
    }

    Certificate numbered(String national) {
        return with(number, Optional.of(national), issuedOn, validUntil, revokedOn, revokedFor);
    }

    Certificate renewed(LocalDate until) {
        return with(number, nationalNumber, issuedOn, Optional.of(until), revokedOn, revokedFor);
    }

    Certificate revoked(LocalDate on, String reason) {
        return with(number, nationalNumber, issuedOn, validUntil, Optional.of(on), Optional.of(reason));
    }

    /** {@return whether its term has not run out; the last day still counts} */
    boolean holdsOn(LocalDate day) {
        return validUntil.filter(day::isAfter).isEmpty();
    }
}
