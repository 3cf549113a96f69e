package org.longji.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One code list of the registration form (技术合同登记表). Records keep the words they were filed with; the list says which
 * code a word means, so that counting, searching and the exchange with other systems agree on it.
 *
 * @param source where the list comes from
 * @param certainty what of it is certain and what is not
 */
public record CodeList(String source, String certainty, List<Entry> codes) {

    private static final Map<String, CodeList> ALL = read();

    public CodeList {
        codes = List.copyOf(codes);
    }

    /**
     * One code with its names.
     *
     * @param words other words that mean it
     */
    public record Entry(
            String code, String zh, String en, @Nullable List<String> words) {

        public Entry {
            words = words == null ? List.of() : List.copyOf(words);
        }

        Stream<String> everyWord() {
            return Stream.concat(Stream.of(code, zh, en), Objects.requireNonNull(words).stream());
        }
    }

    /** All lists by the name of the form's field. */
    public static Map<String, CodeList> all() {
        return ALL;
    }

    /** The list of a field of the form, such as {@code technologyField}. */
    public static CodeList of(String field) {
        return Optional.ofNullable(ALL.get(field))
                .orElseThrow(() -> new IllegalArgumentException("There is no code list " + field));
    }

    /** What a word means; empty for a word the list does not know. */
    public Optional<Entry> meaning(String word) {
        var wanted = canonical(word);
        return codes.stream()
                .filter(entry -> entry.everyWord().map(CodeList::canonical).anyMatch(wanted::equals))
                .findFirst();
    }

    /** Every word a record may hold for what this word means; the word alone when the list does not know it. */
    public List<String> synonyms(String word) {
        var all = new LinkedHashSet<>(List.of(word));
        meaning(word).ifPresent(entry -> entry.everyWord().forEach(all::add));
        return new ArrayList<>(all);
    }

    private static String canonical(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }

    private static Map<String, CodeList> read() {
        try (var in = Objects.requireNonNull(CodeList.class.getResourceAsStream("code-lists.yaml"))) {
            return java.util.Collections.unmodifiableMap(
                    new YAMLMapper().readValue(in, new TypeReference<LinkedHashMap<String, CodeList>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
