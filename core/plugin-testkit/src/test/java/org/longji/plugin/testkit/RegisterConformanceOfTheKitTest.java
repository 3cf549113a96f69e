package org.longji.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.longji.plugin.api.register.Field;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;
import org.longji.plugin.testkit.example.Certificate;
import org.longji.plugin.testkit.example.Certificates;
import org.longji.plugin.testkit.example.Course;
import org.longji.plugin.testkit.example.Courses;
import org.longji.plugin.testkit.example.Offer;
import org.longji.plugin.testkit.example.Offers;
import org.longji.plugin.testkit.example.TrainingSettings;

@DisplayName("the conformance kit of registers")
class RegisterConformanceOfTheKitTest {

    private static final RowRef COURSE = new RowRef(UUID.fromString("00000000-0000-0000-0000-000000000001"));

    /** Set before the launcher makes the suite, which has no way to be told. */
    private static Register<?> underTest = new FaultyRegisters.Sound();

    @Test
    @DisplayName("accepts the examples without fault")
    void acceptsExamples() {
        assertThat(failed(OfCourses.class)).isEmpty();
        assertThat(failed(OfCertificates.class)).isEmpty();
        assertThat(failed(OfOffers.class)).isEmpty();
    }

    @Test
    @DisplayName("accepts a sound register, so that what follows is rejected for its one fault")
    void acceptsSound() {
        underTest = new FaultyRegisters.Sound();
        assertThat(failed(OfNotes.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NotMarked, 1",
        "ChangesItsMind, 2",
        "Unreachable, 3",
        "DeadEnd, 4",
        "NobodysStep, 5",
        "AnswersNull, 9",
        "Remembers, 9",
        "LeavesFaults, 10",
        "CompletesWithFaults, 10",
        "WrongSentence, 6",
        "ForgetsAField, 11",
        "NoMigration, 11",
        "LooksAtTheClock, 12"
    })
    @DisplayName("rejects a register that is wrong in one way, by the check that is about it")
    void rejects(String name, int check) throws ReflectiveOperationException {
        underTest = (Register<?>) Class.forName(FaultyRegisters.class.getName() + "$" + name)
                .getDeclaredConstructor()
                .newInstance();
        assertThat(failed(OfNotes.class)).contains(check);
        if (!Set.of(9).contains(check)) {
            assertThat(failed(OfNotes.class)).containsExactly(check);
        }
    }

    @Test
    @DisplayName("rejects texts in the wrong language by check 6")
    void rejectsWrongLanguages() {
        assertThat(failed(OfUnworded.class)).containsExactly(6);
    }

    record NoMark(String title) {}

    record Unknown(@Field(zh = "数", en = "Number") double number) {}

    @Test
    @DisplayName("a definition that names what is not there fails at its author's desk")
    void definitionsAreChecked() {
        assertThatThrownBy(() -> RecordShape.of(NoMark.class)).hasMessageContaining("carries no @Field");
        assertThatThrownBy(() -> RecordShape.of(Unknown.class)).hasMessageContaining("no field can be of type double");
        var words = Words.of("记录", "Note");
        assertThatThrownBy(() -> RegisterDefinition.of("note", words, FaultyRegisters.Note.class)
                        .states(State.of("OPEN", words))
                        .titledBy("nothing")
                        .build())
                .hasMessageContaining("'nothing', which is no field");
        assertThatThrownBy(() -> RegisterDefinition.of("note", words, FaultyRegisters.Note.class)
                        .states(State.of("OPEN", words))
                        .titledBy("title")
                        .step(Step.<FaultyRegisters.Note>transition("go", words)
                                .from("OPEN")
                                .to("AWAY"))
                        .build())
                .hasMessageContaining("'AWAY', which is no state");
    }

    private static Set<Integer> failed(Class<?> suite) {
        var failed = new TreeSet<Integer>();
        var passed = new ArrayList<String>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(suite))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (!test.isTest()) {
                                    return;
                                }
                                var name = test.getDisplayName();
                                if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                                    passed.add(name);
                                } else {
                                    failed.add(Integer.parseInt(name.substring(0, name.indexOf('.'))));
                                }
                            }
                        });
        assertThat(passed.size() + failed.size()).as("all checks ran").isEqualTo(12);
        return failed;
    }

    static class OfNotes extends RegisterConformance<FaultyRegisters.Note> {
        @Override
        @SuppressWarnings("unchecked")
        protected Register<FaultyRegisters.Note> register() {
            return (Register<FaultyRegisters.Note>) underTest;
        }

        @Override
        protected List<FaultyRegisters.Note> samples() {
            return FaultyRegisters.samples();
        }

        @Override
        protected List<Map<String, Object>> oldSamples(int version) {
            return FaultyRegisters.oldSamples();
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(register().getClass());
        }
    }

    static class OfUnworded extends RegisterConformance<FaultyRegisters.Unworded> {
        @Override
        protected Register<FaultyRegisters.Unworded> register() {
            return new FaultyRegisters.WrongLanguages();
        }

        @Override
        protected List<FaultyRegisters.Unworded> samples() {
            return List.of(new FaultyRegisters.Unworded("示例"));
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(FaultyRegisters.WrongLanguages.class);
        }
    }

    static class OfCourses extends RegisterConformance<Course> {
        @Override
        protected Register<Course> register() {
            return new Courses();
        }

        @Override
        protected List<Course> samples() {
            return List.of(Courses.sample());
        }

        @Override
        protected SampleContext context() {
            var context = SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
            context.having(new TrainingSettings().defaults());
            return context;
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(Courses.class, Course.class);
        }
    }

    static class OfCertificates extends RegisterConformance<Certificate> {
        @Override
        protected Register<Certificate> register() {
            return new Certificates();
        }

        @Override
        protected List<Certificate> samples() {
            return List.of(
                    certificate(Optional.empty(), Optional.empty()),
                    certificate(Optional.of(55), Optional.empty()),
                    certificate(Optional.of(55), Optional.of(90)));
        }

        @Override
        protected List<? extends Record> inputs(String step) {
            return switch (step) {
                case "mark-first", "mark-second" -> List.of(new Certificates.Mark(0), new Certificates.Mark(100));
                default -> List.of(new Certificates.Why("缺考（示例）"));
            };
        }

        @Override
        protected List<Map<String, Object>> oldSamples(int version) {
            var tree = new LinkedHashMap<>(
                    register().definition().shape().write(certificate(Optional.empty(), Optional.empty())));
            tree.put("idCard", tree.remove("identity"));
            return List.of(tree);
        }

        @Override
        protected SampleContext context() {
            var context = SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
            context.having(COURSE, "OPEN", Courses.sample());
            return context;
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(Certificates.class, Certificate.class, Certificates.Mark.class);
        }
    }

    static class OfOffers extends RegisterConformance<Offer> {
        @Override
        protected Register<Offer> register() {
            return new Offers();
        }

        @Override
        protected List<Offer> samples() {
            return List.of(Offers.sample());
        }

        @Override
        protected Set<String> stepsTakenElsewhere() {
            return Set.of("receive");
        }

        @Override
        protected PluginClasses pluginClasses() {
            return PluginClasses.only(Offers.class, Offer.class);
        }
    }

    private static Certificate certificate(Optional<Integer> first, Optional<Integer> second) {
        return new Certificate(
                "示例甲",
                "230103199001011234",
                Optional.empty(),
                COURSE,
                List.of(),
                first,
                second,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
