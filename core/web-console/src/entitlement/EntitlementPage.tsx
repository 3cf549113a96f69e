import { PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { EntitlementDetails } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { Letter } from './Letter';
import { PaymentTerms } from './PaymentTerms';

export function EntitlementPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { code } = useTenant();
  const entitlement = useQuery({
    queryKey: ['entitlement', code, id],
    queryFn: async (): Promise<EntitlementDetails> =>
      body(api.GET('/api/v1/tenants/{code}/entitlements/{id}', { params: { path: { code, id } } })),
  });
  const recompute = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/tenants/{code}/entitlements/{id}/recomputation', { params: { path: { code, id } } })),
  });
  if (entitlement.error) {
    return <Problem error={entitlement.error} onRetry={() => void entitlement.refetch()} />;
  }
  if (!entitlement.data) {
    return <Skeleton active paragraph={{ rows: 14 }} />;
  }
  return (
    <Page
      title={t('entitlement.one')}
      actions={
        <>
          <Button loading={recompute.isPending} onClick={() => recompute.mutate()} data-testid="recompute">
            {t('entitlement.recompute')}
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()} data-testid="print">
            {t('entitlement.print')}
          </Button>
        </>
      }
    >
      {recompute.error && <Problem error={recompute.error} />}
      {recompute.data && (
        <Alert
          className="no-print"
          style={{ marginBottom: 16 }}
          showIcon
          type={recompute.data.identical ? 'success' : 'error'}
          data-testid="recomputation"
          data-identical={String(recompute.data.identical)}
          title={recompute.data.identical ? t('entitlement.identical') : t('entitlement.different')}
          description={
            <div className="mono">
              {t('entitlement.storedHash')} {recompute.data.storedHash}
              <br />
              {t('entitlement.recomputedHash')} {recompute.data.recomputedHash}
            </div>
          }
        />
      )}
      <PaymentTerms entitlement={entitlement.data} />
      <Letter entitlement={entitlement.data} />
    </Page>
  );
}
