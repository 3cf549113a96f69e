import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body, idempotencyKey } from '../api/client';
import type { RecoveryCase, RecoveryFinding } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Standing } from '../payment/Standing';
import { Amount } from '../shared/Amount';
import { AMOUNT } from '../shared/money';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';

const GROUNDS = ['REASSESSED', 'REVOKED', 'FRAUD', 'ERROR'] as const;

/** Where more was paid than is owed, and what is being claimed back. */
export function RecoveriesPage() {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const [opening, setOpening] = useState<RecoveryFinding>();
  const [stating, setStating] = useState(false);
  const findings = useQuery({
    queryKey: ['recovery-findings', code],
    queryFn: async (): Promise<{ items?: RecoveryFinding[] | null }> =>
      body(api.GET('/api/v1/tenants/{code}/recoveries/findings', { params: { path: { code } } })),
  });
  return (
    <Page
      title={t('recovery.title')}
      hint={t('recovery.hint')}
      actions={
        can('PAY') && (
          <Button onClick={() => setStating(true)} data-testid="state-recovery">
            {t('recovery.state')}
          </Button>
        )
      }
    >
      <section className="panel" data-testid="recovery-findings">
        <h2>{t('recovery.findings')}</h2>
        {findings.error && <Problem error={findings.error} onRetry={() => void findings.refetch()} />}
        <Table<RecoveryFinding>
          size="small"
          aria-label={t('recovery.findings')}
          rowKey={(one) => `${one.tenant}${one.entitlement}`}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          scroll={{ x: 'max-content' }}
          dataSource={findings.data?.items ?? []}
          locale={{ emptyText: t('recovery.nothingFound') }}
          columns={[
            {
              title: t('payment.number'),
              render: (_, one) => <Link to={`/t/${one.tenant}/entitlements/${one.entitlement}`}>{one.number}</Link>,
            },
            { title: t('recovery.subject'), dataIndex: 'subject' },
            { title: t('payment.beneficiary'), dataIndex: 'beneficiaryName' },
            { title: t('recovery.paid'), align: 'right', render: (_, one) => <Amount value={one.paid} /> },
            { title: t('recovery.owed'), align: 'right', render: (_, one) => <Amount value={one.owed} /> },
            { title: t('recovery.excess'), align: 'right', render: (_, one) => <Amount value={one.excess} /> },
            {
              title: '',
              render: (_, one) =>
                can('PAY') &&
                one.tenant === code && (
                  <Button size="small" type="primary" onClick={() => setOpening(one)} data-testid="open-recovery">
                    {t('recovery.open')}
                  </Button>
                ),
            },
          ]}
        />
      </section>
      <h2>{t('recovery.cases')}</h2>
      <PagedTable<RecoveryCase>
        queryKey={['recoveries', code]}
        label={t('recovery.cases')}
        testId="recoveries"
        rowTestId="recovery"
        rowKey={(one) => one.id ?? ''}
        load={(cursor, limit) =>
          body(api.GET('/api/v1/tenants/{code}/recoveries', { params: { path: { code }, query: { cursor, limit } } }))
        }
        columns={[
          {
            title: t('payment.number'),
            render: (_, one) => <Link to={`/t/${one.tenant ?? code}/recoveries/${one.id}`}>{one.number}</Link>,
          },
          { title: t('payment.beneficiary'), dataIndex: 'beneficiaryName' },
          { title: t('recovery.ground'), render: (_, one) => t(`recovery.grounds.${one.ground}`) },
          { title: t('payment.standing'), render: (_, one) => <Standing code={one.status} /> },
          { title: t('recovery.principal'), align: 'right', render: (_, one) => <Amount value={one.principal} /> },
          { title: t('recovery.left'), align: 'right', render: (_, one) => <Amount value={one.account?.total} /> },
          { title: t('recovery.dueOn'), render: (_, one) => one.dueOn ?? '—' },
        ]}
      />
      {(opening ?? stating) && (
        <Open
          finding={opening}
          onClose={() => {
            setOpening(undefined);
            setStating(false);
          }}
        />
      )}
    </Page>
  );
}

interface Entered {
  entitlement: string;
  ground: (typeof GROUNDS)[number];
  principal?: string;
  reason: string;
  document?: string;
}

function Open({ finding, onClose }: { finding?: RecoveryFinding; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Entered>();
  const ground = Form.useWatch('ground', form);
  const stated = ground === 'FRAUD' || ground === 'ERROR';
  const open = useMutation({
    mutationFn: async (entered: Entered): Promise<RecoveryCase> =>
      body(
        api.POST('/api/v1/tenants/{code}/recoveries', {
          params: { path: { code }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: { ...entered, principal: stated ? entered.principal : undefined },
        }),
      ),
    onSuccess: (one) => {
      void cache.invalidateQueries();
      void navigate(`/t/${code}/recoveries/${one.id}`);
    },
  });
  const required = [{ required: true, whitespace: true, message: t('shared.required') }];
  return (
    <Modal
      open
      title={t('recovery.open')}
      confirmLoading={open.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {open.error && <Problem error={open.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ entitlement: finding?.entitlement, ground: finding ? 'REASSESSED' : 'FRAUD' }}
        onFinish={(entered) => open.mutate(entered)}
      >
        <Form.Item
          name="entitlement"
          label={t('recovery.entitlement')}
          extra={finding ? undefined : t('recovery.entitlementHint')}
          rules={required}
        >
          <Input readOnly={Boolean(finding)} />
        </Form.Item>
        <Form.Item name="ground" label={t('recovery.ground')} rules={[{ required: true }]}>
          <Select options={GROUNDS.map((value) => ({ value, label: t(`recovery.grounds.${value}`) }))} />
        </Form.Item>
        {stated && (
          <Form.Item
            name="principal"
            label={t('recovery.principal')}
            rules={[...required, { pattern: AMOUNT, message: t('shared.amountFormat') }]}
          >
            <Input inputMode="decimal" />
          </Form.Item>
        )}
        <Form.Item name="document" label={t('payment.document')} rules={stated ? required : []}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="reason" label={t('payment.reason')} rules={required}>
          <Input.TextArea rows={3} maxLength={2000} data-testid="reason" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
