package org.longji.plugin.api.register;

import java.time.LocalDateTime;
import java.util.Objects;
import java.util.UUID;
import org.apiguardian.api.API;

/**
 * One step that was taken on a row.
 *
 * @param step its id; {@link Step#CREATION} for the creation
 * @param state the state it led to
 * @param account who took it
 * @param at when, in China's time
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PastStep(String step, String state, UUID account, LocalDateTime at) {

    /** Refuses absent values. */
    public PastStep {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(at, "at");
    }
}
