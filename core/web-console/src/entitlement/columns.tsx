import type { TableColumnsType } from 'antd';
import type { TFunction } from 'i18next';
import { Link } from 'react-router-dom';
import type { Entitlement, LocalText } from '../api/model';
import { Amount } from '../shared/Amount';
import { StatusTag } from '../shared/StatusTag';

/** The columns a list of entitlements has in common wherever it stands. */
export function entitlementColumns(
  t: TFunction,
  text: (text: LocalText | null | undefined) => string,
  tenant: number,
): TableColumnsType<Entitlement> {
  return [
    {
      title: t('entitlement.policy'),
      render: (_, one) => (
        <>
          <Link to={`/t/${tenant}/entitlements/${one.id}`}>{text(one.policyTitle) || one.policyId}</Link>
          <div className="muted">{t('entitlement.version', { version: one.policyVersion ?? '—' })}</div>
        </>
      ),
    },
    { title: t('entitlement.year'), dataIndex: 'year' },
    {
      title: t('entitlement.beneficiary'),
      render: (_, one) => (
        <>
          <div>{one.beneficiary?.name ?? '—'}</div>
          <div className="muted">{one.contractId && one.side ? t(`shared.side.${one.side}`) : null}</div>
        </>
      ),
    },
    {
      title: t('entitlement.status'),
      render: (_, one) => <StatusTag words="entitlementStatus" code={one.status} />,
    },
    {
      title: t('entitlement.assessedYuan'),
      align: 'right',
      render: (_, one) => <Amount value={one.assessedAmount} />,
    },
    {
      title: t('entitlement.entitledYuan'),
      align: 'right',
      render: (_, one) => (
        <strong>
          <Amount value={one.entitledAmount} />
        </strong>
      ),
    },
  ];
}
