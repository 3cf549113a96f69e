import { useTranslation } from 'react-i18next';
import type { Basis, EntitlementDetails, Explanation } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatDate } from '../shared/dates';
import { capitalFigures, fen, formatSigned, formatYuan, plain } from '../shared/money';
import { useLocalText, useName } from '../shared/text';
import { useRecorded } from './codes';
import './letter.css';
import { Parameters } from './Parameters';
import { percent, readable } from './values';

/**
 * The decision as a letter: to whom, what, why, on which law. It shows the stored explanation as it is, so that the page
 * read today and the record verified years later say the same.
 */
export function Letter({ entitlement }: { entitlement: EntitlementDetails }) {
  const { t, i18n } = useTranslation();
  const text = useLocalText();
  const name = useName();
  const { tree, node } = useTenant();
  const explanation: Explanation = entitlement.explanation ?? {};
  const authority = name(findTenant(tree, entitlement.tenant ?? 0) ?? node);
  return (
    <article className="letter" data-testid="letter" data-status={entitlement.status}>
      <header>
        <p className="letter-authority">{t('entitlement.letter.authority', { authority })}</p>
        <h1>{text(explanation.title) || text(entitlement.policyTitle)}</h1>
        <p className="letter-number">
          {entitlement.contractId
            ? t('entitlement.letter.number', {
                number: entitlement.registrationNumber ?? '—',
                year: entitlement.year,
              })
            : t('entitlement.wholeYear', { year: entitlement.year })}
        </p>
      </header>
      <p className="letter-salutation" data-testid="letter-salutation">
        {t('entitlement.letter.salutation', { name: entitlement.beneficiary?.name ?? '' })}
      </p>
      <p>
        {t(entitlement.contractId ? 'entitlement.letter.opening' : 'entitlement.letter.openingYear', {
          title: entitlement.contractTitle ?? '',
          year: entitlement.year,
          side: entitlement.side ? t(`shared.side.${entitlement.side}`) : '',
          policy: text(entitlement.policyTitle),
        })}
      </p>
      <Conclusion entitlement={entitlement} />
      {text(explanation.summary) && <p data-testid="letter-summary">{readable(text(explanation.summary))}</p>}
      <Explained explanation={explanation} status={entitlement.status} version={entitlement.policyVersion} />
      <footer>
        <p className="letter-close">{t('entitlement.letter.close')}</p>
        <p className="letter-signature">
          {authority}
          <br />
          {formatDate(entitlement.decidedAt, i18n.language)}
        </p>
        <dl className="letter-fingerprint" data-testid="letter-fingerprint">
          <dt>{t('entitlement.letter.fingerprint')}</dt>
          <dd className="mono">{entitlement.recordHash}</dd>
          <dt>{t('entitlement.letter.plugin')}</dt>
          <dd className="mono">
            {explanation.plugin?.id} {explanation.plugin?.version} · {explanation.plugin?.hash}
          </dd>
        </dl>
      </footer>
    </article>
  );
}

interface ExplainedProps {
  explanation: Explanation;
  status: EntitlementDetails['status'];
  version: string | null | undefined;
}

/** Why exactly this much, or why not: of a decision, and of a case nobody has yet. */
export function Explained({ explanation, status, version }: ExplainedProps) {
  return (
    <>
      <Reasons explanation={explanation} passed={status === 'PASSED'} />
      <Questions explanation={explanation} />
      {status !== 'PASSED' && <SmallestChange explanation={explanation} />}
      <Steps explanation={explanation} />
      <Shares explanation={explanation} />
      <Notes explanation={explanation} />
      <LegalBases explanation={explanation} />
      <Parameters explanation={explanation} version={version} />
    </>
  );
}

/** What would have been enough, as the policy itself answered it. */
function SmallestChange({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const alone = explanation.smallestChange?.alone ?? [];
  const together = explanation.smallestChange?.together ?? [];
  const changes = alone.length > 0 ? alone : together;
  const remedy = explanation.smallestChange?.remedy;
  if ((explanation.reasons ?? []).length === 0 && changes.length === 0 && !remedy) {
    return null;
  }
  return (
    <section className="letter-change" data-testid="letter-change">
      <h2>{t('entitlement.letter.change')}</h2>
      {changes.length === 0 && !remedy && <p>{t('entitlement.letter.noChange')}</p>}
      {alone.length > 1 && <p>{t('entitlement.letter.anyOf')}</p>}
      {together.length > 0 && <p>{t('entitlement.letter.together')}</p>}
      {changes.length > 0 && (
        <ul>
          {changes.map((change) => (
            <li key={change.field}>{text(change.sentence)}</li>
          ))}
        </ul>
      )}
      {remedy && (
        <p data-testid="letter-remedy" data-help={remedy.help}>
          {text(remedy.sentence)}
        </p>
      )}
    </section>
  );
}

function Conclusion({ entitlement }: { entitlement: EntitlementDetails }) {
  const { t } = useTranslation();
  const amount = entitlement.entitledAmount;
  const assessed = entitlement.assessedAmount;
  const reduced = entitlement.status === 'ENTITLED' && fen(amount) !== fen(assessed);
  const money =
    entitlement.status === 'ENTITLED' ? amount : entitlement.status === 'AWAITING_ELECTION' ? assessed : null;
  return (
    <div className={`letter-conclusion ${entitlement.status}`} data-testid="letter-conclusion">
      <p>{t(`entitlement.letter.conclusion.${entitlement.status}`)}</p>
      {money && (
        <p className="letter-amount">
          <strong data-testid="letter-amount">{formatYuan(money)}</strong>
          <span> {t('shared.unit.yuan')}</span>
          <br />
          <span lang="zh-CN" className="letter-capitals" data-testid="letter-capitals">
            {t('entitlement.letter.capitals', { capitals: capitalFigures(money) })}
          </span>
        </p>
      )}
      {reduced && (
        <p className="letter-reduced">
          {t('entitlement.letter.reduced', { assessed: formatYuan(assessed), entitled: formatYuan(amount) })}
        </p>
      )}
    </div>
  );
}

function Reasons({ explanation, passed }: { explanation: Explanation; passed: boolean }) {
  const { t } = useTranslation();
  const recorded = useRecorded();
  const text = useLocalText();
  const reasons = explanation.reasons ?? [];
  if (reasons.length === 0) {
    return null;
  }
  return (
    <section data-testid="letter-reasons">
      <h2>{t(passed ? 'entitlement.letter.passed' : 'entitlement.letter.reasons')}</h2>
      <ol>
        {reasons.map((reason) => (
          <li key={reason.code} data-testid="letter-reason">
            <p>{readable(text(reason.message))}</p>
            <dl className="letter-gap">
              <div>
                <dt>{t('entitlement.letter.actual')}</dt>
                <dd>{recorded(reason.actual)}</dd>
              </div>
              <div>
                <dt>{t('entitlement.letter.required')}</dt>
                <dd>{recorded(reason.required)}</dd>
              </div>
              {reason.missing && (
                <div className="missing" data-testid="letter-missing">
                  <dt>{t('entitlement.letter.missing')}</dt>
                  <dd>{recorded(reason.missing)}</dd>
                </div>
              )}
            </dl>
            <Source basis={reason.basis} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Questions({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const questions = explanation.questions ?? [];
  if (questions.length === 0) {
    return null;
  }
  return (
    <section>
      <h2>{t('entitlement.letter.questions')}</h2>
      <ol>
        {questions.map((question) => (
          <li key={question.code}>
            <p>{text(question.text)}</p>
            <Source basis={question.basis} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Steps({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const recorded = useRecorded();
  const text = useLocalText();
  const steps = explanation.steps ?? [];
  if (steps.length === 0) {
    return null;
  }
  return (
    <section>
      <h2>{t('entitlement.letter.steps')}</h2>
      <ol className="letter-steps">
        {steps.map((step, index) => (
          <li key={`${step.code}${index}`} data-testid="letter-step">
            <div className="letter-step-head">
              <span>{readable(text(step.what))}</span>
              <strong className="amount">{formatSigned(step.contribution)}</strong>
            </div>
            {(step.inputs ?? []).length > 0 && (
              <p className="letter-inputs">
                {(step.inputs ?? []).map((input) => (
                  <span key={input.name}>
                    {t('entitlement.letter.input', { name: text(input.label) || input.name })}
                    <b>{recorded(input.value)}</b>
                  </span>
                ))}
              </p>
            )}
            {step.arithmetic && <p className="letter-arithmetic">{readable(step.arithmetic)}</p>}
            <Source basis={step.basis} />
          </li>
        ))}
      </ol>
      <p className="letter-total">
        <span>{t('entitlement.letter.total')}</span>
        <strong className="amount" data-testid="letter-total">
          {formatYuan(plain(steps.reduce((sum, step) => sum + (fen(step.contribution) ?? 0n), 0n)))}
        </strong>
      </p>
    </section>
  );
}

function Shares({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const shares = explanation.shares ?? [];
  if (shares.length === 0) {
    return null;
  }
  return (
    <section data-testid="letter-shares">
      <h2>{t('entitlement.letter.shares')}</h2>
      <ul>
        {shares.map((share) => (
          <li key={share.code}>
            {t('entitlement.letter.share', {
              name: text(share.name),
              rate: percent(share.upToRate ?? ''),
              amount: formatYuan(share.amount),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Notes({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const notes = explanation.notes ?? [];
  if (notes.length === 0) {
    return null;
  }
  return (
    <section>
      <h2>{t('entitlement.letter.notes')}</h2>
      <ul>
        {notes.map((note) => (
          <li key={text(note)}>{text(note)}</li>
        ))}
      </ul>
    </section>
  );
}

function LegalBases({ explanation }: { explanation: Explanation }) {
  const { t, i18n } = useTranslation();
  return (
    <section>
      <h2>{t('entitlement.letter.basis')}</h2>
      <ul>
        {(explanation.basis ?? []).map((basis) => (
          <li key={`${basis.document}${basis.article}`}>
            {t('entitlement.letter.document', {
              title: basis.title ? `《${basis.title}》` : '',
              document: basis.document ?? '',
              article: basis.article ?? '',
            })}
          </li>
        ))}
        {explanation.governingDate && (
          <li>
            {t('entitlement.letter.governingDate', {
              date: formatDate(explanation.governingDate, i18n.language),
              clock: explanation.clock ? t(`entitlement.clock.${explanation.clock}`, explanation.clock) : '',
            })}
          </li>
        )}
      </ul>
    </section>
  );
}

function Source({ basis }: { basis: Basis | null | undefined }) {
  const { t } = useTranslation();
  if (!basis) {
    return null;
  }
  return (
    <p className="letter-source">
      {t('entitlement.letter.source', { document: basis.document ?? '', article: basis.article ?? '' })}
    </p>
  );
}
