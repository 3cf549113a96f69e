package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.PluginNeeds;
import org.longji.plugin.api.endpoint.Endpoint;
import org.longji.plugin.api.endpoint.Response;
import org.longji.plugin.api.register.FieldShape;
import org.longji.plugin.api.register.HostData;
import org.longji.plugin.api.register.Personal;
import org.longji.plugin.api.register.RecordShape;

/**
 * Checks that every endpoint must pass; extend it, name the endpoint and some questions, and the rest is inherited.
 *
 * <pre>{@code
 * class OpenCoursesConformanceTest extends EndpointConformance<Wanted, Found> {
 *     protected Endpoint<Wanted, Found> endpoint() { return new OpenCourses(); }
 *     protected List<Wanted> samples() { return List.of(new Wanted(Optional.empty())); }
 * }
 * }</pre>
 *
 * @param <I> record of the question
 * @param <O> record of the answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class EndpointConformance<I extends Record, O extends Record> {

    /** {@return the endpoint under test; a new one on each call} */
    protected abstract Endpoint<I, O> endpoint();

    /** {@return questions as they occur, at least one that is answered} */
    protected abstract List<I> samples();

    /** {@return what the endpoint may look at; with the rows and settings that the questions are about} */
    protected SampleContext context() {
        return SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
    }

    /** {@return the plugin's files; by default all that lie beside the endpoint} */
    protected PluginClasses pluginClasses() {
        return PluginClasses.beside(endpoint().getClass());
    }

    @Test
    @DisplayName("1. the plugin offers the endpoint, and its manifest says what that needs")
    void offersEndpoint() {
        CommonChecks.offered(pluginClasses(), endpoint().getClass());
        DeclaredNeeds.cover(
                endpoint().needs().contains(HostData.REGISTERED_CONTRACTS)
                        ? Set.of(PluginNeeds.ENDPOINTS, PluginNeeds.REGISTERED_CONTRACTS)
                        : Set.of(PluginNeeds.ENDPOINTS));
    }

    @Test
    @DisplayName("2. what it is is the same on every call, and its id can stand in a path")
    void saysTheSame() {
        Endpoint<I, O> one = endpoint();
        Endpoint<I, O> other = endpoint();
        assertAll(
                () -> CommonChecks.pathId(one.id()),
                () -> assertEquals(one.id(), other.id()),
                () -> assertEquals(one.words(), other.words()),
                () -> assertEquals(one.by(), other.by()),
                () -> assertEquals(one.needs(), other.needs()));
    }

    @Test
    @DisplayName("3. somebody may ask")
    void somebodyAsks() {
        assertFalse(endpoint().by().isEmpty(), "name roles that may ask");
    }

    @Test
    @DisplayName("4. every text is there in Chinese and English")
    void textsExist() {
        List<String> wrong = new ArrayList<>();
        CommonChecks.text(wrong, "endpoint", endpoint().words());
        RecordShape.of(endpoint().input()).fields().forEach(field -> text(wrong, field));
        RecordShape.of(endpoint().output()).fields().forEach(field -> text(wrong, field));
        assertEquals(List.of(), wrong);
    }

    private static void text(List<String> wrong, FieldShape field) {
        CommonChecks.text(wrong, "field " + field.name(), field.words());
        field.choices().forEach(choice -> CommonChecks.text(wrong, "choice " + choice.value(), choice.words()));
        field.group().forEach(inner -> text(wrong, inner));
        field.element().filter(inner -> !inner.group().isEmpty()).ifPresent(inner -> text(wrong, inner));
    }

    @Test
    @DisplayName("5. nothing in the answer is marked personal")
    void answersNothingPersonal() {
        assertEquals(
                List.of(),
                personal(RecordShape.of(endpoint().output()).fields()),
                "the host could not tell who may see it; answer with what anybody who may ask may see");
    }

    private static List<String> personal(List<FieldShape> fields) {
        List<String> found = new ArrayList<>();
        for (FieldShape field : fields) {
            if (field.personal() != Personal.NO) {
                found.add(field.name());
            }
            found.addAll(personal(field.group()));
            field.element().ifPresent(inner -> found.addAll(personal(inner.group())));
        }
        return found;
    }

    @Test
    @DisplayName("6. the sample questions are valid, and the same when they are read back")
    void samplesAreValid() {
        assertFalse(samples().isEmpty(), "name at least one question");
        RecordShape<I> shape = RecordShape.of(endpoint().input());
        for (I sample : samples()) {
            Map<String, Object> tree = shape.write(sample);
            assertEquals(List.of(), shape.faults(tree), () -> "faults of " + sample);
            assertEquals(sample, shape.read(tree), "a question must be equal after it was sent");
        }
    }

    @Test
    @DisplayName("7. it is pure: asked again, in any order and from any thread, it answers the same")
    void isPure() {
        List<Supplier<Response<O>>> questions = new ArrayList<>();
        for (I sample : samples()) {
            questions.add(() -> endpoint().answer(context().asking(sample)));
        }
        CommonChecks.pure(questions);
    }

    @Test
    @DisplayName("8. every answer fits its record, and at least one question is answered")
    void answersAreValid() {
        RecordShape<O> shape = RecordShape.of(endpoint().output());
        boolean answered = false;
        for (I sample : samples()) {
            Response<O> response = endpoint().answer(context().asking(sample));
            if (response instanceof Response.Answered<O> answer) {
                answered = true;
                assertEquals(
                        List.of(),
                        shape.faults(shape.write(answer.output())),
                        () -> "faults of the answer to " + sample);
            }
        }
        assertTrue(answered, "all questions were refused; name one that is answered");
    }

    @Test
    @DisplayName("9. no forbidden imports")
    void importsNothingForbidden() {
        CommonChecks.nothingForbidden(pluginClasses(), "an endpoint is");
    }
}
