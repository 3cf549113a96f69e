package org.longji.rollout;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant decides about a plugin.
 *
 * @param hash the version it has; absent to follow the one that runs for all
 * @param shadow a version to try beside it; absent for none
 */
public record EnablementForm(
        boolean enabled, @Nullable String hash, @Nullable String shadow) {}
