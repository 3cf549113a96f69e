import { ProfileOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

/** For those who oversee: administrators and auditors. */
export const oversight: ConsoleModule = {
  capability: 'JOURNAL_READ',
  menu: { path: 'plan', label: 'oversight.plan.menu', icon: <ProfileOutlined /> },
  routes: [{ path: 'plan', lazy: async () => ({ Component: (await import('./PlanPage')).PlanPage }) }],
};
