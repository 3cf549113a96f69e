package org.longji.plugin.api.screening;

import java.time.LocalDate;
import java.util.Objects;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.Words;

/**
 * A list as an archive brings it. With another version of it everything is screened again.
 *
 * @param id lower-case words joined by hyphens, unique in the screening
 * @param words what it is called; of a sample it says so, 示例 in Chinese
 * @param version as its publisher names it
 * @param asOf the day it stood like this
 * @param source where it was taken from
 * @param sample whether its entries are made up or not verified, and decide nothing
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ScreeningList(String id, Words words, String version, LocalDate asOf, String source, boolean sample) {

    /** Refuses absent values. */
    public ScreeningList {
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(asOf, "asOf");
        if (id.isBlank() || version.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a list has an id, a version and a source");
        }
    }
}
