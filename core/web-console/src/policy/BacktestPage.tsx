import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Segmented, Skeleton, Table, Tag } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Backtest, BacktestChange, BacktestFigures, BacktestScenario } from '../api/model';
import { percent } from '../entitlement/values';
import { useTenant } from '../frame/tenant';
import { Chart, PALETTE } from '../home/Chart';
import { JobProgress } from '../job/JobProgress';
import { Amount, ShortAmount } from '../shared/Amount';
import { formatInstant } from '../shared/dates';
import { axisUnit, fen, formatYuan, plain, plotted } from '../shared/money';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useTenantName } from './queries';

/** A back-test while it runs, and what came out of it. */
export function BacktestPage() {
  const { t } = useTranslation();
  const { policy = '', backtest = '' } = useParams();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const read = useQuery({
    queryKey: ['backtest', code, backtest],
    queryFn: async (): Promise<Backtest> =>
      body(
        api.GET('/api/v1/tenants/{code}/policies/{policy}/backtests/{backtest}', {
          params: { path: { code, policy, backtest } },
        }),
      ),
    staleTime: 0,
  });
  const ended = useCallback(
    () => void cache.invalidateQueries({ queryKey: ['backtest', code, backtest] }),
    [cache, code, backtest],
  );
  const cancel = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/tenants/{code}/jobs/{id}/cancellation', { params: { path: { code, id: backtest } } })),
  });
  if (read.error) {
    return <Problem error={read.error} onRetry={() => void read.refetch()} />;
  }
  const one = read.data;
  if (!one) {
    return <Skeleton active />;
  }
  return (
    <Page
      title={t('policy.backtest.one')}
      hint={t('policy.backtest.oneHint', {
        policy,
        who: one.orderedBy ?? '—',
        when: formatInstant(one.orderedAt),
        years: (one.years ?? []).join('、'),
      })}
      actions={
        <>
          <Link to={`/t/${code}/policies/${policy}`}>{t('policy.toPolicy')}</Link>
          {!one.completedAt && can('IMPORT') && (
            <Button danger loading={cancel.isPending} onClick={() => cancel.mutate()} data-testid="backtest-cancel">
              {t('policy.backtest.cancel')}
            </Button>
          )}
        </>
      }
    >
      {cancel.error && <Problem error={cancel.error} />}
      {one.completedAt ? <Result test={one} /> : <JobProgress id={backtest} onEnd={ended} />}
    </Page>
  );
}

function total(figures: BacktestFigures | null | undefined): string {
  return plain((figures?.years ?? []).reduce((sum, year) => sum + (fen(year.cost) ?? 0n), 0n));
}

function Result({ test }: { test: Backtest }) {
  const { t } = useTranslation();
  const scenarios = test.scenarios ?? [];
  const [position, setPosition] = useState(1);
  const chosen = scenarios.find((one) => one.position === position) ?? scenarios[0];
  return (
    <div data-testid="backtest-result">
      {scenarios
        .filter((one) => one.untried)
        .map((one) => (
          <Alert
            key={one.position}
            type="warning"
            showIcon
            style={{ marginBottom: 16 }}
            data-testid="backtest-untried"
            title={t('policy.backtest.untried.title', { scenario: one.name })}
            description={t(`policy.backtest.untried.${one.untried ?? 'CLAIM'}`)}
          />
        ))}
      <section className="panel">
        <h2>{t('policy.backtest.sideBySide')}</h2>
        <SideBySide test={test} />
      </section>
      <section className="panel">
        <h2>{t('policy.backtest.byYear')}</h2>
        <Years test={test} />
      </section>
      {scenarios.length > 1 && (
        <Segmented
          value={position}
          aria-label={t('policy.backtest.scenarios')}
          options={scenarios.map((one) => ({ value: one.position ?? 0, label: one.name }))}
          onChange={setPosition}
          style={{ marginBottom: 16 }}
        />
      )}
      {chosen?.result && <Scenario test={test} scenario={chosen} />}
    </div>
  );
}

interface World {
  name: string;
  figures: BacktestFigures | null | undefined;
  scenario?: BacktestScenario;
}

function SideBySide({ test }: { test: Backtest }) {
  const { t } = useTranslation();
  const worlds: World[] = [
    { name: t('policy.backtest.inForce'), figures: test.inForce },
    ...(test.scenarios ?? []).map((scenario) => ({
      name: scenario.name ?? '',
      figures: scenario.result?.figures,
      scenario,
    })),
  ];
  const sum = (world: World, key: 'cases' | 'entitled' | 'atCap' | 'judgement') =>
    (world.figures?.years ?? []).reduce((all, year) => all + (year[key] ?? 0), 0);
  // What could not be tried has no figure, least of all nought.
  const count = (world: World, key: 'cases' | 'entitled' | 'judgement') => (world.figures ? sum(world, key) : '—');
  return (
    <Table<World>
      size="small"
      aria-label={t('policy.backtest.sideBySide')}
      pagination={false}
      rowKey="name"
      dataSource={worlds}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('policy.backtest.scenario'), dataIndex: 'name' },
        {
          title: t('policy.backtest.cost'),
          align: 'right',
          render: (_, one) =>
            one.figures ? (
              <Amount value={total(one.figures)} />
            ) : (
              <Tag data-testid="backtest-not-tried">{t('policy.backtest.notTried')}</Tag>
            ),
        },
        {
          title: t('policy.backtest.difference'),
          align: 'right',
          render: (_, one) =>
            one.scenario?.result && test.inForce ? (
              <Amount value={plain((fen(total(one.figures)) ?? 0n) - (fen(total(test.inForce)) ?? 0n))} />
            ) : (
              '—'
            ),
        },
        { title: t('policy.backtest.cases'), align: 'right', render: (_, one) => count(one, 'cases') },
        { title: t('policy.backtest.entitled'), align: 'right', render: (_, one) => count(one, 'entitled') },
        {
          title: t('policy.backtest.atCap'),
          align: 'right',
          render: (_, one) => {
            const entitled = sum(one, 'entitled');
            const capped = sum(one, 'atCap');
            return entitled === 0 ? '—' : `${capped} (${((capped * 100) / entitled).toFixed(1)}%)`;
          },
        },
        { title: t('policy.backtest.judgement'), align: 'right', render: (_, one) => count(one, 'judgement') },
        {
          title: t('policy.backtest.winners'),
          align: 'right',
          render: (_, one) => one.scenario?.result?.comparison?.winners ?? '—',
        },
        {
          title: t('policy.backtest.losers'),
          align: 'right',
          render: (_, one) => one.scenario?.result?.comparison?.losers ?? '—',
        },
        {
          title: t('policy.backtest.overrun'),
          render: (_, one) => {
            const budget = one.scenario?.result?.budget;
            const years = budget?.years ?? [];
            if (years.length === 0) {
              return '—';
            }
            return (
              <Tag color={(budget?.yearsOver ?? 0) > 0 ? 'red' : 'green'}>
                {t('policy.backtest.yearsOver', {
                  over: budget?.yearsOver ?? 0,
                  of: years.length,
                  worst: budget?.worstYear ?? '—',
                })}
              </Tag>
            );
          },
        },
      ]}
    />
  );
}

function Years({ test }: { test: Backtest }) {
  const { t, i18n } = useTranslation();
  const option = useMemo(() => {
    const worlds = [
      { name: t('policy.backtest.inForce'), figures: test.inForce },
      ...(test.scenarios ?? []).map(({ name, result }) => ({ name: name ?? '', figures: result?.figures })),
    ];
    return bars(
      worlds,
      (test.years ?? []).map(String),
      (figures) => (test.years ?? []).map((year) => figures?.years?.find((one) => one.year === year)?.cost),
      t,
      i18n.language,
    );
  }, [test, t, i18n.language]);
  return <Chart option={option} label={t('policy.backtest.byYear')} height={260} />;
}

type Costs = (figures: BacktestFigures | null | undefined) => (string | null | undefined)[];

function bars(
  worlds: { name: string; figures: BacktestFigures | null | undefined }[],
  axis: string[],
  costs: Costs,
  t: (key: string) => string,
  language: string,
) {
  const all = worlds.map(({ figures }) => costs(figures));
  const { unit, tenThousands } = axisUnit(all.flat(), language);
  return {
    color: PALETTE,
    tooltip: {
      trigger: 'axis',
      formatter: (points: { dataIndex: number }[]) => {
        const at = points[0]?.dataIndex ?? 0;
        return [
          axis[at],
          ...worlds.map(({ name }, world) => `${name}: ${formatYuan(all[world]?.[at])} ${t('shared.unit.yuan')}`),
        ].join('<br>');
      },
    },
    legend: { bottom: 0 },
    grid: { left: 8, right: 8, top: 36, bottom: 34, containLabel: true },
    xAxis: { type: 'category', data: axis, axisTick: { show: false } },
    yAxis: {
      type: 'value',
      name: t(`shared.unit.${unit}`),
      splitLine: { lineStyle: { color: '#edf0f5' } },
      axisLabel: { formatter: (value: number) => String(value / tenThousands) },
    },
    series: worlds.map(({ name }, world) => ({
      type: 'bar',
      name,
      barMaxWidth: 30,
      data: (all[world] ?? []).map((cost) => plotted(cost)),
    })),
  };
}

function Scenario({ test, scenario }: { test: Backtest; scenario: BacktestScenario }) {
  const { t, i18n } = useTranslation();
  const [direction, setDirection] = useState<'WINNER' | 'LOSER'>('WINNER');
  const comparison = scenario.result?.comparison;
  const figures = scenario.result?.figures;
  const months = useMemo(() => {
    const of: Costs = (one) => (one?.months ?? []).map(({ cost }) => cost);
    return bars(
      [
        { name: t('policy.backtest.inForce'), figures: test.inForce },
        { name: scenario.name ?? '', figures },
      ],
      (figures?.months ?? []).map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`),
      of,
      t,
      i18n.language,
    );
  }, [test, scenario, figures, t, i18n.language]);
  return (
    <>
      <section className="figures" data-testid="backtest-figures">
        <Figure label={t('policy.backtest.winners')} count={comparison?.winners} amount={comparison?.gained} />
        <Figure label={t('policy.backtest.losers')} count={comparison?.losers} amount={comparison?.lost} />
        <Figure
          label={t('policy.backtest.threshold')}
          count={comparison?.reached}
          hint={t('policy.backtest.missed', { count: comparison?.missed ?? 0 })}
        />
        <Figure
          label={t('policy.backtest.retroactive')}
          count={comparison?.decisions}
          hint={t('policy.backtest.payRecover', {
            pay: formatYuan(comparison?.toPay),
            recover: formatYuan(comparison?.toRecover),
          })}
        />
      </section>
      {(scenario.result?.budget?.years ?? []).length > 0 && (
        <section className="panel">
          <h2>{t('policy.backtest.overrun')}</h2>
          <p className="muted">{t('policy.backtest.overrunHint')}</p>
          <Table
            size="small"
            aria-label={t('policy.backtest.overrun')}
            pagination={false}
            rowKey="year"
            dataSource={scenario.result?.budget?.years ?? []}
            columns={[
              { title: t('policy.backtest.year'), dataIndex: 'year' },
              { title: t('policy.backtest.budget'), align: 'right', render: (_, y) => <Amount value={y.budget} /> },
              { title: t('policy.backtest.cost'), align: 'right', render: (_, y) => <Amount value={y.cost} /> },
              {
                title: t('policy.backtest.share'),
                align: 'right',
                render: (_, y) => (y.share ? percent(String(y.share)) : '—'),
              },
              { title: t('policy.backtest.over'), align: 'right', render: (_, y) => <Amount value={y.over} /> },
            ]}
          />
        </section>
      )}
      <section className="panel">
        <h2>{t('policy.backtest.byMonth')}</h2>
        <Chart option={months} label={t('policy.backtest.byMonth')} height={240} />
      </section>
      <section className="panel">
        <h2>{t('policy.backtest.byPlace')}</h2>
        <Places before={test.inForce} after={figures} />
      </section>
      <Segmented
        value={direction}
        aria-label={t('policy.backtest.who')}
        options={(['WINNER', 'LOSER'] as const).map((value) => ({
          value,
          label: t(`policy.backtest.${value === 'WINNER' ? 'winners' : 'losers'}`),
        }))}
        onChange={setDirection}
        style={{ marginBottom: 8 }}
      />
      <Changes test={test} position={scenario.position ?? 1} direction={direction} />
    </>
  );
}

interface FigureProps {
  label: string;
  count: number | null | undefined;
  amount?: string | null;
  hint?: string;
}

function Figure({ label, count, amount, hint }: FigureProps) {
  return (
    <div className="figure">
      <div>{label}</div>
      <strong style={{ fontSize: 22 }}>{count ?? 0}</strong>
      <div className="muted">{amount === undefined ? hint : <ShortAmount value={amount} />}</div>
    </div>
  );
}

interface Place {
  tenant: number;
  before: bigint;
  after: bigint;
  children?: Place[];
}

/** Prefectures with their own registrations and their counties below them. */
function places(before: BacktestFigures | null | undefined, after: BacktestFigures | null | undefined): Place[] {
  const sums = new Map<number, Place>();
  const add = (figures: BacktestFigures | null | undefined, side: 'before' | 'after') =>
    (figures?.places ?? []).forEach(({ tenant, cost }) => {
      const place = sums.get(tenant ?? 0) ?? { tenant: tenant ?? 0, before: 0n, after: 0n };
      place[side] += fen(cost) ?? 0n;
      sums.set(place.tenant, place);
    });
  add(before, 'before');
  add(after, 'after');
  const cities = new Map<number, Place>();
  for (const place of [...sums.values()].sort((a, b) => a.tenant - b.tenant)) {
    const code = Math.floor(place.tenant / 100) * 100;
    const city = cities.get(code) ?? { tenant: code, before: 0n, after: 0n, children: [] };
    city.before += place.before;
    city.after += place.after;
    city.children?.push(place);
    cities.set(code, city);
  }
  return [...cities.values()].sort((a, b) => (a.after < b.after ? 1 : -1));
}

function Places({
  before,
  after,
}: {
  before: BacktestFigures | null | undefined;
  after: BacktestFigures | null | undefined;
}) {
  const { t } = useTranslation();
  const tenantName = useTenantName();
  const rows = useMemo(() => places(before, after), [before, after]);
  return (
    <Table<Place>
      size="small"
      aria-label={t('policy.backtest.byPlace')}
      pagination={false}
      rowKey={(place) => `${place.tenant}${place.children ? '' : '-'}`}
      dataSource={rows}
      columns={[
        { title: t('policy.backtest.place'), render: (_, place) => tenantName(place.tenant) },
        {
          title: t('policy.backtest.inForce'),
          align: 'right',
          render: (_, place) => <Amount value={plain(place.before)} />,
        },
        {
          title: t('policy.backtest.scenario'),
          align: 'right',
          render: (_, place) => <Amount value={plain(place.after)} />,
        },
        {
          title: t('policy.backtest.difference'),
          align: 'right',
          render: (_, place) => <Amount value={plain(place.after - place.before)} />,
        },
      ]}
    />
  );
}

interface ChangesProps {
  test: Backtest;
  position: number;
  direction: 'WINNER' | 'LOSER';
}

function Changes({ test, position, direction }: ChangesProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const difference = (change: BacktestChange) => plain((fen(change.after) ?? 0n) - (fen(change.before) ?? 0n));
  return (
    <PagedTable<BacktestChange>
      queryKey={['backtest-changes', code, test.id, position, direction]}
      load={(cursor, limit) =>
        body(
          api.GET('/api/v1/tenants/{code}/policies/{policy}/backtests/{backtest}/changes', {
            params: {
              path: { code, policy: test.policyId ?? '', backtest: test.id ?? '' },
              query: { scenario: position, direction, cursor, limit },
            },
          }),
        ) as Promise<{ items?: BacktestChange[]; nextCursor?: string | null }>
      }
      label={t('policy.backtest.who')}
      testId="backtest-changes"
      rowTestId="backtest-change"
      rowKey={(change) =>
        `${change.contractId ?? change.applicantName}${change.tenant}${change.year}${change.policyId}`
      }
      columns={[
        {
          title: t('entitlement.about'),
          render: (_, change) =>
            change.contractId ? (
              <>
                <Link to={`/t/${change.tenant}/contracts/${change.contractId}`}>{change.contractTitle}</Link>
                <div className="muted mono">{change.registrationNumber}</div>
              </>
            ) : (
              <>
                <div>{change.applicantName}</div>
                <div className="muted">{t('entitlement.wholeYear', { year: change.year })}</div>
              </>
            ),
        },
        {
          title: t('policy.backtest.parties'),
          render: (_, change) => (change.contractId ? `${change.providerName} → ${change.recipientName}` : '—'),
        },
        { title: t('policy.backtest.year'), dataIndex: 'year' },
        {
          title: t('policy.backtest.inForce'),
          align: 'right',
          render: (_, change) => <Amount value={change.before} />,
        },
        {
          title: t('policy.backtest.scenario'),
          align: 'right',
          render: (_, change) => <Amount value={change.after} />,
        },
        {
          title: t('policy.backtest.difference'),
          align: 'right',
          render: (_, change) => (
            <>
              <Amount value={difference(change)} />{' '}
              {change.crossed && <Tag color="gold">{t('policy.backtest.crossed')}</Tag>}
            </>
          ),
        },
        {
          title: t('policy.backtest.decided'),
          align: 'right',
          render: (_, change) =>
            change.decided === null || change.decided === undefined ? (
              '—'
            ) : (
              <Link
                to={
                  change.contractId
                    ? `/t/${change.tenant}/entitlements?contract=${change.contractId}&year=${change.year}`
                    : `/t/${change.tenant}/entitlements?year=${change.year}`
                }
              >
                <Amount value={change.decided} />
              </Link>
            ),
        },
      ]}
    />
  );
}
