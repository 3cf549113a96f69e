package org.longji.pluginhost;

/**
 * Which archive.
 *
 * @param id the plugin's
 * @param hash SHA-256 of the archive, hex; decisions are pinned to it
 */
public record PluginIdentity(String id, String version, String hash) {}
