import { useQuery } from '@tanstack/react-query';
import { Descriptions, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Organization } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';

export function OrganizationPage() {
  const { t } = useTranslation();
  const name = useName();
  const { id = '' } = useParams();
  const { code, tree } = useTenant();
  const organization = useQuery({
    queryKey: ['organization', code, id],
    queryFn: async (): Promise<Organization> =>
      body(api.GET('/api/v1/tenants/{code}/organizations/{id}', { params: { path: { code, id } } })),
  });
  if (organization.error) {
    return <Problem error={organization.error} onRetry={() => void organization.refetch()} />;
  }
  const one = organization.data;
  if (!one) {
    return <Skeleton active />;
  }
  const personal = (value: string | null | undefined) => value || <span className="muted">{t('shared.withheld')}</span>;
  return (
    <Page title={one.name} hint={<span className="mono">{one.creditCode}</span>}>
      <section className="panel">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, lg: 2 }}
          styles={{ label: { width: 150, whiteSpace: 'nowrap' } }}
          items={[
            { label: t('party.kind'), children: t(`shared.partyKind.${one.kind}`, one.kind ?? '—') },
            {
              label: t('party.division'),
              children: name(findTenant(tree, one.division ?? 0)) || one.division || '—',
            },
            { label: t('party.country'), children: one.country === 'CHN' ? t('party.china') : one.country || '—' },
            { label: t('party.address'), children: personal(one.address) },
            { label: t('party.legalRepresentative'), children: personal(one.legalRepresentative) },
            { label: t('party.contactPerson'), children: personal(one.contactPerson) },
            { label: t('party.contactPhone'), children: personal(one.contactPhone) },
          ]}
        />
        <p className="muted">{t('party.personal')}</p>
      </section>
    </Page>
  );
}
