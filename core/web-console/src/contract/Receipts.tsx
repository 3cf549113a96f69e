import { PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Modal, Table } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, idempotencyKey } from '../api/client';
import type { Contract, Receipt } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { AMOUNT } from '../shared/money';
import { Problem } from '../shared/Problem';

/** What really arrived, instalment by instalment: the base of the plan's subsidies. */
export function Receipts({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const [adding, setAdding] = useState(false);
  const id = contract.id ?? '';
  const receipts = useQuery({
    queryKey: ['receipts', code, id],
    queryFn: async (): Promise<{ items?: Receipt[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/contracts/{id}/receipts', {
          params: { path: { code, id } },
        }),
      ),
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('contract.receipts')}</h2>
        {can('RECEIPT_WRITE') && (
          <Button icon={<PlusOutlined />} onClick={() => setAdding(true)} data-testid="add-receipt">
            {t('contract.addReceipt')}
          </Button>
        )}
      </div>
      {receipts.error && <Problem error={receipts.error} onRetry={() => void receipts.refetch()} />}
      <Table<Receipt>
        size="small"
        aria-label={t('contract.receipts')}
        data-testid="receipts"
        pagination={false}
        loading={receipts.isPending}
        rowKey={(receipt) => String(receipt.sequence)}
        dataSource={receipts.data?.items ?? []}
        columns={[
          { title: t('contract.sequence'), dataIndex: 'sequence', width: 80 },
          { title: t('contract.receivedOn'), dataIndex: 'receivedOn' },
          {
            title: t('contract.receivedYuan'),
            align: 'right',
            render: (_, receipt) => <Amount value={receipt.received} />,
          },
          { title: t('contract.payer'), render: (_, receipt) => receipt.payer ?? '—' },
          { title: t('contract.evidence'), render: (_, receipt) => receipt.evidence ?? '—' },
        ]}
      />
      {adding && <ReceiptForm contract={contract} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface Entered {
  receivedOn: Dayjs;
  received: string;
  payer?: string;
  evidence?: string;
}

function ReceiptForm({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<Entered>();
  // One key for this form: pressing save twice records one receipt.
  const [key] = useState(idempotencyKey);
  const id = contract.id ?? '';
  const add = useMutation({
    mutationFn: ({ receivedOn, ...rest }: Entered) =>
      body(
        api.POST('/api/v1/tenants/{code}/contracts/{id}/receipts', {
          params: { path: { code, id }, header: { 'Idempotency-Key': key } },
          body: { ...rest, receivedOn: receivedOn.format('YYYY-MM-DD') },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['receipts', code, id] });
      void cache.invalidateQueries({ queryKey: ['contract', code, id] });
      onClose();
    },
  });
  const required = { required: true, message: t('shared.required') };
  return (
    <Modal
      open
      title={t('contract.addReceipt')}
      okText={t('shared.save')}
      confirmLoading={add.isPending}
      okButtonProps={{ htmlType: 'submit' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {add.error && <Problem error={add.error} />}
      <Form form={form} layout="vertical" onFinish={(entered) => add.mutate(entered)}>
        <Form.Item name="receivedOn" label={t('contract.receivedOn')} rules={[required]}>
          <DatePicker style={{ width: '100%' }} data-testid="receipt-date" />
        </Form.Item>
        <Form.Item
          name="received"
          label={t('contract.receivedYuan')}
          rules={[required, { pattern: AMOUNT, message: t('shared.amountFormat') }]}
        >
          <Input inputMode="decimal" data-testid="receipt-amount" />
        </Form.Item>
        <Form.Item name="payer" label={t('contract.payer')}>
          <Input />
        </Form.Item>
        <Form.Item name="evidence" label={t('contract.evidence')}>
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}
