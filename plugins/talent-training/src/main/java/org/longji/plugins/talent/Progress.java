package org.longji.plugins.talent;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.Words;

/**
 * How far somebody is in a scheme, and what is missing.
 *
 * @param minutes confirmed minutes by module, no hour counted twice
 * @param scheduled minutes of the class's sessions that were held, by module
 * @param attended confirmed minutes at the sessions of this class alone, by module
 */
record Progress(
        Row<Scheme> scheme,
        Map<String, Long> minutes,
        Map<String, Long> scheduled,
        Map<String, Long> attended,
        Map<String, BigDecimal> marks) {

    private static final int PERCENT = 100;

    static Optional<Progress> of(Enrolment row, Context context) {
        return row.scheme()
                .flatMap(ref -> context.rows().find(Scheme.class, ref))
                .map(scheme -> of(row, scheme, context));
    }

    private static Progress of(Enrolment row, Row<Scheme> scheme, Context context) {
        List<AttendedTime.Stay> all = new ArrayList<>();
        Map<String, Long> attended = new HashMap<>();
        Map<String, Long> scheduled = new HashMap<>();
        for (Row<Enrolment> each : context.rows()
                .of(Enrolment.class)
                .with("identity", row.identity())
                .with("scheme", scheme.ref())
                .in("ADMITTED", "PASSED", "NOT_PASSED")
                .list()) {
            List<AttendedTime.Stay> stays = stays(each, scheme.record(), context);
            all.addAll(stays);
            if (each.record().trainingClass().equals(row.trainingClass())) {
                attended.putAll(AttendedTime.minutesByModule(stays));
            }
        }
        context.rows()
                .of(Session.class)
                .with("trainingClass", row.trainingClass())
                .in("HELD")
                .list()
                .forEach(session -> context.rows()
                        .find(Course.class, session.record().course())
                        .ifPresent(course -> scheduled.merge(
                                course.record().module(),
                                Duration.between(
                                                session.record().startsAt(),
                                                session.record().endsAt())
                                        .toMinutes(),
                                Long::sum)));
        return new Progress(
                scheme,
                AttendedTime.minutesByModule(all),
                scheduled,
                attended,
                Sittings.of(scheme, row.identity(), context).marks(context.today()));
    }

    /** Confirmed stays between the enrolment and the examination, cut to their sessions. */
    private static List<AttendedTime.Stay> stays(Row<Enrolment> enrolment, Scheme scheme, Context context) {
        List<AttendedTime.Stay> stays = new ArrayList<>();
        LocalDate from = enrolment.record().enrolledOn().orElse(LocalDate.MIN);
        LocalDate until = context.rows()
                .find(TrainingClass.class, enrolment.record().trainingClass())
                .map(one -> one.record().examOn())
                .orElse(LocalDate.MAX);
        for (Row<Attendance> row : context.rows()
                .of(Attendance.class)
                .with("enrolment", enrolment.ref())
                .in("CONFIRMED")
                .list()) {
            Attendance attendance = row.record();
            Optional<Session> session =
                    context.rows().find(Session.class, attendance.session()).map(Row::record);
            Optional<Row<Course>> course = session.flatMap(one -> context.rows().find(Course.class, one.course()));
            if (course.isEmpty()
                    || attendance.signedInAt().isEmpty()
                    || attendance.signedOutAt().isEmpty()) {
                continue;
            }
            LocalDate day = session.get().startsAt().toLocalDate();
            if (!day.isBefore(from) && !day.isAfter(until)) {
                LocalDateTime in = attendance.signedInAt().get();
                LocalDateTime out = attendance.signedOutAt().get();
                stays.add(new AttendedTime.Stay(
                        course.get().ref().id().toString(),
                        course.get().record().module(),
                        enrolment.record().trainingClass().id().toString(),
                        course.get()
                                .record()
                                .hours()
                                .multiply(BigDecimal.valueOf(scheme.minutesPerHour()))
                                .setScale(0, RoundingMode.DOWN)
                                .longValueExact(),
                        in.isAfter(session.get().startsAt())
                                ? in
                                : session.get().startsAt(),
                        out.isBefore(session.get().endsAt())
                                ? out
                                : session.get().endsAt()));
            }
        }
        return stays;
    }

    /** {@return hours of teaching; for reading alone, decisions are made on minutes} */
    private BigDecimal hours(long of) {
        return BigDecimal.valueOf(of)
                .divide(BigDecimal.valueOf(scheme.record().minutesPerHour()), 1, RoundingMode.DOWN);
    }

    BigDecimal total() {
        return Score.total(scheme.record().papers(), marks);
    }

    /** {@return everything that is missing to complete, practice apart} */
    List<Obstacle> missing() {
        List<Obstacle> missing = new ArrayList<>();
        for (Scheme.Module module : scheme.record().modules()) {
            if (module.mandatory()) {
                missing.addAll(hoursMissing(module));
            }
            missing.addAll(attendanceMissing(module));
        }
        missing.addAll(Score.missing(scheme.record(), marks));
        return missing;
    }

    private List<Obstacle> hoursMissing(Scheme.Module module) {
        long done = minutes.getOrDefault(module.code(), 0L);
        BigDecimal needed =
                module.leastHours().multiply(BigDecimal.valueOf(scheme.record().minutesPerHour()));
        String least = module.leastHours().toPlainString();
        return Reasons.unless(
                BigDecimal.valueOf(done).compareTo(needed) >= 0,
                "HOURS_MISSING",
                "“" + module.name() + "”学时不足：" + hours(done) + "／" + least + " 学时。",
                "'" + module.name() + "': " + hours(done) + " of " + least + " hours.",
                "«" + module.name() + "»: " + hours(done) + " из " + least + " часов.");
    }

    private List<Obstacle> attendanceMissing(Scheme.Module module) {
        long held = scheduled.getOrDefault(module.code(), 0L);
        long there = attended.getOrDefault(module.code(), 0L);
        int least = scheme.record().leastAttendance();
        return Reasons.unless(
                there * PERCENT >= held * least,
                "ATTENDANCE_TOO_LOW",
                "“" + module.name() + "”出勤 " + there + "／" + held + " 分钟，低于 " + least + "%。",
                "'" + module.name() + "': attended " + there + " of " + held + " minutes, below " + least + "%.",
                "«" + module.name() + "»: посещено " + there + " из " + held + " минут, ниже " + least + "%.");
    }

    /** {@return hours by module, one to a line} */
    Words hoursInWords() {
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        StringBuilder ru = new StringBuilder();
        for (Scheme.Module module : scheme.record().modules()) {
            String line = module.name() + " " + hours(minutes.getOrDefault(module.code(), 0L)) + "／"
                    + module.leastHours().toPlainString();
            zh.append(zh.isEmpty() ? "" : "\n").append(line).append(" 学时");
            en.append(en.isEmpty() ? "" : "\n").append(line).append(" hours");
            ru.append(ru.isEmpty() ? "" : "\n").append(line).append(" часов");
        }
        return Words.of(zh.toString(), en.toString(), ru.toString());
    }

    /** {@return the marks that count, one to a line, and the total} */
    Optional<Words> marksInWords() {
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder lines = new StringBuilder();
        for (Scheme.Paper paper : scheme.record().papers()) {
            BigDecimal mark = marks.get(paper.code());
            lines.append(paper.name())
                    .append(' ')
                    .append(mark == null ? "—" : mark.toPlainString())
                    .append("（")
                    .append(paper.weight())
                    .append("%）\n");
        }
        String total = total().toPlainString();
        return Optional.of(Words.of(lines + "总分 " + total, lines + "total " + total, lines + "итог " + total));
    }
}
