package org.longji.disbursement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the black list (失信名单); it binds the tenant that entered it and everything below.
 *
 * @param source who says so, for example 中国执行信息公开网
 * @param until the last day; absent where nobody knows
 */
public record CreditListing(
        UUID id,
        int tenant,
        String beneficiaryCode,
        String name,
        String source,
        String document,
        LocalDate from,
        @Nullable LocalDate until,
        String enteredBy,
        Instant enteredAt,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt,
        @Nullable String liftReason) {

    /** What an officer enters. */
    public record Form(
            @Nullable String beneficiaryCode,
            @Nullable String name,
            @Nullable String source,
            @Nullable String document,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /**
     * What became of a file.
     *
     * @param known lines that were on the list already
     */
    public record Import(int entered, int known) {}
}
