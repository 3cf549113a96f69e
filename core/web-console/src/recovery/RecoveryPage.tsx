import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Descriptions, Form, Input, InputNumber, Modal, Skeleton, Space, Table, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { RecoveryCase, RecoveryOffset } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Ask } from '../payment/Ask';
import { Standing } from '../payment/Standing';
import { Amount } from '../shared/Amount';
import { formatInstant, now } from '../shared/dates';
import { AMOUNT } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';

const ISO = 'YYYY-MM-DD';
type Act = 'demand' | 'plan' | 'receive' | 'writeOff';

/** One recovery: what is owed to the day, the demand, the plan, what came back, and what can still be done. */
export function RecoveryPage() {
  const { t, i18n } = useTranslation();
  const { id = '' } = useParams();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const [act, setAct] = useState<Act>();
  const recovery = useQuery({
    queryKey: ['recovery', code, id],
    queryFn: async (): Promise<RecoveryCase> =>
      body(api.GET('/api/v1/tenants/{code}/recoveries/{id}', { params: { path: { code, id } } })),
  });
  const letter = useMutation({
    mutationFn: () =>
      download(`/api/v1/tenants/${code}/recoveries/${id}/letter?language=${i18n.language}`, `recovery-${id}.pdf`),
  });
  const done = () => {
    setAct(undefined);
    void cache.invalidateQueries();
  };
  const writeOff = useMutation({
    mutationFn: (reason: string) =>
      body(
        api.POST('/api/v1/tenants/{code}/recoveries/{id}/write-off', {
          params: { path: { code, id } },
          body: { reason },
        }),
      ),
    onSuccess: done,
  });
  if (recovery.error) {
    return <Problem error={recovery.error} onRetry={() => void recovery.refetch()} />;
  }
  const one = recovery.data;
  if (!one) {
    return <Skeleton active />;
  }
  const over = one.status === 'SETTLED' || one.status === 'WRITTEN_OFF';
  return (
    <Page
      title={
        <>
          {t('recovery.one')} · {one.number} <Standing code={one.status} />
        </>
      }
      hint={one.subject}
      actions={
        <Space wrap>
          {one.demandedOn && (
            <Button icon={<DownloadOutlined />} onClick={() => letter.mutate()} data-testid="recovery-letter">
              {t('recovery.letter')}
            </Button>
          )}
          {can('PAY') && !over && (
            <>
              {one.status === 'OPEN' && (
                <Button type="primary" onClick={() => setAct('demand')} data-testid="demand">
                  {t('recovery.demand')}
                </Button>
              )}
              {(one.status === 'DEMANDED' || one.status === 'PLAN') && (
                <Button onClick={() => setAct('plan')} data-testid="plan">
                  {t('recovery.plan')}
                </Button>
              )}
              <Button onClick={() => setAct('receive')} data-testid="receive">
                {t('recovery.receive')}
              </Button>
              <Button danger disabled={Boolean(one.approval)} onClick={() => setAct('writeOff')}>
                {t('recovery.writeOff')}
              </Button>
            </>
          )}
        </Space>
      }
    >
      {letter.error && <Problem error={letter.error} />}
      <section className="panel" data-testid="recovery-sheet">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, lg: 2 }}
          items={[
            { label: t('payment.beneficiary'), children: `${one.beneficiaryName} ${one.beneficiaryCode}` },
            { label: t('recovery.ground'), children: t(`recovery.grounds.${one.ground}`) },
            { label: t('recovery.principal'), children: <Amount value={one.principal} /> },
            { label: t('recovery.interestFrom'), children: one.interestFrom ?? t('recovery.noInterest') },
            {
              label: t('recovery.leftOn', { day: one.account?.day }),
              children: (
                <strong data-testid="left">
                  <Amount value={one.account?.total} />
                </strong>
              ),
            },
            {
              label: t('recovery.leftParts'),
              children: (
                <>
                  <Amount value={one.account?.principal} /> + <Amount value={one.account?.interest} />
                </>
              ),
            },
            {
              label: t('recovery.dueOn'),
              children: one.dueOn
                ? `${one.dueOn} (${t('recovery.workingDays', { count: one.workingDays ?? 0 })})`
                : '—',
            },
            { label: t('recovery.basis'), children: one.basis ?? '—' },
            { label: t('payment.reason'), children: one.reason },
            { label: t('payment.document'), children: one.document ?? '—' },
            { label: t('recovery.openedBy'), children: `${one.openedBy} ${formatInstant(one.openedAt)}` },
            {
              label: t('recovery.writtenOff'),
              children: one.writtenOff ? <Amount value={one.writtenOff} /> : one.approval ? t('recovery.asked') : '—',
            },
          ]}
        />
      </section>
      {(one.instalments ?? []).length > 0 && (
        <section className="panel" data-testid="instalments">
          <h2>{t('recovery.instalments')}</h2>
          <Table
            size="small"
            pagination={false}
            rowKey={(part) => String(part.number)}
            dataSource={one.instalments ?? []}
            columns={[
              { title: t('recovery.part'), dataIndex: 'number' },
              { title: t('recovery.dueOn'), dataIndex: 'dueOn' },
              { title: t('payment.amount'), align: 'right', render: (_, part) => <Amount value={part.amount} /> },
              { title: t('recovery.paidOf'), align: 'right', render: (_, part) => <Amount value={part.paid} /> },
              { title: '', render: (_, part) => part.overdue && <Tag color="error">{t('recovery.overdue')}</Tag> },
            ]}
          />
        </section>
      )}
      <section className="panel" data-testid="recovery-receipts">
        <h2>{t('recovery.receipts')}</h2>
        <Table
          size="small"
          pagination={false}
          scroll={{ x: 'max-content' }}
          rowKey={(receipt) => receipt.id ?? ''}
          dataSource={one.receipts ?? []}
          columns={[
            { title: t('recovery.part'), dataIndex: 'sequence' },
            { title: t('recovery.receivedOn'), dataIndex: 'receivedOn' },
            { title: t('recovery.kind'), render: (_, receipt) => t(`recovery.kinds.${receipt.kind}`) },
            {
              title: t('recovery.reference'),
              render: (_, receipt) => <span className="mono">{receipt.reference}</span>,
            },
            { title: t('payment.amount'), align: 'right', render: (_, receipt) => <Amount value={receipt.amount} /> },
            {
              title: t('recovery.toInterest'),
              align: 'right',
              render: (_, receipt) => <Amount value={receipt.interest} />,
            },
            {
              title: t('recovery.toPrincipal'),
              align: 'right',
              render: (_, receipt) => <Amount value={receipt.principal} />,
            },
            {
              title: t('recovery.bookedBy'),
              render: (_, receipt) => `${receipt.bookedBy} ${formatInstant(receipt.bookedAt)}`,
            },
          ]}
        />
      </section>
      {!over && <Offsets id={id} onDone={done} />}
      {act === 'demand' && <Demand id={id} onClose={() => setAct(undefined)} onDone={done} />}
      {act === 'plan' && <Plan id={id} onClose={() => setAct(undefined)} onDone={done} />}
      {act === 'receive' && <Receive id={id} onClose={() => setAct(undefined)} onDone={done} />}
      {act === 'writeOff' && (
        <Ask
          title={t('recovery.writeOff')}
          hint={t('recovery.writeOffHint')}
          error={writeOff.error}
          pending={writeOff.isPending}
          onClose={() => setAct(undefined)}
          onReason={(reason) => writeOff.mutate(reason)}
        />
      )}
    </Page>
  );
}

interface Doing {
  id: string;
  onClose: () => void;
  onDone: () => void;
}

function Demand({ id, onClose, onDone }: Doing) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<{ workingDays: number; basis: string; payTo: string }>();
  const demand = useMutation({
    mutationFn: (entered: { workingDays: number; basis: string; payTo: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/recoveries/{id}/demand', { params: { path: { code, id } }, body: entered }),
      ),
    onSuccess: onDone,
  });
  const required = [{ required: true, message: t('shared.required') }];
  return (
    <Modal
      open
      title={t('recovery.demand')}
      confirmLoading={demand.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('recovery.demandHint')}</p>
      {demand.error && <Problem error={demand.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ workingDays: 15 }}
        onFinish={(entered) => demand.mutate(entered)}
      >
        <Form.Item name="workingDays" label={t('recovery.days')} rules={required}>
          <InputNumber min={1} max={250} precision={0} />
        </Form.Item>
        <Form.Item name="basis" label={t('recovery.basis')} rules={required}>
          <Input.TextArea rows={2} maxLength={2000} data-testid="demand-basis" />
        </Form.Item>
        <Form.Item name="payTo" label={t('recovery.payTo')} rules={required}>
          <Input.TextArea rows={2} maxLength={2000} data-testid="demand-pay-to" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Plan({ id, onClose, onDone }: Doing) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<{ parts: number; first: Dayjs }>();
  const plan = useMutation({
    mutationFn: ({ parts, first }: { parts: number; first: Dayjs }) =>
      body(
        api.PUT('/api/v1/tenants/{code}/recoveries/{id}/plan', {
          params: { path: { code, id } },
          body: { parts, first: first.format(ISO) },
        }),
      ),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={t('recovery.plan')}
      confirmLoading={plan.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('recovery.planHint')}</p>
      {plan.error && <Problem error={plan.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ parts: 3, first: now().add(1, 'month') }}
        onFinish={(entered) => plan.mutate(entered)}
      >
        <Form.Item name="parts" label={t('recovery.parts')} rules={[{ required: true }]}>
          <InputNumber min={1} max={60} precision={0} />
        </Form.Item>
        <Form.Item name="first" label={t('recovery.first')} rules={[{ required: true }]}>
          <DatePicker disabledDate={(day) => !day.isAfter(now(), 'day')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Receive({ id, onClose, onDone }: Doing) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<{ reference: string; receivedOn: Dayjs; amount: string }>();
  const receive = useMutation({
    mutationFn: ({ receivedOn, ...entered }: { reference: string; receivedOn: Dayjs; amount: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/recoveries/{id}/receipts', {
          params: { path: { code, id } },
          body: { ...entered, receivedOn: receivedOn.format(ISO) },
        }),
      ),
    onSuccess: onDone,
  });
  const required = [{ required: true, message: t('shared.required') }];
  return (
    <Modal
      open
      title={t('recovery.receive')}
      confirmLoading={receive.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {receive.error && <Problem error={receive.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ receivedOn: now() }}
        onFinish={(entered) => receive.mutate(entered)}
      >
        <Form.Item
          name="reference"
          label={t('recovery.reference')}
          extra={t('recovery.referenceHint')}
          rules={required}
        >
          <Input maxLength={200} data-testid="receipt-reference" />
        </Form.Item>
        <Form.Item name="receivedOn" label={t('recovery.receivedOn')} rules={required}>
          <DatePicker disabledDate={(day) => day.isAfter(now(), 'day')} />
        </Form.Item>
        <Form.Item
          name="amount"
          label={t('payment.amount')}
          rules={[...required, { pattern: AMOUNT, message: t('shared.amountFormat') }]}
        >
          <Input inputMode="decimal" data-testid="receipt-amount" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Offsets({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code, can } = useTenant();
  const offsets = useQuery({
    queryKey: ['recovery-offsets', code, id],
    queryFn: async (): Promise<{ items?: RecoveryOffset[] | null }> =>
      body(api.GET('/api/v1/tenants/{code}/recoveries/{id}/offsets', { params: { path: { code, id } } })),
  });
  const offset = useMutation({
    mutationFn: (item: string) =>
      body(
        api.POST('/api/v1/tenants/{code}/recoveries/{id}/offsets', {
          params: { path: { code, id } },
          body: { item },
        }),
      ),
    onSuccess: onDone,
  });
  const rows = offsets.data?.items ?? [];
  const error = offsets.error ?? offset.error;
  return (
    <section className="panel" data-testid="recovery-offsets">
      <h2>{t('recovery.offsets')}</h2>
      <p className="muted">{t('recovery.offsetsHint')}</p>
      {error && <Problem error={error} />}
      <Table<RecoveryOffset>
        size="small"
        pagination={false}
        rowKey={(one) => one.item ?? ''}
        dataSource={rows}
        locale={{ emptyText: t('recovery.noOffsets') }}
        columns={[
          { title: t('payment.round'), render: (_, one) => text(one.roundTitle) },
          { title: t('payment.number'), dataIndex: 'number' },
          { title: t('recovery.payable'), align: 'right', render: (_, one) => <Amount value={one.payable} /> },
          {
            title: '',
            render: (_, one) =>
              can('PAY') && (
                <Button
                  size="small"
                  loading={offset.isPending}
                  onClick={() => offset.mutate(one.item ?? '')}
                  data-testid="set-off"
                >
                  {t('recovery.setOff')}
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}
