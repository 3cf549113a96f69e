package org.longji.policy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version before it is law. It is written and rewritten, back-tested as it stands, and becomes a version by enactment or is
 * thrown away.
 *
 * @param name name of the version it will be
 * @param hash of the version it would become; none while it is not finished
 * @param authors accounts that wrote in it; none of them enacts it
 * @param faults what is not finished in it: with any of it, it is neither back-tested nor enacted
 * @param missing fields that enactment still asks for
 * @param breaches where it lies outside a parent's rail set since it was saved
 * @param contradictions what it says that other law does not go with; a mere warning stands all the same
 * @param backtest latest completed back-test of exactly this text
 * @param untried whether that back-test could not try it on the register, so that enactment must be acknowledged
 */
public record PolicyDraft(
        UUID id,
        int tenant,
        String policyId,
        String pluginId,
        String name,
        DraftForm form,
        @Nullable String hash,
        List<UUID> authors,
        String draftedBy,
        Instant changedAt,
        List<Measures.Fault> faults,
        List<String> missing,
        List<Breach> breaches,
        List<Contradiction> contradictions,
        @Nullable UUID backtest,
        @Nullable Instant backtestedAt,
        boolean untried,
        int revision) {}
