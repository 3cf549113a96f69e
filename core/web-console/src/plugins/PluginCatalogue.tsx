import { useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { Plugin } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { BringPlugin } from './BringPlugin';
import { PluginCard } from './PluginCard';
import { GoneNodes } from './PluginNodes';
import { TrustedKeys } from './TrustedKeys';
import './plugins.css';

/** What is installed, which version runs, who signed and approved it, and how it does. */
export function PluginCatalogue() {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const [bringing, setBringing] = useState(false);
  // Only the province lets code in that runs for everybody.
  const manages = can('PLUGIN_MANAGE') && code % 10_000 === 0;
  const plugins = useQuery({
    queryKey: ['plugins', code],
    queryFn: async (): Promise<{ items?: Plugin[] }> =>
      body(api.GET('/api/v1/tenants/{code}/plugins', { params: { path: { code } } })),
    refetchInterval: 10_000,
  });
  const settings = useQuery({
    queryKey: ['plugin-settings', code],
    queryFn: (): Promise<{ items?: { plugin?: string }[] }> =>
      body(api.GET('/api/v1/tenants/{code}/plugin-settings', { params: { path: { code } } })) as never,
  });
  const withSettings = new Set((settings.data?.items ?? []).map((one) => one.plugin));
  return (
    <Page
      title={t('plugins.title')}
      hint={t('plugins.hint')}
      actions={
        manages && (
          <Button type="primary" onClick={() => setBringing(true)} data-testid="plugin-bring">
            {t('plugins.bring')}
          </Button>
        )
      }
    >
      {plugins.error && <Problem error={plugins.error} onRetry={() => void plugins.refetch()} />}
      <GoneNodes plugins={plugins.data?.items ?? []} />
      <Tabs
        items={[
          {
            key: 'plugins',
            label: t('plugins.installed'),
            children: (
              <div className="plugin-cards" data-testid="plugin-list">
                {(plugins.data?.items ?? []).map((plugin) => (
                  <PluginCard
                    key={plugin.plugin}
                    plugin={plugin}
                    manages={manages}
                    decides={can('PLUGIN_MANAGE')}
                    settings={withSettings.has(plugin.plugin ?? '')}
                  />
                ))}
              </div>
            ),
          },
          { key: 'keys', label: t('plugins.keys.title'), children: <TrustedKeys manages={manages} /> },
        ]}
      />
      {bringing && <BringPlugin onClose={() => setBringing(false)} />}
    </Page>
  );
}
