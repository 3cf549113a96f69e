package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.longji.plugin.api.PluginNeeds;
import org.longji.plugin.api.Question;
import org.longji.plugin.api.screening.Screening;
import org.longji.plugin.api.screening.ScreeningList;
import org.longji.plugin.api.screening.ScreeningResult;
import org.longji.plugin.api.screening.ScreeningResult.Hit;
import org.longji.plugin.api.screening.ScreeningSubject;

/**
 * Checks that every screening must pass; extend it, name the screening, something it finds and something it does not, and the rest is
 * inherited.
 *
 * <pre>{@code
 * class ListedPartiesConformanceTest extends ScreeningConformance {
 *     protected Screening screening() { return new ListedParties(); }
 *     protected List<ScreeningSubject> found() { return List.of(soldToTheListed()); }
 *     protected List<ScreeningSubject> clear() { return List.of(soldToAnybody()); }
 * }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract class ScreeningConformance {

    /** Numbers and addresses that tell who somebody is; a list names organisations and goods, and people by their names alone. */
    private static final Pattern PERSONAL =
            Pattern.compile("(?<!\\d)\\d{17}[0-9Xx](?!\\d)|(?<!\\d)1[3-9]\\d{9}(?!\\d)|[\\w.+-]+@[\\w-]+\\.\\w+");

    /** {@return the screening under test; a new one on each call} */
    protected abstract Screening screening();

    /** {@return what it finds something in, at least one} */
    protected abstract List<ScreeningSubject> found();

    /** {@return what it finds nothing in, at least one} */
    protected abstract List<ScreeningSubject> clear();

    /** {@return the tenant that asks, with its settings} */
    protected SampleContext context() {
        return SampleContext.on(LocalDateTime.of(2026, 5, 6, 9, 0));
    }

    /** {@return the plugin's files; by default all that lie beside the screening} */
    protected PluginClasses pluginClasses() {
        return PluginClasses.beside(screening().getClass());
    }

    private ScreeningResult result(ScreeningSubject subject) {
        return screening().screen(context().screening(subject));
    }

    private List<ScreeningSubject> samples() {
        List<ScreeningSubject> all = new ArrayList<>(found());
        all.addAll(clear());
        return all;
    }

    private List<Hit> hits() {
        List<Hit> hits = new ArrayList<>();
        for (ScreeningSubject subject : found()) {
            if (result(subject) instanceof ScreeningResult.Hits some) {
                hits.addAll(some.hits());
            }
        }
        return hits;
    }

    @Test
    @DisplayName("1. the plugin offers the screening, and its manifest says so")
    void offersScreening() {
        CommonChecks.offered(pluginClasses(), screening().getClass());
        DeclaredNeeds.cover(Set.of(PluginNeeds.SCREENINGS));
    }

    @Test
    @DisplayName("2. what it is is the same on every call, and its id can stand in a path")
    void saysTheSame() {
        Screening one = screening();
        Screening other = screening();
        assertAll(
                () -> CommonChecks.pathId(one.id()),
                () -> assertEquals(one.id(), other.id()),
                () -> assertEquals(one.words(), other.words()),
                () -> assertEquals(one.lists(), other.lists()));
    }

    @Test
    @DisplayName("3. every text is there in Chinese, English and Russian, in what it finds too")
    void textsExist() {
        List<String> wrong = new ArrayList<>();
        CommonChecks.everyText(wrong, "screening", screening().words());
        screening().lists().forEach(list -> CommonChecks.everyText(wrong, "list " + list.id(), list.words()));
        for (Hit hit : hits()) {
            CommonChecks.everyText(wrong, "what matched " + hit.entry(), hit.matched());
            CommonChecks.everyText(wrong, "what is to be done about " + hit.entry(), hit.next());
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("4. it brings lists, each with an id of its own, and what is a sample says so")
    void bringsLists() {
        List<ScreeningList> lists = screening().lists();
        assertFalse(lists.isEmpty(), "a screening looks in lists");
        Set<String> ids = new HashSet<>();
        for (ScreeningList list : lists) {
            CommonChecks.pathId(list.id());
            assertTrue(ids.add(list.id()), () -> "two lists are called '" + list.id() + "'");
            assertTrue(
                    !list.sample() || list.words().zh().contains("示例"),
                    () -> "the sample '" + list.id() + "' does not say that it is one: "
                            + list.words().zh());
        }
    }

    @Test
    @DisplayName("5. it finds something in what it should, and nothing in what it should not")
    void findsWhatItShould() {
        assertFalse(found().isEmpty(), "name something it finds");
        assertFalse(clear().isEmpty(), "name something it does not find");
        found().forEach(subject ->
                assertFalse(result(subject) instanceof ScreeningResult.Clear, () -> "nothing was found in " + subject));
        clear().forEach(subject -> assertEquals(new ScreeningResult.Clear(), result(subject), () -> "in " + subject));
    }

    @Test
    @DisplayName("6. it is pure: asked again, in any order and from any thread, it answers the same")
    void isPure() {
        List<Supplier<ScreeningResult>> questions = new ArrayList<>();
        for (ScreeningSubject sample : samples()) {
            questions.add(() -> result(sample));
        }
        CommonChecks.pure(questions);
    }

    @Test
    @DisplayName("7. hits are on its lists, the likeliest first, each once; questions have codes of their own")
    void findsAreWellFormed() {
        for (ScreeningSubject subject : found()) {
            ScreeningResult result = result(subject);
            if (result instanceof ScreeningResult.Hits some) {
                wellFormed(some.hits());
            }
            if (result instanceof ScreeningResult.NeedsJudgement judgement) {
                List<String> codes =
                        judgement.questions().stream().map(Question::code).toList();
                assertEquals(codes.size(), new HashSet<>(codes).size(), () -> "two questions have one code: " + codes);
            }
        }
    }

    private void wellFormed(List<Hit> hits) {
        Set<List<Object>> seen = new HashSet<>();
        Hit before = hits.get(0);
        for (Hit hit : hits) {
            assertTrue(
                    screening().lists().stream().anyMatch(list -> list.id().equals(hit.list())),
                    () -> "'" + hit.list() + "' is none of its lists");
            assertTrue(
                    seen.add(List.of(hit.list(), hit.entry(), hit.matched())), () -> hit.entry() + " is found twice");
            assertTrue(
                    before.score().compareTo(hit.score()) >= 0,
                    () -> hit.entry() + " is likelier than what stands before it");
            before = hit;
        }
    }

    @Test
    @DisplayName("8. it answers about a subject of which hardly anything is known")
    void answersTheSparse() {
        for (ScreeningSubject sample : samples()) {
            ScreeningSubject sparse = new ScreeningSubject(
                    sample.kind(), List.of(), new ScreeningSubject.Technology("", "", Set.of()), "ZZZ", sample.day());
            assertNotNull(result(sparse), "a screening answers whatever it is asked about");
        }
    }

    @Test
    @DisplayName("9. no number or address that tells who somebody is stands in what it finds")
    void tellsNothingPersonal() {
        List<String> told = new ArrayList<>();
        for (Hit hit : hits()) {
            String texts = hit.entry() + " " + hit.matched() + " " + hit.next();
            if (PERSONAL.matcher(texts).find()) {
                told.add(texts);
            }
        }
        assertEquals(List.of(), told, "what is found is kept and read by many");
    }

    @Test
    @DisplayName("10. no forbidden imports")
    void importsNothingForbidden() {
        CommonChecks.nothingForbidden(pluginClasses(), "a screening is");
    }
}
