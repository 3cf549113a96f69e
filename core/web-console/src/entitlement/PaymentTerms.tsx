import { useTranslation } from 'react-i18next';
import type { EntitlementDetails } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatYuan } from '../shared/money';
import { useName } from '../shared/text';
import { percent } from './values';

type Basis = { document?: string | null; article?: string | null } | null | undefined;

/** By whom and in which parts it is paid, and beside what is to be paid what is to be recovered. */
export function PaymentTerms({ entitlement }: { entitlement: EntitlementDetails }) {
  const { t } = useTranslation();
  const name = useName();
  const { tree } = useTenant();
  const borne = entitlement.explanation?.borne ?? [];
  const instalments = entitlement.explanation?.instalments ?? [];
  const recovery = entitlement.recovery;
  if (borne.length + instalments.length === 0 && !recovery) {
    return null;
  }
  const clause = (basis: Basis) => `${basis?.document ?? ''} ${basis?.article ?? ''}`;
  return (
    <section className="panel" data-testid="payment-terms">
      <h2>{t('entitlement.payment.title')}</h2>
      {recovery && (
        <dl className="letter-gap" data-testid="recovery">
          <div>
            <dt>{t('entitlement.payment.toPay')}</dt>
            <dd className="amount">{formatYuan(entitlement.entitledAmount)}</dd>
          </div>
          <div className="missing">
            <dt>{t('entitlement.payment.toRecover')}</dt>
            <dd className="amount">{formatYuan(recovery.total)}</dd>
          </div>
          <div>
            <dt>{t('entitlement.payment.principal')}</dt>
            <dd className="amount">{formatYuan(recovery.principal)}</dd>
          </div>
          <div>
            <dt>{t('entitlement.payment.interest')}</dt>
            <dd className="amount">{formatYuan(recovery.interest)}</dd>
          </div>
        </dl>
      )}
      {recovery && (
        <p className="muted">
          {recovery.basis
            ? t('entitlement.payment.recoveryTerms', {
                from: recovery.from ?? '—',
                until: recovery.until,
                count: t(`policy.terms.words.${recovery.dayCount}`),
                clause: clause(recovery.basis),
              })
            : t('entitlement.payment.noRecoveryTerms')}
        </p>
      )}
      {borne.length > 0 && (
        <ul data-testid="borne">
          {borne.map((part) => (
            <li key={part.level}>
              {t('entitlement.payment.borne', {
                level: t(`policy.terms.words.${part.level}`),
                tenant: name(findTenant(tree, part.tenant ?? 0)) || part.tenant,
                share: percent(part.share ?? ''),
                amount: formatYuan(part.amount),
                clause: clause(part.basis),
              })}
            </li>
          ))}
        </ul>
      )}
      {instalments.length > 0 && (
        <ol data-testid="instalments">
          {instalments.map((part, index) => (
            <li key={index}>
              {t('entitlement.payment.instalment', {
                when: part.dueOn ?? part.dueYear,
                share: percent(part.share ?? ''),
                amount: formatYuan(part.amount),
                clause: clause(part.basis),
              })}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
