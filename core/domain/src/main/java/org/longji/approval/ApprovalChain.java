package org.longji.approval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;

/**
 * A chain of a tenant, drafted or enacted, or the one that comes with Longji.
 *
 * @param id null for the one that comes with Longji
 * @param owner division code of the tenant whose it is; null likewise
 * @param hash SHA-256 of its text
 * @param authors accounts that wrote in it; none of them enacts it
 * @param from first day on which it holds; null for a draft
 * @param endedOn last day on which it holds, where its tenant ended it
 * @param outside what a rail in force asks and it lacks: with that, an enacted chain is passed over
 */
public record ApprovalChain(
        @Nullable UUID id,
        @Nullable Integer owner,
        ApprovalKind kind,
        ChainForm form,
        String hash,
        List<UUID> authors,
        @Nullable String draftedBy,
        @Nullable LocalDate from,
        @Nullable LocalDate endedOn,
        @Nullable String enactedBy,
        @Nullable Instant enactedAt,
        @Nullable Text outside,
        int revision) {}
