package org.longji.plugin.api;

import org.apiguardian.api.API;

/**
 * The plugin API itself. An archive's {@code Plugin-Requires} is held against its version, and no type says that it came with a
 * later one.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PluginApi {

    /** The version; the only place that says it. */
    public static final String VERSION = "0.1.0";

    private PluginApi() {}
}
