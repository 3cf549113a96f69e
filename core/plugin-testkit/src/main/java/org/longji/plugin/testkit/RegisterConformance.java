package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.PluginNeeds;
import org.longji.plugin.api.register.Derived;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Migration;
import org.longji.plugin.api.register.NoInput;
import org.longji.plugin.api.register.Obstacle;
import org.longji.plugin.api.register.Outcome;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Register;
import org.longji.plugin.api.register.RegisterDefinition;
import org.longji.plugin.api.register.State;
import org.longji.plugin.api.register.Step;
import org.longji.plugin.api.register.Words;

/**
 * Checks that every register must pass; extend it, name the register and some of its rows, and the rest is inherited.
 *
 * <pre>{@code
 * class CoursesConformanceTest extends RegisterConformance<Course> {
 *     protected Register<Course> register() { return new Courses(); }
 *     protected List<Course> samples() { return List.of(new Course(…)); }
 * }
 * }</pre>
 *
 * @param <R> the register's record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class RegisterConformance<R extends Record> {

    /** {@return the register under test; a new one on each call} */
    protected abstract Register<R> register();

    /** {@return rows as they occur, at least one} */
    protected abstract List<R> samples();

    /** {@return inputs of a step that asks for something, as they occur; at least one for each such step} */
    protected List<? extends Record> inputs(String step) {
        return List.of();
    }

    /**
     * {@return rows as they were stored under an older version of the record}
     *
     * @param version a version before the newest
     */
    protected List<Map<String, Object>> oldSamples(int version) {
        return List.of();
    }

    /** {@return what the functions may know; with the rows that the samples refer to} */
    protected SampleContext context() {
        return SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
    }

    /** {@return the plugin's files; by default all that lie beside the register} */
    protected PluginClasses pluginClasses() {
        return PluginClasses.beside(register().getClass());
    }

    @Test
    @DisplayName("1. the plugin offers the register, and its manifest says what that needs")
    void offersRegister() {
        String name = register().getClass().getName();
        assertTrue(
                pluginClasses().extensions().contains(name),
                () -> name
                        + " is not in META-INF/extensions.idx; mark it @Extension and let the annotation processor run");
        Set<String> used = new LinkedHashSet<>(Set.of(PluginNeeds.REGISTERS));
        if (register().definition().needs().contains(HostData.REGISTERED_CONTRACTS)) {
            used.add(PluginNeeds.REGISTERED_CONTRACTS);
        }
        DeclaredNeeds.cover(used);
    }

    @Test
    @DisplayName("2. the definition says the same on every call")
    void definitionIsStable() {
        RegisterDefinition<R> one = register().definition();
        RegisterDefinition<R> other = register().definition();
        assertAll(
                () -> assertEquals(one.id(), other.id()),
                () -> assertEquals(one.version(), other.version()),
                () -> assertEquals(one.states(), other.states()),
                () -> assertEquals(one.columns(), other.columns()),
                () -> assertEquals(
                        one.steps().stream().map(Step::id).toList(),
                        other.steps().stream().map(Step::id).toList()));
    }

    @Test
    @DisplayName("3. every state is reachable")
    void statesAreReachable() {
        RegisterDefinition<R> definition = register().definition();
        Set<String> reached = new LinkedHashSet<>(Set.of(definition.initial().id()));
        for (boolean growing = true; growing; ) {
            growing = false;
            for (Step<R, ?> step : definition.steps()) {
                if (step.to().isPresent() && step.from().stream().anyMatch(reached::contains)) {
                    growing |= reached.add(step.to().get());
                }
            }
        }
        assertEquals(
                List.of(),
                definition.states().stream()
                        .map(State::id)
                        .filter(state -> !reached.contains(state))
                        .toList(),
                "no step leads to these states");
    }

    @Test
    @DisplayName("4. no state is a dead end but a final one")
    void noDeadEnds() {
        RegisterDefinition<R> definition = register().definition();
        assertEquals(
                List.of(),
                definition.states().stream()
                        .filter(state -> !state.isFinal())
                        .map(State::id)
                        .filter(state -> definition.steps().stream()
                                .noneMatch(step -> step.from().contains(state)
                                        && step.to()
                                                .filter(to -> !to.equals(state))
                                                .isPresent()))
                        .toList(),
                "nothing leads out of these states; call them final with State.ending, or add a step");
        assertTrue(
                definition.states().stream().anyMatch(State::isFinal),
                "a row never comes to rest; at least one state is final");
    }

    @Test
    @DisplayName("5. rows are created and steps taken by somebody")
    void stepsNameRoles() {
        RegisterDefinition<R> definition = register().definition();
        assertFalse(
                definition.createdBy().isEmpty() && !isBegunElsewhere(),
                "nobody creates rows; name roles with createdBy, or say that other registers begin them");
        assertEquals(
                List.of(),
                definition.steps().stream()
                        .filter(step -> step.by().isEmpty())
                        .map(Step::id)
                        .filter(step -> !stepsTakenElsewhere().contains(step))
                        .toList(),
                "nobody takes these steps; name roles with by, or say that they follow from other steps");
    }

    /** {@return steps without roles, which nobody takes by hand: they follow from steps of this or another register} */
    protected Set<String> stepsTakenElsewhere() {
        return Set.of();
    }

    /** {@return whether rows are begun only by steps of other registers} */
    protected boolean isBegunElsewhere() {
        return false;
    }

    @Test
    @DisplayName("6. every text is there in Chinese and English, Russian where it is given")
    void textsExist() {
        List<String> wrong = new ArrayList<>();
        RegisterDefinition<R> definition = register().definition();
        CommonChecks.text(wrong, "register", definition.words());
        definition.about().ifPresent(words -> CommonChecks.text(wrong, "about", words));
        definition.module().ifPresent(words -> CommonChecks.text(wrong, "module", words));
        definition.chapter().ifPresent(words -> CommonChecks.text(wrong, "chapter", words));
        definition.samples().forEach(sample -> CommonChecks.text(wrong, "sample", sample.getKey()));
        definition.states().forEach(state -> CommonChecks.text(wrong, "state " + state.id(), state.words()));
        definition.derived().forEach(value -> CommonChecks.text(wrong, "derived " + value.id(), value.words()));
        definition.figures().forEach(figure -> CommonChecks.text(wrong, "figure " + figure.id(), figure.words()));
        definition.attachments().forEach(kind -> CommonChecks.text(wrong, "attachment " + kind.id(), kind.words()));
        definition.printed().ifPresent(printed -> CommonChecks.text(wrong, "printed", printed.words()));
        definition.shape().fields().forEach(field -> text(wrong, field));
        definition.steps().forEach(step -> {
            CommonChecks.text(wrong, "step " + step.id(), step.words());
            RecordShape.of(step.input()).fields().forEach(field -> text(wrong, field));
        });
        assertEquals(List.of(), wrong);
    }

    private static void text(List<String> wrong, FieldShape field) {
        CommonChecks.text(wrong, "field " + field.name(), field.words());
        field.hint().ifPresent(hint -> CommonChecks.text(wrong, "hint of " + field.name(), hint));
        field.choices().forEach(choice -> CommonChecks.text(wrong, "choice " + choice.value(), choice.words()));
        field.group().forEach(inner -> text(wrong, inner));
        field.element().filter(inner -> !inner.group().isEmpty()).ifPresent(inner -> text(wrong, inner));
    }

    @Test
    @DisplayName("7. the schema generates and names every field")
    void schemaGenerates() {
        RegisterDefinition<R> definition = register().definition();
        Map<String, Object> schema = assertDoesNotThrow(() -> definition.shape().schema());
        Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
        assertEquals(
                definition.shape().fields().stream().map(FieldShape::name).toList(), List.copyOf(properties.keySet()));
    }

    @Test
    @DisplayName("8. the sample rows are valid, and the same when they are read back")
    void samplesAreValid() {
        RecordShape<R> shape = register().definition().shape();
        assertFalse(samples().isEmpty(), "name at least one sample row");
        for (R sample : samples()) {
            Map<String, Object> tree = shape.write(sample);
            assertEquals(List.of(), shape.faults(tree), () -> "faults of " + sample);
            assertEquals(sample, shape.read(tree), "a row must be equal after it was stored");
        }
    }

    @Test
    @DisplayName(
            "9. conditions and values are pure: asked again, in any order and from any thread, they answer the same")
    void functionsArePure() {
        List<Supplier<Object>> calls = new ArrayList<>();
        for (R sample : samples()) {
            calls.addAll(questions(sample));
        }
        List<Object> first = calls.stream().map(Supplier::get).toList();
        first.forEach(answer -> assertNotNull(answer, "an answer is a list of obstacles, empty when there is none"));
        List<Integer> order = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < calls.size(); i++) {
                order.add(i);
            }
        }
        // A fixed seed: a failure must come again on the next run.
        Collections.shuffle(order, new Random(23));
        assertEquals(
                List.of(),
                order.parallelStream()
                        .filter(i -> !first.get(i).equals(calls.get(i).get()))
                        .distinct()
                        .toList(),
                "these questions were answered differently the second time");
    }

    private List<Supplier<Object>> questions(R sample) {
        RegisterDefinition<R> definition = register().definition();
        List<Supplier<Object>> questions = new ArrayList<>();
        questions.add(() -> definition.completed(sample, context()));
        questions.add(() -> definition.obstaclesToCreate(sample, context()));
        questions.add(() -> definition.faults(sample, context()));
        for (Step<R, ?> step : definition.steps()) {
            for (String state : step.from()) {
                questions.add(() -> step.obstacles(sample, context().in(state)));
                given(step)
                        .forEach(input -> questions.add(
                                () -> check(step, sample, input, context().in(state))));
            }
        }
        for (Derived<R> derived : definition.derived()) {
            questions.add(() -> {
                Optional<?> value = derived.value().apply(sample, context());
                value.filter(one -> !(one instanceof Words)).ifPresent(RecordShape::written);
                return value;
            });
        }
        return questions;
    }

    private List<? extends Record> given(Step<R, ?> step) {
        return step.input() == NoInput.class ? List.of(new NoInput()) : inputs(step.id());
    }

    private static <R extends Record, I extends Record> List<Obstacle> check(
            Step<R, I> step, R sample, Record input, SampleContext context) {
        return step.obstacles(sample, step.input().cast(input), context);
    }

    @Test
    @DisplayName("10. creation and steps leave a valid row, and begin valid rows elsewhere")
    void stepsLeaveValidRows() {
        RegisterDefinition<R> definition = register().definition();
        for (R sample : samples()) {
            assertEquals(
                    List.of(),
                    definition.shape().faults(definition.shape().write(definition.completed(sample, context()))),
                    () -> "faults after the completion of " + sample);
        }
        for (Step<R, ?> step : definition.steps()) {
            List<? extends Record> inputs = given(step);
            assertFalse(inputs.isEmpty(), () -> "name inputs of the step '" + step.id() + "'");
            for (R sample : samples()) {
                for (Record input : inputs) {
                    for (String state : step.from()) {
                        SampleContext context = context().in(state).numbered(1);
                        assertEquals(
                                List.of(),
                                RecordShape.of(step.input()).faults(written(step.input(), input)),
                                () -> "faults of the input " + input);
                        if (step.obstacles(sample, context).isEmpty()
                                && check(step, sample, input, context).isEmpty()) {
                            Outcome<R> outcome = apply(step, sample, input, context);
                            assertEquals(
                                    List.of(),
                                    definition.shape().faults(definition.shape().write(outcome.record())),
                                    () -> "faults after the step '" + step.id() + "'");
                            outcome.begun()
                                    .forEach(begun -> assertEquals(
                                            List.of(),
                                            RecordShape.of(begun.getClass()).faults(written(begun.getClass(), begun)),
                                            () -> "faults of what '" + step.id() + "' begins"));
                            outcome.taken()
                                    .forEach(further -> assertEquals(
                                            List.of(),
                                            RecordShape.of(further.input().getClass())
                                                    .faults(written(
                                                            further.input().getClass(), further.input())),
                                            () -> "faults of the input of '" + further.step() + "'"));
                        }
                    }
                }
            }
        }
    }

    private static Map<String, Object> written(Class<? extends Record> type, Record record) {
        return RecordShape.of(type).write(record);
    }

    private static <R extends Record, I extends Record> Outcome<R> apply(
            Step<R, I> step, R sample, Record input, SampleContext context) {
        return step.apply(sample, step.input().cast(input), context);
    }

    @Test
    @DisplayName("11. rows of every older version become valid rows of the newest")
    void migrationsKeepRowsValid() {
        RegisterDefinition<R> definition = register().definition();
        for (int version = 1; version < definition.version(); version++) {
            int from = version;
            assertEquals(
                    1,
                    definition.migrations().stream()
                            .map(Migration::from)
                            .filter(each -> each == from)
                            .count(),
                    () -> "exactly one migration leads from version " + from);
            List<Map<String, Object>> old = oldSamples(version);
            assertFalse(old.isEmpty(), () -> "name rows as they were stored under version " + from);
            for (Map<String, Object> tree : old) {
                Map<String, Object> current = definition.migrated(new LinkedHashMap<>(tree), version);
                assertEquals(List.of(), definition.shape().faults(current), () -> "faults of a row of version " + from);
            }
        }
    }

    @Test
    @DisplayName("12. no forbidden imports")
    void importsNothingForbidden() {
        assertAll(
                () -> assertEquals(
                        List.of(),
                        pluginClasses().forbiddenUses(),
                        "a register's functions are pure: no clock, network, files, threads or chance"),
                () -> assertEquals(
                        List.of(),
                        pluginClasses().floatingPointUses(),
                        "float and double cannot hold fen; use Money and BigDecimal"),
                () -> assertEquals(
                        List.of(),
                        pluginClasses().bundledHostClasses(),
                        "the host brings the API; give the dependency scope provided"));
    }
}
