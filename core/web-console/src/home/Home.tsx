import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Empty, Select, Skeleton, Space, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Overview } from '../api/model';
import { useTenant } from '../frame/tenant';
import { ShortAmount } from '../shared/Amount';
import { fen } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { StatusTag } from '../shared/StatusTag';
import { useName } from '../shared/text';
import { PrefectureMap } from './PrefectureMap';
import { TypeChart } from './TypeChart';
import { YearChart } from './YearChart';

type Child = NonNullable<Overview['children']>[number];

/** The year's figures of a tenant and everything below it. */
export function Home() {
  const { t } = useTranslation();
  const name = useName();
  const { code, node } = useTenant();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('year');
  const overview = useQuery({
    queryKey: ['overview', code, asked],
    queryFn: async (): Promise<Overview> =>
      body(
        api.GET('/api/v1/tenants/{code}/overview', {
          params: { path: { code }, query: asked ? { year: Number(asked) } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const figures = overview.data;
  return (
    <Page
      title={t('home.title', { name: name(node) })}
      hint={t('home.hint')}
      actions={
        <Select
          value={figures?.year ?? undefined}
          style={{ width: 130 }}
          aria-label={t('home.year')}
          data-testid="year-selector"
          options={(figures?.years ?? []).map((year) => ({ value: year, label: t('shared.year', { year }) }))}
          onChange={(year) => setSearch({ year: String(year) })}
        />
      }
    >
      {overview.error && <Problem error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {figures && <Figures overview={figures} />}
    </Page>
  );
}

function Figures({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const year = overview.year ?? undefined;
  const children = overview.children ?? [];
  // The sketch map shows prefectures; the counties of one prefecture are ranked only.
  const prefectures = children.filter(({ code: child }) => (child ?? 0) % 100 === 0);
  const statuses = Object.entries(overview.byStatus ?? {});
  return (
    <>
      <dl className="figures" data-testid="figures">
        <Figure label={t('home.contracts')} hint={t('home.contractsHint')}>
          {overview.contracts ?? 0}
          <span className="unit">{t('home.contractsUnit')}</span>
        </Figure>
        <Figure label={t('home.contractAmount')} hint={t('home.contractAmountHint')}>
          <ShortAmount value={overview.contractAmount} />
        </Figure>
        <Figure label={t('home.technologyAmount')} hint={t('home.technologyAmountHint')}>
          <ShortAmount value={overview.technologyAmount} />
        </Figure>
        <Figure label={t('home.received')} hint={t('home.receivedHint')}>
          <ShortAmount value={overview.received} />
        </Figure>
        <Figure gold label={t('home.entitled')} hint={t('home.entitledHint')}>
          <ShortAmount value={overview.entitled} />
        </Figure>
      </dl>
      {statuses.length > 0 && (
        <div className="panel status-strip">
          <Space wrap size="large">
            {statuses.map(([status, count]) => (
              <Link key={status} to={`/t/${code}/contracts?status=${status}&year=${year ?? ''}`}>
                <StatusTag words="contractStatus" code={status} />
                <strong>{String(count)}</strong>
              </Link>
            ))}
          </Space>
        </div>
      )}
      <div className="columns">
        {prefectures.length > 0 ? (
          <section className="panel">
            <h2>{t('home.map')}</h2>
            <PrefectureMap divisions={prefectures} />
          </section>
        ) : (
          <section className="panel">
            <h2>{t('home.byYear')}</h2>
            <YearChart years={overview.byYear ?? []} chosen={year} />
          </section>
        )}
        <section className="panel">
          <h2>{t('home.byType')}</h2>
          {(overview.byType ?? []).length > 0 ? <TypeChart types={overview.byType ?? []} /> : <Empty />}
        </section>
      </div>
      {children.length > 0 && (
        <div className={prefectures.length > 0 ? 'columns' : 'columns one'}>
          {prefectures.length > 0 && (
            <section className="panel">
              <h2>{t('home.byYear')}</h2>
              <YearChart years={overview.byYear ?? []} chosen={year} />
            </section>
          )}
          <section className="panel">
            <h2>{t('home.ranking')}</h2>
            <Ranking divisions={children} />
          </section>
        </div>
      )}
    </>
  );
}

interface FigureProps {
  label: string;
  hint: string;
  gold?: boolean;
  children: React.ReactNode;
}

function Figure({ label, hint, gold, children }: FigureProps) {
  return (
    <div className={gold ? 'figure gold' : 'figure'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
      <small>{hint}</small>
    </div>
  );
}

function Ranking({ divisions }: { divisions: Child[] }) {
  const { t } = useTranslation();
  const name = useName();
  const descending = [...divisions].sort((a, b) => {
    const difference = (fen(b.contractAmount) ?? 0n) - (fen(a.contractAmount) ?? 0n);
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  });
  return (
    <Table<Child>
      size="small"
      rowKey={(child) => String(child.code)}
      pagination={false}
      dataSource={descending}
      scroll={{ y: 290 }}
      columns={[
        {
          title: t('home.division'),
          render: (_, child) => <Link to={`/t/${child.code}`}>{name(child) || child.code}</Link>,
        },
        { title: t('home.contracts'), dataIndex: 'contracts', align: 'right', width: 90 },
        {
          title: t('home.contractAmount'),
          align: 'right',
          render: (_, child) => <ShortAmount value={child.contractAmount} />,
        },
        { title: t('home.entitled'), align: 'right', render: (_, child) => <ShortAmount value={child.entitled} /> },
      ]}
    />
  );
}
