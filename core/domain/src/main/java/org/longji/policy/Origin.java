package org.longji.policy;

/** Where a version or a rail was laid down. */
public enum Origin {
    /** tenants-config: changed there alone. */
    CONFIGURATION,
    CONSOLE
}
