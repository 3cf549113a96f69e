import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, idempotencyKey } from '../api/client';
import type { ApprovalDetails } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { useOfficers } from './queries';

export type Asked = 'APPROVE' | 'REJECT' | 'RETURN' | 'DELEGATE' | 'REASSIGN' | 'ADD_SIGNER' | 'WITHDRAW';

interface Entered {
  to?: number;
  account?: string;
  from?: string;
  where?: 'BEFORE' | 'WITH' | 'AFTER';
  note?: string;
}

interface Props {
  approval: ApprovalDetails;
  asked: Asked;
  onDone: () => void;
  onClose: () => void;
}

const PATHS = {
  APPROVE: 'signatures',
  REJECT: 'signatures',
  RETURN: 'returns',
  DELEGATE: 'delegations',
  REASSIGN: 'delegations',
  ADD_SIGNER: 'signers',
  WITHDRAW: 'withdrawal',
} as const;

/** Asks for what an act needs, and does it on the step that the reader saw. */
export function ActionDialog({ approval, asked, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const [form] = Form.useForm<Entered>();
  const [key] = useState(idempotencyKey);
  const open = (approval.steps ?? []).find((step) => step.state === 'OPEN');
  const names = asked === 'DELEGATE' || asked === 'REASSIGN' || asked === 'ADD_SIGNER';
  const officers = useOfficers(names);
  const act = useMutation({
    mutationFn: ({ note, to, account, from, where }: Entered) => {
      const step = open?.number;
      const sent = {
        APPROVE: { step, approved: true, note },
        REJECT: { step, approved: false, note },
        RETURN: { step, to, note },
        DELEGATE: { step, to: account, note },
        REASSIGN: { step, to: account, from, note },
        ADD_SIGNER: { step, account, where, note },
        WITHDRAW: { note },
      }[asked];
      return body(
        api.POST(`/api/v1/tenants/{code}/approvals/{id}/${PATHS[asked]}`, {
          params: { path: { code, id: approval.one?.id ?? '' }, header: { 'Idempotency-Key': key } },
          body: sent as never,
        } as never),
      );
    },
    onSuccess: onDone,
  });
  const needsNote = asked === 'REJECT' || asked === 'RETURN' || asked === 'WITHDRAW';
  const required = [{ required: true, message: t('shared.required') }];
  const before = (approval.steps ?? []).slice(
    0,
    (approval.steps ?? []).findIndex((step) => step.number === open?.number),
  );
  const error = act.error ?? officers.error;
  const choices = (officers.data?.items ?? []).map((one) => ({
    value: one.account,
    label: `${one.name}（${(one.roles ?? []).map((role) => t(`approval.role.${role}`)).join('、')}）`,
  }));
  return (
    <Modal
      open
      title={t(`approval.ask.${asked}`)}
      okText={t(`approval.do.${asked}`)}
      okButtonProps={{ danger: asked === 'REJECT' || asked === 'WITHDRAW' }}
      cancelText={t('shared.cancel')}
      confirmLoading={act.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error && <Problem error={error} />}
      {asked === 'APPROVE' && (approval.actsFor ?? []).length > 0 && (
        <p>{t('approval.youActFor', { names: approval.actsFor?.join('、') })}</p>
      )}
      <Form form={form} layout="vertical" initialValues={{ where: 'WITH' }} onFinish={(entered) => act.mutate(entered)}>
        {asked === 'RETURN' && (
          <Form.Item name="to" label={t('approval.returnTo')} rules={required}>
            <Select
              data-testid="approval-return-to"
              options={before.map((step) => ({ value: step.number, label: text(step.name) }))}
            />
          </Form.Item>
        )}
        {asked === 'REASSIGN' && (
          <Form.Item name="from" label={t('approval.inPlaceOf')} rules={required}>
            <Select
              options={(open?.waitedFor ?? []).map((one) => ({ value: one.account, label: one.name }))}
              data-testid="approval-in-place-of"
            />
          </Form.Item>
        )}
        {names && (
          <Form.Item name="account" label={t('approval.person')} rules={required}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={choices} data-testid="approval-person" />
          </Form.Item>
        )}
        {asked === 'ADD_SIGNER' && (
          <Form.Item name="where" label={t('approval.where')}>
            <Radio.Group
              options={(['BEFORE', 'WITH', 'AFTER'] as const).map((value) => ({
                value,
                label: t(`approval.whereIs.${value}`),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="note" label={t('approval.note')} rules={needsNote ? required : []}>
          <Input.TextArea rows={3} maxLength={2000} data-testid="approval-note" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
