import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { now } from '../shared/dates';
import { AMOUNT } from '../shared/money';

type Path = string | (string | number)[];

interface FieldProps {
  name: Path;
  label: string;
  required?: boolean;
  /** Marked as required, but asked for at submission only: a draft may be incomplete. */
  later?: boolean;
  extra?: string;
  testId?: string;
}

function useRequired(required?: boolean, later?: boolean) {
  const { t } = useTranslation();
  return required && !later ? [{ required: true, message: t('shared.required') }] : [];
}

/** One line of text. */
export function TextField({ name, label, required, later, extra, testId, max = 200 }: FieldProps & { max?: number }) {
  const rules = useRequired(required, later);
  return (
    <Form.Item name={name} label={label} rules={rules} required={required} extra={extra}>
      <Input maxLength={max} data-testid={testId} />
    </Form.Item>
  );
}

/** Yuan, or another number with decimals, kept as the text it was typed as. */
export function AmountField({
  name,
  label,
  required,
  later,
  extra,
  testId,
  pattern = AMOUNT,
  disabled,
}: FieldProps & { pattern?: RegExp; disabled?: boolean }) {
  const { t } = useTranslation();
  const rules = useRequired(required, later);
  return (
    <Form.Item
      name={name}
      label={label}
      required={required}
      extra={extra}
      rules={[...rules, { pattern, message: t(pattern === AMOUNT ? 'shared.amountFormat' : 'filing.numberFormat') }]}
    >
      <Input inputMode="decimal" data-testid={testId} disabled={disabled} />
    </Form.Item>
  );
}

/** A day, kept as its ISO text. */
export function DayField({ name, label, required, later, extra, testId, past }: FieldProps & { past?: boolean }) {
  const rules = useRequired(required, later);
  return (
    <Form.Item
      name={name}
      label={label}
      rules={rules}
      required={required}
      extra={extra}
      getValueProps={(value: string | null | undefined) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: Dayjs | null) => value?.format('YYYY-MM-DD') ?? null}
    >
      <DatePicker style={{ width: '100%' }} maxDate={past ? now() : undefined} data-testid={testId} />
    </Form.Item>
  );
}

/** One of several. */
export function ChoiceField({
  name,
  label,
  required,
  later,
  extra,
  testId,
  options,
}: FieldProps & { options: { value: string | number | boolean; label: string }[] }) {
  const rules = useRequired(required, later);
  return (
    <Form.Item name={name} label={label} rules={rules} required={required} extra={extra}>
      <Select allowClear={!required} showSearch optionFilterProp="label" options={options} data-testid={testId} />
    </Form.Item>
  );
}
