import { BankOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const party: ConsoleModule = {
  capability: 'ORGANIZATION_READ',
  menu: { path: 'organizations', label: 'party.menu', icon: <BankOutlined /> },
  routes: [
    { path: 'organizations', lazy: async () => ({ Component: (await import('./OrganizationList')).OrganizationList }) },
    {
      path: 'organizations/:id',
      lazy: async () => ({ Component: (await import('./OrganizationPage')).OrganizationPage }),
    },
  ],
};
