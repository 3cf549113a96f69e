package org.longji.plugin.api.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * What a step makes of a row: the record as it is from now on, rows it begins in other registers of the plugin, and steps it
 * takes on other rows. The host checks them like any others, and writes all of it or nothing.
 *
 * @param record the new record of the row
 * @param begun records of the rows that begin, each in the initial state of its register
 * @param taken steps that are taken on other rows, after this one was written
 * @param <R> the register's record
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Outcome<R extends Record>(R record, List<Record> begun, List<Further> taken) {

    /** Takes copies. */
    public Outcome {
        Objects.requireNonNull(record, "record");
        begun = List.copyOf(begun);
        taken = List.copyOf(taken);
    }

    /**
     * A step on another row of the plugin that the tenant keeps: the certificate is issued, and the enrolment is completed. It
     * needs no role, because it is the plugin's doing; states, conditions and {@link Step#notBy} hold as ever, and where they
     * do not, nothing of the whole is written.
     *
     * @param row the other row
     * @param step its step
     * @param input what that step asks for
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Further(RowRef row, String step, Record input) {
        /** Refuses absent values. */
        public Further {
            Objects.requireNonNull(row, "row");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(input, "input");
        }
    }

    /** {@return an outcome that changes the row alone} */
    public static <R extends Record> Outcome<R> of(R record) {
        return new Outcome<>(record, List.of(), List.of());
    }

    /** {@return the same, beginning one more row in the register of that record} */
    public Outcome<R> beginning(Record row) {
        List<Record> more = new ArrayList<>(begun);
        more.add(row);
        return new Outcome<>(record, more, taken);
    }

    /** {@return the same, taking a step that asks for nothing on another row} */
    public Outcome<R> taking(RowRef row, String step) {
        return taking(row, step, new NoInput());
    }

    /** {@return the same, taking a step on another row} */
    public Outcome<R> taking(RowRef row, String step, Record input) {
        List<Further> more = new ArrayList<>(taken);
        more.add(new Further(row, step, input));
        return new Outcome<>(record, begun, more);
    }
}
