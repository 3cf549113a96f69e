package org.longji.plugin.api.exchange;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.Obstacle;

/**
 * What a channel makes of a message that arrived.
 *
 * @param <R> record of the register
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Reading<R extends Record> {

    /**
     * A listing.
     *
     * @param record it, as a row of the register would hold it
     * @param <R> record of the register
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Listed<R extends Record>(R record) implements Reading<R> {
        /** Refuses no listing at all. */
        public Listed {
            Objects.requireNonNull(record, "record");
        }
    }

    /**
     * Why the message is none; the partner is told in the next package.
     *
     * @param reasons at least one
     * @param <R> record of the register
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Unusable<R extends Record>(List<Obstacle> reasons) implements Reading<R> {
        /** Takes a copy and refuses a refusal without a reason. */
        public Unusable {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal says why");
            }
        }
    }

    /** {@return a listing} */
    static <R extends Record> Reading<R> of(R record) {
        return new Listed<>(record);
    }

    /** {@return a refusal} */
    static <R extends Record> Reading<R> unusable(List<Obstacle> reasons) {
        return new Unusable<>(reasons);
    }
}
