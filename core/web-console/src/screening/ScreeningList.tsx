import { useMutation } from '@tanstack/react-query';
import { Button, Segmented, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Job, ScreeningSummary } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { JobProgress } from '../job/JobProgress';
import { RegisterLanguage } from '../register/RegisterLanguage';
import { useLabel } from '../register/words';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';
import { StandingTag } from './StandingTag';

type Standing = 'ALL' | 'OPEN' | 'CONFIRMED' | 'PASSED';

/** What was screened before it crossed the border, the latest first. */
export function ScreeningList() {
  const { t } = useTranslation();
  const label = useLabel();
  const name = useName();
  const { code, can, tree } = useTenant();
  const [standing, setStanding] = useState<Standing>('ALL');
  const refresh = useMutation({
    mutationFn: async (): Promise<Job> =>
      (await body(api.POST('/api/v1/tenants/{code}/screenings/refresh', { params: { path: { code } } }))) as Job,
  });
  return (
    <Page
      title={t('screening.title')}
      hint={t('screening.hint')}
      actions={
        <Space>
          <RegisterLanguage />
          {can('SCREENING_WRITE') && (
            <>
              <Button onClick={() => refresh.mutate()} loading={refresh.isPending} data-testid="screen-again">
                {t('screening.again')}
              </Button>
              <Link to={`/t/${code}/screenings/new`}>
                <Button type="primary" data-testid="new-screening">
                  {t('screening.new')}
                </Button>
              </Link>
            </>
          )}
        </Space>
      }
    >
      {refresh.error && <Problem error={refresh.error} />}
      {refresh.data?.id && <JobProgress id={refresh.data.id} onEnd={() => undefined} />}
      <Segmented<Standing>
        style={{ marginBottom: 16 }}
        value={standing}
        onChange={setStanding}
        aria-label={t('screening.stands')}
        options={[
          { value: 'ALL', label: t('screening.all') },
          { value: 'OPEN', label: t('screening.standing.OPEN') },
          { value: 'CONFIRMED', label: t('screening.standing.CONFIRMED') },
          { value: 'PASSED', label: t('screening.standing.PASSED') },
        ]}
      />
      <PagedTable<ScreeningSummary>
        queryKey={['screenings', code, standing]}
        load={async (cursor, limit): Promise<{ items?: ScreeningSummary[]; nextCursor?: string | null }> =>
          body(
            api.GET('/api/v1/tenants/{code}/screenings', {
              params: {
                path: { code },
                query: { standing: standing === 'ALL' ? undefined : standing, cursor, limit },
              },
            }),
          )
        }
        label={t('screening.title')}
        testId="screenings"
        rowTestId="screening"
        rowKey={(one) => one.id ?? ''}
        columns={[
          {
            title: t('screening.subject'),
            render: (_, one) => (
              <>
                <Link to={`/t/${one.tenant}/screenings/${one.id}`}>{one.title}</Link>
                <div className="muted">
                  {t(`screening.kind.${one.subjectKind}`)}
                  {one.tenant !== code && ` · ${name(findTenant(tree, one.tenant ?? 0))}`}
                </div>
              </>
            ),
          },
          {
            title: t('screening.parties'),
            render: (_, one) => (
              <div className="wrapping">
                {(one.parties ?? []).map((party) => (
                  <div key={party}>{party}</div>
                ))}
              </div>
            ),
          },
          { title: t('screening.destination'), dataIndex: 'destination' },
          { title: t('screening.by'), render: (_, one) => label(one.label) },
          {
            title: t('screening.stands'),
            render: (_, one) => (
              <>
                <StandingTag standing={one.standing} />
                {(one.hits ?? 0) > 0 && (
                  <span className="muted">{t('screening.hitsOpen', { hits: one.hits ?? 0, open: one.open ?? 0 })}</span>
                )}
              </>
            ),
          },
          { title: t('screening.at'), render: (_, one) => formatInstant(one.screenedAt) },
        ]}
      />
    </Page>
  );
}
