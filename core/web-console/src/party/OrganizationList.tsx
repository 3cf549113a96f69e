import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { OrganizationSummary } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { useName } from '../shared/text';

export function OrganizationList() {
  const { t } = useTranslation();
  const name = useName();
  const { code, tree } = useTenant();
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') || undefined;
  return (
    <Page title={t('party.title')} hint={t('party.hint')}>
      <div className="filters" role="search">
        <Input.Search
          allowClear
          style={{ width: 320 }}
          defaultValue={q}
          placeholder={t('party.search')}
          aria-label={t('party.search')}
          data-testid="organization-search"
          onSearch={(text) => setSearch(text.trim() ? { q: text.trim() } : {}, { replace: true })}
        />
      </div>
      <PagedTable<OrganizationSummary>
        queryKey={['organizations', code, q]}
        label={t('party.title')}
        testId="organization-list"
        rowTestId="organization-row"
        rowKey={(one) => one.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/organizations', {
              params: { path: { code }, query: { q, cursor, limit } },
            }),
          )
        }
        columns={[
          {
            title: t('party.name'),
            render: (_, one) => <Link to={`/t/${code}/organizations/${one.id}`}>{one.name}</Link>,
          },
          { title: t('party.creditCode'), render: (_, one) => <span className="mono">{one.creditCode}</span> },
          { title: t('party.kind'), render: (_, one) => t(`shared.partyKind.${one.kind}`, one.kind ?? '—') },
          {
            title: t('party.division'),
            render: (_, one) => name(findTenant(tree, one.division ?? 0)) || one.division || '—',
          },
          {
            // Every agency keeps its own record of a party, so the same code may stand here more than once.
            title: t('party.recordedBy'),
            render: (_, one) => name(findTenant(tree, one.tenant ?? 0)) || one.tenant,
          },
        ]}
      />
    </Page>
  );
}
