import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Agency } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';
import { AgencyEditor } from './AgencyEditor';
import { Standing } from './Standing';

/** The registration agencies of a tenant and of what lies below it. */
export function AgencyList() {
  const { t } = useTranslation();
  const name = useName();
  const { code, tree, can } = useTenant();
  const [adding, setAdding] = useState(false);
  const agencies = useQuery({
    queryKey: ['agencies', code],
    queryFn: async (): Promise<{ items?: Agency[] }> =>
      body(api.GET('/api/v1/tenants/{code}/agencies', { params: { path: { code } } })),
  });
  return (
    <Page
      title={t('agency.title')}
      hint={t('agency.hint')}
      actions={
        can('ACCESS_ADMINISTER') && (
          <Button type="primary" onClick={() => setAdding(true)} data-testid="agency-add">
            {t('agency.add')}
          </Button>
        )
      }
    >
      {agencies.error && <Problem error={agencies.error} onRetry={() => void agencies.refetch()} />}
      <div className="panel" data-testid="agency-list">
        <Table<Agency>
          aria-label={t('agency.title')}
          pagination={false}
          loading={agencies.isPending}
          rowKey={(one) => one.id ?? ''}
          dataSource={agencies.data?.items ?? []}
          scroll={{ x: 'max-content' }}
          onRow={() => ({ 'data-testid': 'agency-row' }) as object}
          columns={[
            {
              title: t('agency.fields.name'),
              render: (_, one) => <Link to={`/t/${one.tenant ?? code}/agencies/${one.id}`}>{one.name}</Link>,
            },
            { title: t('agency.standingTitle'), render: (_, one) => <Standing agency={one} /> },
            { title: t('agency.fields.authorisationDocument'), dataIndex: 'authorisationDocument' },
            {
              title: t('agency.valid'),
              render: (_, one) => `${one.validFrom} – ${one.validUntil ?? t('agency.open')}`,
            },
            { title: t('agency.fields.types'), render: (_, one) => <Types agency={one} /> },
            {
              title: t('agency.tenant'),
              render: (_, one) => name(findTenant(tree, one.tenant ?? 0)) || one.tenant,
            },
          ]}
        />
      </div>
      {adding && <AgencyEditor onClose={() => setAdding(false)} />}
    </Page>
  );
}

export function Types({ agency }: { agency: Agency }) {
  const { t } = useTranslation();
  const types = agency.types ?? [];
  return (
    <>{types.length === 0 ? t('agency.allTypes') : types.map((type) => t(`shared.contractType.${type}`)).join('、')}</>
  );
}
