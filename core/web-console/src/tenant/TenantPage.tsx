import { useQuery } from '@tanstack/react-query';
import { Descriptions, Skeleton, Space, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Tenant, TenantNode } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';

export function TenantPage() {
  const { t } = useTranslation();
  const name = useName();
  const { code, node } = useTenant();
  const tenant = useQuery({
    queryKey: ['tenant', code],
    queryFn: async (): Promise<Tenant> => body(api.GET('/api/v1/tenants/{code}', { params: { path: { code } } })),
  });
  const one = tenant.data;
  return (
    <Page title={name(node)} hint={t('tenant.hint')}>
      {tenant.error && <Problem error={tenant.error} onRetry={() => void tenant.refetch()} />}
      {tenant.isPending && <Skeleton active />}
      {one && (
        <section className="panel">
          <Descriptions
            bordered
            size="small"
            column={{ xs: 1, lg: 2 }}
            styles={{ label: { width: 170, whiteSpace: 'nowrap' }, content: { minWidth: 160 } }}
            items={[
              { label: t('tenant.code'), children: <span className="mono">{one.code}</span> },
              { label: t('tenant.level'), children: t(`tenant.levels.${one.level}`, one.level ?? '—') },
              { label: t('tenant.nameZh'), children: one.nameZh },
              { label: t('tenant.nameEn'), children: one.nameEn },
              {
                label: t('tenant.above'),
                children: (one.ancestors ?? []).map((above) => name(above)).join(' › ') || t('tenant.top'),
              },
              {
                label: t('tenant.standard'),
                children: one.standard === false ? t('tenant.houseCode') : t('tenant.nationalCode'),
              },
              { label: t('tenant.validFrom'), children: one.validFrom ?? '—' },
              { label: t('tenant.validUntil'), children: one.validUntil ?? t('tenant.current') },
              { label: t('tenant.successors'), children: (one.successors ?? []).join('、') || '—' },
              {
                label: t('tenant.capabilities'),
                children: (
                  <Space wrap size={4}>
                    {(one.capabilities ?? node.capabilities ?? []).map((capability) => (
                      <Tag key={capability}>{t(`tenant.capability.${capability}`, capability)}</Tag>
                    ))}
                  </Space>
                ),
              },
            ]}
          />
        </section>
      )}
      {(node.children ?? []).length > 0 && (
        <section className="panel">
          <h2>{t('tenant.below')}</h2>
          <Table<TenantNode>
            size="small"
            rowKey={(child) => String(child.code)}
            pagination={false}
            dataSource={(node.children ?? []).map((child) => ({ ...child, children: undefined }))}
            columns={[
              { title: t('tenant.code'), dataIndex: 'code', width: 120 },
              {
                title: t('tenant.name'),
                render: (_, child) => <Link to={`/t/${child.code}/division`}>{name(child)}</Link>,
              },
              { title: t('tenant.level'), render: (_, child) => t(`tenant.levels.${child.level}`, child.level ?? '') },
              { title: t('tenant.validFrom'), render: (_, child) => child.validFrom ?? '—' },
              { title: t('tenant.validUntil'), render: (_, child) => child.validUntil ?? t('tenant.current') },
            ]}
          />
        </section>
      )}
    </Page>
  );
}
