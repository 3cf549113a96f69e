package org.longji.contract;

import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.ContractType;

/**
 * What a list of contracts is narrowed to; a null narrows nothing.
 *
 * @param year year of signing
 * @param search part of the title or of a party's name, or a whole registration number or credit code
 */
public record ContractFilter(
        @Nullable ContractStatus status,
        @Nullable ContractType type,
        @Nullable Integer year,
        @Nullable String search) {}
