import type { components } from './schema';

/**
 * Everything the server sends may lack a field (short forms, older records, withheld personal data), so the console
 * reads each one as possibly absent instead of trusting that a document was annotated perfectly.
 */
export type Loose<T> = T extends readonly (infer E)[]
  ? Loose<E>[]
  : T extends object
    ? { [K in keyof T]?: Loose<T[K]> | null }
    : T;

type Schemas = components['schemas'];

export type Account = Loose<Schemas['Account']>;
export type Session = Loose<Schemas['Session']>;
export type Tenant = Loose<Schemas['Tenant']>;
export type TenantNode = Loose<Schemas['TenantNode']>;
export type Organization = Loose<Schemas['Organization']>;
export type OrganizationSummary = Loose<Schemas['OrganizationSummary']>;
export type PartyReference = Loose<Schemas['PartyReference']>;
export type Contract = Loose<Schemas['Contract']>;
export type ContractSummary = Loose<Schemas['ContractSummary']>;
export type Receipt = Loose<Schemas['Receipt']>;
export type Job = Loose<Schemas['Job']>;
export type Entitlement = Loose<Schemas['Entitlement']>;
export type EntitlementDetails = Loose<Schemas['EntitlementDetails']>;
export type Explanation = Loose<Schemas['Explanation']>;
export type LocalText = Loose<Schemas['LocalText']>;
export type Basis = Loose<Schemas['Basis']>;
export type Overview = Loose<Schemas['Overview']>;
export type JournalEntry = Loose<Schemas['JournalEntry']>;
export type ProblemDetail = Loose<Schemas['ProblemDetail']>;

export type ContractType = NonNullable<ContractSummary['type']>;
export type ContractStatus = NonNullable<ContractSummary['status']>;
export type EntitlementStatus = NonNullable<Entitlement['status']>;
export type Side = NonNullable<Entitlement['side']>;
