package org.longji.plugin.api.register;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One field of a record, as forms, checks and columns need it.
 *
 * @param name name of the component
 * @param words its label
 * @param hint what a form says below it
 * @param kind what it holds
 * @param optional whether it may be absent
 * @param unit the unit shown behind it; none when empty
 * @param personal whether it tells who somebody is
 * @param searchable whether the full-text search reads it
 * @param unique whether it is unique within a tenant
 * @param refersTo the register a {@link FieldKind#ROW} points into; else empty
 * @param offeredIn states of the rows that are offered for a {@link FieldKind#ROW}; all when empty
 * @param sameIn the field that offered rows have in common with this record; none when empty
 * @param maxLength most characters of a text
 * @param multiline whether a form gives it several lines
 * @param pattern what the whole of a text matches; anything when empty
 * @param min least number, in plain notation; none when empty
 * @param max largest number, in plain notation; none when empty
 * @param minItems fewest entries of a list
 * @param hiddenIn states in which nobody is shown it
 * @param setBySteps whether it stands in no form
 * @param choices constants of a {@link FieldKind#CHOICE}
 * @param element what a {@link FieldKind#LIST} holds
 * @param group the fields of a {@link FieldKind#GROUP}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FieldShape(
        String name,
        Words words,
        Optional<Words> hint,
        FieldKind kind,
        boolean optional,
        String unit,
        Personal personal,
        boolean searchable,
        boolean unique,
        String refersTo,
        List<String> offeredIn,
        String sameIn,
        int maxLength,
        boolean multiline,
        String pattern,
        String min,
        String max,
        int minItems,
        List<String> hiddenIn,
        boolean setBySteps,
        List<Option> choices,
        Optional<FieldShape> element,
        List<FieldShape> group) {

    /** Takes copies. */
    public FieldShape {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(hint, "hint");
        Objects.requireNonNull(kind, "kind");
        offeredIn = List.copyOf(offeredIn);
        hiddenIn = List.copyOf(hiddenIn);
        choices = List.copyOf(choices);
        group = List.copyOf(group);
    }

    /**
     * A constant that can be chosen.
     *
     * @param value its name
     * @param words what the reader is shown
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Option(String value, Words words) {}
}
