import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Form, Input, Modal, Popconfirm, Select, Skeleton, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body, matching } from '../api/client';
import type { Account, Agency, AgencyMember } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { AgencyEditor } from './AgencyEditor';
import { Types } from './AgencyList';
import { Standing } from './Standing';

type Question = 'change' | 'suspend' | 'join';

/** One agency: its authorisation, its seal, its staff; suspended and resumed here. */
export function AgencyPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const [question, setQuestion] = useState<Question | null>(null);
  const agency = useQuery({
    queryKey: ['agency', code, id],
    queryFn: async (): Promise<Agency> =>
      body(api.GET('/api/v1/tenants/{code}/agencies/{id}', { params: { path: { code, id } } })),
  });
  const read = () => {
    void cache.invalidateQueries({ queryKey: ['agency', code, id] });
    void cache.invalidateQueries({ queryKey: ['agencies', code] });
    setQuestion(null);
  };
  const resume = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/tenants/{code}/agencies/{id}/resumption', {
          params: { path: { code, id }, header: matching(agency.data?.version) },
        }),
      ),
    onSuccess: read,
  });
  const leave = useMutation({
    mutationFn: (accounts: string) =>
      body(
        api.DELETE('/api/v1/tenants/{code}/agencies/{id}/staff/{accounts}', {
          params: { path: { code, id, accounts } },
        }),
      ),
    onSuccess: read,
  });
  if (agency.error) {
    return <Problem error={agency.error} onRetry={() => void agency.refetch()} />;
  }
  const one = agency.data;
  if (!one) {
    return <Skeleton active />;
  }
  const keeps = can('ACCESS_ADMINISTER');
  const error = resume.error ?? leave.error;
  return (
    <Page
      title={
        <span data-testid="agency-title">
          {one.name} <Standing agency={one} />
        </span>
      }
      hint={one.authorisationDocument}
      actions={
        keeps && (
          <Space>
            <Button onClick={() => setQuestion('change')}>{t('agency.change')}</Button>
            {one.suspendedOn ? (
              <Button
                type="primary"
                loading={resume.isPending}
                onClick={() => resume.mutate()}
                data-testid="agency-resume"
              >
                {t('agency.resume')}
              </Button>
            ) : (
              <Button danger onClick={() => setQuestion('suspend')} data-testid="agency-suspend">
                {t('agency.suspend')}
              </Button>
            )}
          </Space>
        )
      }
    >
      {error && <Problem error={error} />}
      {one.suspendedOn && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('agency.suspendedOn', { day: one.suspendedOn })}
          description={one.suspensionReason}
        />
      )}
      <section className="panel">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, md: 2 }}
          items={[
            { label: t('agency.fields.operatorName'), children: one.operatorName },
            { label: t('agency.fields.operatorCode'), children: <span className="mono">{one.operatorCode}</span> },
            { label: t('agency.fields.authorisedBy'), children: one.authorisedBy },
            { label: t('agency.fields.authorisationDocument'), children: one.authorisationDocument },
            { label: t('agency.fields.authorisedOn'), children: one.authorisedOn },
            { label: t('agency.valid'), children: `${one.validFrom} – ${one.validUntil ?? t('agency.open')}` },
            { label: t('agency.fields.types'), children: <Types agency={one} /> },
            { label: t('agency.fields.scopeNote'), children: one.scopeNote ?? '—' },
            { label: t('agency.fields.seal'), children: one.seal },
            { label: t('agency.contact'), children: [one.address, one.phone].filter(Boolean).join(' · ') || '—' },
          ]}
        />
      </section>
      {can('REGISTRATION_READ') && (
        <section className="panel" data-testid="agency-staff">
          <div className="panel-head">
            <h2>{t('agency.staff')}</h2>
            {keeps && (
              <Button onClick={() => setQuestion('join')} data-testid="agency-join">
                {t('agency.join')}
              </Button>
            )}
          </div>
          <p className="muted">{t('agency.staffHint')}</p>
          <Table<AgencyMember>
            size="small"
            aria-label={t('agency.staff')}
            pagination={false}
            rowKey={(member) => member.account ?? ''}
            dataSource={one.staff ?? []}
            columns={[
              { title: t('agency.member.name'), dataIndex: 'name' },
              { title: t('agency.member.certificateNumber'), render: (_, m) => m.certificateNumber ?? '—' },
              {
                title: t('agency.member.employerCode'),
                render: (_, m) => m.employerCode ?? t('agency.member.operator'),
              },
              { title: t('agency.member.joinedOn'), dataIndex: 'joinedOn' },
              { title: t('agency.member.leftOn'), render: (_, m) => m.leftOn ?? '—' },
              {
                title: '',
                render: (_, m) =>
                  keeps &&
                  !m.leftOn && (
                    <Popconfirm title={t('agency.leaveAsk')} onConfirm={() => leave.mutate(m.account ?? '')}>
                      <Button size="small">{t('agency.leave')}</Button>
                    </Popconfirm>
                  ),
              },
            ]}
          />
        </section>
      )}
      {question === 'change' && <AgencyEditor agency={one} onClose={() => setQuestion(null)} />}
      {question === 'suspend' && <Suspension agency={one} onDone={read} onClose={() => setQuestion(null)} />}
      {question === 'join' && <Joining agency={one} onDone={read} onClose={() => setQuestion(null)} />}
    </Page>
  );
}

interface Asked {
  agency: Agency;
  onDone: () => void;
  onClose: () => void;
}

function Suspension({ agency, onDone, onClose }: Asked) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<{ reason: string }>();
  const suspend = useMutation({
    mutationFn: (reason: { reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/agencies/{id}/suspension', {
          params: { path: { code, id: agency.id ?? '' }, header: matching(agency.version) },
          body: reason,
        }),
      ),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={t('agency.suspend')}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={suspend.isPending}
    >
      {suspend.error && <Problem error={suspend.error} />}
      <p className="muted">{t('agency.suspendHint')}</p>
      <Form form={form} layout="vertical" onFinish={(entered) => suspend.mutate(entered)}>
        <Form.Item name="reason" label={t('agency.reason')} rules={[{ required: true, message: t('shared.required') }]}>
          <Input.TextArea rows={3} maxLength={500} data-testid="agency-reason" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Joining({ agency, onDone, onClose }: Asked) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<{ account: string; employerCode?: string; certificateNumber?: string }>();
  const accounts = useQuery({
    queryKey: ['accounts', code, 'registrars'],
    queryFn: async (): Promise<{ items?: Account[] }> =>
      body(api.GET('/api/v1/tenants/{code}/accounts', { params: { path: { code }, query: { limit: 200 } } })),
  });
  const join = useMutation({
    mutationFn: (member: { account: string; employerCode?: string; certificateNumber?: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/agencies/{id}/staff', {
          params: { path: { code, id: agency.id ?? '' } },
          body: member,
        }),
      ),
    onSuccess: onDone,
  });
  const registrars = (accounts.data?.items ?? []).filter((account) =>
    (account.roles ?? []).some((grant) => grant.role === 'REGISTRAR' && grant.tenant === agency.tenant),
  );
  const error = accounts.error ?? join.error;
  return (
    <Modal open title={t('agency.join')} onOk={() => form.submit()} onCancel={onClose} confirmLoading={join.isPending}>
      {error && <Problem error={error} />}
      <Form form={form} layout="vertical" onFinish={(entered) => join.mutate(entered)}>
        <Form.Item
          name="account"
          label={t('agency.member.name')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <Select
            data-testid="agency-member"
            options={registrars.map((account) => ({
              value: account.id,
              label: `${account.displayName} (${account.username})`,
            }))}
          />
        </Form.Item>
        <Form.Item name="certificateNumber" label={t('agency.member.certificateNumber')}>
          <Input />
        </Form.Item>
        <Form.Item name="employerCode" label={t('agency.member.employerCode')} extra={t('agency.member.employerHint')}>
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}
