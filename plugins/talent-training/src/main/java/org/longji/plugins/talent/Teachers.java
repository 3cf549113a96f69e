package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;
import static org.longji.plugin.api.register.UserRole.REVIEWER;

import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** The teachers a tenant lets teach. */
@Extension
public final class Teachers implements Register<Teacher> {

    @Override
    public RegisterDefinition<Teacher> definition() {
        return RegisterDefinition.of("teacher", Words.of("师资库", "Teachers", "Преподаватели"), Teacher.class)
                .partOf(Schemes.MODULE)
                .under(Schemes.GROUNDWORK, 30)
                .about(Words.of(
                        "登记员录入，审核员聘任后可排课；同一时段不能排两处课。",
                        "Entered by a registrar, appointed by a reviewer, then given sessions; never two at one time.",
                        "Вносит регистратор, назначает проверяющий; не два занятия одновременно."))
                .states(
                        State.of("PROPOSED", Words.of("拟聘", "proposed", "предложен"))
                                .revisedBy(REGISTRAR),
                        State.of("APPOINTED", Words.of("在聘", "appointed", "назначен")),
                        State.ending("RELEASED", Words.of("已解聘", "released", "освобождён")))
                .createdBy(REGISTRAR)
                .titledBy("name", "organisation")
                .columns("title", "field", "sessions")
                .unique(Unique.of("name", "organisation").exceptIn("RELEASED"))
                .attachments(new Attached("CURRICULUM", Words.of("简历", "Curriculum", "Биография")))
                .step(Step.<Teacher>transition("appoint", Words.of("聘任", "Appoint", "Назначить"))
                        .from("PROPOSED")
                        .to("APPOINTED")
                        .by(REVIEWER, ADMINISTRATOR)
                        .notBy(Step.CREATION)
                        .awaited())
                .step(Step.<Teacher>transition("release", Words.of("解聘", "Release", "Освободить"))
                        .from("PROPOSED", "APPOINTED")
                        .to("RELEASED")
                        .by(REVIEWER, ADMINISTRATOR)
                        .asking(Reasons.Why.class))
                .derived(new Derived<>(
                        "sessions",
                        Words.of("授课次数", "Sessions taught", "Занятий"),
                        "次",
                        (teacher, context) -> context.row()
                                .map(id -> context.rows()
                                        .of(Session.class)
                                        .with("teacher", new RowRef(id))
                                        .in("HELD")
                                        .count())))
                .figure(Figure.count("teachers", Words.of("在聘教师", "Teachers appointed", "Назначено преподавателей"))
                        .unit("人")
                        .in("APPOINTED"))
                .build();
    }
}
