import { RollbackOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const recovery: ConsoleModule = {
  capability: 'DISBURSEMENT_READ',
  menu: { path: 'recoveries', label: 'recovery.menu', icon: <RollbackOutlined /> },
  routes: [
    { path: 'recoveries', lazy: async () => ({ Component: (await import('./RecoveriesPage')).RecoveriesPage }) },
    { path: 'recoveries/:id', lazy: async () => ({ Component: (await import('./RecoveryPage')).RecoveryPage }) },
  ],
};
