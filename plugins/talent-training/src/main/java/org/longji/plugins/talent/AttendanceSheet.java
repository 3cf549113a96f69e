package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.APPLICANT;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Who signed in and out of which session; one person once. */
@Extension
public final class AttendanceSheet implements Register<Attendance> {

    @Override
    public RegisterDefinition<Attendance> definition() {
        return RegisterDefinition.of("attendance", Words.of("考勤", "Attendance", "Посещаемость"), Attendance.class)
                .partOf(Schemes.MODULE)
                .under(TrainingClasses.TEACHING, 80)
                .about(Words.of(
                        "每人每课次一条。学员自行签到以系统时间为准；登记员补录时填写纸质签到表上的时间。",
                        "One for each person and session. Trainees sign in at the time it is; a registrar may enter the times of a"
                                + " paper list.",
                        "Одна запись на человека и занятие. Слушатель отмечается по времени системы."))
                .states(
                        State.of("SIGNED_IN", Words.of("已签到", "signed in", "пришёл")),
                        State.of("SIGNED_OUT", Words.of("已签退", "signed out", "ушёл")),
                        State.ending("CONFIRMED", Words.of("已确认", "confirmed", "подтверждено")),
                        State.ending("REJECTED", Words.of("不计入", "rejected", "не засчитано")))
                .createdBy(REGISTRAR, APPLICANT)
                .completedBy(AttendanceSheet::completed)
                .createdWhen(AttendanceSheet::possible)
                .ownedBy("owner")
                .titledBy("enrolment", "session")
                .columns("enrolment", "session", "signedInAt", "signedOutAt", "minutes")
                .filters("session", "enrolment", "signedInAt")
                .unique(Unique.of("session", "identity").exceptIn("REJECTED"))
                .attachments(
                        new Attached("PROOF", Words.of("线上学习证明", "Proof of having watched", "Подтверждение просмотра")))
                .step(Step.<Attendance>transition("sign-out", Words.of("签退", "Sign out", "Отметить уход"))
                        .from("SIGNED_IN")
                        .to("SIGNED_OUT")
                        .by(REGISTRAR, APPLICANT)
                        .asking(Sessions.Leave.class)
                        .given(AttendanceSheet::leaving)
                        .then((row, leave, context) -> row.left(at(leave.at(), context))))
                .step(Step.<Attendance>transition("confirm", Words.of("确认", "Confirm", "Подтвердить"))
                        .from("SIGNED_OUT")
                        .to("CONFIRMED")
                        .by(REGISTRAR))
                .step(Step.<Attendance>transition("reject", Words.of("不计入", "Reject", "Не засчитать"))
                        .from("SIGNED_IN", "SIGNED_OUT")
                        .to("REJECTED")
                        .by(REGISTRAR)
                        .asking(Reasons.Why.class))
                .derived(new Derived<>(
                        "minutes",
                        Words.of("课内时长", "Time inside the session", "Время на занятии"),
                        "分钟",
                        (row, context) -> row.signedOutAt()
                                .flatMap(out -> context.rows()
                                        .find(Session.class, row.session())
                                        .map(session -> inside(row, session.record(), out)))))
                .build();
    }

    private static long inside(Attendance row, Session session, LocalDateTime out) {
        LocalDateTime from =
                row.signedInAt().filter(at -> at.isAfter(session.startsAt())).orElse(session.startsAt());
        LocalDateTime until = out.isBefore(session.endsAt()) ? out : session.endsAt();
        return until.isAfter(from) ? Duration.between(from, until).toMinutes() : 0;
    }

    /** Whoever signs for themselves signs now; an officer may enter what stands on paper. */
    private static LocalDateTime at(Optional<LocalDateTime> given, Context context) {
        return context.actor().roles().equals(Set.of(APPLICANT)) ? context.now() : given.orElse(context.now());
    }

    private static Attendance completed(Attendance row, Context context) {
        return context.rows()
                .find(Enrolment.class, row.enrolment())
                .map(enrolment -> row.of(enrolment.record(), at(row.signedInAt(), context)))
                .orElse(row);
    }

    private static List<Obstacle> possible(Attendance row, Context context) {
        List<Obstacle> found = new ArrayList<>();
        Optional<Row<Session>> session = context.rows().find(Session.class, row.session());
        Optional<Row<Enrolment>> enrolment = context.rows().find(Enrolment.class, row.enrolment());
        LocalDateTime at = row.signedInAt().orElse(context.now());
        if (session.isEmpty() || enrolment.isEmpty()) {
            return found;
        }
        if (context.actor().roles().equals(Set.of(APPLICANT))
                && !enrolment.get().record().owner().equals(context.actor().party())) {
            return List.of(Reasons.of(
                    "NOT_YOURS",
                    "只能为自己名下的学员签到。",
                    "You can sign in only trainees of your own.",
                    "Отмечать можно только своих слушателей."));
        }
        String name = enrolment.get().record().name();
        Session held = session.get().record();
        found.addAll(Reasons.unless(
                session.get().state().equals("PLANNED"),
                "SESSION_CLOSED",
                "该课次的考勤已确认或课次已取消。",
                "The session was confirmed or cancelled.",
                "Занятие подтверждено или отменено."));
        found.addAll(Reasons.unless(
                enrolment.get().state().equals("ADMITTED")
                        && enrolment.get().record().trainingClass().equals(held.trainingClass()),
                "NOT_IN_THE_CLASS",
                name + " 不是这个班的在读学员。",
                name + " is not a trainee of this class.",
                name + " не слушатель этой группы."));
        int before = context.rows()
                .find(TrainingClass.class, held.trainingClass())
                .flatMap(one -> context.rows().find(Scheme.class, one.record().scheme()))
                .map(scheme -> scheme.record().signInBefore())
                .orElse(0);
        found.addAll(Reasons.unless(
                !at.isBefore(held.startsAt().minusMinutes(before)) && at.isBefore(held.endsAt()),
                "NOT_DURING_THE_SESSION",
                "签到时间应在上课前 " + before + " 分钟至下课之间（" + held.startsAt().toLocalTime() + "–"
                        + held.endsAt().toLocalTime() + "）。",
                "Sign-in is possible from " + before + " minutes before the session to its end ("
                        + held.startsAt().toLocalTime() + " to " + held.endsAt().toLocalTime() + ").",
                "Отметка возможна за " + before + " минут до занятия и до его конца."));
        found.addAll(Reasons.unless(
                !isElsewhere(enrolment.get().record(), session.get(), context),
                "ELSEWHERE",
                name + " 同一时段已在另一课次签到。",
                name + " is signed in to another session at that time.",
                name + " в это время на другом занятии."));
        found.addAll(Reasons.unless(
                !at.isAfter(context.now()),
                "IN_THE_FUTURE",
                "签到时间尚未到。",
                "That time is still to come.",
                "Это время не наступило."));
        return found;
    }

    /** Nobody is at two sessions at one time, in whatever classes. */
    private static boolean isElsewhere(Enrolment who, Row<Session> here, Context context) {
        Session session = here.record();
        LocalDate day = session.startsAt().toLocalDate();
        return context
                .rows()
                .of(Attendance.class)
                .with("identity", who.identity())
                .between("signedInAt", day.atStartOfDay(), day.atTime(LocalTime.MAX))
                .in("SIGNED_IN", "SIGNED_OUT", "CONFIRMED")
                .list()
                .stream()
                .filter(one -> !one.record().session().equals(here.ref()))
                .flatMap(one -> context.rows().find(Session.class, one.record().session()).stream())
                .map(Row::record)
                .anyMatch(other -> other.startsAt().isBefore(session.endsAt())
                        && session.startsAt().isBefore(other.endsAt()));
    }

    private static List<Obstacle> leaving(Attendance row, Sessions.Leave leave, Context context) {
        LocalDateTime at = at(leave.at(), context);
        return Reasons.unless(
                row.signedInAt().filter(in -> !at.isBefore(in)).isPresent() && !at.isAfter(context.now()),
                "NOT_AFTER_SIGN_IN",
                "签退时间应在签到之后、现在之前。",
                "It lies between the sign-in and now.",
                "Время ухода — между приходом и настоящим моментом.");
    }
}
