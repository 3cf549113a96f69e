import { HomeOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const home: ConsoleModule = {
  capability: 'TENANT_READ',
  menu: { path: '', label: 'home.menu', icon: <HomeOutlined /> },
  routes: [{ index: true, lazy: async () => ({ Component: (await import('./Home')).Home }) }],
};
