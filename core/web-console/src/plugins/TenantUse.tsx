import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Popconfirm, Select, Space, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, matching } from '../api/client';
import type { Plugin } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';

/** Whether this tenant has the plugin, in which version, and which one it tries beside that. */
export function TenantUse({ plugin, decides }: { plugin: Plugin; decides: boolean }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const cache = useQueryClient();
  const here = plugin.here;
  const [version, setVersion] = useState<string | undefined>(here?.chosen ?? undefined);
  const [shadow, setShadow] = useState<string | undefined>(here?.shadow ?? undefined);
  const id = plugin.plugin ?? '';
  const decide = useMutation({
    mutationFn: (form: { enabled: boolean; hash?: string; shadow?: string }) =>
      body(
        api.PUT('/api/v1/tenants/{code}/plugins/{plugin}/enablement', {
          params: { path: { code, plugin: id }, header: matching(here?.revision ?? 0) },
          body: form,
        }),
      ),
    onSettled: () => {
      for (const key of ['plugins', 'plugin-settings', 'policies', 'registers', 'shadow']) {
        void cache.invalidateQueries({ queryKey: [key, code] });
      }
    },
  });
  const versions = (plugin.versions ?? [])
    .filter((one) => one.approvedAt && !one.revokedBy)
    .map((one) => ({ value: one.hash ?? '', label: `${one.version} (${(one.hash ?? '').slice(0, 8)})` }));
  const named = (hash: string | null | undefined) =>
    (plugin.versions ?? []).find((one) => one.hash === hash)?.version ?? hash?.slice(0, 12);
  const changed = version !== (here?.chosen ?? undefined) || shadow !== (here?.shadow ?? undefined);
  return (
    <div className="plugin-here" data-testid="plugin-here">
      <p>
        <strong>{t('plugins.here.title')}</strong>{' '}
        {here?.enabled ? (
          <Tag color="green">{t('plugins.here.enabled')}</Tag>
        ) : here?.offered ? (
          <Tag color="orange">{t('plugins.here.offered')}</Tag>
        ) : (
          <Tag>{t('plugins.here.notOffered')}</Tag>
        )}
        {here?.enabled && here.answering && (
          <span data-testid="plugin-answering">
            {t(here.chosen ? 'plugins.here.chosen' : 'plugins.here.follows', { version: named(here.answering) })}
          </span>
        )}
        {here?.shadow && <span> {t('plugins.here.tries', { version: named(here.shadow) })}</span>}
        {here?.changedBy && <span className="muted"> {t('plugins.here.by', { who: here.changedBy })}</span>}
      </p>
      {here?.silent && <Alert type="warning" showIcon title={text(here.silent)} />}
      {decide.error && <Problem error={decide.error} />}
      {decides && here?.offered && (
        <Form layout="inline" component="div">
          <Form.Item label={t('plugins.here.version')}>
            <Select
              aria-label={t('plugins.here.version')}
              value={version ?? ''}
              onChange={(hash: string) => setVersion(hash || undefined)}
              options={[{ value: '', label: t('plugins.here.follow') }, ...versions]}
              popupMatchSelectWidth={false}
              data-testid="plugin-choose"
            />
          </Form.Item>
          <Form.Item label={t('plugins.here.shadow')}>
            <Select
              aria-label={t('plugins.here.shadow')}
              value={shadow ?? ''}
              onChange={(hash: string) => setShadow(hash || undefined)}
              options={[{ value: '', label: t('plugins.here.noShadow') }, ...versions]}
              popupMatchSelectWidth={false}
              data-testid="plugin-shadow"
            />
          </Form.Item>
          <Space>
            <Button
              type="primary"
              disabled={here.enabled === true && !changed}
              loading={decide.isPending}
              onClick={() => decide.mutate({ enabled: true, hash: version, shadow })}
              data-testid="plugin-enable"
            >
              {t(here.enabled ? 'plugins.here.change' : 'plugins.here.enable')}
            </Button>
            {here.enabled && (
              <Popconfirm
                title={t('plugins.here.disableHint')}
                onConfirm={() => decide.mutate({ enabled: false, hash: here.chosen ?? undefined })}
              >
                <Button danger data-testid="plugin-disable">
                  {t('plugins.here.disable')}
                </Button>
              </Popconfirm>
            )}
          </Space>
        </Form>
      )}
      <Space size="middle" className="plugin-links">
        <Link to={`${encodeURIComponent(id)}/shadow`}>{t('plugins.shadow.link')}</Link>
        <Link to={`${encodeURIComponent(id)}/remains`}>{t('plugins.remains.link')}</Link>
      </Space>
    </div>
  );
}
