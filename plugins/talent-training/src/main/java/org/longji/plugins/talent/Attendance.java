package org.longji.plugins.talent;

import java.time.LocalDateTime;
import java.util.Optional;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.PartyRef;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RowRef;

/** That somebody was at a session, from when until when. */
record Attendance(
        @Field(zh = "课次", en = "Session", ru = "Занятие", refersTo = "session", offeredIn = "PLANNED")
        RowRef session,

        @Field(zh = "学员", en = "Trainee", ru = "Слушатель", refersTo = "enrolment", offeredIn = "ADMITTED")
        RowRef enrolment,

        @Field(
                zh = "签到时间",
                en = "Signed in at",
                ru = "Время прихода",
                hint =
                        @Hint(
                                zh = "不填为现在；补录纸质签到表时填写表上的时间。",
                                en = "Now, if left out; of a paper list the time that stands there.",
                                ru = "Если пусто — сейчас; из бумажного списка — указанное там время."))
        Optional<LocalDateTime> signedInAt,

        @Field(zh = "签退时间", en = "Signed out at", ru = "Время ухода", setBySteps = true)
        Optional<LocalDateTime> signedOutAt,

        @Field(
                zh = "证件号码",
                en = "Identity number",
                ru = "Номер документа",
                personal = Personal.NUMBER,
                setBySteps = true)
        Optional<String> identity,

        @Field(zh = "账号所属", en = "Account's party", ru = "Сторона", setBySteps = true)
        Optional<PartyRef> owner) {

    Attendance of(Enrolment trainee, LocalDateTime at) {
        return new Attendance(
                session, enrolment, Optional.of(at), signedOutAt, Optional.of(trainee.identity()), trainee.owner());
    }

    Attendance left(LocalDateTime at) {
        return new Attendance(session, enrolment, signedInAt, Optional.of(at), identity, owner);
    }
}
