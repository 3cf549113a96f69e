import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatYuan } from '../shared/money';
import { useExamination } from './queries';

/** What a registrar decided and others approve. */
export function Proposal({ contractId }: { contractId: string }) {
  const { t } = useTranslation();
  const one = useExamination(contractId).data?.proposal;
  if (!one) {
    return null;
  }
  return (
    <section className="panel" data-testid="proposal">
      <h2>{t('registration.proposal.title')}</h2>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { label: t('contract.assessedAmountYuan'), children: formatYuan(one.technologyAmount) },
          { label: t('contract.incomeYuan'), children: formatYuan(one.technologyIncome) },
          ...(one.deviation ? [{ label: t('registration.decision.deviation'), children: one.deviation }] : []),
          { label: t('registration.proposal.decidedBy'), children: one.decidedBy },
        ]}
      />
    </section>
  );
}
