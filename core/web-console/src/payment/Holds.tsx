import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { PayeeAccount, PaymentHold } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatInstant } from '../shared/dates';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { Ask } from './Ask';

/** Approved items that wait, what lets them go, and accounts that replace those of claims. */
export function Holds() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const [lifting, setLifting] = useState<PaymentHold>();
  const [correcting, setCorrecting] = useState<PaymentHold>();
  const lift = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/payment-holds/{id}/lifting', {
          params: { path: { code, id } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      setLifting(undefined);
      void cache.invalidateQueries();
    },
  });
  return (
    <>
      <p className="muted">{t('payment.holdsHint')}</p>
      <PagedTable<PaymentHold>
        queryKey={['payment-holds', code]}
        label={t('payment.holds')}
        testId="payment-holds"
        rowTestId="payment-hold"
        rowKey={(hold) => hold.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/payment-holds', { params: { path: { code }, query: { cursor, limit } } }),
          )
        }
        columns={[
          { title: t('payment.number'), dataIndex: 'number' },
          { title: t('payment.beneficiary'), dataIndex: 'beneficiaryName' },
          { title: t('payment.amount'), align: 'right', render: (_, hold) => <Amount value={hold.amount} /> },
          {
            title: t('payment.check'),
            render: (_, hold) => <Tag color="gold">{t(`payment.checkCode.${hold.check}`, hold.check ?? '')}</Tag>,
          },
          { title: t('payment.detail'), render: (_, hold) => text(hold.detail) },
          { title: t('payment.heldBy'), render: (_, hold) => `${hold.setBy} ${formatInstant(hold.setAt)}` },
          {
            title: '',
            render: (_, hold) =>
              can('PAY') && (
                <Space>
                  <Button
                    size="small"
                    disabled={Boolean(hold.own)}
                    title={hold.own ? t('payment.anotherPerson') : undefined}
                    onClick={() => setLifting(hold)}
                    data-testid="lift"
                  >
                    {t('payment.lift')}
                  </Button>
                  <Button size="small" onClick={() => setCorrecting(hold)} data-testid="correct">
                    {t('payment.correct')}
                  </Button>
                </Space>
              ),
          },
        ]}
      />
      <Accounts />
      {lifting && (
        <Ask
          title={t('payment.lift')}
          hint={text(lifting.detail)}
          error={lift.error}
          pending={lift.isPending}
          onClose={() => setLifting(undefined)}
          onReason={(reason) => lift.mutate({ id: lifting.id ?? '', reason })}
        />
      )}
      {correcting && <Correct hold={correcting} onClose={() => setCorrecting(undefined)} />}
    </>
  );
}

interface Entered {
  payee: string;
  bank: string;
  account: string;
  document: string;
}

function Correct({ hold, onClose }: { hold: PaymentHold; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<Entered>();
  const enter = useMutation({
    mutationFn: (entered: Entered) =>
      body(
        api.POST('/api/v1/tenants/{code}/payee-accounts', {
          params: { path: { code } },
          body: { ...entered, item: hold.item ?? undefined },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries();
      onClose();
    },
  });
  const required = [{ required: true, whitespace: true, message: t('shared.required') }];
  return (
    <Modal
      open
      title={t('payment.correct')}
      confirmLoading={enter.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('payment.correctHint')}</p>
      {enter.error && <Problem error={enter.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ payee: hold.beneficiaryName }}
        onFinish={(entered) => enter.mutate(entered)}
      >
        <Form.Item name="payee" label={t('payment.payee')} rules={required}>
          <Input maxLength={140} />
        </Form.Item>
        <Form.Item name="bank" label={t('payment.bank')} rules={required}>
          <Input maxLength={140} />
        </Form.Item>
        <Form.Item name="account" label={t('payment.account')} rules={required}>
          <Input maxLength={40} inputMode="numeric" />
        </Form.Item>
        <Form.Item name="document" label={t('payment.document')} rules={required}>
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Accounts() {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const accounts = useQuery({
    queryKey: ['payee-accounts', code],
    queryFn: async (): Promise<{ items?: PayeeAccount[] | null }> =>
      body(api.GET('/api/v1/tenants/{code}/payee-accounts', { params: { path: { code } } })),
  });
  const decide = useMutation({
    mutationFn: ({ id, confirmed }: { id: string; confirmed: boolean }) =>
      body(
        api.POST('/api/v1/tenants/{code}/payee-accounts/{id}/decision', {
          params: { path: { code, id } },
          body: { confirmed },
        }),
      ),
    onSuccess: () => void cache.invalidateQueries(),
  });
  const error = accounts.error ?? decide.error;
  return (
    <section className="panel" data-testid="payee-accounts">
      <h2>{t('payment.accounts')}</h2>
      {error && <Problem error={error} />}
      <Table<PayeeAccount>
        size="small"
        aria-label={t('payment.accounts')}
        rowKey={(one) => one.id ?? ''}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        dataSource={accounts.data?.items ?? []}
        columns={[
          { title: t('payment.number'), dataIndex: 'number' },
          { title: t('payment.payee'), dataIndex: 'payee' },
          { title: t('payment.bank'), dataIndex: 'bank' },
          { title: t('payment.account'), render: (_, one) => <span className="mono">{one.account}</span> },
          { title: t('payment.document'), dataIndex: 'document' },
          { title: t('payment.enteredBy'), render: (_, one) => `${one.enteredBy} ${formatInstant(one.enteredAt)}` },
          {
            title: t('payment.standing'),
            render: (_, one) =>
              one.confirmed === null || one.confirmed === undefined ? (
                can('PAY') && !one.own ? (
                  <Space>
                    <Button
                      size="small"
                      type="primary"
                      onClick={() => decide.mutate({ id: one.id ?? '', confirmed: true })}
                      data-testid="confirm-account"
                    >
                      {t('payment.confirm')}
                    </Button>
                    <Button size="small" onClick={() => decide.mutate({ id: one.id ?? '', confirmed: false })}>
                      {t('payment.turnDown')}
                    </Button>
                  </Space>
                ) : (
                  t('payment.waitsForAnother')
                )
              ) : (
                `${one.confirmed ? t('payment.confirmed') : t('payment.turnedDown')} · ${one.decidedBy}`
              ),
          },
        ]}
      />
    </section>
  );
}
