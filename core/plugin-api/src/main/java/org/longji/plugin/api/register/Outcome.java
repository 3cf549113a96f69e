package org.longji.plugin.api.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a step makes of a row: the record as it is from now on, and rows it begins in other registers of the plugin. The host
 * checks them like any others, and writes all of it or nothing.
 *
 * @param record the new record of the row
 * @param begun records of the rows that begin, each in the initial state of its register
 * @param <R> the register's record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Outcome<R extends Record>(R record, List<Record> begun) {

    /** Takes a copy. */
    public Outcome {
        Objects.requireNonNull(record, "record");
        begun = List.copyOf(begun);
    }

    /** {@return an outcome that changes the row alone} */
    public static <R extends Record> Outcome<R> of(R record) {
        return new Outcome<>(record, List.of());
    }

    /** {@return the same, beginning one more row in the register of that record} */
    public Outcome<R> beginning(Record row) {
        List<Record> more = new ArrayList<>(begun);
        more.add(row);
        return new Outcome<>(record, more);
    }
}
