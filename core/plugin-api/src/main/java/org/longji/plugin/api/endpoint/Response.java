package org.longji.plugin.api.endpoint;

import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;
import org.longji.plugin.api.register.Obstacle;

/**
 * What an endpoint answers.
 *
 * @param <O> record of the answer
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Response<O extends Record> {

    /**
     * The answer.
     *
     * @param output it
     * @param <O> its record
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Answered<O extends Record>(O output) implements Response<O> {
        /** Refuses no answer at all. */
        public Answered {
            Objects.requireNonNull(output, "output");
        }
    }

    /**
     * Why there is none.
     *
     * @param obstacles the reasons, at least one
     * @param <O> record of the answer there would be
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Refused<O extends Record>(List<Obstacle> obstacles) implements Response<O> {
        /** Takes a copy and refuses a refusal without a reason. */
        public Refused {
            obstacles = List.copyOf(obstacles);
            if (obstacles.isEmpty()) {
                throw new IllegalArgumentException("a refusal says why");
            }
        }
    }

    /** {@return an answer} */
    static <O extends Record> Response<O> of(O output) {
        return new Answered<>(output);
    }

    /** {@return a refusal} */
    static <O extends Record> Response<O> refused(Obstacle reason) {
        return new Refused<>(List.of(reason));
    }
}
