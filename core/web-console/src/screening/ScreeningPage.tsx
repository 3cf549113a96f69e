import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Skeleton, Space, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { ScreeningDetails, ScreeningHit, ScreeningRecord } from '../api/model';
import { useTenant } from '../frame/tenant';
import { RegisterLanguage } from '../register/RegisterLanguage';
import { useLabel } from '../register/words';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { StandingTag } from './StandingTag';

/** One screening: the subject, the lists, what was found, and what two officers made of it. */
export function ScreeningPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code, can } = useTenant();
  const { id = '' } = useParams();
  const details = useQuery({
    queryKey: ['screening', code, id],
    queryFn: async (): Promise<ScreeningDetails> =>
      body(api.GET('/api/v1/tenants/{code}/screenings/{id}', { params: { path: { code, id } } })),
  });
  if (details.error) {
    return <Problem error={details.error} onRetry={() => void details.refetch()} />;
  }
  const one = details.data?.screening;
  if (!one) {
    return <Skeleton active paragraph={{ rows: 10 }} />;
  }
  const settles = can('SCREENING_WRITE') && one.tenant === code && !one.supersededAt;
  return (
    <Page
      title={
        <>
          {one.title} <StandingTag standing={one.standing} />
        </>
      }
      hint={label(one.label)}
      actions={
        <Space>
          <RegisterLanguage />
          <Link to={`/t/${code}/screenings`}>{t('screening.back')}</Link>
        </Space>
      }
    >
      {one.supersededAt && <Alert type="info" showIcon title={t('screening.superseded')} />}
      {one.result === 'CLEAR' && <Alert type="success" showIcon title={t('screening.nothingFound')} />}
      {(one.lists ?? []).some((list) => list.sample) && (
        <Alert type="warning" showIcon title={t('screening.sample')} data-testid="sample-lists" />
      )}
      {(one.hits ?? []).map((hit) => (
        <Hit key={hit.number} screening={one} hit={hit} settles={settles} />
      ))}
      <Sheet screening={one} />
      {(details.data?.earlier ?? []).length > 0 && (
        <section className="panel">
          <h2>{t('screening.earlier')}</h2>
          {(details.data?.earlier ?? []).map((earlier) => (
            <p key={earlier}>
              <Link to={`/t/${code}/screenings/${earlier}`} className="mono">
                {earlier}
              </Link>
            </p>
          ))}
        </section>
      )}
    </Page>
  );
}

function Sheet({ screening }: { screening: ScreeningRecord }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { code } = useTenant();
  const subject = screening.subject ?? {};
  return (
    <section className="panel" data-testid="screening-sheet">
      <h2>{t('screening.record')}</h2>
      <table className="sheet">
        <tbody>
          <tr>
            <th scope="row">{t('screening.what')}</th>
            <td>
              {t(`screening.kind.${screening.subjectKind}`)}{' '}
              {screening.subjectKind === 'CONTRACT' && (
                <Link to={`/t/${code}/contracts/${screening.subjectRef}`}>{t('screening.toContract')}</Link>
              )}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('screening.parties')}</th>
            <td>
              {(subject.parties ?? []).map((party, i) => (
                <div key={i}>
                  {[party.zh, party.ru, party.en].filter(Boolean).join(' / ')} ({party.country})
                </div>
              ))}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('screening.text')}</th>
            <td style={{ whiteSpace: 'pre-wrap' }}>{subject.text || '—'}</td>
          </tr>
          <tr>
            <th scope="row">{t('screening.codes')}</th>
            <td>{(subject.codes ?? []).join('、') || '—'}</td>
          </tr>
          <tr>
            <th scope="row">{t('screening.destination')}</th>
            <td>
              {subject.destination} · {subject.day}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('screening.lists')}</th>
            <td>
              {(screening.lists ?? []).map((list) => (
                <div key={list.id}>
                  {label(list.label)} · {list.version} · {list.asOf}
                  <div className="muted">{list.source}</div>
                </div>
              ))}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('screening.by')}</th>
            <td>
              {screening.plugin} {screening.pluginVersion} · {screening.screenedBy} ·{' '}
              {formatInstant(screening.screenedAt)}
              <div className="muted mono">{screening.recordHash}</div>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Hit({ screening, hit, settles }: { screening: ScreeningRecord; hit: ScreeningHit; settles: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const path = { code, id: screening.id ?? '', number: hit.number ?? 0 };
  const done = () => {
    setReason('');
    for (const key of ['screening', 'screenings', 'inbox', 'subject-screenings']) {
      void cache.invalidateQueries({ queryKey: [key, code] });
    }
  };
  const propose = useMutation({
    mutationFn: (cleared: boolean) =>
      body(
        api.POST('/api/v1/tenants/{code}/screenings/{id}/hits/{number}/verdicts', {
          params: { path },
          body: { cleared, reason },
        }),
      ),
    onSuccess: done,
  });
  const decide = useMutation({
    mutationFn: ({ verdict, agreed }: { verdict: string; agreed: boolean }) =>
      body(
        api.POST('/api/v1/tenants/{code}/screenings/{id}/hits/{number}/verdicts/{verdict}/decision', {
          params: { path: { ...path, verdict } },
          body: { agreed, note: reason || undefined },
        }),
      ),
    onSuccess: done,
  });
  const open = hit.cleared === null || hit.cleared === undefined;
  const waiting = (hit.verdicts ?? []).find((one) => one.agreed === null || one.agreed === undefined);
  const find = hit.find ?? {};
  const error = propose.error ?? decide.error;
  return (
    <section className="panel" data-testid="hit">
      <h2>
        {find.score ? find.entry : t('screening.question')}{' '}
        {find.score && <Tag>{t('screening.score', { score: find.score })}</Tag>}
        {!open && (
          <Tag color={hit.cleared ? 'green' : 'red'} data-testid="settled">
            {t(hit.cleared ? 'screening.cleared' : 'screening.confirmed')}
          </Tag>
        )}
      </h2>
      <p>{label(find.words)}</p>
      {find.next && (
        <p>
          <strong>{t('screening.next')}</strong> {label(find.next)}
        </p>
      )}
      {find.basis && (
        <p className="muted">
          {find.basis.document} {find.basis.article}
        </p>
      )}
      {(hit.verdicts ?? []).map((verdict) => (
        <p key={verdict.id} data-testid="verdict">
          <Tag color={verdict.cleared ? 'green' : 'red'}>
            {t(verdict.cleared ? 'screening.toClear' : 'screening.toConfirm')}
          </Tag>
          {verdict.proposedBy} · {formatInstant(verdict.proposedAt)}：{verdict.reason}
          <br />
          {verdict.agreed === null || verdict.agreed === undefined ? (
            <span className="muted">{t('screening.waits')}</span>
          ) : (
            <span>
              {t(verdict.agreed ? 'screening.agreed' : 'screening.turnedDown', { who: verdict.decidedBy ?? '' })}{' '}
              {verdict.note}
            </span>
          )}
        </p>
      ))}
      {error && <Problem error={error} />}
      {settles && open && !waiting?.own && (
        <Space orientation="vertical" style={{ width: '100%' }}>
          <Input.TextArea
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            aria-label={t(waiting ? 'screening.note' : 'screening.reason')}
            placeholder={t(waiting ? 'screening.note' : 'screening.reasonHint')}
            data-testid="reason"
          />
          <Space>
            {waiting ? (
              <>
                <Button
                  type="primary"
                  loading={decide.isPending}
                  onClick={() => decide.mutate({ verdict: waiting.id ?? '', agreed: true })}
                  data-testid="agree"
                >
                  {t('screening.agree')}
                </Button>
                <Button
                  disabled={reason.trim() === ''}
                  loading={decide.isPending}
                  onClick={() => decide.mutate({ verdict: waiting.id ?? '', agreed: false })}
                  data-testid="turn-down"
                >
                  {t('screening.turnDown')}
                </Button>
              </>
            ) : (
              <>
                <Button
                  disabled={reason.trim() === ''}
                  loading={propose.isPending}
                  onClick={() => propose.mutate(true)}
                  data-testid="clear"
                >
                  {t('screening.clear')}
                </Button>
                <Button
                  danger
                  disabled={reason.trim() === ''}
                  loading={propose.isPending}
                  onClick={() => propose.mutate(false)}
                  data-testid="confirm"
                >
                  {t('screening.confirm')}
                </Button>
              </>
            )}
          </Space>
        </Space>
      )}
    </section>
  );
}
