import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contradiction, DraftForm } from '../api/model';
import { useLocalText } from '../shared/text';

type Clause = { document?: string | null; article?: string | null } | null | undefined;

/** What a version asks of the host, in sentences with their clauses. */
export function Terms({ form }: { form: DraftForm }) {
  const { t } = useTranslation();
  const terms = form.terms;
  if (!terms) {
    return null;
  }
  const word = (code: string | null | undefined) => (code ? t(`policy.terms.words.${code}`) : '—');
  const clause = (basis: Clause) =>
    t('policy.terms.clause', {
      clause: `${basis?.document || form.document || '—'} ${basis?.article || form.article || ''}`.trim(),
    });
  const list = (names: string[]) => names.join(t('policy.terms.comma'));
  const sentences: string[] = [];
  const say = (sentence: string, basis: Clause) => sentences.push(sentence + clause(basis));
  if ((terms.groups ?? []).length > 0) {
    sentences.push(t('policy.terms.say.groups', { groups: list(terms.groups ?? []) }));
  }
  for (const relation of terms.relations ?? []) {
    const others = relation.group ? t('policy.terms.group', { group: relation.group }) : list(relation.with ?? []);
    const kind =
      relation.rule === 'TOP_UP'
        ? relation.rate
          ? 'TOP_UP_RATE'
          : relation.upTo
            ? 'TOP_UP_TOTAL'
            : 'TOP_UP'
        : relation.rule === 'CUMULATIVE' && relation.ceiling
          ? 'CEILING'
          : (relation.rule ?? 'CUMULATIVE');
    say(
      t(`policy.terms.say.${kind}`, {
        others,
        on: word(relation.on ?? 'CONTRACT'),
        rate: relation.rate ?? '',
        total: relation.upTo ?? relation.ceiling ?? '',
      }),
      relation.basis,
    );
  }
  for (const cap of terms.caps ?? []) {
    say(t('policy.terms.say.cap', { scope: t(`policy.capScope.${cap.scope}`), limit: cap.limit }), cap.basis);
  }
  if (terms.sharedCost) {
    say(
      t('policy.terms.say.sharedCost', {
        parts: list((terms.sharedCost.parts ?? []).map((part) => `${word(part.level)} ${part.share}`)),
      }),
      terms.sharedCost.basis,
    );
  }
  if (terms.pool) {
    say(
      t(`policy.terms.say.${terms.pool.allocation}`, {
        amount: terms.pool.amount ?? t('policy.terms.noAmount'),
        places: terms.pool.places ?? '—',
        by: word(terms.pool.by),
        ties: word(terms.pool.ties),
      }),
      terms.pool.basis,
    );
  }
  (terms.instalments ?? []).forEach((part, index) =>
    say(
      t(part.on ? 'policy.terms.say.instalmentOn' : 'policy.terms.say.instalment', {
        number: index + 1,
        share: part.share,
        on: part.on ?? '',
        years: part.yearsLater ?? 0,
      }),
      part.basis,
    ),
  );
  if (terms.clawback) {
    say(
      t('policy.terms.say.clawback', {
        rate: terms.clawback.rate,
        count: word(terms.clawback.dayCount),
        from: word(terms.clawback.from),
      }),
      terms.clawback.basis,
    );
  }
  return (
    <div data-testid="policy-terms">
      <h3>{t('policy.terms.title')}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

/** What a draft does not go with, said with both versions and both clauses. */
export function Contradictions({ contradictions }: { contradictions: Contradiction[] }) {
  const { t } = useTranslation();
  const text = useLocalText();
  return contradictions.map((one) => (
    <Alert
      key={`${one.otherTenant}${one.otherPolicyId}${one.otherVersion}${one.why?.zh}`}
      type={one.warning ? 'warning' : 'error'}
      showIcon
      data-testid="policy-contradiction"
      title={t('policy.terms.contradiction', {
        policy: one.policyId,
        version: one.version,
        tenant: one.tenant,
        clause: `${one.basis?.document ?? ''} ${one.basis?.article ?? ''}`,
        otherPolicy: one.otherPolicyId,
        otherVersion: one.otherVersion,
        otherTenant: one.otherTenant,
        otherClause: `${one.otherBasis?.document ?? ''} ${one.otherBasis?.article ?? ''}`,
        why: text(one.why),
      })}
    />
  ));
}
