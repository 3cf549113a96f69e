import { BankOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const agency: ConsoleModule = {
  capability: 'TENANT_READ',
  menu: { path: 'agencies', label: 'agency.menu', icon: <BankOutlined /> },
  routes: [
    { path: 'agencies', lazy: async () => ({ Component: (await import('./AgencyList')).AgencyList }) },
    { path: 'agencies/:id', lazy: async () => ({ Component: (await import('./AgencyPage')).AgencyPage }) },
  ],
};
