import { useQuery } from '@tanstack/react-query';
import { Descriptions, Skeleton, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { QualityReport } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText, useName } from '../shared/text';

type Agreement = QualityReport['overall'];

/** The agreement found in one round. */
export function RoundPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { code } = useTenant();
  const report = useQuery({
    queryKey: ['quality-round', code, id],
    queryFn: async (): Promise<QualityReport> =>
      body(api.GET('/api/v1/tenants/{code}/quality-rounds/{id}', { params: { path: { code, id } } })),
  });
  if (report.error) {
    return <Problem error={report.error} onRetry={() => void report.refetch()} />;
  }
  const one = report.data;
  if (!one) {
    return <Skeleton active />;
  }
  return (
    <Page title={`${one.round?.from} – ${one.round?.until}`} hint={t('quality.roundHint')}>
      <section className="panel" data-testid="quality-report">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, md: 2, xl: 4 }}
          items={[
            { label: t('quality.judged'), children: `${one.round?.judged ?? 0} / ${one.round?.cases ?? 0}` },
            { label: t('quality.observed'), children: share(one.overall?.observed) },
            { label: t('quality.kappa'), children: <strong>{one.overall?.kappa ?? t('quality.undefined')}</strong> },
            { label: t('quality.sameAmount'), children: share(one.sameAmount) },
          ]}
        />
      </section>
      <Each title={t('quality.byRegistrar')} rows={one.registrars} />
      <Each title={t('quality.byAgency')} rows={one.agencies} />
      <section className="panel">
        <h2>{t('quality.confusion')}</h2>
        <Table
          size="small"
          pagination={false}
          rowKey={(row) => `${row.first}${row.second}`}
          dataSource={one.confusion ?? []}
          columns={[
            { title: t('quality.first'), render: (_, row) => t(`quality.category.${row.first}`, row.first ?? '') },
            { title: t('quality.second'), render: (_, row) => t(`quality.category.${row.second}`, row.second ?? '') },
            { title: t('quality.cases'), dataIndex: 'cases' },
          ]}
        />
      </section>
    </Page>
  );
}

function share(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '—' : `${(Number(value) * 100).toFixed(1)} %`;
}

function Each({ title, rows }: { title: string; rows: QualityReport['registrars'] }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const name = useName();
  const { tree } = useTenant();
  const cell = (agreement: Agreement) => agreement?.kappa ?? t('quality.undefined');
  return (
    <section className="panel">
      <h2>{title}</h2>
      <Table
        size="small"
        pagination={false}
        rowKey={(row) => row.id ?? ''}
        dataSource={rows ?? []}
        columns={[
          { title, render: (_, row) => text(row.name) },
          { title: t('quality.where'), render: (_, row) => name(findTenant(tree, row.tenant ?? 0)) || row.tenant },
          { title: t('quality.cases'), render: (_, row) => row.agreement?.cases },
          { title: t('quality.observed'), render: (_, row) => share(row.agreement?.observed) },
          { title: t('quality.kappa'), render: (_, row) => cell(row.agreement) },
        ]}
      />
    </section>
  );
}
