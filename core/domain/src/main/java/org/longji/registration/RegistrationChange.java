package org.longji.registration;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something asked for once a contract was decided, and what became of it.
 *
 * @param number counts the requests on one contract
 * @param form what is asked for
 * @param dueOn last day for the decision
 * @param words what the deciding officer said
 * @param resultingVersion version the registration reached by it; null when it does not change what the registration says
 * @param notTheSame why the amended contract is none of those about the same patents; the office's own, like every answer
 */
public record RegistrationChange(
        UUID contractId,
        int number,
        int tenant,
        ChangeForm form,
        Status status,
        String filedBy,
        LocalDate filedOn,
        LocalDate dueOn,
        @Nullable String decidedBy,
        @Nullable LocalDate decidedOn,
        @Nullable String words,
        @Nullable Integer resultingVersion,
        @Nullable NotTheSame notTheSame) {

    /** What the parties read of it. */
    RegistrationChange toParties() {
        return new RegistrationChange(
                contractId,
                number,
                tenant,
                form,
                status,
                filedBy,
                filedOn,
                dueOn,
                decidedBy,
                decidedOn,
                words,
                resultingVersion,
                null);
    }

    /** What became of a request. */
    public enum Status {
        PENDING,
        APPROVED,
        DECLINED,
        WITHDRAWN
    }
}
