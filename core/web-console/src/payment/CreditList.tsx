import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Input, Modal, Space } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { CreditListing } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatInstant, now } from '../shared/dates';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';
import { Ask } from './Ask';
import { SendFile } from './SendFile';

const ISO = 'YYYY-MM-DD';

/** Who is paid nothing for the time being, by this tenant's list and those above it. */
export function CreditList() {
  const { t } = useTranslation();
  const name = useName();
  const { code, tree, can } = useTenant();
  const cache = useQueryClient();
  const [entering, setEntering] = useState(false);
  const [lifting, setLifting] = useState<CreditListing>();
  const changed = () => {
    setEntering(false);
    setLifting(undefined);
    void cache.invalidateQueries();
  };
  const take = useMutation({
    mutationFn: async (form: FormData): Promise<{ entered?: number; known?: number }> =>
      body(
        api.POST('/api/v1/tenants/{code}/credit-listings/imports', {
          params: { path: { code } },
          // The browser itself must write the multipart boundary.
          body: form as never,
          bodySerializer: () => form,
        }),
      ),
    onSuccess: changed,
  });
  const lift = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/credit-listings/{id}/lifting', {
          params: { path: { code, id } },
          body: { reason },
        }),
      ),
    onSuccess: changed,
  });
  return (
    <>
      <div className="panel-head">
        <p className="muted">{t('payment.creditHint')}</p>
        {can('PAY') && (
          <Space>
            <Button onClick={() => setEntering(true)} data-testid="enter-listing">
              {t('payment.enterListing')}
            </Button>
            <SendFile
              label={t('payment.importListings')}
              accept=".csv"
              pending={take.isPending}
              testId="listing-file"
              onFile={(form) => take.mutate(form)}
            />
          </Space>
        )}
      </div>
      {take.error && <Problem error={take.error} />}
      {take.data && (
        <Alert
          showIcon
          type="success"
          title={t('payment.listingsTaken', { entered: take.data.entered, known: take.data.known })}
        />
      )}
      <PagedTable<CreditListing>
        queryKey={['credit-listings', code]}
        label={t('payment.credit')}
        testId="credit-listings"
        rowTestId="credit-listing"
        rowKey={(one) => one.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/credit-listings', { params: { path: { code }, query: { cursor, limit } } }),
          )
        }
        columns={[
          { title: t('payment.code'), render: (_, one) => <span className="mono">{one.beneficiaryCode}</span> },
          { title: t('payment.name'), dataIndex: 'name' },
          { title: t('payment.source'), dataIndex: 'source' },
          { title: t('payment.document'), dataIndex: 'document' },
          { title: t('payment.days'), render: (_, one) => `${one.from} – ${one.until ?? ''}` },
          { title: t('payment.keptBy'), render: (_, one) => name(findTenant(tree, one.tenant ?? 0)) || one.tenant },
          { title: t('payment.enteredBy'), render: (_, one) => `${one.enteredBy} ${formatInstant(one.enteredAt)}` },
          {
            title: '',
            render: (_, one) =>
              one.liftedAt ? (
                `${t('payment.lifted')} · ${one.liftedBy} · ${one.liftReason}`
              ) : can('PAY') && one.tenant === code ? (
                <Button size="small" onClick={() => setLifting(one)} data-testid="lift-listing">
                  {t('payment.liftListing')}
                </Button>
              ) : null,
          },
        ]}
      />
      {lifting && (
        <Ask
          title={t('payment.liftListing')}
          hint={`${lifting.name} · ${lifting.document}`}
          error={lift.error}
          pending={lift.isPending}
          onClose={() => setLifting(undefined)}
          onReason={(reason) => lift.mutate({ id: lifting.id ?? '', reason })}
        />
      )}
      {entering && <Enter onClose={() => setEntering(false)} onDone={changed} />}
    </>
  );
}

interface Entered {
  beneficiaryCode: string;
  name: string;
  source: string;
  document: string;
  from: Dayjs;
  until?: Dayjs;
}

function Enter({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<Entered>();
  const enter = useMutation({
    mutationFn: ({ from, until, ...entered }: Entered) =>
      body(
        api.POST('/api/v1/tenants/{code}/credit-listings', {
          params: { path: { code } },
          body: { ...entered, from: from.format(ISO), until: until?.format(ISO) },
        }),
      ),
    onSuccess: onDone,
  });
  const required = [{ required: true, whitespace: true, message: t('shared.required') }];
  return (
    <Modal
      open
      title={t('payment.enterListing')}
      confirmLoading={enter.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {enter.error && <Problem error={enter.error} />}
      <Form form={form} layout="vertical" initialValues={{ from: now() }} onFinish={(entered) => enter.mutate(entered)}>
        <Form.Item name="beneficiaryCode" label={t('payment.code')} rules={required}>
          <Input maxLength={18} />
        </Form.Item>
        <Form.Item name="name" label={t('payment.name')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="source" label={t('payment.source')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="document" label={t('payment.document')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Space size="large">
          <Form.Item name="from" label={t('payment.from')} rules={[{ required: true }]}>
            <DatePicker />
          </Form.Item>
          <Form.Item name="until" label={t('payment.until')}>
            <DatePicker />
          </Form.Item>
        </Space>
      </Form>
    </Modal>
  );
}
