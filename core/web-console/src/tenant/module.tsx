import { ApartmentOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const tenant: ConsoleModule = {
  capability: 'TENANT_READ',
  menu: { path: 'division', label: 'tenant.menu', icon: <ApartmentOutlined /> },
  routes: [{ path: 'division', lazy: async () => ({ Component: (await import('./TenantPage')).TenantPage }) }],
};
