import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router-dom';

/** What an officer or applicant may do in a tenant, as the server names it. */
export type Capability =
  | 'TENANT_READ'
  | 'CONTRACT_READ'
  | 'CONTRACT_WRITE'
  | 'REGISTRATION_READ'
  | 'REGISTRATION_DECIDE'
  | 'EXPERT_REVIEW'
  | 'QUALITY_ORDER'
  | 'QUALITY_READ'
  | 'IMPORT'
  | 'ASSESS'
  | 'ENTITLEMENT_READ'
  | 'DETERMINE'
  | 'POLICY_READ'
  | 'POLICY_WRITE'
  | 'POLICY_ENACT'
  | 'PLUGIN_READ'
  | 'PLUGIN_MANAGE'
  | 'SETTING_READ'
  | 'SETTING_WRITE'
  | 'REGISTER_READ'
  | 'REGISTER_WRITE'
  | 'REGISTER_ADMINISTER'
  | 'EXCHANGE_READ'
  | 'EXCHANGE_WRITE'
  | 'DISBURSEMENT_READ'
  | 'DISBURSE_REVIEW'
  | 'BUDGET_WRITE'
  | 'CLAIM'
  | 'PAY'
  | 'APPROVAL_READ'
  | 'APPROVAL_ADMINISTER'
  | 'INDICATOR_READ'
  | 'INDICATOR_COMPUTE'
  | 'SCREENING_READ'
  | 'SCREENING_WRITE'
  | 'JOURNAL_READ'
  | 'JOB_READ'
  | 'ORGANIZATION_READ'
  | 'ORGANIZATION_WRITE'
  | 'RECEIPT_WRITE'
  | 'ACCESS_ADMINISTER';

/** The whole public face of a feature: its pages below /t/{tenant}, its menu entry, and who may enter. */
export interface ConsoleModule {
  capability: Capability;
  menu?: { path: string; label: string; icon: ReactNode };
  routes: RouteObject[];
}
