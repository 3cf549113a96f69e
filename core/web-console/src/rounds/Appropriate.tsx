import { useMutation } from '@tanstack/react-query';
import { Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, idempotencyKey } from '../api/client';
import type { Budget } from '../api/model';
import { useTenant } from '../frame/tenant';
import { thisYear } from '../shared/dates';
import { AMOUNT, formatYuan } from '../shared/money';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { MeasureSelect } from './MeasureSelect';
import { useRoundChanged } from './queries';

interface Entered {
  policy: string;
  year: number;
  amount: string;
  document: string;
  note?: string;
}

interface Props {
  /** The budget it is about; a new one is begun where it is left out. */
  budget?: Budget;
  reduction: boolean;
  onClose: () => void;
}

/** Puts money into a budget or takes it out again, by a document. */
export function Appropriate({ budget, reduction, onClose }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const changed = useRoundChanged();
  const [form] = Form.useForm<Entered>();
  const [key] = useState(idempotencyKey);
  const send = useMutation({
    mutationFn: (entered: Entered) =>
      body(
        api.POST('/api/v1/tenants/{code}/budgets/appropriations', {
          params: { path: { code }, header: { 'Idempotency-Key': key } },
          body: { ...entered, reduction } as never,
        }),
      ),
    onSuccess: () => {
      changed();
      onClose();
    },
  });
  const required = [{ required: true, message: t('shared.required') }];
  return (
    <Modal
      open
      title={t(reduction ? 'rounds.budgets.reduce' : 'rounds.budgets.appropriate')}
      okText={t('shared.save')}
      confirmLoading={send.isPending}
      okButtonProps={{ 'data-testid': 'appropriation-save', danger: reduction }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {send.error && <Problem error={send.error} nameOf={(field) => t(`rounds.field.${field}`, field)} />}
      {reduction && <p className="muted">{t('rounds.budgets.reduceHint', { left: formatYuan(budget?.available) })}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ policy: budget?.policyId, year: budget?.year ?? thisYear() }}
        onFinish={(entered) => send.mutate(entered)}
      >
        {budget ? (
          <>
            <p>
              <strong>{text(budget.title)}</strong> · {t('shared.year', { year: budget.year })}
            </p>
            <Form.Item name="policy" hidden>
              <Input />
            </Form.Item>
            <Form.Item name="year" hidden>
              <InputNumber />
            </Form.Item>
          </>
        ) : (
          <>
            <Form.Item name="policy" label={t('rounds.field.policy')} rules={required}>
              <MeasureSelect />
            </Form.Item>
            <Form.Item name="year" label={t('rounds.field.year')} rules={required}>
              <InputNumber min={2000} max={2100} style={{ width: '100%' }} data-testid="appropriation-year" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="amount"
          label={t('rounds.field.amount')}
          rules={[{ required: true, pattern: AMOUNT, message: t('shared.amountFormat') }]}
        >
          <Input inputMode="decimal" suffix={t('shared.unit.yuan')} data-testid="appropriation-amount" />
        </Form.Item>
        <Form.Item
          name="document"
          label={t('rounds.field.document')}
          extra={t('rounds.budgets.documentHint')}
          rules={required}
        >
          <Input maxLength={200} data-testid="appropriation-document" />
        </Form.Item>
        <Form.Item name="note" label={t('rounds.field.note')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
