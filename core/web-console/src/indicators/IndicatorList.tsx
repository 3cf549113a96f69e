import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Empty, Space, Table } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { IndicatorEntry, Job } from '../api/model';
import { useTenant } from '../frame/tenant';
import { JobProgress } from '../job/JobProgress';
import { RegisterLanguage } from '../register/RegisterLanguage';
import { useLabel } from '../register/words';
import { now } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { TargetTag, ValueOf, Whence } from './parts';
import { Trend } from './Trend';

/** The indicators of a tenant: what each stands at, what it is to reach, and how it came there. */
export function IndicatorList() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code, can } = useTenant();
  const all = useQuery({
    queryKey: ['indicators', code],
    queryFn: async (): Promise<{ items?: IndicatorEntry[] }> =>
      body(api.GET('/api/v1/tenants/{code}/indicators', { params: { path: { code } } })),
  });
  return (
    <Page title={t('indicators.title')} hint={t('indicators.hint')} actions={<RegisterLanguage />}>
      {can('INDICATOR_COMPUTE') && <Compute />}
      {all.error && <Problem error={all.error} onRetry={() => void all.refetch()} />}
      <section className="panel">
        <Table<IndicatorEntry>
          aria-label={t('indicators.title')}
          size="middle"
          pagination={false}
          loading={all.isPending}
          rowKey={(one) => `${one.plugin}/${one.indicator}`}
          dataSource={all.data?.items ?? []}
          locale={{ emptyText: <Empty description={t('indicators.none')} /> }}
          onRow={(one) => ({ 'data-testid': `indicator-${one.indicator}` }) as object}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: t('indicators.indicator'),
              render: (_, one) => (
                <>
                  <Link to={`/t/${code}/indicators/${one.plugin}/${one.indicator}`}>{label(one.label)}</Link>
                  <div className="muted">
                    {t(`indicators.period.${one.period}`)} · {t(`indicators.direction.${one.direction}`)}
                  </div>
                </>
              ),
            },
            { title: t('indicators.value'), align: 'right', render: (_, one) => <ValueOf entry={one} /> },
            { title: t('indicators.target'), render: (_, one) => <TargetTag entry={one} /> },
            { title: t('indicators.trend'), render: (_, one) => <Trend trend={one.trend ?? []} /> },
            { title: t('indicators.whence'), render: (_, one) => <Whence entry={one} /> },
          ]}
        />
      </section>
    </Page>
  );
}

function Compute() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [day, setDay] = useState<Dayjs | null>(null);
  const compute = useMutation({
    mutationFn: async (): Promise<Job> =>
      (await body(
        api.POST('/api/v1/tenants/{code}/indicators', {
          params: { path: { code } },
          body: { day: day?.format('YYYY-MM-DD') },
        }),
      )) as Job,
  });
  return (
    <>
      <Space style={{ marginBottom: 16 }}>
        <DatePicker
          value={day}
          onChange={setDay}
          placeholder={t('indicators.today')}
          aria-label={t('indicators.day')}
          disabledDate={(one) => one.isAfter(now(), 'day')}
        />
        <Button onClick={() => compute.mutate()} loading={compute.isPending} data-testid="compute-indicators">
          {t('indicators.compute')}
        </Button>
        <span className="muted">{t('indicators.computeHint')}</span>
      </Space>
      {compute.error && <Problem error={compute.error} />}
      {compute.data?.id && (
        <JobProgress
          id={compute.data.id}
          onEnd={() => void cache.invalidateQueries({ queryKey: ['indicators', code] })}
        />
      )}
    </>
  );
}
