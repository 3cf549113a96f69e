import { useQuery } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { ContractType, FilingRules, Regime } from '../api/model';
import { useTenant } from '../frame/tenant';
import { today } from '../shared/dates';

/** The regime with this name, or else the one that governs what is submitted today. */
export function governing(regimes: Regime[], name: string | null | undefined, today: string): Regime | undefined {
  return regimes.find((one) =>
    name ? one.regime === name : (one.from ?? '') <= today && (!one.until || one.until >= today),
  );
}

export function useRegime(name?: string | null) {
  const { code } = useTenant();
  const regimes = useQuery({
    queryKey: ['registration-regimes', code],
    staleTime: 300_000,
    queryFn: async (): Promise<{ items?: Regime[] }> =>
      body(api.GET('/api/v1/tenants/{code}/registration-regimes', { params: { path: { code } } })),
  });
  return {
    error: regimes.error,
    regime: governing(regimes.data?.items ?? [], name, today()),
  };
}

interface Applies {
  types?: (ContractType | null)[] | null;
  subtypes?: (string | null)[] | null;
}

/** What of the rules applies to a contract of this type. */
export function applying<T extends Applies>(
  items: T[] | null | undefined,
  type?: ContractType | null,
  subtype?: string | null,
): T[] {
  return (items ?? []).filter(
    (item) =>
      (!item.types || (type && item.types.includes(type))) &&
      (!item.subtypes || (subtype && item.subtypes.includes(subtype))),
  );
}

export type AttachmentKind = NonNullable<FilingRules['attachments']>[number];
export type FilingField = NonNullable<FilingRules['fields']>[number];
