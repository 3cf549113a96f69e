package org.longji.plugin.testkit.example;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.longji.plugin.api.endpoint.Endpoint;
import org.longji.plugin.api.endpoint.Request;
import org.longji.plugin.api.endpoint.Response;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.pf4j.Extension;

/** Tells which courses are open, for another system's page (示例). */
@Extension
public final class OpenCourses implements Endpoint<OpenCourses.Wanted, OpenCourses.Found> {

    /** Which ones. */
    public record Wanted(@Field(zh = "级别", en = "Level") Optional<Course.Level> level) {}

    /** What there is. */
    public record Found(
            @Field(zh = "学时合计", en = "Hours", unit = "学时") int hours,
            @Field(zh = "课程", en = "Courses") List<One> courses) {}

    /** A course that is open. */
    public record One(
            @Field(zh = "课程名称", en = "Course") String title,
            @Field(zh = "学时", en = "Hours") int hours) {}

    @Override
    public String id() {
        return "open-courses";
    }

    @Override
    public Words words() {
        return Words.of("报名中的课程（示例）", "Open courses (sample)");
    }

    @Override
    public Class<Wanted> input() {
        return Wanted.class;
    }

    @Override
    public Class<Found> output() {
        return Found.class;
    }

    @Override
    public Set<UserRole> by() {
        return EnumSet.of(UserRole.ADMINISTRATOR, UserRole.REGISTRAR, UserRole.APPLICANT);
    }

    @Override
    public Response<Found> answer(Request<Wanted> request) {
        var level = request.input().level();
        if (level.filter(one -> !request.settings(TrainingRules.class).levels().contains(one))
                .isPresent()) {
            return Response.refused(Obstacle.of("LEVEL_NOT_OFFERED", "本地不开设该级别。", "This level is not offered here."));
        }
        var open = request.rows().of(Course.class).in("OPEN");
        var courses = (level.isPresent() ? open.with("level", level.get()) : open)
                .list().stream()
                        .map(row -> new One(row.record().title(), row.record().hours()))
                        .toList();
        return Response.of(new Found(courses.stream().mapToInt(One::hours).sum(), courses));
    }
}
