import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { AMOUNT } from '../shared/money';

type Path = string | (string | number)[];

interface FieldProps {
  name: Path;
  label: string;
  required?: boolean;
  extra?: string;
  testId?: string;
}

function useRequired(required?: boolean) {
  const { t } = useTranslation();
  return required ? [{ required: true, message: t('shared.required') }] : [];
}

/** One line of text. */
export function TextField({ name, label, required, extra, testId, max = 200 }: FieldProps & { max?: number }) {
  const rules = useRequired(required);
  return (
    <Form.Item name={name} label={label} rules={rules} extra={extra}>
      <Input maxLength={max} data-testid={testId} />
    </Form.Item>
  );
}

/** Yuan, or another number with decimals, kept as the text it was typed as. */
export function AmountField({
  name,
  label,
  required,
  extra,
  testId,
  pattern = AMOUNT,
  disabled,
}: FieldProps & { pattern?: RegExp; disabled?: boolean }) {
  const { t } = useTranslation();
  const rules = useRequired(required);
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[...rules, { pattern, message: t(pattern === AMOUNT ? 'shared.amountFormat' : 'filing.numberFormat') }]}
    >
      <Input inputMode="decimal" data-testid={testId} disabled={disabled} />
    </Form.Item>
  );
}

/** A day, kept as its ISO text. */
export function DayField({ name, label, required, extra, testId, past }: FieldProps & { past?: boolean }) {
  const rules = useRequired(required);
  return (
    <Form.Item
      name={name}
      label={label}
      rules={rules}
      extra={extra}
      getValueProps={(value: string | null | undefined) => ({ value: value ? dayjs(value) : null })}
      normalize={(value: Dayjs | null) => value?.format('YYYY-MM-DD') ?? null}
    >
      <DatePicker style={{ width: '100%' }} maxDate={past ? dayjs() : undefined} data-testid={testId} />
    </Form.Item>
  );
}

/** One of several. */
export function ChoiceField({
  name,
  label,
  required,
  extra,
  testId,
  options,
}: FieldProps & { options: { value: string | number | boolean; label: string }[] }) {
  const rules = useRequired(required);
  return (
    <Form.Item name={name} label={label} rules={rules} extra={extra}>
      <Select allowClear={!required} showSearch optionFilterProp="label" options={options} data-testid={testId} />
    </Form.Item>
  );
}
