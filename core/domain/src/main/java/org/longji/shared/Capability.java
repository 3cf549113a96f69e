package org.longji.shared;

/** One thing a role may do; the console shows what the caller's capabilities allow, the domain refuses the rest. */
public enum Capability {
    TENANT_READ,
    CONTRACT_READ,
    CONTRACT_WRITE,
    RECEIPT_WRITE,
    ORGANIZATION_READ,
    ORGANIZATION_WRITE,
    REGISTRATION_READ,
    REGISTRATION_DECIDE,
    EXPERT_REVIEW,
    QUALITY_ORDER,
    QUALITY_READ,
    IMPORT,
    ASSESS,
    ENTITLEMENT_READ,
    DETERMINE,
    POLICY_READ,
    POLICY_WRITE,
    POLICY_ENACT,
    PLUGIN_READ,
    PLUGIN_MANAGE,
    SETTING_READ,
    SETTING_WRITE,
    REGISTER_READ,
    REGISTER_WRITE,
    REGISTER_ADMINISTER,
    JOB_READ,
    JOURNAL_READ,
    ACCESS_ADMINISTER
}
