package org.longji.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.pluginhost.Label;

/**
 * A row with everything on record.
 *
 * @param data the record; values that are hidden in this state are missing, personal ones may be masked
 * @param derived what is computed on reading
 * @param labels what the references in it are called, by their values
 * @param masked whether personal values are masked
 * @param mayRevise whether the caller may revise it now
 * @param steps what can be done with it, as far as the caller is concerned
 * @param publicKey the key by which anybody may check it; null when it is not told
 * @param printable whether its document can be printed
 * @param provenance which region it came from; null where it is the tenant's own
 * @param partnersFields fields that only that region changes
 * @param approval the latest case of approval about it; null for none
 */
public record RowDetails(
        UUID id,
        int tenant,
        String plugin,
        String register,
        String state,
        Instant stateSince,
        int version,
        String title,
        Map<String, Object> data,
        Map<String, Object> derived,
        Map<String, String> labels,
        boolean masked,
        boolean mayRevise,
        List<StepOffer> steps,
        @Nullable LocalDate dueOn,
        @Nullable String publicKey,
        boolean printable,
        @Nullable Provenance provenance,
        List<String> partnersFields,
        @Nullable UUID approval,
        String createdByName,
        Instant createdAt,
        Instant changedAt) {

    /**
     * A step of the caller's roles.
     *
     * @param obstacles why it is not possible; empty when it is
     */
    public record StepOffer(String id, List<Hindrance> obstacles) {}

    /**
     * One reason.
     *
     * @param basis document and article that say so; null for none
     */
    public record Hindrance(
            String code, Label label, @Nullable String basis) {}
}
