package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.endpoint.Endpoint;
import org.longji.plugin.api.endpoint.Request;
import org.longji.plugin.api.endpoint.Response;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.testkit.example.Course;
import org.longji.plugin.testkit.example.Courses;
import org.longji.plugin.testkit.example.OpenCourses;
import org.longji.plugin.testkit.example.TrainingSettings;
import org.pf4j.Extension;

@DisplayName("the conformance kit for endpoints")
class EndpointConformanceOfTheKitTest {

    /** Set before the launcher makes the suite, which has no way to be told. */
    private static Endpoint<?, ?> underTest = new OpenCourses();

    private static List<? extends Record> questions = List.of();

    record Asked(@Field(zh = "数", en = "Number", min = "0") int number) {}

    record Told(
            @Field(zh = "数", en = "Number", min = "0", max = "9")
            int number) {}

    record Secret(
            @Field(zh = "电话", en = "Telephone", personal = Personal.CONTACT)
            String telephone) {}

    record Mute(@Field(zh = "Number", en = "Number") int number) {}

    /** Sound but for the mark, which is inherited; what follows is wrong in one place. */
    static class NotMarked implements Endpoint<Asked, Told> {
        @Override
        public String id() {
            return "sound";
        }

        @Override
        public Words words() {
            return Words.of("试", "Trial");
        }

        @Override
        public Class<Asked> input() {
            return Asked.class;
        }

        @Override
        public Class<Told> output() {
            return Told.class;
        }

        @Override
        public Set<UserRole> by() {
            return Set.of(UserRole.REGISTRAR);
        }

        @Override
        public Response<Told> answer(Request<Asked> request) {
            return Response.of(new Told(request.input().number()));
        }
    }

    @Extension
    static class Sound extends NotMarked {}

    @Extension
    static class Misnamed extends Sound {
        @Override
        public String id() {
            return "Sound_1";
        }
    }

    @Extension
    static class Nobodys extends Sound {
        @Override
        public Set<UserRole> by() {
            return Set.of();
        }
    }

    @Extension
    static class Counts extends Sound {
        private static int asked;

        @Override
        public Response<Told> answer(Request<Asked> request) {
            return Response.of(new Told(++asked % 10));
        }
    }

    @Extension
    static class AnswersNothing extends Sound {
        @Override
        @SuppressWarnings("NullAway")
        public Response<Told> answer(Request<Asked> request) {
            return null;
        }
    }

    @Extension
    static class AnswersOutside extends Sound {
        @Override
        public Response<Told> answer(Request<Asked> request) {
            return Response.of(new Told(10));
        }
    }

    @Extension
    static class RefusesAll extends Sound {
        @Override
        public Response<Told> answer(Request<Asked> request) {
            return Response.refused(Obstacle.of("NEVER", "不答。", "Never."));
        }
    }

    @Extension
    static class LooksAtTheClock extends Sound {
        @Override
        public Response<Told> answer(Request<Asked> request) {
            return Response.of(new Told(LocalDate.now().getYear() > 2000 ? 1 : 2));
        }
    }

    @Extension
    static class TellsTheTelephone implements Endpoint<Asked, Secret> {
        @Override
        public String id() {
            return "telephone";
        }

        @Override
        public Words words() {
            return Words.of("试", "Trial");
        }

        @Override
        public Class<Asked> input() {
            return Asked.class;
        }

        @Override
        public Class<Secret> output() {
            return Secret.class;
        }

        @Override
        public Set<UserRole> by() {
            return Set.of(UserRole.REGISTRAR);
        }

        @Override
        public Response<Secret> answer(Request<Asked> request) {
            return Response.of(new Secret("110"));
        }
    }

    @Extension
    static class Unworded implements Endpoint<Asked, Mute> {
        @Override
        public String id() {
            return "unworded";
        }

        @Override
        public Words words() {
            return Words.of("试", "Trial");
        }

        @Override
        public Class<Asked> input() {
            return Asked.class;
        }

        @Override
        public Class<Mute> output() {
            return Mute.class;
        }

        @Override
        public Set<UserRole> by() {
            return Set.of(UserRole.REGISTRAR);
        }

        @Override
        public Response<Mute> answer(Request<Asked> request) {
            return Response.of(new Mute(1));
        }
    }

    @Test
    @DisplayName("accepts the example and a sound sample")
    void acceptsSound() {
        assertThat(failed(
                        new OpenCourses(),
                        new OpenCourses.Wanted(Optional.empty()),
                        new OpenCourses.Wanted(Optional.of(Course.Level.SENIOR))))
                .isEmpty();
        assertThat(failed(new Sound(), new Asked(3))).isEmpty();
    }

    @Test
    @DisplayName("rejects each fault by the check that is about it")
    void rejectsFaults() {
        var three = new Asked(3);
        assertThat(failed(new NotMarked(), three)).containsExactly(1);
        assertThat(failed(new Misnamed(), three)).containsExactly(2);
        assertThat(failed(new Nobodys(), three)).containsExactly(3);
        assertThat(failed(new Unworded(), three)).containsExactly(4);
        assertThat(failed(new TellsTheTelephone(), three)).containsExactly(5);
        assertThat(failed(new Sound(), three, new Asked(-1))).contains(6);
        assertThat(failed(new Counts(), three)).containsExactly(7);
        assertThat(failed(new AnswersNothing(), three)).containsExactly(7, 8);
        assertThat(failed(new AnswersOutside(), three)).containsExactly(8);
        assertThat(failed(new RefusesAll(), three)).containsExactly(8);
        assertThat(failed(new LooksAtTheClock(), three)).containsExactly(9);
    }

    private static Set<Integer> failed(Endpoint<?, ?> endpoint, Record... asked) {
        underTest = endpoint;
        questions = List.of(asked);
        return SuiteRun.failed(Suite.class, 9);
    }

    /** Run by the launcher alone: no test of its own. */
    static class Suite extends EndpointConformance<Record, Record> {
        @Override
        @SuppressWarnings("unchecked")
        protected Endpoint<Record, Record> endpoint() {
            return (Endpoint<Record, Record>) underTest;
        }

        @Override
        @SuppressWarnings("unchecked")
        protected List<Record> samples() {
            return (List<Record>) questions;
        }

        @Override
        protected SampleContext context() {
            var context = SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
            context.having(new TrainingSettings().defaults());
            context.having("OPEN", Courses.sample());
            return context;
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(underTest.getClass(), questions.get(0).getClass());
        }
    }
}
