import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contradiction, DraftForm } from '../api/model';
import { Day } from './Day';
import { Contradictions } from './Terms';

type Terms = NonNullable<DraftForm['terms']>;
type Row = Record<string, unknown>;

/** One input of a row: a figure, one of some words, several names, a day, or a number of years. */
interface Spec {
  name: string;
  kind: 'figure' | 'choice' | 'names' | 'day' | 'years';
  choices?: string[];
  when?: (row: Row) => boolean;
}

const SCOPES = [
  'CONTRACT',
  'CONTRACT_LIFETIME',
  'PROJECT_YEAR',
  'PROJECT_LIFETIME',
  'APPLICANT_YEAR',
  'APPLICANT_LIFETIME',
];
const ranking = (row: Row) => row.allocation === 'RANKING';
const CAP: Spec[] = [
  { name: 'scope', kind: 'choice', choices: SCOPES },
  { name: 'limit', kind: 'figure' },
];
const RELATION: Spec[] = [
  { name: 'rule', kind: 'choice', choices: ['CUMULATIVE', 'HIGHEST', 'TOP_UP', 'NOT_BESIDE'] },
  { name: 'on', kind: 'choice', choices: ['CONTRACT', 'PROJECT'] },
  { name: 'with', kind: 'names' },
  { name: 'group', kind: 'figure' },
  { name: 'rate', kind: 'figure', when: (row) => row.rule === 'TOP_UP' },
  { name: 'upTo', kind: 'figure', when: (row) => row.rule === 'TOP_UP' },
  { name: 'ceiling', kind: 'figure', when: (row) => row.rule === 'CUMULATIVE' },
];
const PART: Spec[] = [
  { name: 'level', kind: 'choice', choices: ['PROVINCE', 'PREFECTURE', 'COUNTY'] },
  { name: 'share', kind: 'figure' },
];
const POOL: Spec[] = [
  { name: 'allocation', kind: 'choice', choices: ['FIRST_COME', 'PRO_RATA', 'RANKING'] },
  { name: 'amount', kind: 'figure' },
  { name: 'places', kind: 'figure', when: ranking },
  { name: 'by', kind: 'choice', choices: ['AWARD', 'TECHNOLOGY_AMOUNT', 'RECEIVED'], when: ranking },
  { name: 'ties', kind: 'choice', choices: ['EARLIER_FIRST', 'ALL', 'NONE'], when: ranking },
];
const INSTALMENT: Spec[] = [
  { name: 'share', kind: 'figure' },
  { name: 'on', kind: 'day' },
  { name: 'yearsLater', kind: 'years' },
];
const CLAWBACK: Spec[] = [
  { name: 'rate', kind: 'figure' },
  { name: 'dayCount', kind: 'choice', choices: ['ACTUAL_365', 'ACTUAL_360', 'THIRTY_360'] },
  { name: 'from', kind: 'choice', choices: ['DECIDED', 'LOWERED'] },
];

interface Props {
  terms: DraftForm['terms'];
  contradictions: Contradiction[];
  disabled: boolean;
  error: (field: string) => string | undefined;
  onChange: (terms: Terms) => void;
}

/** What the host applies after the rule: how the policy stands beside others, and how its money is shared out and paid. */
export function TermsEditor({ terms, contradictions, disabled, error, onChange }: Props) {
  const { t } = useTranslation();
  const now = (terms ?? {}) as Record<string, unknown>;
  const set = (change: Row) => onChange({ ...now, ...change } as Terms);
  const rows = (section: 'caps' | 'relations' | 'instalments', spec: Spec[]) => (
    <Rows
      section={section}
      spec={spec}
      rows={(now[section] as Row[] | undefined) ?? []}
      disabled={disabled}
      error={error}
      onChange={(changed) => set({ [section]: changed })}
    />
  );
  const single = (section: 'pool' | 'clawback', spec: Spec[]) => (
    <Rows
      section={section}
      spec={spec}
      rows={now[section] ? [now[section] as Row] : []}
      single
      disabled={disabled}
      error={error}
      onChange={(changed) => set({ [section]: changed[0] ?? null })}
    />
  );
  const cost = (now.sharedCost as { parts?: Row[]; basis?: Row } | undefined | null) ?? null;
  return (
    <section className="panel" data-testid="draft-terms">
      <h2>{t('policy.terms.title')}</h2>
      <p className="muted">{t('policy.terms.hint')}</p>
      <Contradictions contradictions={contradictions} />
      <Field label={t('policy.terms.fields.groups')} error={error('terms.groups.0')}>
        <Names
          label={t('policy.terms.fields.groups')}
          value={(now.groups as string[] | undefined) ?? []}
          disabled={disabled}
          onChange={(groups) => set({ groups })}
        />
      </Field>
      {rows('relations', RELATION)}
      {rows('caps', CAP)}
      <Rows
        section="sharedCost"
        spec={PART}
        rows={cost?.parts ?? []}
        plain
        disabled={disabled}
        error={(field) => error(field.replace(/^terms\.sharedCost\.\d+/, 'terms.sharedCost.parts'))}
        onChange={(parts) => set({ sharedCost: parts.length > 0 ? { ...cost, parts } : null })}
      />
      {cost && (
        <div className="policy-columns">
          <Clause
            basis={cost.basis}
            disabled={disabled}
            error={error('terms.sharedCost.basis')}
            onChange={(basis) => set({ sharedCost: { ...cost, basis } })}
          />
        </div>
      )}
      {single('pool', POOL)}
      {rows('instalments', INSTALMENT)}
      {single('clawback', CLAWBACK)}
    </section>
  );
}

interface RowsProps {
  section: string;
  spec: Spec[];
  rows: Row[];
  disabled: boolean;
  /** At most one row. */
  single?: boolean;
  /** Rows without a clause of their own. */
  plain?: boolean;
  error: (field: string) => string | undefined;
  onChange: (rows: Row[]) => void;
}

function Rows({ section, spec, rows, disabled, single, plain, error, onChange }: RowsProps) {
  const { t } = useTranslation();
  const title = t(`policy.terms.sections.${section}`);
  const at = (index: number) => (single ? `terms.${section}` : `terms.${section}.${index}`);
  return (
    <div className="policy-terms" data-testid={`terms-${section}`}>
      <h3>{title}</h3>
      {error(`terms.${section}`) && (
        <div className="policy-error" role="alert">
          {error(`terms.${section}`)}
        </div>
      )}
      {rows.map((row, index) => {
        const put = (change: Row) => onChange(rows.map((one, i) => (i === index ? { ...one, ...change } : one)));
        return (
          <div key={index} className="policy-columns policy-term" data-testid={`terms-${section}-${index}`}>
            {spec
              .filter((field) => !field.when || field.when(row))
              .map((field) => (
                <Field
                  key={field.name}
                  label={t(`policy.terms.fields.${field.name}`)}
                  error={error(`${at(index)}.${field.name}`)}
                >
                  <Entry
                    field={field}
                    label={`${title} ${index + 1} ${t(`policy.terms.fields.${field.name}`)}`}
                    value={row[field.name]}
                    disabled={disabled}
                    onChange={(value) => put({ [field.name]: value })}
                  />
                </Field>
              ))}
            {!plain && (
              <Clause
                basis={row.basis as Row | undefined}
                disabled={disabled}
                error={error(`${at(index)}.basis`)}
                onChange={(basis) => put({ basis })}
              />
            )}
            {!disabled && (
              <Button
                icon={<DeleteOutlined />}
                aria-label={`${t('policy.remove')} ${title} ${index + 1}`}
                onClick={() => onChange(rows.filter((_, i) => i !== index))}
              />
            )}
            {!single && error(at(index)) && (
              <div className="policy-error" role="alert">
                {error(at(index))}
              </div>
            )}
          </div>
        );
      })}
      {!disabled && !(single && rows.length > 0) && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          data-testid={`add-${section}`}
          onClick={() => onChange([...rows, {}])}
        >
          {t('policy.terms.add', { what: title })}
        </Button>
      )}
    </div>
  );
}

interface EntryProps {
  field: Spec;
  label: string;
  value: unknown;
  disabled: boolean;
  onChange: (value: unknown) => void;
}

function Entry({ field, label, value, disabled, onChange }: EntryProps) {
  const { t } = useTranslation();
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          aria-label={label}
          allowClear
          disabled={disabled}
          style={{ width: '100%' }}
          value={(value as string | null | undefined) ?? undefined}
          options={(field.choices ?? []).map((one) => ({
            value: one,
            label: field.name === 'scope' ? t(`policy.capScope.${one}`) : t(`policy.terms.words.${one}`),
          }))}
          onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
        />
      );
    case 'names':
      return (
        <Names
          label={label}
          value={(value as string[] | undefined) ?? []}
          disabled={disabled}
          onChange={(names) => onChange(names)}
        />
      );
    case 'day':
      return (
        <Day
          label={label}
          disabled={disabled}
          value={value as string | null | undefined}
          onChange={(day) => onChange(day)}
        />
      );
    case 'years':
      return (
        <InputNumber
          aria-label={label}
          disabled={disabled}
          min={0}
          max={20}
          precision={0}
          style={{ width: '100%' }}
          value={value as number | null | undefined}
          onChange={(years) => onChange(years)}
        />
      );
    case 'figure':
      return (
        <Input
          aria-label={label}
          disabled={disabled}
          value={(value as string | null | undefined) ?? ''}
          onChange={(event) => onChange(event.target.value.trim() || null)}
        />
      );
  }
}

interface NamesProps {
  label: string;
  value: string[];
  disabled: boolean;
  onChange: (names: string[]) => void;
}

function Names({ label, value, disabled, onChange }: NamesProps) {
  return (
    <Select
      mode="tags"
      aria-label={label}
      disabled={disabled}
      style={{ width: '100%' }}
      tokenSeparators={[',', '，', '、', ' ']}
      value={value}
      onChange={(names: string[]) => onChange(names)}
    />
  );
}

interface ClauseProps {
  basis: Row | undefined;
  disabled: boolean;
  error?: string;
  onChange: (basis: Row) => void;
}

function Clause({ basis, disabled, error, onChange }: ClauseProps) {
  const { t } = useTranslation();
  return (['document', 'article'] as const).map((name) => (
    <Field key={name} label={t(`policy.fields.${name}`)} error={name === 'article' ? error : undefined}>
      <Input
        aria-label={t(`policy.fields.${name}`)}
        disabled={disabled}
        placeholder={name === 'document' ? t('policy.terms.ownDocument') : undefined}
        value={(basis?.[name] as string | null | undefined) ?? ''}
        onChange={(event) => onChange({ ...basis, [name]: event.target.value || null })}
      />
    </Field>
  ));
}

function Field({ label, error, children }: { label: string; error?: string; children: ReactNode }) {
  return (
    <div className="policy-field">
      <div className="policy-label">{label}</div>
      {children}
      {error && (
        <div className="policy-error" role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
