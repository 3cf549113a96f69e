import { SwapOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const exchange: ConsoleModule = {
  capability: 'EXCHANGE_READ',
  menu: { path: 'exchange', label: 'exchange.menu', icon: <SwapOutlined /> },
  routes: [
    { path: 'exchange', lazy: async () => ({ Component: (await import('./ExchangeIndex')).ExchangeIndex }) },
    {
      path: 'exchange/:plugin/:channel',
      lazy: async () => ({ Component: (await import('./ChannelPage')).ChannelPage }),
    },
    {
      path: 'exchange/:plugin/:channel/:id',
      lazy: async () => ({ Component: (await import('./DeliveryPage')).DeliveryPage }),
    },
  ],
};
