import type { paths } from './schema';

/**
 * Everything the server sends may lack a field (short forms, older records, withheld personal data), so the console
 * reads each one as possibly absent instead of trusting that a document was annotated perfectly.
 */
export type Loose<T> = T extends readonly (infer E)[]
  ? Loose<E>[]
  : T extends object
    ? { [K in keyof T]?: Loose<T[K]> | null }
    : T;

type Json<R> = R extends { content: { 'application/json': infer B } } ? B : never;
type Responses<O> = O extends { responses: infer R } ? R : never;
type Success<O> = {
  [S in keyof Responses<O>]: S extends 200 | 201 | 202 ? Json<Responses<O>[S]> : never;
}[keyof Responses<O>];

/** What a path answers, by address and verb: the addresses are the contract, names inside the document are not. */
type Answer<P extends keyof paths, V extends keyof paths[P]> = Loose<NonNullable<Success<paths[P][V]>>>;
type Item<T> = T extends { items?: (infer E)[] | null } ? E : never;
type Field<T, K extends keyof T> = NonNullable<T[K]>;
type Element<T> = T extends (infer E)[] ? E : never;

export type Session = Answer<'/api/v1/sessions/current', 'get'>;
export type MailProfile = Answer<'/api/v1/sessions/current/mail', 'get'>;
export type TenantNode = Item<Answer<'/api/v1/tenants', 'get'>>;
export type Tenant = Answer<'/api/v1/tenants/{code}', 'get'>;
export type OrganizationSummary = Item<Answer<'/api/v1/tenants/{code}/organizations', 'get'>>;
export type Organization = Answer<'/api/v1/tenants/{code}/organizations/{id}', 'get'>;
export type ContractSummary = Item<Answer<'/api/v1/tenants/{code}/contracts', 'get'>>;
export type Contract = Answer<'/api/v1/tenants/{code}/contracts/{id}', 'get'>;
export type PartyReference = Field<Contract, 'provider'>;
export type Receipt = Item<Answer<'/api/v1/tenants/{code}/contracts/{id}/receipts', 'get'>>;
export type Job = Answer<'/api/v1/tenants/{code}/jobs/{id}', 'get'>;
export type Entitlement = Item<Answer<'/api/v1/tenants/{code}/entitlements', 'get'>>;
export type Explanation = Field<Answer<'/api/v1/tenants/{code}/entitlements/{id}', 'get'>, 'explanation'>;
export type Recovery = Field<Answer<'/api/v1/tenants/{code}/entitlements/{id}', 'get'>, 'recovery'>;
export type EntitlementDetails = Answer<'/api/v1/tenants/{code}/entitlements/{id}', 'get'>;
export type Basis = Element<Field<Explanation, 'basis'>>;
export type Plan = Answer<'/api/v1/tenants/{code}/plan', 'get'>;
export type PlanSentence = Element<Field<Plan, 'sentences'>>;
export type Overview = Answer<'/api/v1/tenants/{code}/overview', 'get'>;
export type RegistrationChange = Item<Answer<'/api/v1/tenants/{code}/contracts/{id}/changes', 'get'>>;
export type ChangeForm = Field<RegistrationChange, 'form'>;
export type ChangeKind = Field<ChangeForm, 'kind'>;
export type AmendedContract = Field<ChangeForm, 'contract'>;
export type Place = Item<Answer<'/api/v1/public/calculator/tenants', 'get'>>;
export type PolicyOffer = Item<Answer<'/api/v1/public/calculator/tenants/{place}/policies', 'get'>>;
export type Questionnaire = Answer<'/api/v1/public/calculator/tenants/{place}/policies/{policy}/form', 'get'>;
export type CaseField = Element<Field<Questionnaire, 'fields'>>;
export type CalculatedCase = Answer<'/api/v1/public/calculator/tenants/{place}/policies/{policy}/calculation', 'post'>;
export type Verification = Answer<'/api/v1/public/certificates/{number}', 'get'>;
export type Examination = Answer<'/api/v1/tenants/{code}/contracts/{id}/examination', 'get'>;
export type PatentHit = Element<Field<CheckAnswer, 'hits'>>;
export type CheckAnswer = Element<Field<Examination, 'answers'>>;
export type Agency = Answer<'/api/v1/tenants/{code}/agencies/{id}', 'get'>;
export type AgencyMember = Element<Field<Agency, 'staff'>>;
export type Plugin = Answer<'/api/v1/tenants/{code}/plugins/{plugin}', 'get'>;
export type PluginSettings = Answer<'/api/v1/tenants/{code}/plugin-settings/{plugin}', 'get'>;
export type PluginSettingsField = Element<Field<PluginSettings, 'fields'>>;
export type SettingRail = Element<Field<PluginSettings, 'rails'>>;
export type SettingChoice = Element<Field<PluginSettings, 'history'>>;
export type PluginVersion = Element<Field<Plugin, 'versions'>>;
export type PluginOffer = Element<Field<Plugin, 'offers'>>;
export type PluginRemains = Answer<'/api/v1/tenants/{code}/plugins/{plugin}/remains', 'get'>;
export type RemainsAt = Element<Field<PluginRemains, 'tenants'>>;
export type ShadowFindings = Answer<'/api/v1/tenants/{code}/plugins/{plugin}/shadow', 'get'>;
export type ShadowTally = Element<Field<ShadowFindings, 'tallies'>>;
export type ShadowDifference = Item<ShadowFindings>;
export type PluginKey = Answer<'/api/v1/tenants/{code}/plugins/keys/{fingerprint}/revocation', 'post'>;
export type Account = Item<Answer<'/api/v1/tenants/{code}/accounts', 'get'>>;
export type Regime = Item<Answer<'/api/v1/tenants/{code}/registration-regimes', 'get'>>;
export type FilingForm = Answer<'/api/v1/tenants/{code}/registration-regimes/form', 'get'>;
export type PriceItem = Element<Field<Contract, 'items'>>;
export type FilingRules = Field<Regime, 'filing'>;
export type Attachment = Item<Answer<'/api/v1/tenants/{code}/contracts/{id}/attachments', 'get'>>;
export type Letter = Item<Answer<'/api/v1/tenants/{code}/contracts/{id}/letters', 'get'>>;
export type ToDo = Item<Answer<'/api/v1/tenants/{code}/inbox', 'get'>>;
export type Notice = Item<Answer<'/api/v1/tenants/{code}/inbox/notices', 'get'>>;
export type Expert = Item<Answer<'/api/v1/tenants/{code}/experts', 'get'>>;
export type ExpertReview = Answer<'/api/v1/tenants/{code}/expert-reviews/{id}', 'get'>;
export type QualityRound = Item<Answer<'/api/v1/tenants/{code}/quality-rounds', 'get'>>;
export type QualityReport = Answer<'/api/v1/tenants/{code}/quality-rounds/{id}', 'get'>;
export type BlindCase = Answer<'/api/v1/tenants/{code}/blind-cases/{id}', 'get'>;
export type StatisticsReport = Answer<'/api/v1/tenants/{code}/statistics', 'get'>;
export type TaxCard = Item<Answer<'/api/v1/tenants/{code}/contracts/{id}/tax-cards', 'get'>>;
export type TaxPreview = Answer<'/api/v1/tenants/{code}/contracts/{id}/tax-previews', 'post'>;
export type RefusalDrift = Answer<'/api/v1/tenants/{code}/refusal-drift', 'get'>;
export type JournalEntry = Item<Answer<'/api/v1/tenants/{code}/journal', 'get'>>;
export type Budget = Item<Answer<'/api/v1/tenants/{code}/budgets', 'get'>>;
export type BudgetEntry = Item<Answer<'/api/v1/tenants/{code}/budgets/{policy}/{year}/entries', 'get'>>;
export type RoundSummary = Item<Answer<'/api/v1/tenants/{code}/rounds', 'get'>>;
export type RoundDetails = Answer<'/api/v1/tenants/{code}/rounds/{id}', 'get'>;
export type RoundStanding = Element<Field<RoundDetails, 'standing'>>;
export type RoundItem = Item<Answer<'/api/v1/tenants/{code}/rounds/{id}/items', 'get'>>;
export type RoundEvidence = Item<Answer<'/api/v1/tenants/{code}/rounds/{id}/items/{item}/evidence', 'get'>>;
export type RoundFinding = Item<Answer<'/api/v1/tenants/{code}/rounds/{id}/findings', 'get'>>;
export type RoundProof = Answer<'/api/v1/tenants/{code}/rounds/{id}/proof', 'get'>;
export type RoundStatus = NonNullable<RoundSummary['status']>;
export type ItemStatus = NonNullable<RoundItem['status']>;
export type Objection = Item<Answer<'/api/v1/tenants/{code}/objections', 'get'>>;
export type PublicNotice = Item<Answer<'/api/v1/public/notices', 'get'>>;
export type SealedNotice = Answer<'/api/v1/public/notices/{id}', 'get'>;
export type NoticeLine = Item<Answer<'/api/v1/public/notices/{id}/lines', 'get'>>;
export type SealKey = Element<Field<Answer<'/api/v1/public/notices/keys', 'get'>, 'keys'>>;
export type JournalRoot = Element<Field<Answer<'/api/v1/public/journal-roots/{code}', 'get'>, 'items'>>;

export interface LocalText {
  zh?: string | null;
  en?: string | null;
}

/** problem+json as the server's catalogue writes it. */
export interface ProblemDetail {
  code?: string | null;
  title?: string | null;
  detail?: string | null;
  nextStep?: string | null;
  titleEn?: string | null;
  detailEn?: string | null;
  nextStepEn?: string | null;
  status?: number | null;
  errors?: { field?: string | null; message?: string | null; messageEn?: string | null }[] | null;
}

export type ContractType = NonNullable<ContractSummary['type']>;
export type ContractStatus = NonNullable<ContractSummary['status']>;
export type EntitlementStatus = NonNullable<Entitlement['status']>;
export type Side = NonNullable<Entitlement['side']>;
export type PolicyLine = Item<Answer<'/api/v1/tenants/{code}/policies', 'get'>>;
export type Policy = Answer<'/api/v1/tenants/{code}/policies/{policy}', 'get'>;
export type PolicyVersion = Element<Field<PolicyLine, 'versions'>>;
export type PolicyDraft = Answer<'/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}', 'get'>;
export type DraftForm = Field<PolicyDraft, 'form'>;
export type Contradiction = Element<Field<PolicyDraft, 'contradictions'>>;
export type ParameterField = Element<Field<Policy, 'parameters'>>;
export type PolicyRail = Element<Field<Policy, 'rails'>>;
export type Breach = Element<Field<PolicyVersion, 'breaches'>>;
export type EnactmentPreview = Answer<'/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}/enactment', 'get'>;
export type Backtest = Answer<'/api/v1/tenants/{code}/policies/{policy}/backtests/{backtest}', 'get'>;
export type BacktestFigures = Field<Backtest, 'inForce'>;
export type BacktestScenario = Element<Field<Backtest, 'scenarios'>>;
export type BacktestChange = Item<
  Answer<'/api/v1/tenants/{code}/policies/{policy}/backtests/{backtest}/changes', 'get'>
>;
export type MeasureReading = Answer<'/api/v1/tenants/{code}/measures/check', 'post'>;
export type MeasureFault = Element<Field<MeasureReading, 'faults'>>;
export type CaseReport = Field<MeasureReading, 'cases'>;
export type WorkedCase = Element<Field<CaseReport, 'cases'>>;
export type MeasureSample = Item<Answer<'/api/v1/tenants/{code}/measures/samples', 'get'>>;

export type RegisterDescription = Answer<'/api/v1/tenants/{code}/registers/{plugin}/{register}', 'get'>;
export type RegisterField = Element<Field<RegisterDescription, 'fields'>>;
export type RegisterStep = Element<Field<RegisterDescription, 'steps'>>;
export type RegisterPick = Item<Answer<'/api/v1/tenants/{code}/registers/{plugin}/options', 'get'>>;
export type RegisterFigure = Item<Answer<'/api/v1/tenants/{code}/registers/{plugin}/{register}/figures', 'get'>>;
export type RegisterHoldings = Answer<'/api/v1/tenants/{code}/register-data/{plugin}', 'get'>;
export type ExchangeChannel = Item<Answer<'/api/v1/tenants/{code}/exchange-channels', 'get'>>;
export type ExchangeCandidate = Item<
  Answer<'/api/v1/tenants/{code}/exchange-channels/{plugin}/{channel}/outgoing', 'get'>
>;
export type ExchangeArrival = Answer<'/api/v1/tenants/{code}/exchange-channels/{plugin}/{channel}/arrivals', 'post'>;
export type ExchangeDelivery = Answer<'/api/v1/tenants/{code}/exchange-deliveries/{id}', 'get'>;
export type ExchangeItem = Item<Answer<'/api/v1/tenants/{code}/exchange-deliveries/{id}/items', 'get'>>;
export type ExchangeReason = Element<Field<ExchangeItem, 'reasons'>>;
export type RowSummary = Item<Answer<'/api/v1/tenants/{code}/registers/{plugin}/{register}/rows', 'get'>>;
export type RowDetails = Answer<'/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}', 'get'>;
export type RowEvent = Item<Answer<'/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}/events', 'get'>>;
export type RowFile = Item<Answer<'/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}/attachments', 'get'>>;
export type PublicCheck = Answer<'/api/v1/public/registers/{plugin}/{register}/{key}', 'get'>;

export type ApprovalDetails = Answer<'/api/v1/tenants/{code}/approvals/{id}', 'get'>;
export type ApprovalStep = Element<Field<ApprovalDetails, 'steps'>>;
export type ApprovalSummary = Item<Answer<'/api/v1/tenants/{code}/approvals', 'get'>>;
export type ApprovalOfficer = Item<Answer<'/api/v1/tenants/{code}/approvals/officers', 'get'>>;
export type ApprovalLine = Item<Answer<'/api/v1/tenants/{code}/approval-chains', 'get'>>;
export type ApprovalChain = Answer<'/api/v1/tenants/{code}/approval-chains/{id}', 'get'>;
export type ApprovalRail = Element<Field<ApprovalLine, 'rails'>>;
export type ChainForm = Field<ApprovalChain, 'form'>;
export type ChainStep = Element<Field<ChainForm, 'steps'>>;
export type Absence = Item<Answer<'/api/v1/tenants/{code}/absences', 'get'>>;
export type PayableRound = Item<Answer<'/api/v1/tenants/{code}/payments/rounds', 'get'>>;
export type PaymentBatch = Item<Answer<'/api/v1/tenants/{code}/rounds/{id}/batches', 'get'>>;
export type PaymentPreparation = Answer<'/api/v1/tenants/{code}/rounds/{id}/batches/checks', 'get'>;
export type Payment = Item<Answer<'/api/v1/tenants/{code}/payments', 'get'>>;
export type PaymentHold = Item<Answer<'/api/v1/tenants/{code}/payment-holds', 'get'>>;
export type PayeeAccount = Item<Answer<'/api/v1/tenants/{code}/payee-accounts', 'get'>>;
export type BankReport = Item<Answer<'/api/v1/tenants/{code}/bank-reports', 'get'>>;
export type BankMismatch = Item<Answer<'/api/v1/tenants/{code}/bank-reports/mismatches', 'get'>>;
export type CreditListing = Item<Answer<'/api/v1/tenants/{code}/credit-listings', 'get'>>;
export type RecoveryCase = Answer<'/api/v1/tenants/{code}/recoveries/{id}', 'get'>;
export type RecoveryFinding = Item<Answer<'/api/v1/tenants/{code}/recoveries/findings', 'get'>>;
export type RecoveryOffset = Item<Answer<'/api/v1/tenants/{code}/recoveries/{id}/offsets', 'get'>>;
export type IndicatorEntry = Item<Answer<'/api/v1/tenants/{code}/indicators', 'get'>>;
export type IndicatorStory = Answer<'/api/v1/tenants/{code}/indicators/{plugin}/{indicator}', 'get'>;
export type IndicatorBelow = Element<Field<IndicatorStory, 'below'>>;
export type IndicatorPoint = Element<Field<IndicatorEntry, 'trend'>>;
export type ScreeningSummary = Item<Answer<'/api/v1/tenants/{code}/screenings', 'get'>>;
export type ScreeningDetails = Answer<'/api/v1/tenants/{code}/screenings/{id}', 'get'>;
export type ScreeningRecord = Field<ScreeningDetails, 'screening'>;
export type ScreeningHit = Element<Field<ScreeningRecord, 'hits'>>;
