import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Popconfirm, Table, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, matching } from '../api/client';
import type { Plugin, PluginVersion } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { Offers } from './Offers';
import { PluginNodes } from './PluginNodes';
import { TenantUse } from './TenantUse';

type Act = (revision: number) => Promise<unknown>;

/** One plugin: its versions, what each brings and how it does, and what can be done with it. */
export function PluginCard({
  plugin,
  manages,
  decides,
  settings,
}: {
  plugin: Plugin;
  manages: boolean;
  decides: boolean;
  settings: boolean;
}) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [revoking, setRevoking] = useState<PluginVersion>();
  const [reason, setReason] = useState('');
  const id = plugin.plugin ?? '';
  const path = { path: { code, plugin: id } };
  const act = useMutation({
    mutationFn: (what: Act) => what(plugin.revision ?? 0),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: ['plugins', code] });
      void cache.invalidateQueries({ queryKey: ['policies', code] });
    },
    onSuccess: () => setRevoking(undefined),
  });
  const run =
    (hash?: string): Act =>
    (revision) =>
      body(
        api.POST('/api/v1/tenants/{code}/plugins/{plugin}/run', {
          params: { ...path, header: matching(revision) },
          body: { hash },
        }),
      );
  const stop: Act = (revision) =>
    body(api.POST('/api/v1/tenants/{code}/plugins/{plugin}/stop', { params: { ...path, header: matching(revision) } }));
  const rollBack: Act = (revision) =>
    body(
      api.POST('/api/v1/tenants/{code}/plugins/{plugin}/roll-back', {
        params: { ...path, header: matching(revision) },
      }),
    );
  const approve =
    (hash: string): Act =>
    () =>
      body(api.POST('/api/v1/tenants/{code}/plugins/archives/{hash}/approval', { params: { path: { code, hash } } }));
  const revoke =
    (hash: string): Act =>
    () =>
      body(
        api.POST('/api/v1/tenants/{code}/plugins/archives/{hash}/revocation', {
          params: { path: { code, hash } },
          body: { reason },
        }),
      );
  return (
    <section className="panel plugin-card" data-testid={`plugin-${id}`}>
      <header>
        <h2>
          {id} <Running plugin={plugin} />
        </h2>
        <div className="page-actions">
          {settings && (
            <Link to={`/t/${code}/plugins/${id}/settings`} data-testid="plugin-settings">
              {t('plugins.settings.open')}
            </Link>
          )}
          {manages && plugin.previous && (
            <Popconfirm title={t('plugins.rollBackHint')} onConfirm={() => act.mutate(rollBack)}>
              <Button data-testid="plugin-roll-back">{t('plugins.rollBack')}</Button>
            </Popconfirm>
          )}
          {manages && plugin.running && (
            <Popconfirm title={t('plugins.stopHint')} onConfirm={() => act.mutate(stop)}>
              <Button danger data-testid="plugin-stop">
                {t('plugins.stop')}
              </Button>
            </Popconfirm>
          )}
        </div>
      </header>
      <p className="page-hint">{plugin.description}</p>
      {act.error && <Problem error={act.error} />}
      <TenantUse key={plugin.here?.revision} plugin={plugin} decides={decides} />
      <Offers plugin={plugin} manages={manages} />
      <Table<PluginVersion>
        size="small"
        pagination={false}
        rowKey={(version) => version.hash ?? ''}
        dataSource={plugin.versions ?? []}
        scroll={{ x: 'max-content' }}
        onRow={() => ({ 'data-testid': 'plugin-version' }) as object}
        columns={[
          {
            title: t('plugins.version'),
            render: (_, version) => (
              <Tooltip title={version.hash}>
                {version.version} <State plugin={plugin} version={version} />
              </Tooltip>
            ),
          },
          { title: t('plugins.signedBy'), render: (_, version) => <Signed version={version} /> },
          { title: t('plugins.approvedBy'), render: (_, version) => version.approvedBy ?? t('plugins.notApproved') },
          { title: t('plugins.brings'), render: (_, version) => <Brings version={version} /> },
          {
            title: t('plugins.needs'),
            render: (_, version) => (version.needs?.length ? version.needs.join('、') : t('plugins.needsNothing')),
          },
          { title: t('plugins.calls'), render: (_, version) => <Health version={version} /> },
          {
            title: '',
            render: (_, version) =>
              manages && (
                <div className="page-actions">
                  {!version.approvedAt && !version.revokedBy && (
                    <Button
                      size="small"
                      onClick={() => act.mutate(approve(version.hash ?? ''))}
                      data-testid="plugin-approve"
                    >
                      {t('plugins.approve')}
                    </Button>
                  )}
                  {version.approvedAt && !version.revokedBy && !(plugin.running && plugin.current === version.hash) && (
                    <Button
                      size="small"
                      type="primary"
                      onClick={() => act.mutate(run(version.bundled ? undefined : (version.hash ?? undefined)))}
                      data-testid="plugin-run"
                    >
                      {t('plugins.run')}
                    </Button>
                  )}
                  {!version.bundled && !version.revokedBy && (
                    <Button size="small" danger onClick={() => setRevoking(version)} data-testid="plugin-revoke">
                      {t('plugins.revoke')}
                    </Button>
                  )}
                </div>
              ),
          },
        ]}
      />
      <PluginNodes plugin={plugin} />
      <Modal
        open={revoking !== undefined}
        title={t('plugins.revokeTitle', { version: revoking?.version })}
        okText={t('plugins.revoke')}
        okButtonProps={{ danger: true }}
        confirmLoading={act.isPending}
        onOk={() => act.mutate(revoke(revoking?.hash ?? ''))}
        onCancel={() => setRevoking(undefined)}
      >
        <p className="page-hint">{t('plugins.revokeHint')}</p>
        <Input.TextArea
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder={t('plugins.reason')}
          data-testid="plugin-reason"
        />
      </Modal>
    </section>
  );
}

function Running({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation();
  return plugin.running ? (
    <Tag color="green">{t('plugins.running')}</Tag>
  ) : (
    <Tag color="default">{t('plugins.stopped')}</Tag>
  );
}

function State({ plugin, version }: { plugin: Plugin; version: PluginVersion }) {
  const { t } = useTranslation();
  if (version.revokedBy) {
    return (
      <Tooltip title={version.revokeReason}>
        <Tag color="red">{t('plugins.revoked')}</Tag>
      </Tooltip>
    );
  }
  return plugin.running && plugin.current === version.hash ? <Tag color="green">{t('plugins.current')}</Tag> : null;
}

function Signed({ version }: { version: PluginVersion }) {
  const { t } = useTranslation();
  if (version.bundled) {
    return <>{t('plugins.bundled')}</>;
  }
  return version.signedBy ? <>{version.signedBy}</> : <Tag color="orange">{t('plugins.unsigned')}</Tag>;
}

function Brings({ version }: { version: PluginVersion }) {
  const { t } = useTranslation();
  const brings = version.brings ?? {};
  const points = [
    { key: 'policies', ids: brings.policies },
    { key: 'languages', ids: brings.languages },
    { key: 'registers', ids: brings.registers },
    { key: 'settings', ids: brings.settings },
    { key: 'endpoints', ids: brings.endpoints },
    { key: 'indicators', ids: brings.indicators },
    { key: 'screenings', ids: brings.screenings },
    { key: 'channels', ids: brings.channels },
  ].filter((point) => (point.ids ?? []).length > 0);
  return (
    <ul className="plugin-brings" data-testid="plugin-brings">
      {points.map((point) => (
        <li key={point.key}>
          <Tooltip title={(point.ids ?? []).join('、')}>
            <span>{t(`plugins.point.${point.key}`, { count: (point.ids ?? []).length })}</span>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}

function Health({ version }: { version: PluginVersion }) {
  const { t } = useTranslation();
  const health = version.health;
  if (!health) {
    return <>–</>;
  }
  const micros = (value: number | null | undefined) => (value ?? 0).toFixed(1);
  return (
    <Tooltip title={health.cutOff ?? health.lastFailure}>
      <span>
        {t(health.microsMost ? 'plugins.health' : 'plugins.healthUnmeasured', {
          calls: (health.calls ?? 0).toLocaleString(),
          median: micros(health.microsMedian),
          high: micros(health.micros99),
        })}
        {(health.failures ?? 0) > 0 && <Tag color="red">{t('plugins.failures', { count: health.failures })}</Tag>}
        {health.cutOff && <Tag color="red">{t('plugins.cutOff')}</Tag>}
      </span>
    </Tooltip>
  );
}
