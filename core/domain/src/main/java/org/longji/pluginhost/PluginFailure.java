package org.longji.pluginhost;

import org.jspecify.annotations.Nullable;

/** A plugin that threw, or answered what its contract forbids. The case it was asked about waits for judgement. */
public class PluginFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PluginFailure(String plugin, String policy, String reason, @Nullable Throwable cause) {
        super(plugin + "/" + policy + ": " + reason, cause);
    }
}
