import { useQuery } from '@tanstack/react-query';
import { Button, Space, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body } from '../api/client';
import type { PolicyLine } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { period, useSource, useTenantName } from './queries';

/** What is law here: the tenant's own versions and those it inherits, and what is being drafted. */
export function PolicyList() {
  const { t } = useTranslation();
  const text = useLocalText();
  const source = useSource();
  const tenantName = useTenantName();
  const { code, can } = useTenant();
  const navigate = useNavigate();
  const lines = useQuery({
    queryKey: ['policies', code],
    queryFn: async (): Promise<{ items?: PolicyLine[] }> =>
      body(api.GET('/api/v1/tenants/{code}/policies', { params: { path: { code } } })),
  });
  return (
    <Page
      title={t('policy.title')}
      hint={t('policy.hint')}
      actions={
        <Space wrap>
          {can('JOURNAL_READ') && (
            <Link to={`/t/${code}/plan`} data-testid="policies-plan">
              {t('oversight.plan.title')}
            </Link>
          )}
          {can('POLICY_WRITE') && (
            <Button type="primary" onClick={() => void navigate(`/t/${code}/policies/new`)} data-testid="measure-new">
              {t('policy.newMeasure')}
            </Button>
          )}
        </Space>
      }
    >
      {lines.error && <Problem error={lines.error} onRetry={() => void lines.refetch()} />}
      <div className="panel" data-testid="policy-list">
        <Table<PolicyLine>
          aria-label={t('policy.title')}
          pagination={false}
          loading={lines.isPending}
          rowKey={(line) => line.policyId ?? ''}
          dataSource={lines.data?.items ?? []}
          scroll={{ x: 'max-content' }}
          onRow={() => ({ 'data-testid': 'policy-row' }) as object}
          columns={[
            {
              title: t('policy.policy'),
              render: (_, line) => (
                <>
                  <Link to={`/t/${code}/policies/${line.policyId}`}>{text(line.title)}</Link>
                  <div className="muted mono">{line.policyId}</div>
                </>
              ),
            },
            {
              title: t('policy.inForce'),
              render: (_, line) =>
                line.inForce ? (
                  <Space>
                    <span>{line.inForce.version}</span>
                    <span className="muted">{line.inForce.text?.document}</span>
                    {(line.inForce.breaches ?? []).length > 0 && <Tag color="red">{t('policy.outside')}</Tag>}
                  </Space>
                ) : (
                  <span className="muted">{t('policy.nothing')}</span>
                ),
            },
            {
              title: t('policy.since'),
              render: (_, line) =>
                line.inForce ? period(line.inForce.from, line.inForce.until, t('policy.open')) : '—',
            },
            {
              title: t('policy.enactedIn'),
              render: (_, line) =>
                line.inForce ? (
                  <>
                    {source(line.inForce)} {line.inForce.tenant !== code && <Tag>{t('policy.inherited')}</Tag>}
                  </>
                ) : (
                  '—'
                ),
            },
            {
              title: t('policy.enactedBy'),
              render: (_, line) => (line.inForce ? (line.inForce.enactedBy ?? t('policy.byConfiguration')) : '—'),
            },
            {
              title: t('policy.drafts'),
              render: (_, line) => (
                <Space direction="vertical">
                  {(line.drafts ?? []).map((draft) => (
                    <span key={draft.id}>
                      <Link to={`/t/${draft.tenant}/policies/${line.policyId}/drafts/${draft.id}`}>
                        {draft.name}
                        {draft.tenant !== code && `（${tenantName(draft.tenant)}）`}
                      </Link>{' '}
                      {(draft.faults ?? []).length > 0 && <Tag color="gold">{t('policy.unfinished')}</Tag>}
                    </span>
                  ))}
                </Space>
              ),
            },
          ]}
        />
      </div>
    </Page>
  );
}
