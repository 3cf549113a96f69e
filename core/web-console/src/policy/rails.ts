import { useTranslation } from 'react-i18next';
import type { Policy, PolicyRail } from '../api/model';
import { today } from '../shared/dates';

/** What a rail allows, in the reader's words, with the parent's own value of today where the rail goes by it. */
export function useAllowed(): (rail: PolicyRail, policy: Policy) => string {
  const { t } = useTranslation();
  return (rail, policy) => {
    const own = ownValue(rail, policy) ?? t('policy.rail.ownValue');
    if (rail.locked) {
      return t('policy.rail.lockedTo', { own });
    }
    const parts = [];
    if (rail.direction === 'NOT_LOWER') {
      parts.push(t('policy.rail.notLower', { own }));
    }
    if (rail.direction === 'NOT_HIGHER') {
      parts.push(t('policy.rail.notHigher', { own }));
    }
    if (rail.lowest !== null && rail.lowest !== undefined) {
      parts.push(t('policy.rail.atLeast', { value: rail.lowest }));
    }
    if (rail.highest !== null && rail.highest !== undefined) {
      parts.push(t('policy.rail.atMost', { value: rail.highest }));
    }
    return parts.join(t('policy.rail.and'));
  };
}

function ownValue(rail: PolicyRail, policy: Policy): string | undefined {
  const day = today();
  const holds = (one: { from?: string | null; until?: string | null }) =>
    (one.from ?? '') <= day && (!one.until || one.until >= day);
  const version = (policy.line?.versions ?? []).find((one) => one.tenant === rail.tenant && holds(one));
  return version?.text?.parameters?.[rail.parameter ?? '']?.find(holds)?.value ?? undefined;
}

/** The rails of tenants above that bind a parameter here. */
export function binding(policy: Policy, tenant: number, parameter: string): PolicyRail[] {
  return (policy.rails ?? []).filter((rail) => rail.parameter === parameter && (rail.tenant ?? 0) < tenant);
}

/** Who set a rail, with its name where a version of that tenant tells it. */
export function setBy(policy: Policy, rail: PolicyRail) {
  return (policy.line?.versions ?? []).find((version) => version.tenant === rail.tenant) ?? { tenant: rail.tenant };
}
