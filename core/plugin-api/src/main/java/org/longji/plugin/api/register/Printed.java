package org.longji.plugin.api.register;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.apiguardian.api.API;

/**
 * A document of a row. The plugin says what stands on it; the host makes the PDF, adds the code that leads to the public
 * check where the register has one, and stamps the state across a row that no longer holds.
 *
 * @param words what the document is called
 * @param in states in which it can be printed
 * @param sheet what stands on it
 * @param <R> the register's record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Printed<R extends Record>(Words words, Set<String> in, BiFunction<R, Context, Sheet> sheet) {

    /** Takes a copy. */
    public Printed {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(sheet, "sheet");
        in = Set.copyOf(in);
    }

    /**
     * What stands on a document, from top to bottom.
     *
     * @param title the heading
     * @param paragraphs texts below it
     * @param fields labels and values in a table, in this order
     * @param signature lines at the lower right, such as office and day
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Sheet(
            String title, List<String> paragraphs, List<Map.Entry<String, String>> fields, List<String> signature) {
        /** Takes copies. */
        public Sheet {
            Objects.requireNonNull(title, "title");
            paragraphs = List.copyOf(paragraphs);
            fields = List.copyOf(fields);
            signature = List.copyOf(signature);
        }
    }
}
