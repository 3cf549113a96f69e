import { Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FilingForm } from '../api/model';
import { useLocalText } from '../shared/text';
import { AmountField, ChoiceField, DayField, TextField } from './fields';

type Field = NonNullable<FilingForm['fields']>[number];

/** The registration form's own fields and those of the contract type, as the regime's rules ask for them. */
export function OwnStep({ rules }: { rules?: FilingForm }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const asked = (field: string) => (rules?.formFields ?? []).includes(field);
  const lists = (rules?.codeLists ?? {}) as Record<string, { code?: string; title?: { zh?: string; en?: string } }[]>;
  const list = (field: string) => (
    <ChoiceField
      name={field}
      label={t(`contract.fields.${field}`)}
      required={asked(field)}
      later
      // A record keeps the Chinese word it is filed with.
      options={(lists[field] ?? []).map((one) => ({ value: one.title?.zh ?? '', label: text(one.title) }))}
    />
  );
  return (
    <>
      {(rules?.fields ?? []).map((field) => (
        <OwnField key={field.id} field={field} />
      ))}
      <div className="filing-grid">
        {list('paymentMode')}
        <TextField name="royaltyBase" label={t('contract.fields.royaltyBase')} />
        {list('ipClass')}
        {list('technologyField')}
        {list('economicGoal')}
        {list('planSource')}
        <TextField name="planNumber" label={t('contract.fields.planNumber')} />
        <AmountField
          name="expectedInvestment"
          label={t('contract.fields.expectedInvestment')}
          required={asked('expectedInvestment')}
          later
          testId="own-expectedInvestment"
        />
        <AmountField
          name="expectedOutput"
          label={t('contract.fields.expectedOutput')}
          required={asked('expectedOutput')}
          later
          testId="own-expectedOutput"
        />
        <TextField name="projectLeader" label={t('contract.fields.projectLeader')} max={50} />
        <TextField name="handler" label={t('contract.fields.handler')} max={50} />
        <TextField name="handlerPhone" label={t('contract.fields.handlerPhone')} max={30} />
      </div>
    </>
  );
}

function OwnField({ field }: { field: Field }) {
  const text = useLocalText();
  const name = ['particulars', 'fields', field.id ?? ''];
  const required = field.required ?? false;
  const testId = `own-${field.id}`;
  const label = text(field.label);
  const hint = text(field.hint) || undefined;
  switch (field.kind) {
    case 'LONG_TEXT':
    case 'PATENTS':
      return (
        <Form.Item name={name} label={label} required={required} extra={hint}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} data-testid={testId} />
        </Form.Item>
      );
    case 'CHOICE':
      return (
        <Form.Item name={name} label={label} required={required} extra={hint}>
          <Select
            allowClear
            data-testid={testId}
            options={(field.choices ?? []).map((one) => ({ value: one.code ?? '', label: text(one.title) }))}
          />
        </Form.Item>
      );
    case 'DATE':
      return <DayField name={name} label={label} required={required} later extra={hint} />;
    case 'BOOLEAN':
      return (
        <Form.Item
          name={name}
          getValueProps={(value: unknown) => ({ checked: value === 'true' })}
          getValueFromEvent={(event: { target: { checked: boolean } }) => String(event.target.checked)}
        >
          <Checkbox>{label}</Checkbox>
        </Form.Item>
      );
    case 'INTEGER':
      return <AmountField name={name} label={label} required={required} later extra={hint} pattern={/^\d{1,9}$/} />;
    default:
      return <TextField name={name} label={label} required={required} later extra={hint} testId={testId} />;
  }
}
