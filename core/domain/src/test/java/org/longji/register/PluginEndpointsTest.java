package org.longji.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.longji.register.RegisterHouse.PLUGIN;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.longji.plugin.api.endpoint.Endpoint;
import org.longji.plugin.api.endpoint.Request;
import org.longji.plugin.api.endpoint.Response;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.UserRole;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.testkit.example.Courses;
import org.longji.plugin.testkit.example.OpenCourses;
import org.longji.plugin.testkit.example.TrainingSettings;
import org.longji.pluginhost.EndpointHandle;
import org.longji.pluginhost.Extensions;
import org.longji.pluginhost.PluginFailure;
import org.longji.pluginhost.PluginHost;
import org.longji.pluginhost.PluginIdentity;
import org.longji.pluginhost.RegisterHandle;
import org.longji.pluginhost.SettingsHandle;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;
import org.longji.shared.Role;

@DisplayName("An endpoint answers from what it is lent, behind the same walls as everything else")
class PluginEndpointsTest {

    private static final int HARBIN = 230100;
    private static final int DAQING = 230600;

    @TempDir
    Path directory;

    @Test
    @DisplayName("its own tenant's rows, narrowed by the question; refused, faulty and forbidden questions say why")
    void answers() {
        var house = new RegisterHouse(directory);
        house.openCourse("哈尔滨一班");
        house.openCourse(house.ofDaqing, DAQING, "大庆一班");
        assertThat(house.endpoints.ask(house.registrar, HARBIN, PLUGIN, "open-courses", Map.of()))
                .isEqualTo(Map.of("hours", 40, "courses", List.of(Map.of("title", "哈尔滨一班", "hours", 40))));
        assertThat(house.endpoints.ask(house.registrar, HARBIN, PLUGIN, "open-courses", Map.of("level", "SENIOR")))
                .isEqualTo(Map.of("hours", 0));
        assertThatThrownBy(() ->
                        house.endpoints.ask(house.registrar, HARBIN, PLUGIN, "open-courses", Map.of("level", "MASTER")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.INVALID_FIELDS);
                    assertThat(e.errors().get(0).field()).isEqualTo("level");
                });
        assertThatThrownBy(() -> house.endpoints.ask(house.reviewer, HARBIN, PLUGIN, "open-courses", Map.of()))
                .hasMessageContaining("NOT_PERMITTED");
        assertThatThrownBy(() -> house.endpoints.ask(house.ofDaqing, HARBIN, PLUGIN, "open-courses", Map.of()))
                .hasMessageContaining("TENANT_NOT_FOUND");
        assertThatThrownBy(() -> house.endpoints.ask(house.registrar, HARBIN, PLUGIN, "nothing", Map.of()))
                .hasMessageContaining("NOT_FOUND");
        assertThat(house.endpoints.entries(house.reviewer, HARBIN, PLUGIN)).isEmpty();
        assertThat(house.endpoints.described(house.registrar, HARBIN, PLUGIN).toString())
                .contains("/api/v1/tenants/230100/plugins/example/endpoints/open-courses", "JUNIOR", "x-label");
    }

    /** Asks when the archive it belongs to has just been left for the next one. */
    private record LeftMeanwhile(AtomicReference<PluginHost> host)
            implements Endpoint<OpenCourses.Wanted, OpenCourses.Found> {
        @Override
        public String id() {
            return "open-courses";
        }

        @Override
        public Words words() {
            return new OpenCourses().words();
        }

        @Override
        public Class<OpenCourses.Wanted> input() {
            return OpenCourses.Wanted.class;
        }

        @Override
        public Class<OpenCourses.Found> output() {
            return OpenCourses.Found.class;
        }

        @Override
        public Set<UserRole> by() {
            return new OpenCourses().by();
        }

        @Override
        public Response<OpenCourses.Found> answer(Request<OpenCourses.Wanted> request) {
            host.get().leave("hash-1");
            return new OpenCourses().answer(request);
        }
    }

    @Test
    @DisplayName("one that was asked before an upgrade ends with the rows and settings of its own archive")
    void upgradedMeanwhile() {
        var house = new RegisterHouse(directory);
        house.openCourse("升级时的班");
        var leaving = new AtomicReference<PluginHost>();
        var host = PluginHost.of(
                new PluginIdentity(PLUGIN, "1.0", "hash-1"),
                Extensions.NONE
                        .registers(List.of(new RegisterHandle(PLUGIN, "1.0", "hash-1", new Courses())))
                        .settings(Optional.of(new SettingsHandle(PLUGIN, "1.0", "hash-1", new TrainingSettings())))
                        .endpoints(List.of(new EndpointHandle(PLUGIN, "1.0", "hash-1", new LeftMeanwhile(leaving)))));
        leaving.set(host);
        var endpoints = new PluginEndpoints(house.transactions, new RegisterCatalogue(host), house.clock);
        assertThat(endpoints
                        .ask(house.registrar, HARBIN, PLUGIN, "open-courses", Map.of("level", "JUNIOR"))
                        .get("courses")
                        .toString())
                .contains("升级时的班");
        assertThat(host.runs("hash-1")).isFalse();
    }

    record Nothing() {}

    record Number(@Field(zh = "数", en = "Number", max = "9") int number) {}

    record Secret(
            @Field(zh = "电话", en = "Telephone", personal = Personal.CONTACT)
            String telephone) {}

    /** Answers what it is told to. */
    private record Faulty<O extends Record>(
            String id, Class<O> output, java.util.function.Supplier<Response<O>> answers)
            implements Endpoint<Nothing, O> {
        @Override
        public Words words() {
            return Words.of("试", "Trial");
        }

        @Override
        public Class<Nothing> input() {
            return Nothing.class;
        }

        @Override
        public Set<UserRole> by() {
            return Set.of(UserRole.REGISTRAR);
        }

        @Override
        public Response<O> answer(Request<Nothing> request) {
            if (id.equals("greedy")) {
                request.contracts();
            }
            if (id.equals("endless")) {
                // A stand-in for what the budget ends in a woven archive.
                throw new StackOverflowError();
            }
            return answers.get();
        }
    }

    @Test
    @DisplayName(
            "one that throws, answers nothing or against its record, or asks for what it did not need, fails alone")
    @SuppressWarnings("NullAway")
    void faults() {
        var registrar = RegisterHouse.officer(HARBIN, Role.REGISTRAR, "registrar");
        var house = new RegisterHouse(directory);
        for (var endpoint : List.of(
                new Faulty<>("silent", Number.class, () -> null),
                new Faulty<>("outside", Number.class, () -> Response.of(new Number(10))),
                new Faulty<>("greedy", Number.class, () -> Response.of(new Number(1))),
                new Faulty<>("endless", Number.class, () -> Response.of(new Number(1))))) {
            var catalogue = new RegisterCatalogue(PluginHost.of(
                    new PluginIdentity("faulty", "1.0", "hash"),
                    Extensions.NONE.endpoints(List.of(new EndpointHandle("faulty", "1.0", "hash", endpoint)))));
            var endpoints = new PluginEndpoints(house.transactions, catalogue, Clock.systemUTC());
            assertThatThrownBy(() -> endpoints.ask(registrar, HARBIN, "faulty", endpoint.id(), Map.of()))
                    .as(endpoint.id())
                    .isInstanceOf(PluginFailure.class);
        }
        assertThatThrownBy(() -> new EndpointHandle(
                        "faulty",
                        "1.0",
                        "hash",
                        new Faulty<>("secret", Secret.class, () -> Response.of(new Secret("110")))))
                .hasMessageContaining("personal");
    }
}
