package org.longji.register;

import java.time.Instant;
import org.longji.pluginhost.Label;

/**
 * Where a row came from that another region listed.
 *
 * @param region the region
 * @param channel id of the plugin's channel it came by
 * @param key under which the region knows it
 * @param revision the latest of the region's messages about it that was taken
 * @param sha256 hash of that message
 * @param at when that was
 */
public record Provenance(Label region, String channel, String key, long revision, String sha256, Instant at) {}
