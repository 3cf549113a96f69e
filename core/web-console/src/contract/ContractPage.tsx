import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Contract } from '../api/model';
import { ApprovalStanding } from '../approval/ApprovalStanding';
import { ContractEntitlements } from '../entitlement/ContractEntitlements';
import { Attachments } from '../filing/Attachments';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { StatusTag } from '../shared/StatusTag';
import { Changes } from '../registration/Changes';
import { Letters } from '../registration/Letters';
import { Proposal } from '../registration/Proposal';
import { useReread } from '../registration/queries';
import { ContractActions } from './ContractActions';
import { ContractSheet } from './ContractSheet';
import { SubjectScreenings } from '../screening/SubjectScreenings';
import { TaxPanel } from '../tax/TaxPanel';
import { Receipts } from './Receipts';

export function ContractPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { code, can } = useTenant();
  const reread = useReread(id);
  const contract = useQuery({
    queryKey: ['contract', code, id],
    queryFn: async (): Promise<Contract> =>
      body(api.GET('/api/v1/tenants/{code}/contracts/{id}', { params: { path: { code, id } } })),
  });
  if (contract.error) {
    return <Problem error={contract.error} onRetry={() => void contract.refetch()} />;
  }
  const one = contract.data;
  if (!one) {
    return <Skeleton active paragraph={{ rows: 12 }} />;
  }
  return (
    <Page
      title={
        <span data-testid="contract-title">
          {one.title} <StatusTag words="contractStatus" code={one.status} />
          {one.status === 'REGISTERED' && one.performance !== 'ONGOING' && (
            <Tag>{t(`contract.performance.${one.performance}`)}</Tag>
          )}
        </span>
      }
      hint={
        <>
          <span className="mono" data-testid="registration-number">
            {one.registrationNumber ?? t('contract.noNumber')}
          </span>
          {one.nationalNumber && (
            <span data-testid="national-number">
              {' · '}
              {t('contract.national')} <span className="mono">{one.nationalNumber}</span>
            </span>
          )}
        </>
      }
      actions={<ContractActions contract={one} />}
    >
      {(one.refusalReasons ?? []).length > 0 && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={t('contract.refusedBecause')}
          description={
            <ol>
              {(one.refusalReasons ?? []).map((reason) => (
                <li key={`${reason.code}${reason.text}`}>
                  {reason.code} {reason.text}
                </li>
              ))}
            </ol>
          }
        />
      )}
      {can('SCREENING_READ') && <SubjectScreenings subject={id} />}
      {one.approval && <ApprovalStanding id={one.approval} onChange={reread} />}
      {one.status === 'IN_APPROVAL' && can('REGISTRATION_READ') && <Proposal contractId={id} />}
      <Letters contractId={id} />
      <ContractSheet contract={one} />
      <Attachments contract={one} />
      <Receipts contract={one} />
      <Changes contract={one} />
      {one.status === 'REGISTERED' && <TaxPanel contractId={id} />}
      {can('ENTITLEMENT_READ') && <ContractEntitlements contractId={id} />}
    </Page>
  );
}
