package org.longji.shared;

/**
 * Something that must have happened before the server answers. A bean of this type takes part by being there; a failing
 * step ends the start, because a server that lacks its tenants or policies would answer wrongly.
 */
public interface StartupStep {

    /** The order of the steps; those of one stage run in no particular order. */
    enum Stage {
        TENANTS,
        PLUGINS,
        POLICIES,
        ACCOUNTS,
        JOBS,
        DEMO
    }

    Stage stage();

    void run();
}
