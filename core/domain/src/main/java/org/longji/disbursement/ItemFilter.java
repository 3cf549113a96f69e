package org.longji.disbursement;

import org.jspecify.annotations.Nullable;

/**
 * Which items of a round.
 *
 * @param held only those that wait, or only those that do not
 * @param differing only those whose decision says something else today
 * @param text part of the beneficiary's name or code, or of the number
 */
public record ItemFilter(
        @Nullable ItemStatus status,
        @Nullable Boolean held,
        boolean differing,
        @Nullable String text) {}
