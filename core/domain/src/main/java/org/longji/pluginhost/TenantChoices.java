package org.longji.pluginhost;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What tenants have decided about plugins. A plugin that came with Longji is had by every tenant that decided nothing; any other
 * by those alone that enabled it.
 *
 * @param byPlugin what was decided, by plugin and tenant
 * @param stopped plugins that nobody is to be answered by, whatever was decided
 */
public record TenantChoices(Map<String, Map<Integer, Choice>> byPlugin, Set<String> stopped) {

    static final TenantChoices NONE = new TenantChoices(Map.of(), Set.of());

    public TenantChoices {
        byPlugin = Map.copyOf(byPlugin);
        stopped = Set.copyOf(stopped);
    }

    /**
     * One tenant's decision about one plugin.
     *
     * @param hash the version it chose; absent where it follows the current one
     * @param shadow a version that is asked beside it, and never paid by
     */
    public record Choice(boolean enabled, Optional<String> hash, Optional<String> shadow) {}

    /** What a tenant decided about a plugin, if it did. */
    public Optional<Choice> of(int tenant, String plugin) {
        return Optional.ofNullable(byPlugin.getOrDefault(plugin, Map.of()).get(tenant));
    }
}
