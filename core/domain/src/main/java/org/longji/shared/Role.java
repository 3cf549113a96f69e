package org.longji.shared;

import java.util.EnumSet;
import java.util.Set;

/** What a person is in a tenant. Only the roles of oversight reach down the tree. */
public enum Role {
    /** 管理员: configures the tenant and oversees what lies below it; decides no case. */
    ADMINISTRATOR(
            true,
            Capability.REGISTER_READ,
            Capability.REGISTER_WRITE,
            Capability.REGISTER_ADMINISTER,
            Capability.EXCHANGE_READ,
            Capability.EXCHANGE_WRITE,
            Capability.APPROVAL_READ,
            Capability.APPROVAL_ADMINISTER,
            Capability.INDICATOR_READ,
            Capability.INDICATOR_COMPUTE,
            Capability.SCREENING_READ,
            Capability.TENANT_READ,
            Capability.CONTRACT_READ,
            Capability.REGISTRATION_READ,
            Capability.CONTRACT_WRITE,
            Capability.RECEIPT_WRITE,
            Capability.ORGANIZATION_READ,
            Capability.ORGANIZATION_WRITE,
            Capability.IMPORT,
            Capability.ASSESS,
            Capability.ENTITLEMENT_READ,
            Capability.DISBURSEMENT_READ,
            Capability.JOB_READ,
            Capability.JOURNAL_READ,
            Capability.ACCESS_ADMINISTER,
            Capability.QUALITY_ORDER,
            Capability.QUALITY_READ,
            Capability.POLICY_READ,
            Capability.POLICY_WRITE,
            Capability.POLICY_ENACT,
            Capability.PLUGIN_READ,
            Capability.PLUGIN_MANAGE,
            Capability.SETTING_READ,
            Capability.SETTING_WRITE),
    /** 审计员: reads everything below, changes nothing. */
    AUDITOR(
            true,
            Capability.REGISTER_READ,
            Capability.EXCHANGE_READ,
            Capability.APPROVAL_READ,
            Capability.INDICATOR_READ,
            Capability.SCREENING_READ,
            Capability.TENANT_READ,
            Capability.CONTRACT_READ,
            Capability.REGISTRATION_READ,
            Capability.ORGANIZATION_READ,
            Capability.ENTITLEMENT_READ,
            Capability.DISBURSEMENT_READ,
            Capability.JOB_READ,
            Capability.JOURNAL_READ,
            Capability.QUALITY_READ,
            Capability.POLICY_READ,
            Capability.PLUGIN_READ,
            Capability.SETTING_READ),
    /** 登记员: examines and registers the contracts of the own agency's tenant. */
    REGISTRAR(
            false,
            Capability.REGISTER_READ,
            Capability.APPROVAL_READ,
            Capability.REGISTER_WRITE,
            Capability.EXCHANGE_READ,
            Capability.EXCHANGE_WRITE,
            Capability.INDICATOR_READ,
            Capability.SCREENING_READ,
            Capability.SCREENING_WRITE,
            Capability.TENANT_READ,
            Capability.CONTRACT_READ,
            Capability.REGISTRATION_READ,
            Capability.CONTRACT_WRITE,
            Capability.RECEIPT_WRITE,
            Capability.ORGANIZATION_READ,
            Capability.ORGANIZATION_WRITE,
            Capability.REGISTRATION_DECIDE,
            Capability.IMPORT,
            Capability.JOB_READ,
            Capability.ENTITLEMENT_READ,
            Capability.POLICY_READ),
    /** 审核员: reviews what the rules computed. */
    REVIEWER(
            false,
            Capability.REGISTER_READ,
            Capability.APPROVAL_READ,
            Capability.REGISTER_WRITE,
            Capability.EXCHANGE_READ,
            Capability.INDICATOR_READ,
            Capability.SCREENING_READ,
            Capability.SCREENING_WRITE,
            Capability.TENANT_READ,
            Capability.CONTRACT_READ,
            Capability.REGISTRATION_READ,
            Capability.ORGANIZATION_READ,
            Capability.ASSESS,
            Capability.DETERMINE,
            Capability.JOB_READ,
            Capability.DISBURSEMENT_READ,
            Capability.ENTITLEMENT_READ,
            Capability.DISBURSE_REVIEW,
            Capability.POLICY_READ),
    /** 财务: records what arrived and pays what was approved. */
    FINANCE(
            false,
            Capability.REGISTER_READ,
            Capability.APPROVAL_READ,
            Capability.REGISTER_WRITE,
            Capability.INDICATOR_READ,
            Capability.TENANT_READ,
            Capability.CONTRACT_READ,
            Capability.RECEIPT_WRITE,
            Capability.DETERMINE,
            Capability.ORGANIZATION_READ,
            Capability.JOB_READ,
            Capability.DISBURSEMENT_READ,
            Capability.ENTITLEMENT_READ,
            Capability.BUDGET_WRITE,
            Capability.PAY,
            Capability.POLICY_READ),
    /** 专家: gives an opinion on the contracts referred to it, and sees no others. */
    EXPERT(true, Capability.TENANT_READ, Capability.EXPERT_REVIEW, Capability.REGISTER_READ, Capability.REGISTER_WRITE),
    /** 申请人: acts for one organisation and sees only that organisation's contracts, wherever they are registered. */
    APPLICANT(
            true,
            Capability.REGISTER_READ,
            Capability.APPROVAL_READ,
            Capability.REGISTER_WRITE,
            Capability.TENANT_READ,
            Capability.CONTRACT_READ,
            Capability.CONTRACT_WRITE,
            Capability.RECEIPT_WRITE,
            Capability.ORGANIZATION_READ,
            Capability.CLAIM,
            Capability.ENTITLEMENT_READ);

    private final boolean inheritedDownwards;
    private final Set<Capability> capabilities;

    Role(boolean inheritedDownwards, Capability first, Capability... rest) {
        this.inheritedDownwards = inheritedDownwards;
        this.capabilities = EnumSet.of(first, rest);
    }

    public boolean inheritedDownwards() {
        return inheritedDownwards;
    }

    public boolean grants(Capability capability) {
        return capabilities.contains(capability);
    }
}
