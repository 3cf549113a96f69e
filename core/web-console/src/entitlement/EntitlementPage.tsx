import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { EntitlementDetails } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { Letter } from './Letter';
import { PaymentTerms } from './PaymentTerms';
import { SetAmount } from './SetAmount';

export function EntitlementPage() {
  const { t, i18n } = useTranslation();
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
  const letter = useMutation({
    mutationFn: () =>
      download(
        `/api/v1/tenants/${code}/entitlements/${id}/letter?language=${i18n.language}`,
        `entitlement-${entitlement.data?.recordHash?.slice(0, 16) ?? id}.pdf`,
      ),
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
          <Button
            icon={<DownloadOutlined />}
            loading={letter.isPending}
            onClick={() => letter.mutate()}
            data-testid="letter-pdf"
          >
            {t('entitlement.letterPdf')}
          </Button>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()} data-testid="print">
            {t('entitlement.print')}
          </Button>
        </>
      }
    >
      {recompute.error && <Problem error={recompute.error} />}
      {letter.error && <Problem error={letter.error} />}
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
      <SetAmount entitlement={entitlement.data} />
      <PaymentTerms entitlement={entitlement.data} />
      <Letter entitlement={entitlement.data} />
    </Page>
  );
}
