import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Job, Plugin, ShadowDifference, ShadowFindings, ShadowTally } from '../api/model';
import { useTenant } from '../frame/tenant';
import { JobProgress } from '../job/JobProgress';
import { Amount } from '../shared/Amount';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { StatusTag } from '../shared/StatusTag';
import { useLocalText } from '../shared/text';

/** What a version answers otherwise that is tried beside the one that counts; nothing of it is paid. */
export function ShadowPage() {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const { plugin = '' } = useParams();
  const cache = useQueryClient();
  const [hash, setHash] = useState<string>();
  const path = { code, plugin };
  const entry = useQuery({
    queryKey: ['plugins', code, plugin],
    queryFn: async (): Promise<Plugin> =>
      body(api.GET('/api/v1/tenants/{code}/plugins/{plugin}', { params: { path } })),
  });
  const load = async (cursor?: string, limit = 1): Promise<ShadowFindings> =>
    body(
      api.GET('/api/v1/tenants/{code}/plugins/{plugin}/shadow', { params: { path, query: { hash, cursor, limit } } }),
    );
  const found = useQuery({ queryKey: ['shadow', code, plugin, hash ?? ''], queryFn: () => load() });
  const run = useMutation({
    mutationFn: async (form: { year?: number; latest?: number }): Promise<Job> =>
      (await body(
        api.POST('/api/v1/tenants/{code}/plugins/{plugin}/shadow/runs', { params: { path }, body: form }),
      )) as Job,
  });
  const versions = (entry.data?.versions ?? []).map((one) => ({
    value: one.hash ?? '',
    label: `${one.version} (${(one.hash ?? '').slice(0, 8)})`,
  }));
  const tried = versions.find((one) => one.value === (found.data?.hash ?? ''))?.label;
  const error = entry.error ?? found.error ?? run.error;
  return (
    <Page
      title={t('plugins.shadow.title', { plugin })}
      hint={t('plugins.shadow.hint')}
      actions={<Link to={`/t/${code}/plugins`}>{t('plugins.back')}</Link>}
    >
      {error && <Problem error={error} />}
      <section className="panel">
        <p>
          <span data-testid="shadow-version">
            {tried ? t('plugins.shadow.tried', { version: tried }) : t('plugins.shadow.none')}
          </span>{' '}
          <Select
            aria-label={t('plugins.shadow.earlier')}
            placeholder={t('plugins.shadow.earlier')}
            allowClear
            value={hash}
            onChange={setHash}
            options={versions}
            popupMatchSelectWidth={false}
          />
        </p>
        {can('PLUGIN_MANAGE') && entry.data?.here?.shadow && (
          <Form
            layout="inline"
            onFinish={(form: { year?: number; latest?: number }) =>
              run.mutate({ year: form.year ?? undefined, latest: form.latest ?? undefined })
            }
          >
            <Form.Item name="year" label={t('plugins.shadow.year')}>
              <InputNumber min={2000} max={2099} placeholder={t('plugins.shadow.allYears')} />
            </Form.Item>
            <Form.Item name="latest" label={t('plugins.shadow.latest')}>
              <InputNumber min={1} max={1000000} placeholder={t('plugins.shadow.allCases')} />
            </Form.Item>
            <Button htmlType="submit" loading={run.isPending} data-testid="shadow-run">
              {t('plugins.shadow.run')}
            </Button>
          </Form>
        )}
      </section>
      {run.data?.id && (
        <JobProgress
          id={run.data.id}
          onEnd={() => void cache.invalidateQueries({ queryKey: ['shadow', code, plugin] })}
        />
      )}
      {(found.data?.tallies ?? []).length > 0 && (
        <section className="panel">
          <Table<ShadowTally>
            aria-label={t('plugins.shadow.tallies')}
            size="small"
            pagination={false}
            rowKey={(one) => one.year ?? 0}
            dataSource={found.data?.tallies ?? []}
            onRow={() => ({ 'data-testid': 'shadow-tally' }) as object}
            columns={[
              { title: t('plugins.shadow.year'), dataIndex: 'year' },
              { title: t('plugins.shadow.asked'), align: 'right', render: (_, one) => String(one.asked ?? 0) },
              { title: t('plugins.shadow.differing'), align: 'right', render: (_, one) => String(one.differing ?? 0) },
              { title: t('plugins.shadow.lastAt'), render: (_, one) => formatInstant(one.lastAt) },
            ]}
          />
        </section>
      )}
      <Differences
        load={async (cursor, limit) => {
          const page = await load(cursor, limit);
          return { items: page.items ?? [], nextCursor: page.nextCursor };
        }}
        queryKey={['shadow', code, plugin, hash ?? '', 'list']}
      />
    </Page>
  );
}

function Differences({
  load,
  queryKey,
}: {
  load: (
    cursor: string | undefined,
    limit: number,
  ) => Promise<{ items: ShadowDifference[]; nextCursor?: string | null }>;
  queryKey: unknown[];
}) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  return (
    <PagedTable<ShadowDifference>
      queryKey={queryKey}
      load={load}
      label={t('plugins.shadow.differences')}
      testId="shadow-differences"
      rowTestId="shadow-difference"
      rowKey={(one) => one.id ?? ''}
      columns={[
        {
          title: t('plugins.shadow.subject'),
          render: (_, one) =>
            one.contractId && one.tenant === code ? (
              <Link to={`/t/${code}/contracts/${one.contractId}`}>{one.subject}</Link>
            ) : (
              one.subject
            ),
        },
        { title: t('plugins.shadow.policy'), dataIndex: 'policyId' },
        { title: t('plugins.shadow.year'), dataIndex: 'year' },
        {
          title: t('plugins.shadow.counts'),
          render: (_, one) => <Answer status={one.status} amount={one.assessed} why={text(one.reason)} />,
        },
        {
          title: t('plugins.shadow.triedAnswer'),
          render: (_, one) =>
            one.shadowStatus ? (
              <Answer status={one.shadowStatus} amount={one.shadowAssessed} why={text(one.shadowReason)} />
            ) : (
              text(one.shadowReason)
            ),
        },
      ]}
    />
  );
}

function Answer({ status, amount, why }: { status?: string | null; amount?: string | null; why: string }) {
  return (
    <div className="shadow-answer">
      <StatusTag words="entitlementStatus" code={status} /> <Amount value={amount} />
      <div className="muted">{why}</div>
    </div>
  );
}
