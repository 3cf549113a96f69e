package org.longji.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.longji.pluginhost.PluginCalls;

/**
 * One plugin of the catalogue, with every version there is of it.
 *
 * @param running whether it is asked
 * @param current hash of the version that is asked, or would be if it ran
 * @param previous hash of the version it can be rolled back to
 * @param revision counts the changes of which version runs; 0 as it came with Longji
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
        List<Node> nodes) {

    /**
     * One archive.
     *
     * @param bundled whether it came with Longji itself
     * @param signedBy name of the key that signed it; absent for a bundled one, and in development
     * @param needs what it asks of the host beyond computing
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
            List<String> policies,
            List<String> languages,
            List<String> registers,
            String uploadedBy,
            Instant uploadedAt,
            Optional<String> approvedBy,
            Optional<Instant> approvedAt,
            Optional<String> revokedBy,
            Optional<String> revokeReason,
            Optional<PluginCalls.Health> health) {}

    /** What a node of the cluster made of a version. */
    public record Node(String node, String hash, boolean running, Optional<String> message, Instant seenAt) {}
}
