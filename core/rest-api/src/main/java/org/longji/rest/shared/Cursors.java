package org.longji.rest.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.longji.shared.FieldChecks;
import org.longji.shared.Problem;
import org.longji.shared.ProblemException;

/** Opaque page positions, with a check sum so that a mangled one is told from a real one. */
public final class Cursors {

    /** Page size when none is asked for. */
    public static final String DEFAULT_LIMIT = "20";

    private static final int MOST = 200;

    private Cursors() {}

    /** The cursor of a position, or null after the last page. */
    public static @Nullable String write(Optional<String> position) {
        return position.map(text -> Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString((text + "#" + sum(text)).getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
    }

    /**
     * The position of a cursor, or null for the first page.
     *
     * @throws ProblemException INVALID_CURSOR when it is none of ours
     */
    public static @Nullable String read(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int end = text.lastIndexOf('#');
            if (end >= 0 && text.substring(end + 1).equals(sum(text.substring(0, end)))) {
                return text.substring(0, end);
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.INVALID_CURSOR, Map.of());
        }
        throw new ProblemException(Problem.INVALID_CURSOR, Map.of());
    }

    /** @throws ProblemException INVALID_FIELDS unless 1 ≤ limit ≤ 200 */
    public static int limit(int limit) {
        new FieldChecks()
                .require(limit >= 1 && limit <= MOST, "limit", "每页 1 至 200 条。", "Between 1 and 200 rows a page.")
                .done();
        return limit;
    }

    /**
     * The value of an enum-typed query parameter, or null when it is absent.
     *
     * @throws ProblemException INVALID_FIELDS when it is none of the type's
     */
    public static <E extends Enum<E>> @Nullable E choice(Class<E> type, @Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            return null;
        }
        var choices = List.of(type.getEnumConstants());
        var chosen = choices.stream().filter(c -> c.name().equals(value)).findFirst();
        new FieldChecks()
                .require(chosen.isPresent(), field, "可选值：" + choices, "One of " + choices)
                .done();
        return chosen.orElse(null);
    }

    private static String sum(String text) {
        var crc = new CRC32();
        crc.update(("longji:" + text).getBytes(StandardCharsets.UTF_8));
        return Long.toString(crc.getValue(), Character.MAX_RADIX);
    }
}
