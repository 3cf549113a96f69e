import { ClockCircleOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const job: ConsoleModule = {
  capability: 'JOB_READ',
  menu: { path: 'jobs', label: 'job.menu', icon: <ClockCircleOutlined /> },
  routes: [
    { path: 'jobs', lazy: async () => ({ Component: (await import('./JobList')).JobList }) },
    { path: 'jobs/:id', lazy: async () => ({ Component: (await import('./JobPage')).JobPage }) },
  ],
};
