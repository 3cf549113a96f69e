package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.APPLICANT;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;
import static org.longji.plugin.api.register.UserRole.REVIEWER;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.Rows;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** What holders learn after their certificate, year by year. */
@Extension
public final class LearningRecords implements Register<LearningRecord> {

    @Override
    public RegisterDefinition<LearningRecord> definition() {
        return RegisterDefinition.of(
                        "learning",
                        Words.of("继续教育", "Continuing education", "Повышение квалификации"),
                        LearningRecord.class)
                .partOf(Schemes.MODULE)
                .under(Certificates.PEOPLE, 140)
                .about(Words.of(
                        "按完成日期计入当年，不结转；同一内容同一天只计一次；是否达标按所持证书的方案判断。",
                        "Counts for the year it was completed in, and is not carried over; the same on the same day counts once.",
                        "Засчитывается за год завершения, без переноса; одно и то же в один день — один раз."))
                .states(
                        State.of("CLAIMED", Words.of("待确认", "claimed", "заявлено")),
                        State.ending("CONFIRMED", Words.of("已确认", "confirmed", "подтверждено")),
                        State.ending("REFUSED", Words.of("不予确认", "refused", "отклонено")))
                .createdBy(REGISTRAR, APPLICANT)
                .completedBy((row, context) -> context.rows()
                        .find(Professional.class, row.professional())
                        .map(who -> row.of(who.record()))
                        .orElse(row))
                .createdWhen(LearningRecords::possible)
                .ownedBy("owner")
                .titledBy("professional", "title")
                .columns("professional", "subject", "hours", "day")
                .filters("professional", "subject", "day", "year")
                .unique(Unique.of("identity", "title", "day").exceptIn("REFUSED"))
                .attachments(new Attached("PROOF", Words.of("学习证明", "Proof", "Подтверждение")))
                .step(Step.<LearningRecord>transition("confirm", Words.of("确认", "Confirm", "Подтвердить"))
                        .from("CLAIMED")
                        .to("CONFIRMED")
                        .by(REVIEWER)
                        .notBy(Step.CREATION)
                        .within(10))
                .step(Step.<LearningRecord>transition("refuse", Words.of("不予确认", "Refuse", "Отклонить"))
                        .from("CLAIMED")
                        .to("REFUSED")
                        .by(REVIEWER)
                        .asking(Reasons.Why.class))
                .figure(Figure.sum("hours", Words.of("已确认学时", "Hours confirmed", "Подтверждено часов"), "hours")
                        .unit("学时")
                        .in("CONFIRMED")
                        .on("day")
                        .by("subject"))
                .build();
    }

    static ContinuingHours hours(String identity, int year, Context context) {
        return hours(identity, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), context.rows());
    }

    /** The hours confirmed in a period, both days included. */
    static ContinuingHours hours(String identity, LocalDate from, LocalDate until, Rows rows) {
        Rows.Query<LearningRecord> confirmed = rows.of(LearningRecord.class)
                .with("identity", identity)
                .between("day", from, until)
                .in("CONFIRMED");
        return new ContinuingHours(
                confirmed.with("subject", Subject.PROFESSIONAL).sum("hours"),
                confirmed.with("subject", Subject.GENERAL).sum("hours"));
    }

    private static List<Obstacle> possible(LearningRecord row, Context context) {
        List<Obstacle> found = new ArrayList<>();
        found.addAll(Reasons.unless(
                !row.day().isAfter(context.today()),
                "IN_THE_FUTURE",
                "完成日期尚未到。",
                "That day is still to come.",
                "Этот день не наступил."));
        context.rows()
                .find(Professional.class, row.professional())
                .ifPresent(who -> found.addAll(Reasons.unless(
                        !context.actor().roles().equals(Set.of(APPLICANT))
                                || who.record().owner().equals(context.actor().party()),
                        "NOT_YOURS",
                        "只能为自己名下的人员申报。",
                        "You can claim only for people of your own.",
                        "Заявлять можно только за своих.")));
        return found;
    }
}
