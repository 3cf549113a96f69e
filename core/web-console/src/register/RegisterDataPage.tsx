import { DeleteOutlined, DownloadOutlined, SyncOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Descriptions, Input, Skeleton, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { Job, RegisterHoldings } from '../api/model';
import { useTenant } from '../frame/tenant';
import { JobProgress } from '../job/JobProgress';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useRegisters } from './queries';
import { useLabel } from './words';

/** All that a plugin's registers hold for the tenant: brought up to date, exported whole, removed for good. */
export function RegisterDataPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code } = useTenant();
  const { plugin = '' } = useParams();
  const cache = useQueryClient();
  const [typed, setTyped] = useState('');
  const path = { code, plugin };
  const registers = useRegisters(code);
  const holdings = useQuery({
    queryKey: ['register-data', code, plugin],
    queryFn: async (): Promise<RegisterHoldings> =>
      body(api.GET('/api/v1/tenants/{code}/register-data/{plugin}', { params: { path } })),
  });
  const archive = useMutation({
    mutationFn: () => download(`/api/v1/tenants/${code}/register-data/${plugin}/archive`, `${plugin}-${code}.zip`),
  });
  const refresh = useMutation({
    mutationFn: async (): Promise<Job> =>
      (await body(api.POST('/api/v1/tenants/{code}/register-data/{plugin}/refresh', { params: { path } }))) as Job,
  });
  const remove = useMutation({
    mutationFn: () =>
      body(
        api.DELETE('/api/v1/tenants/{code}/register-data/{plugin}', {
          params: { path, query: { rows: Number(holdings.data?.rows ?? -1) } },
        }),
      ),
    onSuccess: () => {
      setTyped('');
      void cache.invalidateQueries({ queryKey: ['register-data', code, plugin] });
      void cache.invalidateQueries({ queryKey: ['rows'] });
    },
  });
  const error = holdings.error ?? archive.error ?? refresh.error ?? remove.error;
  // One that is switched off brings nothing up to date.
  const here = registers.data?.items?.some((one) => one.plugin === plugin);
  const called = (id: string) => {
    const found = registers.data?.items?.find((one) => one.plugin === plugin && one.id === id);
    return found ? label(found.label) : id;
  };
  return (
    <Page title={t('register.data.title', { plugin })} hint={t('register.data.hint')}>
      {error && <Problem error={error} />}
      {holdings.data ? (
        <section className="panel">
          <Descriptions
            bordered
            size="small"
            column={1}
            items={[
              ...Object.entries(holdings.data.registers ?? {}).map(([id, rows]) => ({
                key: id,
                label: called(id),
                children: String(rows),
              })),
              { key: 'files', label: t('register.files'), children: String(holdings.data.files ?? 0) },
            ]}
          />
        </section>
      ) : (
        <Skeleton active />
      )}
      <section className="panel">
        <Space wrap>
          {here && (
            <Button icon={<SyncOutlined />} loading={refresh.isPending} onClick={() => refresh.mutate()}>
              {t('register.data.refresh')}
            </Button>
          )}
          <Button
            icon={<DownloadOutlined />}
            loading={archive.isPending}
            onClick={() => archive.mutate()}
            data-testid="data-archive"
          >
            {t('register.data.archive')}
          </Button>
        </Space>
        {here && <p className="muted">{t('register.data.refreshHint')}</p>}
        {refresh.data?.id && <JobProgress id={refresh.data.id} />}
      </section>
      <section className="panel">
        <h2>{t('register.data.remove')}</h2>
        <p data-testid="data-left">{t('register.data.removeHint', { rows: holdings.data?.rows ?? 0, plugin })}</p>
        <Space>
          <Input
            aria-label={t('register.data.typePlugin')}
            placeholder={plugin}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            data-testid="data-typed"
          />
          <Button
            danger
            icon={<DeleteOutlined />}
            disabled={typed !== plugin}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
            data-testid="data-remove"
          >
            {t('register.data.remove')}
          </Button>
        </Space>
      </section>
    </Page>
  );
}
