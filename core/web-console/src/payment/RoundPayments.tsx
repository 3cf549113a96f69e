import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Alert,
  Button,
  DatePicker,
  Form,
  Input,
  InputNumber,
  Modal,
  Popconfirm,
  Select,
  Space,
  Switch,
  Table,
} from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body, download, idempotencyKey } from '../api/client';
import type { Payment, PaymentBatch, PaymentPreparation } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatInstant, now } from '../shared/dates';
import { formatYuan } from '../shared/money';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { Ask } from './Ask';
import { Standing } from './Standing';

const STATUSES = ['READY', 'SENT', 'SUCCEEDED', 'FAILED', 'RETURNED', 'CANCELLED'] as const;

/** One round on its way to the bank: what the checks say, its batches and their files, and every payment. */
export function RoundPayments() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { code, can } = useTenant();
  const [again, setAgain] = useState(false);
  const [preparing, setPreparing] = useState(false);
  const checks = useQuery({
    queryKey: ['payment-checks', code, id, again],
    queryFn: async (): Promise<PaymentPreparation> =>
      body(
        api.GET('/api/v1/tenants/{code}/rounds/{id}/batches/checks', {
          params: { path: { code, id }, query: { again } },
        }),
      ),
  });
  return (
    <Page
      title={t('payment.roundTitle')}
      hint={t('payment.roundHint')}
      actions={
        can('PAY') && (
          <Button type="primary" onClick={() => setPreparing(true)} data-testid="prepare">
            {t('payment.prepare')}
          </Button>
        )
      }
    >
      <section className="panel" data-testid="payment-checks">
        <div className="panel-head">
          <h2>{t('payment.checks')}</h2>
          <Space>
            <Switch checked={again} onChange={setAgain} aria-label={t('payment.again')} data-testid="again" />
            <span>{t('payment.again')}</span>
          </Space>
        </div>
        {checks.error && <Problem error={checks.error} onRetry={() => void checks.refetch()} />}
        {checks.data && (
          <>
            <p data-testid="payable">
              {t('payment.payable', { count: checks.data.payable ?? 0, total: formatYuan(checks.data.total) })}
            </p>
            <Findings rows={checks.data.findings} />
          </>
        )}
      </section>
      <Batches round={id} />
      <Payments round={id} />
      {preparing && <Prepare round={id} again={again} onClose={() => setPreparing(false)} />}
    </Page>
  );
}

function Findings({ rows }: { rows: PaymentPreparation['findings'] }) {
  const { t } = useTranslation();
  const text = useLocalText();
  if (!rows || rows.length === 0) {
    return <Alert type="success" showIcon title={t('payment.nothingFound')} />;
  }
  return (
    <Table
      size="small"
      aria-label={t('payment.findings')}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      rowKey={(row) => `${row.item}${row.check}`}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('payment.number'), dataIndex: 'number' },
        { title: t('payment.beneficiary'), dataIndex: 'beneficiaryName' },
        { title: t('payment.amount'), align: 'right', render: (_, row) => <Amount value={row.amount} /> },
        { title: t('payment.check'), render: (_, row) => t(`payment.checkCode.${row.check}`, row.check ?? '') },
        { title: t('payment.detail'), render: (_, row) => text(row.detail) },
      ]}
    />
  );
}

interface Entered {
  payer: string;
  payerBank: string;
  payerAccount: string;
  executionDay: Dayjs;
  most: number;
}

function Prepare({ round, again, onClose }: { round: string; again: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<Entered>();
  const known = useQuery({
    queryKey: ['payment-batches', code, round, 'last'],
    queryFn: async (): Promise<{ items?: PaymentBatch[] | null }> =>
      body(
        api.GET('/api/v1/tenants/{code}/rounds/{id}/batches', {
          params: { path: { code, id: round }, query: { limit: 1 } },
        }),
      ),
  });
  const prepare = useMutation({
    mutationFn: ({ executionDay, ...entered }: Entered) =>
      body(
        api.POST('/api/v1/tenants/{code}/rounds/{id}/batches', {
          params: { path: { code, id: round }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: { ...entered, executionDay: executionDay.format('YYYY-MM-DD'), again },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries();
      onClose();
    },
  });
  const required = [{ required: true, whitespace: true, message: t('shared.required') }];
  const last = known.data?.items?.[0];
  if (known.isLoading) {
    return null;
  }
  return (
    <Modal
      open
      title={t('payment.prepare')}
      confirmLoading={prepare.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('payment.prepareHint')}</p>
      {prepare.error && <Problem error={prepare.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          payer: last?.payer,
          payerBank: last?.payerBank,
          payerAccount: last?.payerAccount,
          executionDay: now(),
          most: 1000,
        }}
        onFinish={(entered) => prepare.mutate(entered)}
      >
        <Form.Item name="payer" label={t('payment.payer')} rules={required}>
          <Input maxLength={140} data-testid="payer" />
        </Form.Item>
        <Form.Item name="payerBank" label={t('payment.payerBank')} rules={required}>
          <Input maxLength={140} data-testid="payer-bank" />
        </Form.Item>
        <Form.Item name="payerAccount" label={t('payment.payerAccount')} rules={required}>
          <Input maxLength={40} inputMode="numeric" data-testid="payer-account" />
        </Form.Item>
        <Space size="large">
          <Form.Item name="executionDay" label={t('payment.executionDay')} rules={[{ required: true }]}>
            <DatePicker disabledDate={(day) => day.isBefore(now(), 'day')} />
          </Form.Item>
          <Form.Item name="most" label={t('payment.most')} rules={[{ required: true }]}>
            <InputNumber min={1} max={100000} precision={0} />
          </Form.Item>
        </Space>
      </Form>
    </Modal>
  );
}

function Batches({ round }: { round: string }) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const [withdrawing, setWithdrawing] = useState<PaymentBatch>();
  const changed = () => {
    setWithdrawing(undefined);
    void cache.invalidateQueries();
  };
  const path = (batch: PaymentBatch) => ({ code, id: round, batch: batch.id ?? '' });
  const send = useMutation({
    mutationFn: (batch: PaymentBatch) =>
      body(api.POST('/api/v1/tenants/{code}/rounds/{id}/batches/{batch}/dispatch', { params: { path: path(batch) } })),
    onSuccess: changed,
  });
  const withdraw = useMutation({
    mutationFn: ({ batch, reason }: { batch: PaymentBatch; reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/rounds/{id}/batches/{batch}/cancellation', {
          params: { path: path(batch) },
          body: { reason },
        }),
      ),
    onSuccess: changed,
  });
  const file = useMutation({
    mutationFn: ({ batch, format }: { batch: PaymentBatch; format: 'XML' | 'CSV' }) =>
      download(
        `/api/v1/tenants/${code}/rounds/${round}/batches/${batch.id}/file?format=${format}`,
        `payments-${code}-${batch.number}.${format.toLowerCase()}`,
      ),
  });
  const error = send.error ?? file.error;
  return (
    <>
      <h2>{t('payment.batches')}</h2>
      {error && <Problem error={error} />}
      <PagedTable<PaymentBatch>
        queryKey={['payment-batches', code, round]}
        label={t('payment.batches')}
        testId="payment-batches"
        rowTestId="payment-batch"
        rowKey={(batch) => batch.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/rounds/{id}/batches', {
              params: { path: { code, id: round }, query: { cursor, limit } },
            }),
          )
        }
        columns={[
          { title: t('payment.batchNumber'), dataIndex: 'number' },
          { title: t('payment.standing'), render: (_, batch) => <Standing code={batch.status} /> },
          { title: t('payment.count'), dataIndex: 'payments', align: 'right' },
          { title: t('payment.total'), align: 'right', render: (_, batch) => <Amount value={batch.total} /> },
          {
            title: t('payment.outcome'),
            render: (_, batch) =>
              STATUSES.filter((status) => batch.byStatus?.[status])
                .map((status) => `${t(`payment.status.${status}`)} ${batch.byStatus?.[status]}`)
                .join(' · '),
          },
          { title: t('payment.executionDay'), dataIndex: 'executionDay' },
          {
            title: t('payment.preparedBy'),
            render: (_, batch) => `${batch.preparedBy} ${formatInstant(batch.preparedAt)}`,
          },
          {
            title: t('payment.hash'),
            render: (_, batch) => (
              <span className="mono" title={`XML ${batch.xmlHash}\nCSV ${batch.csvHash}`}>
                {batch.xmlHash?.slice(0, 8)}
              </span>
            ),
          },
          {
            title: '',
            render: (_, batch) =>
              can('PAY') && (
                <Space>
                  {batch.status === 'PREPARED' && (
                    <>
                      <Popconfirm title={t('payment.sendHint')} onConfirm={() => send.mutate(batch)}>
                        <Button type="primary" size="small" loading={send.isPending} data-testid="send">
                          {t('payment.send')}
                        </Button>
                      </Popconfirm>
                      <Button size="small" onClick={() => setWithdrawing(batch)} data-testid="withdraw">
                        {t('payment.withdraw')}
                      </Button>
                    </>
                  )}
                  {(batch.status === 'SENT' || batch.status === 'SETTLED') &&
                    (['XML', 'CSV'] as const).map((format) => (
                      <Button
                        key={format}
                        size="small"
                        onClick={() => file.mutate({ batch, format })}
                        data-testid={`file-${format}`}
                      >
                        {format === 'XML' ? 'pain.001' : 'CSV'}
                      </Button>
                    ))}
                </Space>
              ),
          },
        ]}
      />
      {withdrawing && (
        <Ask
          title={t('payment.withdraw')}
          hint={t('payment.withdrawHint')}
          error={withdraw.error}
          pending={withdraw.isPending}
          onClose={() => setWithdrawing(undefined)}
          onReason={(reason) => withdraw.mutate({ batch: withdrawing, reason })}
        />
      )}
    </>
  );
}

function Payments({ round }: { round: string }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [status, setStatus] = useState<(typeof STATUSES)[number]>();
  return (
    <>
      <div className="panel-head">
        <h2>{t('payment.payments')}</h2>
        <Select
          allowClear
          style={{ width: 180 }}
          placeholder={t('payment.anyStatus')}
          aria-label={t('payment.standing')}
          value={status}
          onChange={setStatus}
          options={STATUSES.map((value) => ({ value, label: t(`payment.status.${value}`) }))}
        />
      </div>
      <PagedTable<Payment>
        queryKey={['payments', code, round, status]}
        label={t('payment.payments')}
        testId="payments"
        rowTestId="payment"
        rowKey={(one) => one.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/payments', {
              params: { path: { code }, query: { round, status, cursor, limit } },
            }),
          )
        }
        columns={[
          { title: t('payment.batchNumber'), render: (_, one) => `${one.batchNumber}-${one.position}` },
          { title: t('payment.number'), dataIndex: 'number' },
          { title: t('payment.payee'), dataIndex: 'payee' },
          {
            title: t('payment.account'),
            render: (_, one) => (
              <>
                <span className="mono">{one.account}</span>
                <br />
                <span className="muted">{one.bank}</span>
              </>
            ),
          },
          { title: t('payment.amount'), align: 'right', render: (_, one) => <Amount value={one.amount} /> },
          { title: t('payment.attempt'), dataIndex: 'attempt', align: 'right' },
          { title: t('payment.standing'), render: (_, one) => <Standing code={one.status} /> },
          {
            title: t('payment.bankSays'),
            render: (_, one) => [one.bankReason, one.bankReference, one.bankDay].filter(Boolean).join(' · ') || '—',
          },
          { title: t('payment.endToEndId'), render: (_, one) => <span className="mono">{one.endToEndId}</span> },
        ]}
      />
    </>
  );
}
