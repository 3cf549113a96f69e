import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { Entitlement } from '../api/model';
import { useTenant } from '../frame/tenant';
import { PagedTable } from '../shared/PagedTable';
import { useLocalText } from '../shared/text';
import { entitlementColumns } from './columns';

/** What one contract earned, year by year and policy by policy. */
export function ContractEntitlements({ contractId }: { contractId: string }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  return (
    <section>
      <h2 className="section-title">{t('entitlement.ofContract')}</h2>
      <PagedTable<Entitlement>
        queryKey={['entitlements', code, { contract: contractId }]}
        label={t('entitlement.ofContract')}
        testId="contract-entitlements"
        rowTestId="entitlement-row"
        rowKey={(one) => one.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/entitlements', {
              params: { path: { code }, query: { contract: contractId, cursor, limit } },
            }),
          )
        }
        columns={entitlementColumns(t, text, code)}
      />
    </section>
  );
}
