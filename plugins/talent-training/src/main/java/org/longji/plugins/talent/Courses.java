package org.longji.plugins.talent;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.util.List;
import java.util.stream.Collectors;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Unique;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** The courses that the modules of schemes are taught by. */
@Extension
public final class Courses implements Register<Course> {

    @Override
    public RegisterDefinition<Course> definition() {
        return RegisterDefinition.of("course", Words.of("课程", "Courses", "Курсы"), Course.class)
                .partOf(Schemes.MODULE)
                .under(Schemes.GROUNDWORK, 40)
                .about(Words.of(
                        "每门课程属于方案的一个模块；同一版本课程无论上几次，只计一次，且不超过所填学时。",
                        "Each belongs to a module of a scheme; one version counts once however often it is taken, and for no more"
                                + " than its hours.",
                        "Каждый относится к модулю программы; одна редакция засчитывается один раз."))
                .states(
                        State.of("DRAFT", Words.of("草稿", "draft", "черновик")).revisedBy(ADMINISTRATOR, REGISTRAR),
                        State.of("OFFERED", Words.of("可排课", "offered", "предлагается")),
                        State.ending("RETIRED", Words.of("已停用", "retired", "снят")))
                .createdBy(ADMINISTRATOR, REGISTRAR)
                .inherited()
                .openToApplicants("OFFERED")
                .titledBy("title", "edition")
                .columns("code", "scheme", "module", "hours")
                .filters("scheme", "module")
                .unique(Unique.of("code", "edition"))
                .attachments(new Attached("TEXTBOOK", Words.of("教材讲义", "Textbook", "Пособие")))
                .always(Courses::moduleExists)
                .step(Step.<Course>transition("offer", Words.of("启用", "Offer", "Предложить"))
                        .from("DRAFT")
                        .to("OFFERED")
                        .by(ADMINISTRATOR, REGISTRAR))
                .step(Step.<Course>transition("retire", Words.of("停用", "Retire", "Снять"))
                        .from("OFFERED")
                        .to("RETIRED")
                        .by(ADMINISTRATOR, REGISTRAR))
                .build();
    }

    private static List<Obstacle> moduleExists(Course course, Context context) {
        return context.rows()
                .find(Scheme.class, course.scheme())
                .map(scheme -> {
                    String modules = scheme.record().modules().stream()
                            .map(one -> one.code() + " " + one.name())
                            .collect(Collectors.joining("、"));
                    return Reasons.unless(
                            scheme.record().module(course.module()).isPresent(),
                            "NO_SUCH_MODULE",
                            "方案没有模块“" + course.module() + "”。可填：" + modules + "。",
                            "The scheme has no module '" + course.module() + "', but: " + modules + ".",
                            "В программе нет модуля «" + course.module() + "», есть: " + modules + ".");
                })
                .orElse(List.of());
    }
}
