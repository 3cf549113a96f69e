package org.longji.plugin.api.register;

import java.time.LocalDateTime;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * A row as a function meets it.
 *
 * @param ref the row
 * @param state the state it is in
 * @param since when it came into that state, in China's time
 * @param record its record
 * @param <T> record of its register
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Row<T extends Record>(RowRef ref, String state, LocalDateTime since, T record) {

    /** Refuses absent values. */
    public Row {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(record, "record");
    }
}
