import { Alert, Descriptions, Skeleton, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import type { RoundDetails, RoundStanding } from '../api/model';
import { ApprovalStanding } from '../approval/ApprovalStanding';
import { useTenant } from '../frame/tenant';
import { Amount, ShortAmount } from '../shared/Amount';
import { formatDate, formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { Findings } from './Findings';
import { ObjectionTable } from './Objections';
import { Proof } from './Proof';
import { useRound, useRoundChanged } from './queries';
import { RoundActions } from './RoundActions';
import { RoundItems } from './RoundItems';
import { RoundTag } from './RoundList';
import { stepsOf } from './steps';
import './rounds.css';

/** One round: where it stands, what is to be done, and every item of it. */
export function RoundPage() {
  const { t, i18n } = useTranslation();
  const text = useLocalText();
  const { id = '' } = useParams();
  const { code, can } = useTenant();
  const changed = useRoundChanged();
  const details = useRound(id);
  if (details.error) {
    return <Problem error={details.error} onRetry={() => void details.refetch()} />;
  }
  const round = details.data?.round;
  if (!round) {
    return <Skeleton active paragraph={{ rows: 12 }} />;
  }
  return (
    <Page
      title={
        <span data-testid="round-title">
          {text(round.title)} <RoundTag status={round.status} />
        </span>
      }
      hint={
        <>
          {t(`rounds.track.${round.track}`)}：{t(`rounds.trackMeaning.${round.track}`)}{' '}
          <Link to={`/t/${code}/rounds`}>{t('rounds.backToList')}</Link>
        </>
      }
    >
      <StepPicture details={details.data!} />
      {round.reason && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={t(round.status === 'CANCELLED' ? 'rounds.cancelledFor' : 'rounds.endedFor')}
          description={round.reason}
        />
      )}
      <RoundActions details={details.data!} />
      <section className="figures" data-testid="round-figures">
        <Figure label={t('rounds.items')}>{round.items ?? 0}</Figure>
        <Figure label={t('rounds.due')}>
          <ShortAmount value={round.due} />
        </Figure>
        <Figure label={t('rounds.given')}>
          <ShortAmount value={round.allocated} />
        </Figure>
        <Figure label={t('rounds.paid')}>
          <ShortAmount value={round.paid} />
        </Figure>
        <Figure label={t('rounds.left', { year: round.year })}>
          <ShortAmount value={details.data?.left} />
        </Figure>
      </section>
      <div className="columns">
        <section className="panel" data-testid="round-standing">
          <h2>{t('rounds.standing')}</h2>
          <Standing standing={details.data?.standing ?? []} />
        </section>
        <section className="panel">
          <h2>{t('rounds.terms')}</h2>
          <Descriptions
            size="small"
            column={1}
            items={[
              { label: t('rounds.field.allocation'), children: t(`rounds.allocation.${round.allocation}`) },
              {
                label: t('rounds.taken'),
                children: t('rounds.takenOf', {
                  first: round.firstYear,
                  last: round.year,
                  day: formatDate(round.cutOff, i18n.language),
                }),
              },
              {
                label: t('rounds.notice'),
                children: (
                  <span>
                    {t('rounds.noticeOf', { days: round.noticeDays })}（{round.noticeBasis}）{' '}
                    {round.notice && (
                      <Link to={`/notices/${round.notice}`} data-testid="round-notice">
                        {t('rounds.seeNotice')}
                      </Link>
                    )}
                  </span>
                ),
              },
              { label: t('rounds.openedBy'), children: `${round.openedBy} · ${formatInstant(round.openedAt)}` },
              { label: t('rounds.frozenHash'), children: <span className="mono">{round.frozenHash ?? '—'}</span> },
            ]}
          />
        </section>
      </div>
      {round.approval && can('APPROVAL_READ') && <ApprovalStanding id={round.approval} onChange={changed} />}
      {round.notice && <Proof round={round} />}
      {round.notice && <ObjectionTable round={id} />}
      {round.status !== 'FREEZING' && round.status !== 'ANSWERS' && <Findings round={round} />}
      <RoundItems details={details.data!} />
    </Page>
  );
}

function StepPicture({ details }: { details: RoundDetails }) {
  const { t, i18n } = useTranslation();
  const steps = stepsOf(details);
  return (
    <section className="panel" data-testid="round-steps">
      <Steps
        size="small"
        current={steps.findIndex(({ standing }) => standing === 'process' || standing === 'error')}
        titlePlacement="vertical"
        items={steps.map(({ step, standing, since, until }) => ({
          title: t(`rounds.status.${step}`),
          status: standing,
          content: (
            <small>
              {since && t('rounds.since', { day: formatDate(since, i18n.language) })}
              {since && until && <br />}
              {until && t('rounds.untilDay', { day: formatDate(until, i18n.language) })}
            </small>
          ),
        }))}
      />
    </section>
  );
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <dl className="figure">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </dl>
  );
}

function Standing({ standing }: { standing: RoundStanding[] }) {
  const { t } = useTranslation();
  if (standing.length === 0) {
    return <p className="muted">{t('rounds.nothing')}</p>;
  }
  return (
    <table className="diff">
      <thead>
        <tr>
          <th scope="col">{t('rounds.state')}</th>
          <th scope="col" className="right">
            {t('rounds.items')}
          </th>
          <th scope="col" className="right">
            {t('rounds.dueYuan')}
          </th>
          <th scope="col" className="right">
            {t('rounds.givenYuan')}
          </th>
        </tr>
      </thead>
      <tbody>
        {standing.map((one) => (
          <tr key={`${one.status}${one.held}`} data-testid={`standing-${one.status}`}>
            <td>
              {t(`rounds.item.${one.status}`)} {one.held && <span className="muted">（{t('rounds.held')}）</span>}
            </td>
            <td className="right">{one.items}</td>
            <td className="right">
              <Amount value={one.due} />
            </td>
            <td className="right">
              <Amount value={one.allocated} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
