import { BarChartOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const statistics: ConsoleModule = {
  capability: 'REGISTRATION_READ',
  menu: { path: 'statistics', label: 'statistics.menu', icon: <BarChartOutlined /> },
  routes: [
    {
      path: 'statistics',
      lazy: async () => ({ Component: (await import('./StatisticsPage')).StatisticsPage }),
    },
  ],
};
