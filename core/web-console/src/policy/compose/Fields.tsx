import { DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalText } from '../../shared/text';
import { FormulaField } from './FormulaField';
import { pointer, useCompose, type Path, type Schema, type Tree, type Words } from './language';

/** What is wrong with exactly this place of the definition. */
export function Faults({ at }: { at: string }) {
  const text = useLocalText();
  const { reading } = useCompose();
  const found = (reading?.faults ?? []).filter(({ field }) => field === `definition${at}`);
  return found.map((fault) => (
    <div key={fault.message} className="policy-error" role="alert" data-testid={`fault${at}`}>
      {text({ zh: fault.message, en: fault.messageEn })}
    </div>
  ));
}

interface FieldProps {
  label: string;
  path: Path;
  children: ReactNode;
}

export function Field({ label, path, children }: FieldProps) {
  return (
    <div className="compose-field" data-testid={`at${pointer(path)}`}>
      <div className="compose-label">{label}</div>
      {children}
      <Faults at={pointer(path)} />
    </div>
  );
}

interface ValueProps {
  label: string;
  path: Path;
  value: unknown;
}

/** A label in both languages; Chinese alone is enough. */
export function LabelField({ label, path, value }: ValueProps) {
  const { t } = useTranslation();
  const { put, disabled } = useCompose();
  const both: Words = typeof value === 'string' ? { zh: value } : ((value ?? {}) as Words);
  const change = (next: Words) => put(path, next.en ? next : { ...next, en: undefined });
  return (
    <Field label={label} path={path}>
      <div className="compose-pair">
        <Input
          aria-label={`${label} ${t('policy.compose.chinese')}`}
          placeholder={t('policy.compose.chinese')}
          disabled={disabled}
          value={both.zh ?? ''}
          onChange={(event) => change({ ...both, zh: event.target.value })}
        />
        <Input
          aria-label={`${label} ${t('policy.compose.english')}`}
          placeholder={t('policy.compose.english')}
          disabled={disabled}
          value={both.en ?? ''}
          onChange={(event) => change({ ...both, en: event.target.value })}
        />
      </div>
    </Field>
  );
}

/** The clause a line rests on; the version's own document unless another one is named. */
export function BasisField({ label, path, value }: ValueProps) {
  const { t } = useTranslation();
  const { put, disabled } = useCompose();
  const basis = (typeof value === 'string' ? { article: value } : (value ?? {})) as {
    document?: string;
    article?: string;
  };
  const change = (next: typeof basis) =>
    put(path, next.document || Object.keys(next).length > 2 ? next : (next.article ?? ''));
  return (
    <Field label={label} path={path}>
      <div className="compose-pair">
        <Input
          aria-label={`${label} ${t('policy.fields.article')}`}
          placeholder={t('policy.fields.article')}
          disabled={disabled}
          value={basis.article ?? ''}
          onChange={(event) => change({ ...basis, article: event.target.value })}
        />
        <Input
          aria-label={`${label} ${t('policy.fields.document')}`}
          placeholder={t('policy.compose.sameDocument')}
          disabled={disabled}
          value={basis.document ?? ''}
          onChange={(event) => change({ ...basis, document: event.target.value })}
        />
      </div>
    </Field>
  );
}

export function CodeField({ label, path, value }: ValueProps) {
  const { put, disabled } = useCompose();
  return (
    <Field label={label} path={path}>
      <Input
        className="mono"
        aria-label={label}
        disabled={disabled}
        value={String(value ?? '')}
        onChange={(event) => put(path, event.target.value.toUpperCase())}
      />
    </Field>
  );
}

/** One word of a list, named in the reader's language. */
export function ChoiceField({
  label,
  path,
  value,
  words,
  otherwise,
}: ValueProps & { words: [string, Words][]; otherwise?: string }) {
  const text = useLocalText();
  const { put, disabled } = useCompose();
  return (
    <Field label={label} path={path}>
      <Select
        style={{ width: '100%' }}
        aria-label={label}
        disabled={disabled}
        value={(value as string | undefined) ?? otherwise}
        options={words.map(([word, given]) => ({ value: word, label: text(given) || word }))}
        onChange={(chosen: string) => put(path, chosen === otherwise && value === undefined ? undefined : chosen)}
      />
    </Field>
  );
}

/** Words of a list, or own words; or a parameter or formula that yields them. */
export function WordsField({ label, path, value, words }: ValueProps & { words: [string, Words][] }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { put, disabled } = useCompose();
  const known = words.some(([word]) => word === value);
  if (typeof value === 'string' && !known && (value === '?' || /[$[(]|^\w+\.\w/.test(value))) {
    return (
      <div>
        <FormulaField label={label} path={path} want={['SET']} value={value} required />
        {!disabled && (
          <Button size="small" type="link" onClick={() => put(path, [])}>
            {t('policy.compose.pickWords')}
          </Button>
        )}
      </div>
    );
  }
  const chosen = value === undefined ? [] : Array.isArray(value) ? (value as string[]) : [String(value)];
  return (
    <Field label={label} path={path}>
      <Select
        mode={words.length > 0 ? 'multiple' : 'tags'}
        style={{ width: '100%' }}
        aria-label={label}
        disabled={disabled}
        value={chosen}
        optionFilterProp="label"
        tokenSeparators={[',', '，', '、']}
        options={words.map(([word, given]) => ({ value: word, label: text(given) || word }))}
        onChange={(next: string[]) => put(path, next)}
      />
      {!disabled && (
        <Button size="small" type="link" onClick={() => put(path, '?')}>
          {t('policy.compose.fromParameter')}
        </Button>
      )}
    </Field>
  );
}

/** Own division, anywhere, a code, or a parameter. */
export function PlaceField({ label, path, value }: ValueProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { put, disabled, language, definition } = useCompose();
  const places = Object.entries(language.vocabulary.words.places ?? {});
  const divisions = Object.entries((definition.parameters ?? {}) as Tree)
    .filter(([, given]) => (typeof given === 'object' ? (given as { unit?: string }).unit : given) === 'division')
    .map(([name]) => `$${name}`);
  const given = value === undefined ? undefined : String(value);
  const known = [...places.map(([word]) => word), ...divisions];
  const code = given !== undefined && !known.includes(given);
  return (
    <Field label={label} path={path}>
      <div className="compose-pair">
        <Select
          aria-label={label}
          disabled={disabled}
          value={code ? 'code' : given}
          options={[
            ...places.map(([word, words]) => ({ value: word, label: text(words) })),
            ...divisions.map((name) => ({ value: name, label: name })),
            { value: 'code', label: t('policy.compose.divisionCode') },
          ]}
          onChange={(chosen: string) => put(path, chosen === 'code' ? '' : chosen)}
        />
        {code && (
          <Input
            aria-label={`${label} ${t('policy.compose.divisionCode')}`}
            disabled={disabled}
            value={given}
            onChange={(event) => put(path, event.target.value)}
          />
        )}
      </div>
    </Field>
  );
}

/** Yes and no, or where a condition holds. */
export function SwitchField({ label, path, value }: ValueProps) {
  const { t } = useTranslation();
  const { put, disabled } = useCompose();
  const plain = value === true || value === false || value === 'true' || value === 'false';
  return (
    <div>
      <Field label={label} path={path}>
        <Select
          style={{ width: '100%' }}
          aria-label={label}
          disabled={disabled}
          value={plain ? String(value) : 'when'}
          options={['true', 'false', 'when'].map((one) => ({ value: one, label: t(`policy.compose.switch.${one}`) }))}
          onChange={(chosen) => put(path, chosen === 'when' ? '?' : chosen === 'true')}
        />
      </Field>
      {!plain && (
        <FormulaField label={t('policy.compose.switch.when')} path={path} want={['TRUTH']} value={value} required />
      )}
    </div>
  );
}

interface AddProps {
  label: string;
  choices: { key: string; label: string }[];
  onAdd: (key: string) => void;
  testId?: string;
}

/** A menu of what may be added here. */
export function Add({ label, choices, onAdd, testId }: AddProps) {
  const { disabled } = useCompose();
  if (disabled || choices.length === 0) {
    return null;
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: choices.map(({ key, label: words }) => ({ key, label: words })),
        onClick: ({ key }) => onAdd(key),
      }}
    >
      <Button size="small" type="dashed" icon={<PlusOutlined />} data-testid={testId}>
        {label}
      </Button>
    </Dropdown>
  );
}

interface OrderProps {
  path: Path;
  index: number;
  count: number;
  label: string;
  onMove: (to: number) => void;
}

/** Up, down and away: for whatever stands in a list. */
export function Moves({ path, index, count, label, onMove }: OrderProps) {
  const { t } = useTranslation();
  const { put, disabled } = useCompose();
  if (disabled) {
    return null;
  }
  return (
    <span className="compose-moves">
      <Button
        size="small"
        type="text"
        icon={<UpOutlined />}
        disabled={index === 0}
        aria-label={`${t('policy.compose.up')} ${label}`}
        onClick={() => onMove(index - 1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DownOutlined />}
        disabled={index === count - 1}
        aria-label={`${t('policy.compose.down')} ${label}`}
        onClick={() => onMove(index + 1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        aria-label={`${t('policy.remove')} ${label}`}
        onClick={() => put([...path, index], undefined)}
      />
    </span>
  );
}

/** The list with one item at another place. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}

/** The words of the vocabulary for a list of codes, in the order of the schema. */
export function listed(codes: string[], lists: Record<string, Record<string, Words>>): [string, Words][] {
  return codes.map((code) => [
    code,
    Object.values(lists).find((list) => code in list)?.[code] ?? { zh: code, en: code },
  ]);
}

/** The codes a schema lists for words, alone or in a list. */
export function codesOf(schema: Schema | undefined): string[] {
  return schema?.enum ?? schema?.anyOf?.flatMap((one) => one.items?.enum ?? []) ?? [];
}
