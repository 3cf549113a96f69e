import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Collapse, Form, Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { CaseField, Place, Questionnaire } from '../api/model';
import { ProblemError } from '../api/problem';
import { useLocalText } from '../shared/text';
import { rows, state, stated, withRows, type Given, type Row } from './cases';
import './case.css';

interface Props {
  questionnaire: Questionnaire;
  value: Given;
  onChange: (given: Given) => void;
  /** What the server said of the last calculation; its faults stand at their fields. */
  error?: unknown;
}

/** The places that can be named as a party's division; anybody may read them. */
export function usePlaces() {
  return useQuery({
    queryKey: ['places'],
    queryFn: async (): Promise<Place[]> => {
      const answer: { items?: Place[] } = await body(api.GET('/api/v1/public/calculator/tenants'));
      return answer.items ?? [];
    },
    staleTime: 60 * 60_000,
  });
}

/** An imagined case, asked for in the fields that the policy reads; what it never looked at waits behind a fold. */
export function CaseForm({ questionnaire, value, onChange, error }: Props) {
  const { t } = useTranslation();
  const fields = questionnaire.fields ?? [];
  const asked = fields.filter((field) => field.asked);
  const others = fields.filter((field) => !field.asked);
  const faults = useFaults(error);
  const one = (field: CaseField) => (
    <OneField key={field.name} field={field} value={value} onChange={onChange} faults={faults} />
  );
  return (
    <Form layout="vertical" component={false} requiredMark={false}>
      <div className="case-fields" data-testid="case-form">
        <Form.Item
          label={t('calculator.year')}
          htmlFor="case-year"
          validateStatus={faults('year') && 'error'}
          help={faults('year')}
        >
          <Input
            id="case-year"
            inputMode="numeric"
            value={value.year || ''}
            onChange={(event) =>
              onChange({ ...value, year: Number(event.target.value.replace(/\D/g, '').slice(0, 4)) })
            }
          />
        </Form.Item>
        {asked.map(one)}
      </div>
      {others.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'others',
              label: t('calculator.others'),
              children: <div className="case-fields">{others.map(one)}</div>,
            },
          ]}
        />
      )}
    </Form>
  );
}

type Faults = (name: string) => string | undefined;

function useFaults(error: unknown): Faults {
  const { i18n } = useTranslation();
  const english = i18n.language.startsWith('en');
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  return (name) => {
    const found = errors.find((fault) => fault.field?.replace(/\[(\d+)\]/g, '$1') === `given.${name}`);
    return found ? ((english ? found.messageEn : found.message) ?? undefined) : undefined;
  };
}

interface FieldProps {
  field: CaseField;
  value: Given;
  onChange: (given: Given) => void;
  faults: Faults;
}

function OneField({ field, value, onChange, faults }: FieldProps) {
  const text = useLocalText();
  const id = useId();
  const name = field.name ?? '';
  const fault = faults(name);
  const lists = LISTS[field.kind ?? ''];
  if (lists) {
    return <ListField field={field} columns={lists} value={value} onChange={onChange} faults={faults} />;
  }
  return (
    <Form.Item label={text(field.label)} htmlFor={id} validateStatus={fault && 'error'} help={fault}>
      <Entry
        id={id}
        kind={field.kind ?? 'TEXT'}
        name={name}
        options={field.options ?? []}
        otherwise={field.otherwise ?? ''}
        value={stated(value, name)}
        onChange={(entered) =>
          onChange(state(value, name, field.kind === 'DIVISION' && entered ? Number(entered) : entered))
        }
      />
    </Form.Item>
  );
}

interface EntryProps {
  id?: string;
  label?: string;
  kind: string;
  name: string;
  options: string[];
  otherwise?: string;
  value: string;
  onChange: (value: string) => void;
}

/** One value, in the way its kind is best filled in. */
function Entry({ id, label, kind, name, options, otherwise = '', value, onChange }: EntryProps) {
  const { t } = useTranslation();
  const words = useWords();
  const places = usePlaces();
  const text = useLocalText();
  const common = { id, 'aria-label': label, 'data-testid': `case-${name}`, style: { width: '100%' } };
  switch (kind) {
    case 'YES_NO':
    case 'CHOICE': {
      const choices = kind === 'YES_NO' ? ['YES', 'NO', 'UNKNOWN'] : options;
      return (
        <Select
          {...common}
          allowClear
          virtual={false}
          value={value || undefined}
          placeholder={otherwise ? words(otherwise) : t('calculator.choose')}
          options={choices.map((choice) => ({ value: choice, label: words(choice) }))}
          onChange={(chosen: string | undefined) => onChange(chosen ?? '')}
        />
      );
    }
    case 'DIVISION':
      return (
        <AutoComplete
          {...common}
          allowClear
          value={value}
          placeholder={t('calculator.here')}
          options={[
            ...(places.data ?? []).map((place) => ({
              value: String(place.code),
              label: `${text(place.name)} ${place.code}`,
            })),
            { value: '0', label: t('calculator.abroad') },
          ]}
          filterOption={(typed, option) => String(option?.label ?? '').includes(typed)}
          onChange={(chosen: string | undefined) => onChange((chosen ?? '').replace(/\D/g, '').slice(0, 6))}
        />
      );
    case 'TEXT':
      return (
        <AutoComplete
          {...common}
          allowClear
          value={value}
          options={options.filter(Boolean).map((option) => ({ value: option }))}
          onChange={(chosen: string | undefined) => onChange(chosen ?? '')}
        />
      );
    case 'DATE':
      return <Input {...common} type="date" value={value} onChange={(event) => onChange(event.target.value)} />;
    default:
      return (
        <Input
          {...common}
          inputMode={kind === 'COUNT' ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={value}
          placeholder={otherwise || undefined}
          suffix={kind === 'MONEY' ? t('shared.unit.yuan') : undefined}
          onChange={(event) => onChange(event.target.value.replace(/[,，\s]/g, ''))}
        />
      );
  }
}

interface Column {
  name: string;
  label: string;
  kind: string;
  options?: string[];
  number?: boolean;
}

const CONTRACT_TYPES = ['DEVELOPMENT', 'TRANSFER', 'LICENSING', 'CONSULTING', 'SERVICE'];

/** What a row of each list holds. */
const LISTS: Record<string, Column[]> = {
  RECEIPTS: [
    { name: 'on', label: 'calculator.receivedOn', kind: 'DATE' },
    { name: 'received', label: 'calculator.received', kind: 'MONEY' },
  ],
  PRIOR_SUPPORT: [
    { name: 'year', label: 'calculator.year', kind: 'COUNT', number: true },
    { name: 'policy', label: 'calculator.supportPolicy', kind: 'TEXT' },
    { name: 'granted', label: 'calculator.granted', kind: 'MONEY' },
  ],
  YEARS: [
    { name: 'year', label: 'calculator.year', kind: 'COUNT', number: true },
    { name: 'contracts', label: 'calculator.contractCount', kind: 'COUNT', number: true },
    { name: 'contractAmount', label: 'calculator.contractAmount', kind: 'MONEY' },
    { name: 'technologyAmount', label: 'calculator.technologyAmount', kind: 'MONEY' },
    { name: 'received', label: 'calculator.received', kind: 'MONEY' },
  ],
  CONTRACTS: [
    { name: 'contract.type', label: 'calculator.type', kind: 'CHOICE', options: CONTRACT_TYPES },
    { name: 'contract.registeredOn', label: 'calculator.registeredOn', kind: 'DATE' },
    { name: 'contract.technologyAmount', label: 'calculator.technologyAmount', kind: 'MONEY' },
    { name: 'contract.affiliatedParties', label: 'calculator.affiliated', kind: 'YES_NO' },
  ],
};

function ListField({ field, columns, value, onChange, faults }: FieldProps & { columns: Column[] }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const name = field.name ?? '';
  const list = rows(value, name);
  const change = (position: number, row: Row) =>
    onChange(
      withRows(
        value,
        name,
        list.map((old, index) => (index === position ? row : old)),
      ),
    );
  const first: Row = name === 'contracts' ? { contract: {} } : name === 'figures' ? { year: value.year } : {};
  return (
    <fieldset className="case-list" data-testid={`case-${name}`}>
      <legend>{text(field.label)}</legend>
      {list.map((row, position) => (
        <div className="case-row" key={position}>
          {columns.map((column) => {
            const fault = faults(`${name}.${position}.${column.name}`);
            return (
              <div key={column.name}>
                <Entry
                  kind={column.kind}
                  name={`${name}.${position}.${column.name}`}
                  label={`${text(field.label)} ${position + 1}: ${t(column.label)}`}
                  options={column.options ?? []}
                  otherwise={column.kind === 'DATE' ? '' : t(column.label)}
                  value={stated(row as Given, column.name)}
                  onChange={(entered) =>
                    change(
                      position,
                      state(row as Given, column.name, column.number && entered ? Number(entered) : entered),
                    )
                  }
                />
                {fault && (
                  <span className="case-fault" role="alert">
                    {fault}
                  </span>
                )}
              </div>
            );
          })}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('calculator.remove', { what: `${text(field.label)} ${position + 1}` })}
            onClick={() =>
              onChange(
                withRows(
                  value,
                  name,
                  list.filter((_, index) => index !== position),
                ),
              )
            }
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        data-testid={`case-${name}-add`}
        onClick={() => onChange(withRows(value, name, [...list, first]))}
      >
        {t('calculator.add', { what: text(field.label) })}
      </Button>
    </fieldset>
  );
}

/** Codes of the record in the reader's words; a word of the measure's own stays as it is. */
function useWords(): (code: string) => string {
  const { t, i18n } = useTranslation();
  return (code) => {
    const key = ['shared.contractType', 'shared.partyKind', 'shared.answer', 'calculator.size']
      .map((catalogue) => `${catalogue}.${code}`)
      .find((one) => i18n.exists(one));
    return key ? t(key) : code;
  };
}
