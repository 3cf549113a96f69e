import { useQuery } from '@tanstack/react-query';
import { Skeleton, Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { IndicatorBelow, IndicatorEntry, IndicatorPoint, IndicatorStory } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Chart, PALETTE } from '../home/Chart';
import { RegisterLanguage } from '../register/RegisterLanguage';
import { useLabel } from '../register/words';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { TargetTag, ValueOf, Whence } from './parts';

/** One indicator: its parts, its days, and what lies below. */
export function IndicatorPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code } = useTenant();
  const { plugin = '', indicator = '' } = useParams();
  const story = useQuery({
    queryKey: ['indicators', code, plugin, indicator],
    queryFn: async (): Promise<IndicatorStory> =>
      body(
        api.GET('/api/v1/tenants/{code}/indicators/{plugin}/{indicator}', {
          params: { path: { code, plugin, indicator } },
        }),
      ),
  });
  if (story.error) {
    return <Problem error={story.error} onRetry={() => void story.refetch()} />;
  }
  const entry = story.data?.entry;
  if (!entry) {
    return <Skeleton active paragraph={{ rows: 10 }} />;
  }
  return (
    <Page
      title={label(entry.label)}
      hint={`${t(`indicators.period.${entry.period}`)} · ${t(`indicators.rollUp.${entry.rollUp}`)}`}
      actions={
        <>
          <RegisterLanguage />
          <Link to={`/t/${code}/indicators`}>{t('indicators.back')}</Link>
        </>
      }
    >
      <section className="panel" data-testid="indicator">
        <p style={{ fontSize: 22 }}>
          <ValueOf entry={entry} />
        </p>
        <TargetTag entry={entry} />
        <Whence entry={entry} />
        {(entry.latest?.parts ?? []).length > 0 && (
          <table className="sheet" aria-label={t('indicators.parts')} data-testid="indicator-parts">
            <tbody>
              {(entry.latest?.parts ?? []).map((part) => (
                <tr key={part.code}>
                  <th scope="row">{label(part.label)}</th>
                  <td className="mono">{part.value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <Days entry={entry} trend={entry.trend ?? []} />
      {(story.data?.below ?? []).length > 0 && (
        <Below entry={entry} below={story.data?.below ?? []} plugin={plugin} indicator={indicator} />
      )}
    </Page>
  );
}

function Days({ entry, trend }: { entry: IndicatorEntry; trend: IndicatorPoint[] }) {
  const { t } = useTranslation();
  const label = useLabel();
  const option = useMemo(
    () => ({
      color: PALETTE,
      grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'time' },
      yAxis: { type: 'value', scale: true },
      series: [{ type: 'line', symbolSize: 4, data: trend.map((one) => [one.day, Number(one.value)]) }],
    }),
    [trend],
  );
  if (trend.length === 0) {
    return null;
  }
  return (
    <section className="panel" data-testid="indicator-days">
      <h2>{t('indicators.days')}</h2>
      {trend.length > 1 && <Chart option={option} label={t('indicators.days')} height={220} />}
      <Table<IndicatorPoint>
        aria-label={t('indicators.days')}
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        rowKey={(one) => one.day ?? ''}
        dataSource={[...trend].reverse()}
        columns={[
          { title: t('indicators.day'), dataIndex: 'day' },
          {
            title: t('indicators.value'),
            align: 'right',
            render: (_, one) => (
              <span className="mono">
                {one.value} {label(entry.unit)}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}

function Below({
  entry,
  below,
  plugin,
  indicator,
}: {
  entry: IndicatorEntry;
  below: IndicatorBelow[];
  plugin: string;
  indicator: string;
}) {
  const { t } = useTranslation();
  const text = useLocalText();
  const label = useLabel();
  return (
    <section className="panel" data-testid="indicator-below">
      <h2>{t('indicators.below')}</h2>
      <p className="muted">
        {t('indicators.own')}{' '}
        <span className="mono">
          {entry.latest?.ownValue ?? '—'} {label(entry.unit)}
        </span>
      </p>
      <Table<IndicatorBelow>
        aria-label={t('indicators.below')}
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        rowKey={(one) => one.tenant ?? 0}
        dataSource={below}
        onRow={() => ({ 'data-testid': 'indicator-child' }) as object}
        columns={[
          {
            title: t('indicators.place'),
            render: (_, one) => <Link to={`/t/${one.tenant}/indicators/${plugin}/${indicator}`}>{text(one.name)}</Link>,
          },
          {
            title: t('indicators.value'),
            align: 'right',
            render: (_, one) => <ValueOf entry={{ ...entry, latest: one.latest }} />,
          },
          { title: t('indicators.day'), render: (_, one) => one.latest?.day ?? '—' },
        ]}
      />
    </section>
  );
}
