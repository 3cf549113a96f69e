import { Alert, Checkbox, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContractType, FilingForm } from '../api/model';
import { useLocalText } from '../shared/text';
import { ChoiceField, DayField, TextField } from './fields';

/** The finer kinds of each type, by their codes of the registration form. */
export const SUBTYPES: Record<ContractType, string[]> = {
  DEVELOPMENT: ['11', '12'],
  TRANSFER: ['21', '22', '23', '24', '25', '26', '27', '28', '29'],
  LICENSING: ['31', '32', '33', '34', '35', '36'],
  CONSULTING: ['41', '42', '43', '44'],
  SERVICE: ['51', '52', '53'],
};

/** What the contract is and when it was made; a secret one ends here, before anything is kept. */
export function TypeStep({ rules }: { rules?: FilingForm }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const form = Form.useFormInstance();
  const type = Form.useWatch('type', form) as ContractType | undefined;
  const secret = Form.useWatch('secret', form) as boolean | undefined;
  return (
    <>
      <TextField name="title" label={t('filing.title')} required max={300} testId="filing-title" />
      <div className="filing-grid">
        <Form.Item
          noStyle
          shouldUpdate={(before: { type?: string }, now: { type?: string }) => before.type !== now.type}
        >
          {() => (
            <ChoiceField
              name="type"
              label={t('contract.fields.type')}
              required
              testId="filing-type"
              options={(Object.keys(SUBTYPES) as ContractType[]).map((one) => ({
                value: one,
                label: t(`shared.contractType.${one}`),
              }))}
            />
          )}
        </Form.Item>
        <Form.Item
          name="subtype"
          label={t('contract.fields.subtype')}
          dependencies={['type']}
          rules={[
            { required: true, message: t('shared.required') },
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) =>
                !value || SUBTYPES[getFieldValue('type') as ContractType]?.includes(value)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('filing.subtypeOther'))),
            }),
          ]}
        >
          <SubtypeSelect type={type} />
        </Form.Item>
        <DayField name="signedOn" label={t('contract.fields.signedOn')} required past testId="filing-signedOn" />
        <DayField name="validFrom" label={t('contract.fields.validFrom')} />
        <DayField name="validUntil" label={t('contract.fields.validUntil')} />
      </div>
      <Form.Item name="secret" valuePropName="checked">
        <Checkbox data-testid="filing-secret">{t('filing.secret')}</Checkbox>
      </Form.Item>
      {secret && <Alert type="error" showIcon title={t('filing.secretStop')} description={text(rules?.offlineRoute)} />}
      {rules && !secret && (
        <p className="muted">{t('filing.regime', { title: text(rules.title), document: rules.document })}</p>
      )}
    </>
  );
}

function SubtypeSelect({
  type,
  ...control
}: {
  type?: ContractType;
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Select
      {...control}
      data-testid="filing-subtype"
      options={(type ? SUBTYPES[type] : []).map((one) => ({
        value: one,
        label: `${one} ${t(`contract.subtypes.${one}`)}`,
      }))}
    />
  );
}
