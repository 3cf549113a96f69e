package org.longji.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.longji.plugin.api.Text;
import org.longji.pluginhost.PluginCalls;
import org.longji.pluginhost.PluginHost;

/**
 * One plugin of the catalogue, with every version there is of it.
 *
 * @param running whether it is asked, for all or by a tenant that chose a version
 * @param current hash of the version that is asked, or would be if it ran
 * @param previous hash of the version it can be rolled back to
 * @param revision counts the changes of which version runs; 0 as it came with Longji
 * @param everyones whether every tenant has it that did not decide otherwise: it came with Longji
 * @param offers to whom it is offered; one that came with Longji is offered to everybody
 * @param here how the tenant stands that is asked about
 * @param uses what the tenants in sight decided
 */
public record PluginEntry(
        String plugin,
        String description,
        boolean running,
        Optional<String> current,
        Optional<String> previous,
        int revision,
        Optional<String> changedBy,
        Optional<Instant> changedAt,
        List<Version> versions,
        List<Node> nodes,
        boolean everyones,
        List<Offer> offers,
        Here here,
        List<Use> uses) {

    /**
     * An offer to a division and everything below it.
     *
     * @param tenant the province that offers
     * @param users tenants in sight that enabled it and have no other offer
     */
    public record Offer(int tenant, int subtree, Text name, String offeredBy, Instant offeredAt, int users) {}

    /**
     * How one tenant stands with a plugin.
     *
     * @param offered whether it may enable it
     * @param chosen the version it named; absent where it follows the one that runs for all
     * @param answering the version that answers it on the node that was asked
     * @param shadow the version it tries beside that
     * @param revision counts its decisions; 0 while it made none
     * @param silent why nothing answers although it is enabled
     */
    public record Here(
            boolean offered,
            boolean enabled,
            Optional<String> chosen,
            Optional<String> answering,
            Optional<String> shadow,
            int revision,
            Optional<String> changedBy,
            Optional<Instant> changedAt,
            Optional<Text> silent) {}

    /** What a tenant decided about a plugin. */
    public record Use(
            int tenant,
            Text name,
            boolean enabled,
            Optional<String> chosen,
            Optional<String> shadow,
            String changedBy,
            Instant changedAt) {}

    /**
     * One archive.
     *
     * @param bundled whether it came with Longji itself
     * @param signedBy name of the key that signed it; absent for a bundled one, and in development
     * @param needs what it asks of the host beyond computing
     * @param brings what it brings, by extension point
     * @param health how it does on the node that answers, if it runs there
     */
    public record Version(
            String hash,
            String version,
            String requires,
            String provider,
            int size,
            boolean bundled,
            Optional<String> signedBy,
            List<String> needs,
            PluginHost.Brings brings,
            String uploadedBy,
            Instant uploadedAt,
            Optional<String> approvedBy,
            Optional<Instant> approvedAt,
            Optional<String> revokedBy,
            Optional<String> revokeReason,
            Optional<PluginCalls.Health> health) {}

    /**
     * What a node of the cluster made of a version.
     *
     * @param there whether it is there; one that is gone made that of it when it last was
     * @param lastSeen when it last said that it is
     * @param since when it made that of it
     */
    public record Node(
            String node,
            boolean there,
            Instant lastSeen,
            String hash,
            boolean running,
            Optional<String> message,
            Instant since) {}
}
