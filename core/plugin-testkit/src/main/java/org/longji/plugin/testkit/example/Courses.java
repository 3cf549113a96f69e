package org.longji.plugin.testkit.example;

import static org.longji.plugin.api.register.UserRole.ADMINISTRATOR;
import static org.longji.plugin.api.register.UserRole.REGISTRAR;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.register.Attached;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.Figure;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Courses that a tenant offers, also to the tenants below it (示例). */
@Extension
public final class Courses implements Register<Course> {

    @Override
    public RegisterDefinition<Course> definition() {
        return RegisterDefinition.of("course", Words.of("培训课程（示例）", "Courses (sample)", "Курсы (пример)"), Course.class)
                .states(
                        State.of("DRAFT", Words.of("草稿", "draft", "черновик")).revisedBy(ADMINISTRATOR, REGISTRAR),
                        State.of("OPEN", Words.of("报名中", "open", "открыт")),
                        State.ending("CLOSED", Words.of("已结束", "closed", "закрыт")))
                .createdBy(ADMINISTRATOR, REGISTRAR)
                .inherited()
                .openToApplicants("OPEN")
                .titledBy("title")
                .columns("title", "level", "hours", "beginsOn", "taken")
                .filters("level", "beginsOn", "hours", "base")
                .attachments(new Attached("PROGRAMME", Words.of("课程大纲", "Programme")))
                .step(Step.<Course>transition("open", Words.of("开放报名", "Open", "Открыть"))
                        .from("DRAFT")
                        .to("OPEN")
                        .by(ADMINISTRATOR, REGISTRAR)
                        .when((course, context) -> Obstacle.unless(
                                course.beginsOn().isPresent(), "NO_DATE", "尚未填写开课日期。", "The day it begins is missing."))
                        .when(Courses::offered))
                .step(Step.<Course>transition("close", Words.of("结束", "Close", "Закрыть"))
                        .from("OPEN")
                        .to("CLOSED")
                        .by(ADMINISTRATOR, REGISTRAR)
                        .dueOn(course -> course.beginsOn().map(day -> day.plusDays(90))))
                .derived(Derived.of(
                        "taken",
                        Words.of("已报名", "Taken", "Занято"),
                        (course, context) -> context.row()
                                .map(id -> context.rows()
                                        .of(Certificate.class)
                                        .with("course", new RowRef(id))
                                        .count())))
                .figure(Figure.count("courses", Words.of("课程数", "Courses")).by("level"))
                .figure(Figure.sum("hours", Words.of("学时合计", "Hours"), "hours")
                        .unit("学时")
                        .in("OPEN", "CLOSED")
                        .on("beginsOn"))
                .build();
    }

    /** What the tenant chose about its courses. */
    private static List<Obstacle> offered(Course course, Context context) {
        var rules = context.settings(TrainingRules.class);
        var obstacles = new ArrayList<Obstacle>();
        obstacles.addAll(Obstacle.unless(
                course.hours() >= rules.leastHours(),
                "TOO_SHORT",
                "学时少于本地设置的 " + rules.leastHours() + " 学时。",
                "It has fewer than the " + rules.leastHours() + " hours set here."));
        obstacles.addAll(Obstacle.unless(
                rules.levels().contains(course.level()),
                "LEVEL_NOT_OFFERED",
                "本地不开设该级别。",
                "This level is not offered here."));
        return obstacles;
    }

    /** A course that everything is filled in of. */
    public static Course sample() {
        return new Course(
                "技术经纪人初级班（示例）",
                Course.Level.JUNIOR,
                40,
                Optional.empty(),
                Optional.of(java.time.LocalDate.of(2026, 5, 6)),
                Optional.empty(),
                Optional.of(2),
                List.of(new Course.Module("公共知识", 16), new Course.Module("实务技能", 24)));
    }
}
