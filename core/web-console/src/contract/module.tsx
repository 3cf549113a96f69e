import { FileTextOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const contract: ConsoleModule = {
  capability: 'CONTRACT_READ',
  menu: { path: 'contracts', label: 'contract.menu', icon: <FileTextOutlined /> },
  routes: [
    { path: 'contracts', lazy: async () => ({ Component: (await import('./ContractList')).ContractList }) },
    { path: 'contracts/new', lazy: async () => ({ Component: (await import('../filing/FilingPage')).FilingPage }) },
    {
      path: 'contracts/:id/filing',
      lazy: async () => ({ Component: (await import('../filing/FilingPage')).FilingPage }),
    },
    { path: 'contracts/:id', lazy: async () => ({ Component: (await import('./ContractPage')).ContractPage }) },
  ],
};
