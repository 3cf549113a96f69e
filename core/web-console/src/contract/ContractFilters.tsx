import { FilterOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractStatus, ContractSummary, ContractType } from '../api/model';
import { KINDS } from '../filing/PartiesStep';
import { SUBTYPES } from '../filing/TypeStep';
import { useFilingForm } from '../filing/form';
import { useTenant } from '../frame/tenant';
import { AMOUNT } from '../shared/money';
import { useLocalText, useName } from '../shared/text';
import { yearChoices } from '../shared/years';

const STATUSES: ContractStatus[] = [
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'ACCEPTED',
  'EXPERT_REVIEW',
  'IN_APPROVAL',
  'REGISTERED',
  'REFUSED',
  'CANCELLED',
  'REVOKED',
];

type PartyKind = NonNullable<NonNullable<ContractSummary['provider']>['kind']>;

const RARE = [
  'subtype',
  'ipClass',
  'technologyField',
  'providerKind',
  'recipientKind',
  'division',
  'registeredFrom',
  'registeredUntil',
  'amountFrom',
  'amountUntil',
] as const;

/** What a list of contracts is narrowed by, under the names the interface gives it. */
export interface ContractFilter {
  q?: string;
  type?: ContractType;
  status?: ContractStatus;
  year?: number;
  subtype?: string;
  ipClass?: string;
  technologyField?: string;
  providerKind?: PartyKind;
  recipientKind?: PartyKind;
  division?: number;
  registeredFrom?: string;
  registeredUntil?: string;
  amountFrom?: string;
  amountUntil?: string;
}

/** Reads the filter out of the address, where it lives, so that a list can be passed on as a link. */
export function filterOf(search: URLSearchParams): ContractFilter {
  const text = (key: string) => search.get(key) || undefined;
  const number = (key: string) => (search.get(key) ? Number(search.get(key)) : undefined);
  return {
    q: text('q'),
    type: text('type') as ContractType | undefined,
    status: text('status') as ContractStatus | undefined,
    year: number('year'),
    subtype: text('subtype'),
    ipClass: text('ipClass'),
    technologyField: text('technologyField'),
    providerKind: text('providerKind') as PartyKind | undefined,
    recipientKind: text('recipientKind') as PartyKind | undefined,
    division: number('division'),
    registeredFrom: text('registeredFrom'),
    registeredUntil: text('registeredUntil'),
    amountFrom: text('amountFrom'),
    amountUntil: text('amountUntil'),
  };
}

interface Props {
  filter: ContractFilter;
  onChange: (changes: Partial<ContractFilter>) => void;
}

/** The filters asked for daily in one row; the others behind a button, open as soon as one of them is set. */
export function ContractFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(RARE.some((key) => filter[key] !== undefined));
  return (
    <>
      <div className="filters" role="search">
        <Input.Search
          allowClear
          style={{ width: 300 }}
          defaultValue={filter.q}
          placeholder={t('contract.search')}
          aria-label={t('contract.search')}
          data-testid="contract-search"
          onSearch={(q) => onChange({ q: q.trim() })}
        />
        <Choice
          width={150}
          field="type"
          label={t('contract.type')}
          value={filter.type}
          options={(Object.keys(SUBTYPES) as ContractType[]).map((type) => ({
            value: type,
            label: t(`shared.contractType.${type}`),
          }))}
          onChange={(type) => onChange({ type, subtype: undefined })}
        />
        <Choice
          width={150}
          field="status"
          label={t('contract.status')}
          value={filter.status}
          options={STATUSES.map((status) => ({ value: status, label: t(`shared.contractStatus.${status}`) }))}
          onChange={(status) => onChange({ status })}
        />
        <Choice
          width={130}
          field="year"
          label={t('contract.year')}
          value={filter.year}
          options={yearChoices(t)}
          onChange={(year) => onChange({ year })}
        />
        <Button
          icon={<FilterOutlined />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          data-testid="contract-more-filters"
        >
          {t('contract.moreFilters')}
        </Button>
      </div>
      {open && <RareFilters filter={filter} onChange={onChange} />}
    </>
  );
}

function RareFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const name = useName();
  const { node } = useTenant();
  // The lists are those of the registration form, which are the same whatever is filed.
  const form = useFilingForm('SERVICE', '51');
  const lists = (form.data?.codeLists ?? {}) as Record<string, { title?: { zh?: string; en?: string } }[]>;
  // A record keeps the Chinese word it was filed with.
  const words = (list: string) =>
    (lists[list] ?? []).map((one) => ({ value: one.title?.zh ?? '', label: text(one.title) }));
  const kinds = KINDS.map((kind) => ({ value: kind as PartyKind, label: t(`shared.partyKind.${kind}`) }));
  const subtypes = filter.type ? SUBTYPES[filter.type] : Object.values(SUBTYPES).flat();
  const below = (node.children ?? []).map((one) => ({ value: one.code ?? 0, label: `${name(one)} ${one.code}` }));
  return (
    <div className="filters" role="group" aria-label={t('contract.moreFilters')} data-testid="contract-rare-filters">
      <Choice
        width={190}
        field="subtype"
        label={t('contract.fields.subtype')}
        value={filter.subtype}
        options={subtypes.map((one) => ({ value: one, label: `${one} ${t(`contract.subtypes.${one}`)}` }))}
        onChange={(subtype) => onChange({ subtype })}
      />
      <Choice
        width={170}
        field="ip-class"
        label={t('contract.fields.ipClass')}
        value={filter.ipClass}
        options={words('ipClass')}
        onChange={(ipClass) => onChange({ ipClass })}
      />
      <Choice
        width={190}
        field="technology-field"
        label={t('contract.fields.technologyField')}
        value={filter.technologyField}
        options={words('technologyField')}
        onChange={(technologyField) => onChange({ technologyField })}
      />
      <Choice
        width={150}
        field="provider-kind"
        label={t('contract.providerKind')}
        value={filter.providerKind}
        options={kinds}
        onChange={(providerKind) => onChange({ providerKind })}
      />
      <Choice
        width={150}
        field="recipient-kind"
        label={t('contract.recipientKind')}
        value={filter.recipientKind}
        options={kinds}
        onChange={(recipientKind) => onChange({ recipientKind })}
      />
      {below.length > 0 && (
        <Choice
          width={190}
          field="division"
          label={t('contract.registeredAt')}
          value={filter.division}
          options={below}
          onChange={(division) => onChange({ division })}
        />
      )}
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        placeholder={[t('contract.registeredFrom'), t('contract.registeredUntil')]}
        value={[
          filter.registeredFrom ? dayjs(filter.registeredFrom) : null,
          filter.registeredUntil ? dayjs(filter.registeredUntil) : null,
        ]}
        onChange={(days) =>
          onChange({
            registeredFrom: days?.[0]?.format('YYYY-MM-DD'),
            registeredUntil: days?.[1]?.format('YYYY-MM-DD'),
          })
        }
      />
      <Yuan
        label={t('contract.amountFrom')}
        testId="contract-amount-from"
        value={filter.amountFrom}
        onChange={(amountFrom) => onChange({ amountFrom })}
      />
      <Yuan
        label={t('contract.amountUntil')}
        testId="contract-amount-until"
        value={filter.amountUntil}
        onChange={(amountUntil) => onChange({ amountUntil })}
      />
    </div>
  );
}

interface ChoiceProps<T extends string | number> {
  field: string;
  label: string;
  width: number;
  value: T | undefined;
  options: { value: T; label: string }[];
  onChange: (value: T | undefined) => void;
}

function Choice<T extends string | number>({ field, label, width, value, options, onChange }: ChoiceProps<T>) {
  return (
    <Select<T>
      allowClear
      showSearch
      optionFilterProp="label"
      style={{ width }}
      value={value}
      placeholder={label}
      aria-label={label}
      data-testid={`contract-${field}-filter`}
      options={options}
      onChange={onChange}
    />
  );
}

/** A limit in yuan, asked for once it is typed to the end; what is no amount stays marked and asks nothing. */
function Yuan({
  label,
  testId,
  value,
  onChange,
}: {
  label: string;
  testId: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const [typed, setTyped] = useState(value ?? '');
  const wrong = typed !== '' && !AMOUNT.test(typed);
  const done = () => {
    if (!wrong && typed !== (value ?? '')) {
      onChange(typed || undefined);
    }
  };
  return (
    <Input
      allowClear
      style={{ width: 170 }}
      inputMode="decimal"
      status={wrong ? 'error' : undefined}
      value={typed}
      placeholder={label}
      aria-label={label}
      aria-invalid={wrong}
      data-testid={testId}
      onChange={(event) => setTyped(event.target.value.trim())}
      onBlur={done}
      onPressEnter={done}
    />
  );
}
