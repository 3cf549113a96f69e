package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Hint;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.Rows;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** The timetable of the classes, and the roll call of a session. */
@Extension
public final class Sessions implements Register<Session> {

    /** Who is there. */
    record RollCall(
            @Field(
                    zh = "到课学员",
                    en = "Present",
                    ru = "Присутствуют",
                    refersTo = "enrolment",
                    offeredIn = "ADMITTED",
                    sameIn = "trainingClass",
                    minItems = 1)
            List<RowRef> present,

            @Field(
                    zh = "签到时间",
                    en = "Signed in at",
                    ru = "Время прихода",
                    hint =
                            @Hint(
                                    zh = "不填为现在；补录纸质签到表时填写表上的时间。",
                                    en = "Now, if left out; of a paper list the time that stands there.",
                                    ru = "Если пусто — сейчас; из бумажного списка — указанное там время."))
            Optional<LocalDateTime> at) {}

    /** When those who are still there leave. */
    record Leave(
            @Field(
                    zh = "签退时间",
                    en = "Signed out at",
                    ru = "Время ухода",
                    hint = @Hint(zh = "不填为现在。", en = "Now, if left out.", ru = "Если пусто — сейчас."))
            Optional<LocalDateTime> at) {}

    @Override
    public RegisterDefinition<Session> definition() {
        return RegisterDefinition.of("session", Words.of("课次", "Sessions", "Занятия"), Session.class)
                .partOf(Schemes.MODULE)
                .under(TrainingClasses.TEACHING, 70)
                .about(Words.of(
                        "排一次课；上课点名签到，下课统一签退，确认后学时才计入。学员也可用自己的账号签到签退。",
                        "One lesson: roll call, then sign everybody out; hours count once the session is confirmed. Trainees may also"
                                + " sign in and out themselves.",
                        "Одно занятие: перекличка, затем общий уход; часы засчитываются после подтверждения."))
                .states(
                        State.of("PLANNED", Words.of("待上课", "planned", "запланировано"))
                                .revisedBy(ADMINISTRATOR, REGISTRAR),
                        State.ending("HELD", Words.of("已上课", "held", "проведено")),
                        State.ending("CANCELLED", Words.of("已取消", "cancelled", "отменено")))
                .createdBy(ADMINISTRATOR, REGISTRAR)
                .openToApplicants("PLANNED", "HELD")
                .titledBy("course", "startsAt")
                .columns("trainingClass", "teacher", "startsAt", "endsAt", "present")
                .filters("trainingClass", "course", "teacher", "startsAt")
                .always(Sessions::fits)
                .always(Sessions::alone)
                .step(Step.<Session>action("roll-call", Words.of("点名签到", "Roll call", "Перекличка"))
                        .from("PLANNED")
                        .by(REGISTRAR)
                        .when((session, context) -> Reasons.unless(
                                !context.today().isBefore(session.startsAt().toLocalDate()),
                                "NOT_YET",
                                "上课日期未到。",
                                "The day has not come.",
                                "День ещё не наступил."))
                        .asking(RollCall.class)
                        .given((session, given, context) -> Reasons.unless(
                                new HashSet<>(given.present()).size()
                                        == given.present().size(),
                                "TWICE",
                                "有学员选了两次。",
                                "Somebody was chosen twice.",
                                "Слушатель выбран дважды."))
                        .producing(Sessions::signedIn))
                .step(Step.<Session>action("sign-out", Words.of("统一签退", "Sign everybody out", "Отметить уход всех"))
                        .from("PLANNED")
                        .by(REGISTRAR)
                        .when((session, context) -> Reasons.unless(
                                context.row().isPresent()
                                        && attendance(context, "SIGNED_IN").count() > 0,
                                "NOBODY_THERE",
                                "没有已签到未签退的学员。",
                                "Nobody is signed in.",
                                "Никто не отмечен как присутствующий."))
                        .asking(Leave.class)
                        .producing(Sessions::signedOut))
                .step(Step.<Session>transition(
                                "confirm", Words.of("确认考勤", "Confirm attendance", "Подтвердить посещение"))
                        .from("PLANNED")
                        .to("HELD")
                        .by(REGISTRAR)
                        .when(Sessions::complete)
                        .dueOn(session ->
                                Optional.of(session.endsAt().toLocalDate().plusDays(3)))
                        .producing((session, nothing, context) -> confirmed(session, context)))
                .step(Step.<Session>transition("cancel", Words.of("取消", "Cancel", "Отменить"))
                        .from("PLANNED")
                        .to("CANCELLED")
                        .by(ADMINISTRATOR, REGISTRAR)
                        .when((session, context) -> Reasons.unless(
                                context.row().isEmpty()
                                        || attendance(context, "SIGNED_IN", "SIGNED_OUT")
                                                        .count()
                                                == 0,
                                "SOMEBODY_THERE",
                                "已有学员签到。",
                                "Somebody has signed in.",
                                "Есть отметившиеся."))
                        .asking(Reasons.Why.class))
                .derived(new Derived<>(
                        "present",
                        Words.of("到课人数", "Present", "Присутствует"),
                        "人",
                        (session, context) -> context.row()
                                .map(id -> attendance(context, "SIGNED_IN", "SIGNED_OUT", "CONFIRMED")
                                        .count())))
                .build();
    }

    private static Rows.Query<Attendance> attendance(Context context, String... states) {
        return context.rows()
                .of(Attendance.class)
                .with("session", new RowRef(context.row().orElseThrow()))
                .in(states);
    }

    private static List<Obstacle> fits(Session session, Context context) {
        List<Obstacle> found = new ArrayList<>();
        context.rows().find(TrainingClass.class, session.trainingClass()).ifPresent(row -> {
            TrainingClass one = row.record();
            LocalDate day = session.startsAt().toLocalDate();
            found.addAll(Reasons.unless(
                    !day.isBefore(one.beginsOn()) && !day.isAfter(one.endsOn()),
                    "OUTSIDE_THE_CLASS",
                    "上课日期应在开班 " + one.beginsOn() + " 至结课 " + one.endsOn() + " 之间。",
                    "The class is taught from " + one.beginsOn() + " to " + one.endsOn() + ".",
                    "Группа занимается с " + one.beginsOn() + " по " + one.endsOn() + "."));
            context.rows()
                    .find(Course.class, session.course())
                    .ifPresent(course -> found.addAll(Reasons.unless(
                            course.record().scheme().equals(one.scheme()),
                            "OTHER_SCHEME",
                            "该课程不属于这个班的培训方案。",
                            "The course belongs to another scheme than the class.",
                            "Курс относится к другой программе.")));
        });
        return found;
    }

    private static List<Obstacle> alone(Session session, Context context) {
        LocalDate day = session.startsAt().toLocalDate();
        Rows.Query<Session> thatDay = context.rows()
                .of(Session.class)
                .in("PLANNED", "HELD")
                .between("startsAt", day.atStartOfDay(), day.atTime(LocalTime.MAX));
        if (context.row().isPresent()) {
            thatDay = thatDay.except(new RowRef(context.row().get()));
        }
        List<Obstacle> found = new ArrayList<>();
        found.addAll(Reasons.unless(
                free(thatDay.with("teacher", session.teacher()), session),
                "TEACHER_BUSY",
                "该教师这一时段已有课。",
                "The teacher has another session then.",
                "У преподавателя другое занятие."));
        found.addAll(Reasons.unless(
                free(thatDay.with("trainingClass", session.trainingClass()), session),
                "CLASS_BUSY",
                "这个班这一时段已有课。",
                "The class has another session then.",
                "У группы другое занятие."));
        return found;
    }

    private static boolean free(Rows.Query<Session> others, Session session) {
        return others.list().stream()
                .map(Row::record)
                .noneMatch(other -> other.startsAt().isBefore(session.endsAt())
                        && session.startsAt().isBefore(other.endsAt()));
    }

    private static Outcome<Session> signedIn(Session session, RollCall call, Context context) {
        Outcome<Session> outcome = Outcome.of(session);
        for (RowRef enrolment : call.present()) {
            outcome = outcome.beginning(new Attendance(
                    new RowRef(context.row().orElseThrow()),
                    enrolment,
                    Optional.of(call.at().orElse(context.now())),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        return outcome;
    }

    private static Outcome<Session> signedOut(Session session, Leave leave, Context context) {
        Outcome<Session> outcome = Outcome.of(session);
        for (Row<Attendance> one : attendance(context, "SIGNED_IN").list()) {
            outcome = outcome.taking(one.ref(), "sign-out", leave);
        }
        return outcome;
    }

    private static List<Obstacle> complete(Session session, Context context) {
        List<Obstacle> found = new ArrayList<>();
        found.addAll(Reasons.unless(
                !context.now().isBefore(session.endsAt()),
                "NOT_OVER",
                "还没有下课。",
                "It is not over yet.",
                "Занятие ещё идёт."));
        if (context.row().isPresent()) {
            found.addAll(Reasons.unless(
                    attendance(context, "SIGNED_IN").count() == 0,
                    "STILL_SIGNED_IN",
                    "还有学员没有签退。",
                    "Somebody has not signed out.",
                    "Не все отметили уход."));
            found.addAll(Reasons.unless(
                    attendance(context, "SIGNED_OUT").count() > 0,
                    "NOBODY_CAME",
                    "没有考勤记录；没有上课的请取消。",
                    "Nobody was there; cancel a session that was not held.",
                    "Нет отметок; непроведённое занятие отмените."));
        }
        return found;
    }

    private static Outcome<Session> confirmed(Session session, Context context) {
        Outcome<Session> outcome = Outcome.of(session);
        for (Row<Attendance> one : attendance(context, "SIGNED_OUT").list()) {
            outcome = outcome.taking(one.ref(), "confirm");
        }
        return outcome;
    }
}
