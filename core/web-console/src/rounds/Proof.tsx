import { CheckCircleTwoTone, CloseCircleTwoTone } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { RoundProof, RoundSummary } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { Problem } from '../shared/Problem';

const PARTS = ['published', 'paid', 'stopped', 'waiting'] as const;

/** That what was paid is what was published: counted afresh from the lines and the bank's reports. */
export function Proof({ round }: { round: RoundSummary }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const proof = useQuery({
    queryKey: ['proof', code, round.id],
    queryFn: async (): Promise<RoundProof> =>
      body(api.GET('/api/v1/tenants/{code}/rounds/{id}/proof', { params: { path: { code, id: round.id ?? '' } } })),
  });
  if (proof.error) {
    return <Problem error={proof.error} onRetry={() => void proof.refetch()} />;
  }
  const one = proof.data;
  if (!one) {
    return <Skeleton active />;
  }
  return (
    <section className="panel round-proof" data-testid="round-proof" data-holds={String(one.holds)}>
      <h2>{t('rounds.proof.title')}</h2>
      <p className={one.holds ? 'proof-holds' : 'proof-broken'}>
        {one.holds ? <CheckCircleTwoTone twoToneColor="#237804" /> : <CloseCircleTwoTone twoToneColor="#a8071a" />}{' '}
        {t(one.holds ? 'rounds.proof.holds' : 'rounds.proof.broken', {
          unpublished: one.unpublished,
          different: one.different,
        })}
      </p>
      <table className="diff">
        <thead>
          <tr>
            <th scope="col">{t('rounds.proof.part')}</th>
            <th scope="col" className="right">
              {t('rounds.proof.lines')}
            </th>
            <th scope="col" className="right">
              {t('rounds.proof.amountYuan')}
            </th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <td>{t(`rounds.proof.${part}`)}</td>
              <td className="right">{one[part]?.lines}</td>
              <td className="right">
                <Amount value={one[part]?.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        {t('rounds.proof.hash')} <span className="mono">{one.listHash}</span>
        {one.listHash === one.listHashNow ? (
          <> · {t('rounds.proof.same')}</>
        ) : (
          <>
            {' '}
            · {t('rounds.proof.other')} <span className="mono">{one.listHashNow}</span>
          </>
        )}
      </p>
    </section>
  );
}
