package org.longji.entitlement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.StatedFacts;

/**
 * An imagined case, in the words of a file of cases.
 *
 * @param on the day it happens: every date that is not stated; for what is no contract also the governing date. The last day
 *     of the year unless said otherwise
 * @param given what is stated of it; a party whose division is not stated is registered in the tenant
 */
public record CaseForm(@Nullable LocalDate on, @Nullable StatedFacts given) {}
