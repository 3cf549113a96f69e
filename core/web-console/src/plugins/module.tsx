import { AppstoreOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const plugins: ConsoleModule = {
  capability: 'PLUGIN_READ',
  menu: { path: 'plugins', label: 'plugins.menu', icon: <AppstoreOutlined /> },
  routes: [
    { path: 'plugins', lazy: async () => ({ Component: (await import('./PluginCatalogue')).PluginCatalogue }) },
    {
      path: 'plugins/:plugin/settings',
      lazy: async () => ({ Component: (await import('./PluginSettings')).PluginSettings }),
    },
    { path: 'plugins/:plugin/shadow', lazy: async () => ({ Component: (await import('./ShadowPage')).ShadowPage }) },
    { path: 'plugins/:plugin/remains', lazy: async () => ({ Component: (await import('./RemainsPage')).RemainsPage }) },
  ],
};
