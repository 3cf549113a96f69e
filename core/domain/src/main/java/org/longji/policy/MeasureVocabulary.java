package org.longji.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.longji.plugin.api.Text;

/**
 * What formulas of the language {@code measure} may name, with its words in both languages: for the console's pick lists and
 * for reading a measure aloud. The language itself decides what may stand where.
 */
final class MeasureVocabulary {

    static final MeasureVocabulary KNOWN = read();

    private final JsonNode tree;
    private final Map<String, JsonNode> facts = new HashMap<>();
    private final Map<String, JsonNode> functions = new HashMap<>();
    private final Map<String, Text> words = new HashMap<>();

    private MeasureVocabulary(JsonNode tree) {
        this.tree = tree;
        tree.path("facts").forEach(fact -> facts.put(fact.path("name").asText(), fact));
        tree.path("functions")
                .forEach(function -> functions.put(function.path("name").asText(), function));
        tree.path("words")
                .forEach(list -> list.properties().forEach(word -> words.put(word.getKey(), text(word.getValue()))));
    }

    private static MeasureVocabulary read() {
        try (var in = Objects.requireNonNull(
                MeasureVocabulary.class.getResourceAsStream("measure-words.json"), "measure-words.json")) {
            return new MeasureVocabulary(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode tree() {
        return tree;
    }

    JsonNode fact(String name) {
        return facts.getOrDefault(name, tree.path("-"));
    }

    JsonNode function(String name) {
        return functions.getOrDefault(name, tree.path("-"));
    }

    /** A word in both languages; one's own words are what they are. */
    Text word(String word) {
        var shown = word.isBlank() ? "……" : word;
        return words.getOrDefault(word, new Text(shown, shown));
    }

    static Text text(JsonNode node) {
        var zh = node.isTextual() ? node.asText() : node.path("zh").asText();
        var en = node.path("en").asText();
        var shown = zh.isBlank() ? "……" : zh;
        return new Text(shown, en.isBlank() ? shown : en);
    }
}
