package org.longji.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.longji.plugin.api.register.Words;

/** What every suite asks of every extension. */
final class CommonChecks {

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CYRILLIC = Pattern.compile("\\p{IsCyrillic}");

    private CommonChecks() {}

    /** The archive will name it, so that the host finds it. */
    static void offered(PluginClasses classes, Class<?> extension) {
        assertTrue(
                classes.extensions().contains(extension.getName()),
                () -> extension.getName()
                        + " is not in META-INF/extensions.idx; mark it @Extension and let the annotation processor run");
    }

    static void pathId(String id) {
        assertTrue(
                id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"),
                () -> "'" + id + "' must be lower-case words joined by hyphens");
    }

    /** Words in Chinese and English; a Russian text must be one where there is one. */
    static void text(List<String> wrong, String what, Words words) {
        if (!HAN.matcher(words.zh()).find()) {
            wrong.add(what + ": '" + words.zh() + "' is no Chinese");
        }
        if (HAN.matcher(words.en()).find()) {
            wrong.add(what + ": '" + words.en() + "' is no English");
        }
        words.ru()
                .filter(ru -> !CYRILLIC.matcher(ru).find())
                .ifPresent(ru -> wrong.add(what + ": '" + ru + "' is no Russian"));
    }

    /** Words in all three languages. */
    static void everyText(List<String> wrong, String what, Words words) {
        text(wrong, what, words);
        if (words.ru().isEmpty()) {
            wrong.add(what + ": '" + words.zh() + "' has no Russian");
        }
    }

    /** Asked again, in any order and from any thread, each answers the same. */
    static <A> void pure(List<Supplier<A>> questions) {
        List<A> first = questions.stream().map(Supplier::get).toList();
        first.forEach(answer -> assertNotNull(answer, "it answers, or says why not"));
        List<Integer> order = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < questions.size(); i++) {
                order.add(i);
            }
        }
        // A fixed seed: a failure must come again on the next run.
        Collections.shuffle(order, new Random(23));
        assertEquals(
                List.of(),
                order.parallelStream()
                        .filter(i -> !first.get(i).equals(questions.get(i).get()))
                        .distinct()
                        .toList(),
                "these questions were answered differently the second time");
    }

    /** @param what begins the sentence that says why, such as "an endpoint is" */
    static void nothingForbidden(PluginClasses classes, String what) {
        assertAll(
                () -> assertEquals(
                        List.of(),
                        classes.forbiddenUses(),
                        what + " a pure function: no clock, network, files, threads or chance"),
                () -> assertEquals(
                        List.of(),
                        classes.floatingPointUses(),
                        "float and double cannot hold fen; use Money and BigDecimal"),
                () -> assertEquals(
                        List.of(),
                        classes.bundledHostClasses(),
                        "the host brings the API; give the dependency scope provided"));
    }
}
