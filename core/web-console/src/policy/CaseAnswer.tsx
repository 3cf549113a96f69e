import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CalculatedCase } from '../api/model';
import { Explained } from '../entitlement/Letter';
import '../entitlement/letter.css';
import { formatYuan } from '../shared/money';
import { useLocalText } from '../shared/text';

const LOOKS = {
  ENTITLED: 'success',
  NOT_ENTITLED: 'error',
  PASSED: 'success',
  NEEDS_JUDGEMENT: 'warning',
  AWAITING_ELECTION: 'info',
  AWAITING_ALLOCATION: 'info',
} as const;

/** What a case would get, with the very explanation a decision gives. */
export function CaseAnswer({ answer }: { answer: CalculatedCase }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const status = answer.status ?? 'NEEDS_JUDGEMENT';
  return (
    <article className="letter case-answer" data-testid="case-answer" data-status={status}>
      <Alert
        type={LOOKS[status]}
        showIcon
        title={
          <strong data-testid="case-amount">
            {status === 'ENTITLED'
              ? t('calculator.amount', { amount: formatYuan(answer.entitledAmount) })
              : t(`shared.entitlementStatus.${status}`)}
          </strong>
        }
        description={`${text(answer.policyTitle)} · ${t('entitlement.version', { version: answer.policyVersion })}`}
      />
      <Explained explanation={answer.explanation ?? {}} status={status} version={answer.policyVersion} />
      {(answer.assumptions ?? []).length > 0 && (
        <section data-testid="case-assumptions">
          <h2>{t('calculator.assumptions')}</h2>
          <ul>
            {(answer.assumptions ?? []).map((assumption) => (
              <li key={text(assumption)}>{text(assumption)}</li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
