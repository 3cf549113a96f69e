import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FilingForm, PriceItem } from '../api/model';
import { Amount } from '../shared/Amount';
import { today } from '../shared/dates';
import { useLocalText } from '../shared/text';
import { AmountField, ChoiceField, DayField, TextField } from './fields';
import { inYuan, sums } from './form';

const CURRENCIES = ['USD', 'EUR', 'JPY', 'GBP', 'HKD', 'RUB', 'KRW'];
const RATE = /^\d{1,6}(\.\d{1,8})?$/;
const FOREIGN = /^\d{1,12}(\.\d{1,2})?$/;

/** The price by items; the contract's amounts are their sums and are not typed. */
export function PriceStep({ rules }: { rules?: FilingForm }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const items = (Form.useWatch('items', form) ?? []) as PriceItem[];
  const total = sums(items);
  return (
    <>
      <p className="muted">{t('filing.priceHint')}</p>
      <Form.List name="items">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className="filing-item" data-testid="filing-item">
                <div className="filing-item-head">
                  <strong>{t('filing.item', { number: field.name + 1 })}</strong>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('filing.removeItem', { number: field.name + 1 })}
                    onClick={() => remove(field.name)}
                  />
                </div>
                <Item index={field.name} rules={rules} item={items[field.name]} />
              </div>
            ))}
            <Button
              icon={<PlusOutlined />}
              data-testid="filing-add-item"
              onClick={() => add({ priceClass: 'TECH', currency: items[0]?.currency })}
            >
              {t('filing.addItem')}
            </Button>
          </>
        )}
      </Form.List>
      <div className="filing-sums" data-testid="filing-sums">
        <span>
          {t('contract.amounts.contractAmount')} <Amount value={total.contract} />
        </span>
        <span>
          = {t('contract.amounts.technologyAmount')} <Amount value={total.technology} />
        </span>
        <span>
          + {t('contract.nonTechnologyCost')} <Amount value={total.rest} />
        </span>
      </div>
    </>
  );
}

function Item({ index, rules, item }: { index: number; rules?: FilingForm; item?: PriceItem }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const form = Form.useFormInstance();
  const reasons = (rules?.reasons ?? []).filter((one) => one.priceClass === item?.priceClass);
  const whole = ['items', index];
  return (
    <>
      <div className="filing-grid">
        <TextField name={[index, 'title']} label={t('filing.itemTitle')} required testId={`item-${index}-title`} />
        <ChoiceField
          name={[index, 'priceClass']}
          label={t('filing.priceClass')}
          required
          testId={`item-${index}-class`}
          options={(['TECH', 'NON_TECH'] as const).map((one) => ({
            value: one,
            label: t(`filing.priceClasses.${one}`),
          }))}
        />
        <ChoiceField
          name={[index, 'reason']}
          label={t('filing.reason')}
          required
          testId={`item-${index}-reason`}
          options={reasons.map((one) => ({ value: one.code ?? '', label: text(one.title) }))}
        />
        <AmountField
          name={[index, 'amount']}
          label={t('filing.amountYuan')}
          required
          disabled={Boolean(item?.currency)}
          testId={`item-${index}-amount`}
        />
        <Form.Item name={[index, 'currency']} label={t('filing.currency')} extra={t('filing.currencyHint')}>
          <CurrencySelect
            onPicked={(currency) => {
              if (!currency) {
                form.setFieldValue(whole, {
                  ...item,
                  currency: null,
                  originalAmount: null,
                  rate: null,
                  rateSource: null,
                  rateOn: null,
                });
              } else if (!item?.rateOn) {
                form.setFieldValue([...whole, 'rateOn'], today());
              }
            }}
          />
        </Form.Item>
      </div>
      {item?.currency && (
        <div
          className="filing-grid"
          onBlur={() => form.setFieldValue([...whole, 'amount'], inYuan(item.originalAmount, item.rate) || undefined)}
        >
          <AmountField
            name={[index, 'originalAmount']}
            label={t('filing.originalAmount', { currency: item.currency })}
            required
            pattern={FOREIGN}
          />
          <AmountField name={[index, 'rate']} label={t('filing.rate')} required pattern={RATE} />
          <ChoiceField
            name={[index, 'rateSource']}
            label={t('filing.rateSource')}
            required
            options={(rules?.rateSources ?? []).map((one) => ({ value: one.code ?? '', label: text(one.title) }))}
          />
          <DayField name={[index, 'rateOn']} label={t('filing.rateOn')} required past />
        </div>
      )}
    </>
  );
}

function CurrencySelect({
  onPicked,
  onChange,
  ...control
}: {
  onPicked: (currency: string | undefined) => void;
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
}) {
  return (
    <Select
      {...control}
      allowClear
      placeholder="CNY"
      options={CURRENCIES.map((one) => ({ value: one, label: one }))}
      onChange={(value) => {
        onChange?.(value ?? null);
        onPicked(value ?? undefined);
      }}
    />
  );
}
