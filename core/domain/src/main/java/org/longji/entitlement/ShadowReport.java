package org.longji.entitlement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.longji.plugin.api.Money;
import org.longji.plugin.api.Text;
import org.longji.shared.Page;

/**
 * What a version of a plugin answered that is tried beside the one that counts.
 *
 * @param hash the archive that was tried; absent where none is
 * @param tallies by year, the latest first
 */
public record ShadowReport(String plugin, Optional<String> hash, List<Tally> tallies, Page<Difference> differences) {

    /**
     * @param asked how often it was asked; a case that was decided twice counts twice
     * @param differing cases on which it now answers otherwise
     */
    public record Tally(int year, long asked, long differing, Instant lastAt) {}

    /**
     * One case.
     *
     * @param tenant whose case it is
     * @param subject number of the contract, or name of the applicant
     * @param pluginHash the archive whose answer counts
     * @param shadowStatus absent where the tried version does not bring the policy
     * @param assessed what the rule alone gives, in yuan
     * @param entitled what is due after the host's limits, in yuan
     * @param shadowEntitled the same under the limits as they were drawn for the answer that counts
     */
    public record Difference(
            UUID id,
            int tenant,
            String policyId,
            int year,
            Optional<UUID> contractId,
            String subject,
            String pluginHash,
            EntitlementStatus status,
            Optional<EntitlementStatus> shadowStatus,
            Money assessed,
            Money shadowAssessed,
            Money entitled,
            Money shadowEntitled,
            Text reason,
            Text shadowReason,
            Instant foundAt) {}
}
