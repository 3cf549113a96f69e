import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Empty, Progress, Select, Skeleton, Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { StatisticsReport } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Chart, PALETTE } from '../home/Chart';
import { Amount, ShortAmount } from '../shared/Amount';
import { thisYear } from '../shared/dates';
import { axisUnit, formatYuan, plotted } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';

type Table_ = NonNullable<NonNullable<StatisticsReport['dimensions']>[number]>;
type Line = NonNullable<NonNullable<Table_['values']>[number]>;
type FlowLine = NonNullable<NonNullable<NonNullable<StatisticsReport['flow']>['matrix']>[number]>;

const FIRST_YEAR = 2015;
const PARTS = ['', '-H1', '-H2', ...Array.from({ length: 12 }, (_, month) => `-${String(month + 1).padStart(2, '0')}`)];

/** The reports of the national statistics, drawn up from the registered contracts themselves. */
export function StatisticsPage() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [search, setSearch] = useSearchParams();
  const latest = thisYear();
  const period = search.get('period') ?? String(latest);
  const [year, part] = [period.slice(0, 4), period.slice(4)];
  const choose = (next: string) => setSearch({ period: next }, { replace: true });
  const report = useQuery({
    queryKey: ['statistics', code, period],
    queryFn: async (): Promise<StatisticsReport> =>
      body(api.GET('/api/v1/tenants/{code}/statistics', { params: { path: { code }, query: { period } } })),
  });
  const save = useMutation({
    mutationFn: () =>
      download(
        `/api/v1/tenants/${code}/statistics/workbook?period=${encodeURIComponent(period)}`,
        `statistics-${code}-${period}.xlsx`,
      ),
  });
  const years = Array.from({ length: latest - FIRST_YEAR + 1 }, (_, back) => String(latest - back));
  const one = report.data;
  return (
    <Page
      title={t('statistics.title')}
      hint={t('statistics.hint')}
      actions={
        <Button
          icon={<DownloadOutlined />}
          loading={save.isPending}
          onClick={() => save.mutate()}
          data-testid="statistics-xlsx"
        >
          {t('statistics.xlsx')}
        </Button>
      }
    >
      <div className="filters" role="search">
        <Select
          style={{ width: 110 }}
          value={year}
          aria-label={t('statistics.year')}
          options={years.map((value) => ({ value, label: value }))}
          onChange={(chosen) => choose(chosen + part)}
        />
        <Select
          style={{ width: 150 }}
          value={part}
          aria-label={t('statistics.part')}
          data-testid="statistics-part"
          options={PARTS.map((value) => ({ value, label: t(`statistics.parts.${value || 'YEAR'}`) }))}
          onChange={(chosen) => choose(year + chosen)}
        />
      </div>
      {save.error && <Problem error={save.error} />}
      {report.error && <Problem error={report.error} onRetry={() => void report.refetch()} />}
      {report.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {one && <Report report={one} />}
    </Page>
  );
}

function Report({ report }: { report: StatisticsReport }) {
  const { t } = useTranslation();
  if (!report.total?.contracts && !report.totalBefore?.contracts) {
    return (
      <section className="panel" data-testid="statistics-empty">
        <Empty description={t('statistics.empty')} />
      </section>
    );
  }
  return (
    <>
      <section className="figures" data-testid="statistics-total">
        <Figure label={t('statistics.contracts')} before={String(report.totalBefore?.contracts ?? 0)}>
          {report.total?.contracts ?? 0}
        </Figure>
        <Figure
          label={t('statistics.contractAmount')}
          before={`${formatYuan(report.totalBefore?.contractAmount)}${growthText(report.growth)}`}
        >
          <ShortAmount value={report.total?.contractAmount} />
        </Figure>
        <Figure label={t('statistics.technologyAmount')} before={formatYuan(report.totalBefore?.technologyAmount)}>
          <ShortAmount value={report.total?.technologyAmount} />
        </Figure>
        <Figure label={t('statistics.localConversion')}>{percent(report.flow?.localConversion)}</Figure>
      </section>
      {(report.byMonth ?? []).length > 0 && (
        <section className="panel">
          <h2>{t('statistics.byMonth')}</h2>
          <Months report={report} />
        </section>
      )}
      <section className="panel">
        <h2>{t('statistics.flow')}</h2>
        <p className="muted">{t('statistics.flowHint')}</p>
        <Table<FlowLine>
          size="small"
          aria-label={t('statistics.flow')}
          pagination={false}
          rowKey={(flow) => `${flow.from}${flow.to}`}
          dataSource={(report.flow?.matrix ?? []).flatMap((flow) => (flow ? [flow] : []))}
          columns={[
            {
              title: t('statistics.flow'),
              render: (_, flow) => `${t(`statistics.region.${flow.from}`)} → ${t(`statistics.region.${flow.to}`)}`,
            },
            { title: t('statistics.contracts'), align: 'right', render: (_, flow) => flow.figures?.contracts },
            {
              title: t('statistics.contractAmountYuan'),
              align: 'right',
              render: (_, flow) => <Amount value={flow.figures?.contractAmount} />,
            },
            {
              title: t('statistics.technologyAmountYuan'),
              align: 'right',
              render: (_, flow) => <Amount value={flow.figures?.technologyAmount} />,
            },
          ]}
        />
      </section>
      {(report.dimensions ?? []).flatMap((table) =>
        table && (table.values ?? []).length > 0
          ? [<Dimension key={table.dimension} table={table} whole={report.total?.contractAmount} />]
          : [],
      )}
    </>
  );
}

function Figure({ label, before, children }: { label: string; before?: string; children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="figure">
      <div>{label}</div>
      <strong style={{ fontSize: 22 }}>{children}</strong>
      {before && <div className="muted">{t('statistics.before', { before })}</div>}
    </div>
  );
}

function Months({ report }: { report: StatisticsReport }) {
  const { t, i18n } = useTranslation();
  const option = useMemo(() => {
    const months = (report.byMonth ?? []).flatMap((month) => (month ? [month] : []));
    const { unit, tenThousands } = axisUnit(
      months.map(({ figures }) => figures?.contractAmount),
      i18n.language,
    );
    return {
      color: [PALETTE[1], PALETTE[2]],
      tooltip: {
        trigger: 'axis',
        formatter: (points: { dataIndex: number }[]) => {
          const at = months[points[0]?.dataIndex ?? 0];
          return [
            String(at?.month).slice(0, 7),
            `${t('statistics.contractAmount')}: ${formatYuan(at?.figures?.contractAmount)} ${t('shared.unit.yuan')}`,
            `${t('statistics.contracts')}: ${at?.figures?.contracts ?? 0}`,
          ].join('<br>');
        },
      },
      legend: { bottom: 0 },
      grid: { left: 24, right: 36, top: 36, bottom: 34, containLabel: true },
      xAxis: { type: 'category', data: months.map(({ month }) => String(month).slice(0, 7)) },
      yAxis: [
        {
          type: 'value',
          name: t(`shared.unit.${unit}`),
          axisLabel: { formatter: (value: number) => String(value / tenThousands) },
        },
        { type: 'value', name: t('statistics.contracts'), splitLine: { show: false } },
      ],
      series: [
        {
          type: 'bar',
          name: t('statistics.contractAmount'),
          barMaxWidth: 34,
          data: months.map(({ figures }) => plotted(figures?.contractAmount)),
        },
        {
          type: 'line',
          name: t('statistics.contracts'),
          yAxisIndex: 1,
          data: months.map(({ figures }) => figures?.contracts ?? 0),
        },
      ],
    };
  }, [report, t, i18n.language]);
  return <Chart option={option} label={t('statistics.byMonth')} height={280} />;
}

function Dimension({ table, whole }: { table: Table_; whole: string | null | undefined }) {
  const { t } = useTranslation();
  const word = useWord();
  const title = t(`statistics.dimension.${table.dimension}`);
  return (
    <section className="panel" data-testid={`statistics-${table.dimension}`}>
      <h2>{title}</h2>
      <Table<Line>
        size="small"
        aria-label={title}
        pagination={(table.values ?? []).length > 15 ? { pageSize: 15, showSizeChanger: false } : false}
        rowKey={(line) => line.value ?? ''}
        dataSource={(table.values ?? []).flatMap((line) => (line ? [line] : []))}
        columns={[
          { title, render: (_, line) => word(table.dimension ?? '', line.value ?? '') },
          { title: t('statistics.contracts'), align: 'right', render: (_, line) => line.figures?.contracts },
          {
            title: t('statistics.contractAmountYuan'),
            align: 'right',
            render: (_, line) => <Amount value={line.figures?.contractAmount} />,
          },
          {
            title: t('statistics.share'),
            width: 170,
            render: (_, line) => <Share label={title} part={line.figures?.contractAmount} whole={whole} />,
          },
          {
            title: t('statistics.technologyAmountYuan'),
            align: 'right',
            render: (_, line) => <Amount value={line.figures?.technologyAmount} />,
          },
          {
            title: t('statistics.beforeYuan'),
            align: 'right',
            render: (_, line) => <Amount value={line.before?.contractAmount} />,
          },
          { title: t('statistics.growth'), align: 'right', render: (_, line) => percent(line.growth) },
        ]}
      />
    </section>
  );
}

/** How much of the whole contract amount a line has, as a bar. */
function Share({ label, part, whole }: { label: string; part?: string | null; whole?: string | null }) {
  const drawn = plotted(whole) === 0 ? 0 : (plotted(part) / plotted(whole)) * 100;
  return (
    <Progress
      size="small"
      status="normal"
      percent={Math.round(drawn * 10) / 10}
      strokeColor={PALETTE[1]}
      format={(percent) => `${percent}%`}
      aria-label={label}
    />
  );
}

/** A code of the record in words; codes without words of their own stay as the contract has them. */
function useWord() {
  const { t } = useTranslation();
  return (dimension: string, value: string) => {
    if (value === '') {
      return t('statistics.notStated');
    }
    switch (dimension) {
      case 'TYPE':
        return t(`shared.contractType.${value}`);
      case 'SUBTYPE':
        return `${value} ${t(`contract.subtypes.${value}`, '')}`;
      case 'PROVIDER_KIND':
      case 'RECIPIENT_KIND':
        return t(`shared.partyKind.${value}`);
      case 'INTERMEDIARY':
        return t(`shared.answer.${value}`);
      case 'SIZE':
        return value === '0' ? t('shared.all') : t('statistics.atLeast', { amount: formatYuan(`${value}.00`) });
      default:
        return value;
    }
  };
}

/** "0.2660" → "26.60%", exactly: the point is moved in the text the server sends. */
function percent(ratio: number | string | null | undefined): string {
  const match = /^(-?)(\d+)\.(\d{2})(\d{2})$/.exec(String(ratio ?? ''));
  if (!match) {
    return '—';
  }
  const [, sign, whole, hundredths, rest] = match;
  return `${sign}${BigInt(whole! + hundredths!)}.${rest}%`;
}

function growthText(growth: number | string | null | undefined): string {
  return growth ? ` (${percent(growth)})` : '';
}
