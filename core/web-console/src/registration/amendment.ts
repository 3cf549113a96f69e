import type { AmendedContract, Contract } from '../api/model';

/** The whole contract as a form: an amendment says everything the contract says from then on. */
export function amendmentOf(contract: Contract): AmendedContract {
  const party = (of: Contract['provider']) => ({
    creditCode: of?.creditCode,
    name: of?.name,
    kind: of?.kind,
    division: of?.division,
  });
  const {
    title,
    type,
    subtype,
    projectKey,
    signedOn,
    validFrom,
    validUntil,
    contractAmount,
    paymentMode,
    royaltyBase,
    expectedInvestment,
    expectedOutput,
    firstRegistration,
    originalCurrency,
    originalContractAmount,
    ipClass,
    technologyField,
    technologyFieldSecondary,
    economicGoal,
    industry,
    planSource,
    planNumber,
    intermediary,
    affiliatedParties,
    landedInProvince,
    titleTransferred,
    overseas,
    projectLeader,
    handler,
    handlerPhone,
    items,
    particulars,
  } = contract;
  return {
    title,
    type,
    subtype,
    projectKey,
    signedOn,
    validFrom,
    validUntil,
    provider: party(contract.provider),
    recipient: party(contract.recipient),
    contractAmount,
    declaredTechnologyAmount: contract.assessedTechnologyAmount ?? contract.declaredTechnologyAmount,
    paymentMode,
    royaltyBase,
    expectedInvestment,
    expectedOutput,
    firstRegistration,
    originalCurrency,
    originalContractAmount,
    ipClass,
    technologyField,
    technologyFieldSecondary,
    economicGoal,
    industry,
    planSource,
    planNumber,
    intermediary,
    affiliatedParties,
    landedInProvince,
    titleTransferred,
    overseas,
    projectLeader,
    handler,
    handlerPhone,
    // What the registrar found of an item is what is registered, and so what is amended.
    items: items?.map((item) => ({ ...item, priceClass: item.assessedClass ?? item.priceClass })),
    particulars,
  };
}

export interface Difference {
  field: string;
  before: string;
  after: string;
}

/** Where two forms differ, field by field; a party is told by its name, and what was left open is no difference. */
export function differences(before: AmendedContract, after: AmendedContract): Difference[] {
  const text = (value: unknown): string =>
    value === null || value === undefined || value === 'UNKNOWN' || value === false
      ? ''
      : typeof value === 'object'
        ? String((value as { name?: string | null }).name ?? '')
        : String(value);
  return (Object.keys(before) as (keyof AmendedContract & string)[])
    .map((field) => ({ field, before: text(before[field]), after: text(after[field]) }))
    .filter((one) => one.before !== one.after);
}
