import { AuditOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const policy: ConsoleModule = {
  capability: 'POLICY_READ',
  menu: { path: 'policies', label: 'policy.menu', icon: <AuditOutlined /> },
  routes: [
    { path: 'policies', lazy: async () => ({ Component: (await import('./PolicyList')).PolicyList }) },
    {
      path: 'policies/new',
      lazy: async () => ({ Component: (await import('./compose/NewMeasure')).NewMeasure }),
    },
    { path: 'policies/:policy', lazy: async () => ({ Component: (await import('./PolicyPage')).PolicyPage }) },
    {
      path: 'policies/:policy/drafts/:draft',
      lazy: async () => ({ Component: (await import('./DraftPage')).DraftPage }),
    },
    {
      path: 'policies/:policy/backtests/:backtest',
      lazy: async () => ({ Component: (await import('./BacktestPage')).BacktestPage }),
    },
  ],
};
