import type { DraftForm } from '../../api/model';
import { thisYear } from '../../shared/dates';

type Value = NonNullable<NonNullable<DraftForm['parameters']>[string]>[number];

interface Label {
  zh: string;
  en: string;
}

interface Template {
  key: string;
  definition: Record<string, unknown>;
}

const money = (zh: string, en: string) => ({ unit: 'CNY', label: { zh, en } satisfies Label });
const ratio = (zh: string, en: string) => ({ unit: '1', label: { zh, en } satisfies Label });

/** Measures to begin from: the shape is there, the figures are the officer's. */
export const TEMPLATES: Template[] = [
  { key: 'blank', definition: { pays: 'PROVIDER', parameters: {}, amount: [] } },
  {
    key: 'flat',
    definition: {
      pays: 'PROVIDER',
      parameters: { award: money('定额奖励', 'Award') },
      amount: [{ fixed: '$award' }],
    },
  },
  {
    key: 'rate',
    definition: {
      pays: 'PROVIDER',
      parameters: {
        least: money('起点（含）', 'Threshold (inclusive)'),
        rate: ratio('奖励比例', 'Rate'),
        cap: money('单份合同封顶', 'Cap of a contract'),
      },
      conditions: [{ require: 'contract.technologyAmount >= $least' }],
      amount: [{ rate: '$rate', of: 'contract.technologyAmount', cap: '$cap' }],
    },
  },
  {
    key: 'slices',
    definition: {
      pays: 'PROVIDER',
      parameters: {
        limit1: money('第一段上限（含）', 'Upper end of slice 1 (inclusive)'),
        limit2: money('第二段上限（含）', 'Upper end of slice 2 (inclusive)'),
        rate1: ratio('第一段比例', 'Rate of slice 1'),
        rate2: ratio('第二段比例', 'Rate of slice 2'),
        rate3: ratio('第三段比例', 'Rate of slice 3'),
        cap: money('封顶', 'Cap'),
      },
      amount: [
        {
          slices: [{ upTo: '$limit1', rate: '$rate1' }, { upTo: '$limit2', rate: '$rate2' }, { rate: '$rate3' }],
          of: 'contract.technologyAmount',
        },
        { cap: '$cap' },
      ],
    },
  },
  {
    key: 'tiers',
    definition: {
      pays: 'PROVIDER',
      parameters: {
        from1: money('第一档起点（含）', 'Start of bracket 1 (inclusive)'),
        from2: money('第二档起点（含）', 'Start of bracket 2 (inclusive)'),
        award1: money('第一档奖励', 'Award of bracket 1'),
        award2: money('第二档奖励', 'Award of bracket 2'),
      },
      conditions: [{ require: 'contract.technologyAmount >= $from1' }],
      amount: [
        {
          tiers: [
            { from: '$from1', amount: '$award1' },
            { from: '$from2', amount: '$award2' },
          ],
          of: 'contract.technologyAmount',
        },
      ],
    },
  },
  {
    key: 'growth',
    definition: {
      pays: 'PROVIDER',
      parameters: {
        leastGrowth: ratio('最低增长率（含）', 'Least growth (inclusive)'),
        rate: ratio('增量奖励比例', 'Rate on the growth'),
        cap: money('封顶', 'Cap'),
      },
      figures: {
        increase: {
          of: 'own.technologyAmount - lastYear.technologyAmount',
          label: { zh: '较上年度增量', en: 'increase over last year' },
        },
      },
      conditions: [
        {
          require: 'growth(own.technologyAmount, lastYear.technologyAmount) >= $leastGrowth',
          code: 'GROWTH_TOO_SMALL',
        },
      ],
      amount: [{ rate: '$rate', of: 'increase' }, { cap: '$cap' }],
      subject: 'APPLICANT_YEAR',
    },
  },
  {
    key: 'lowest',
    definition: {
      pays: 'RECIPIENT',
      kind: 'SUBSIDY',
      parameters: {
        rate: ratio('补助比例', 'Rate'),
        cap: money('单份合同封顶', 'Cap of a contract'),
        paidBy: { unit: 'date', label: { zh: '付款截止日（含）', en: 'Paid by (inclusive)' } },
      },
      inputs: { invoiced: { type: 'MONEY', label: { zh: '发票金额', en: 'Invoiced amount' } } },
      figures: {
        counted: {
          of: 'min(contract.technologyAmount, invoiced, receivedBy($paidBy))',
          label: { zh: '三项孰低金额', en: 'the lowest of the three amounts' },
        },
      },
      amount: [{ rate: '$rate', of: 'counted', cap: '$cap' }],
    },
  },
];

/** The form of a measure that begins with a definition; every parameter waits for its value. */
export function formOf(definition: Record<string, unknown>, titleZh: string, titleEn: string): DraftForm {
  const year = thisYear();
  const from = `${year}-01-01`;
  const parameters = (definition.parameters ?? {}) as Record<string, { unit: string }>;
  return {
    version: String(year),
    titleZh: titleZh || null,
    titleEn: titleEn || null,
    from,
    clock: definition.subject === 'APPLICANT_YEAR' ? 'DECIDED' : 'REGISTERED',
    computable: true,
    exclusivity: 'NONE',
    language: 'measure',
    definition: JSON.stringify(definition),
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, { unit }]): [string, Value[]] => [name, [{ from, unit }]]),
    ),
  };
}
