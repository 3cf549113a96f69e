import { LineChartOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const indicators: ConsoleModule = {
  capability: 'INDICATOR_READ',
  menu: { path: 'indicators', label: 'indicators.menu', icon: <LineChartOutlined /> },
  routes: [
    { path: 'indicators', lazy: async () => ({ Component: (await import('./IndicatorList')).IndicatorList }) },
    {
      path: 'indicators/:plugin/:indicator',
      lazy: async () => ({ Component: (await import('./IndicatorPage')).IndicatorPage }),
    },
  ],
};
