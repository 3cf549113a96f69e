import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Plugin, PluginRemains, PluginVersion, RemainsAt } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';

/** What there is of a plugin in which tenant, where its data is exported or removed, and the versions that can be uninstalled. */
export function RemainsPage() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code, can } = useTenant();
  const { plugin = '' } = useParams();
  const cache = useQueryClient();
  const path = { code, plugin };
  const entry = useQuery({
    queryKey: ['plugins', code, plugin],
    queryFn: async (): Promise<Plugin> =>
      body(api.GET('/api/v1/tenants/{code}/plugins/{plugin}', { params: { path } })),
    retry: false,
  });
  const remains = useQuery({
    queryKey: ['remains', code, plugin],
    queryFn: async (): Promise<PluginRemains> =>
      body(api.GET('/api/v1/tenants/{code}/plugins/{plugin}/remains', { params: { path } })),
  });
  const uninstall = useMutation({
    mutationFn: (hash: string) =>
      body(api.DELETE('/api/v1/tenants/{code}/plugins/archives/{hash}', { params: { path: { code, hash } } })),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['plugins', code] });
      void cache.invalidateQueries({ queryKey: ['remains', code, plugin] });
    },
  });
  const manages = can('PLUGIN_MANAGE') && code % 10_000 === 0;
  const error = remains.error ?? uninstall.error;
  return (
    <Page
      title={t('plugins.remains.title', { plugin })}
      hint={t('plugins.remains.hint')}
      actions={<Link to={`/t/${code}/plugins`}>{t('plugins.back')}</Link>}
    >
      {error && <Problem error={error} />}
      <section className="panel">
        <Table<RemainsAt>
          aria-label={t('plugins.remains.title', { plugin })}
          size="small"
          pagination={false}
          loading={remains.isPending}
          rowKey={(one) => one.tenant ?? 0}
          dataSource={remains.data?.tenants ?? []}
          locale={{ emptyText: t('plugins.remains.nothing') }}
          scroll={{ x: 'max-content' }}
          onRow={() => ({ 'data-testid': 'remains-row' }) as object}
          columns={[
            { title: t('plugins.remains.tenant'), render: (_, one) => `${text(one.name)} ${one.tenant}` },
            {
              title: t('plugins.remains.state'),
              render: (_, one) =>
                one.enabled ? <Tag color="green">{t('plugins.here.enabled')}</Tag> : <Tag>{t('plugins.uses.off')}</Tag>,
            },
            { title: t('plugins.remains.versions'), align: 'right', render: (_, one) => String(one.versions ?? 0) },
            { title: t('plugins.remains.decisions'), align: 'right', render: (_, one) => String(one.decisions ?? 0) },
            { title: t('plugins.remains.rows'), align: 'right', render: (_, one) => String(one.rows ?? 0) },
            { title: t('plugins.remains.files'), align: 'right', render: (_, one) => String(one.files ?? 0) },
            { title: t('plugins.remains.packages'), align: 'right', render: (_, one) => String(one.packages ?? 0) },
            { title: t('plugins.remains.screenings'), align: 'right', render: (_, one) => String(one.screenings ?? 0) },
            {
              title: '',
              render: (_, one) =>
                Number(one.rows ?? 0) > 0 && (
                  <Link to={`/t/${one.tenant}/registers/${encodeURIComponent(plugin)}/data`}>
                    {t('plugins.remains.data')}
                  </Link>
                ),
            },
          ]}
        />
      </section>
      {manages && (
        <section className="panel">
          <h2>{t('plugins.remains.uninstall')}</h2>
          <p className="page-hint">{t('plugins.remains.uninstallHint')}</p>
          <Table<PluginVersion>
            aria-label={t('plugins.remains.uninstall')}
            size="small"
            pagination={false}
            rowKey={(one) => one.hash ?? ''}
            // What was read before its last version went is no version any more.
            dataSource={entry.isError ? [] : (entry.data?.versions ?? [])}
            locale={{ emptyText: t('plugins.remains.gone') }}
            columns={[
              { title: t('plugins.version'), dataIndex: 'version' },
              { title: t('plugins.approvedBy'), render: (_, one) => one.approvedBy ?? t('plugins.notApproved') },
              {
                title: '',
                render: (_, one) =>
                  one.bundled ? (
                    t('plugins.bundled')
                  ) : (
                    <Popconfirm
                      title={t('plugins.remains.confirm', { version: one.version })}
                      onConfirm={() => uninstall.mutate(one.hash ?? '')}
                      okButtonProps={{ 'data-testid': 'plugin-uninstall-now' }}
                    >
                      <Button size="small" danger data-testid="plugin-uninstall">
                        {t('plugins.remains.uninstall')}
                      </Button>
                    </Popconfirm>
                  ),
              },
            ]}
          />
        </section>
      )}
    </Page>
  );
}
