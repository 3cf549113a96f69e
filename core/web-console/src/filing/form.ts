import { useQuery } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { AmendedContract, Contract, ContractType, FilingForm, PriceItem } from '../api/model';
import { useTenant } from '../frame/tenant';
import { ProblemError } from '../api/problem';
import { amendmentOf } from '../registration/amendment';

/** What a filing of a type is filled in with when it is submitted today. */
export function useFilingForm(type?: ContractType | null, subtype?: string | null) {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['filing-form', code, type, subtype],
    staleTime: 300_000,
    enabled: Boolean(type && subtype),
    queryFn: async (): Promise<FilingForm> =>
      body(
        api.GET('/api/v1/tenants/{code}/registration-regimes/form', {
          params: { path: { code }, query: { type: type ?? undefined, subtype: subtype ?? undefined } },
        }),
      ),
  });
}

/** A contract as the wizard edits it: in the shape it is sent in. */
export type Filing = AmendedContract & { agency?: number | null };

/** What is on record, to go on with. */
export function filingOf(contract: Contract): Filing {
  return { ...amendmentOf(contract), declaredTechnologyAmount: undefined, contractAmount: undefined };
}

/** What is sent: amounts follow from the items, and without items they are not known yet. */
export function sent(entered: Filing): Filing {
  const filing = { ...entered };
  delete filing.agency;
  const items = (filing.items ?? []).filter(Boolean);
  const none = items.length === 0;
  return {
    ...filing,
    items,
    contractAmount: none ? '0.00' : undefined,
    declaredTechnologyAmount: none ? '0.00' : undefined,
    originalCurrency: undefined,
    originalContractAmount: undefined,
  };
}

/** "items[0].amount" as a form names its fields: ["items", 0, "amount"]. */
export function pathOf(field: string): (string | number)[] {
  return field
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The wizard's steps, in their order. */
export const STEPS = ['type', 'parties', 'price', 'own', 'attachments', 'review'] as const;

/** On which step a field is filled in. */
export function stepOf(field: string): number {
  const [first, second] = pathOf(field);
  if (first === 'attachments') {
    return 4;
  }
  if (first === 'particulars') {
    return second === 'fields' ? 3 : 1;
  }
  if (first === 'items' || first === 'contractAmount' || first === 'declaredTechnologyAmount') {
    return 2;
  }
  if (['provider', 'recipient', 'intermediary', 'agency'].includes(String(first))) {
    return 1;
  }
  return ['title', 'type', 'subtype', 'signedOn', 'validFrom', 'validUntil', 'secret'].includes(String(first)) ? 0 : 3;
}

/** The fields a refusal names, in the reader's language. */
export function fieldsOf(error: unknown, english: boolean): { field: string; message: string }[] {
  return error instanceof ProblemError
    ? (error.problem.errors ?? []).map((one) => ({
        field: one.field ?? '',
        message: (english ? one.messageEn || one.message : one.message || one.messageEn) ?? '',
      }))
    : [];
}

/** The sums of the items: what is technical, what is not, and both. Items that cannot be read count as nothing. */
export function sums(items: PriceItem[]): { contract: string; technology: string; rest: string } {
  const fen = (item: PriceItem | null | undefined) =>
    /^\d{1,15}(\.\d{1,2})?$/.test(item?.amount ?? '') ? BigInt(inYuan(item?.amount, '1').replace('.', '')) : 0n;
  const of = (chosen: PriceItem[]) => {
    const text = chosen
      .reduce((sum, item) => sum + fen(item), 0n)
      .toString()
      .padStart(3, '0');
    return `${text.slice(0, -2)}.${text.slice(-2)}`;
  };
  return {
    contract: of(items),
    technology: of(items.filter((item) => item?.priceClass === 'TECH')),
    rest: of(items.filter((item) => item?.priceClass === 'NON_TECH')),
  };
}

/** A decimal goes as text, whatever the description of the API calls it. */
type Decimal = string | number | null | undefined;

/** Yuan of a foreign amount, rounded half up to the fen; empty when either cannot be read. */
export function inYuan(amount?: Decimal, rate?: Decimal): string {
  const scaled = (text: Decimal, scale: number): bigint | null => {
    const match = /^(\d{1,15})(?:\.(\d*))?$/.exec(String(text ?? '').trim());
    const decimals = match?.[2] ?? '';
    return match && decimals.length <= scale ? BigInt(match[1] + decimals.padEnd(scale, '0')) : null;
  };
  const [a, r] = [scaled(amount, 2), scaled(rate, 8)];
  if (a === null || r === null) {
    return '';
  }
  const fen = (a * r + 50_000_000n) / 100_000_000n;
  const text = fen.toString().padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`;
}
