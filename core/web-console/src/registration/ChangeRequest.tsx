import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, type ButtonProps, DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, idempotencyKey } from '../api/client';
import type { AmendedContract, ChangeKind, ChangeForm, Contract } from '../api/model';
import { sent, useFilingForm } from '../filing/form';
import { PriceStep } from '../filing/PriceStep';
import '../filing/filing.css';
import { useTenant } from '../frame/tenant';
import { now } from '../shared/dates';
import { AMOUNT } from '../shared/money';
import { Problem } from '../shared/Problem';
import { amendmentOf } from './amendment';

interface Entered {
  reason: string;
  effectiveOn: Dayjs;
  title?: string;
  contractAmount?: string;
  technologyAmount?: string;
  validity?: [Dayjs | null, Dayjs | null] | null;
  period?: [Dayjs, Dayjs];
  settled?: string;
  technologySettled?: string;
  items?: AmendedContract['items'];
}

const day = (value: Dayjs | null | undefined) => value?.format('YYYY-MM-DD');

function formOf(contract: Contract, kind: ChangeKind, entered: Entered): ChangeForm {
  const common = { kind, reason: entered.reason, effectiveOn: day(entered.effectiveOn) };
  if (kind === 'AMENDMENT') {
    return {
      ...common,
      contract: {
        ...amendmentOf(contract),
        title: entered.title,
        // Of an itemised price the amounts are the sums.
        ...((contract.items ?? []).length > 0
          ? sent({ items: entered.items })
          : { contractAmount: entered.contractAmount, declaredTechnologyAmount: entered.technologyAmount }),
        validFrom: day(entered.validity?.[0]),
        validUntil: day(entered.validity?.[1]),
      },
    };
  }
  if (kind === 'SETTLEMENT') {
    return {
      ...common,
      settlement: {
        from: day(entered.period?.[0]),
        until: day(entered.period?.[1]),
        settled: entered.settled,
        technologySettled: entered.technologySettled,
      },
    };
  }
  if (kind === 'TERMINATION') {
    return {
      ...common,
      performed: { contractAmount: entered.contractAmount, technologyAmount: entered.technologyAmount },
    };
  }
  return common;
}

/** Asks for something once the contract is decided; what is asked for depends on its kind. */
export function ChangeRequest({
  contract,
  kind,
  onClose,
}: {
  contract: Contract;
  kind: ChangeKind;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entered>();
  // One key for this form: pressing the button twice files one request.
  const [key] = useState(idempotencyKey);
  const id = contract.id ?? '';
  const file = useMutation({
    mutationFn: (entered: Entered) =>
      body(
        api.POST('/api/v1/tenants/{code}/contracts/{id}/changes', {
          params: { path: { code, id }, header: { 'Idempotency-Key': key } },
          body: formOf(contract, kind, entered) as never,
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['changes', code, id] });
      void message.success(t('registration.changes.sent'));
      onClose();
    },
  });
  const required = { required: true, message: t('shared.required') };
  const amount = { pattern: AMOUNT, message: t('shared.amountFormat') };
  const itemised = kind === 'AMENDMENT' && (contract.items ?? []).length > 0;
  const amounts = (kind === 'AMENDMENT' && !itemised) || kind === 'TERMINATION';
  const rules = useFilingForm(itemised ? contract.type : null, contract.subtype);
  return (
    <Modal
      open
      width={itemised ? 860 : undefined}
      title={t(`registration.changes.kind.${kind}`)}
      okText={t('registration.changes.send')}
      okButtonProps={{ 'data-testid': 'change-send', danger: kind === 'REVOCATION' } as ButtonProps}
      confirmLoading={file.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {file.error && <Problem error={file.error} />}
      <Alert type="info" showIcon title={t(`registration.changes.effect.${kind}`)} />
      <Form
        form={form}
        layout="vertical"
        style={{ marginTop: 12 }}
        initialValues={{
          effectiveOn: now(),
          title: contract.title,
          items: amendmentOf(contract).items,
          contractAmount: contract.contractAmount,
          technologyAmount: contract.assessedTechnologyAmount ?? contract.declaredTechnologyAmount,
          validity: [
            contract.validFrom ? dayjs(contract.validFrom) : null,
            contract.validUntil ? dayjs(contract.validUntil) : null,
          ],
        }}
        onFinish={(entered) => file.mutate(entered)}
      >
        <Form.Item name="reason" label={t('registration.changes.reason')} rules={[required]}>
          <Input.TextArea rows={3} maxLength={2000} data-testid="change-reason" />
        </Form.Item>
        {kind !== 'OBJECTION' && (
          <Form.Item name="effectiveOn" label={t('registration.changes.effectiveOn')} rules={[required]}>
            <DatePicker style={{ width: '100%' }} maxDate={now()} />
          </Form.Item>
        )}
        {kind === 'AMENDMENT' && (
          <>
            <Form.Item name="title" label={t('registration.changes.field.title')} rules={[required]}>
              <Input maxLength={300} />
            </Form.Item>
            <Form.Item name="validity" label={t('registration.changes.validity')}>
              <DatePicker.RangePicker style={{ width: '100%' }} allowEmpty={[true, true]} />
            </Form.Item>
          </>
        )}
        {itemised && <PriceStep rules={rules.data} />}
        {amounts && (
          <>
            <Form.Item
              name="contractAmount"
              label={t(kind === 'AMENDMENT' ? 'contract.contractAmountYuan' : 'registration.changes.performedAmount')}
              rules={[required, amount]}
            >
              <Input inputMode="decimal" data-testid="change-contract-amount" />
            </Form.Item>
            <Form.Item
              name="technologyAmount"
              label={t(
                kind === 'AMENDMENT' ? 'contract.technologyAmountYuan' : 'registration.changes.performedTechnology',
              )}
              rules={[required, amount]}
            >
              <Input inputMode="decimal" data-testid="change-technology-amount" />
            </Form.Item>
          </>
        )}
        {kind === 'SETTLEMENT' && (
          <>
            <Form.Item name="period" label={t('registration.changes.period')} rules={[required]}>
              <DatePicker.RangePicker style={{ width: '100%' }} maxDate={now()} />
            </Form.Item>
            <Form.Item name="settled" label={t('registration.changes.settledAmount')} rules={[required, amount]}>
              <Input inputMode="decimal" />
            </Form.Item>
            <Form.Item
              name="technologySettled"
              label={t('registration.changes.settledTechnology')}
              rules={[required, amount]}
            >
              <Input inputMode="decimal" />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}
