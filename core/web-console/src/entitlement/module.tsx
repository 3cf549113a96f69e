import { GiftOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const entitlement: ConsoleModule = {
  capability: 'ENTITLEMENT_READ',
  menu: { path: 'entitlements', label: 'entitlement.menu', icon: <GiftOutlined /> },
  routes: [
    { path: 'entitlements', lazy: async () => ({ Component: (await import('./EntitlementList')).EntitlementList }) },
    {
      path: 'entitlements/:id',
      lazy: async () => ({ Component: (await import('./EntitlementPage')).EntitlementPage }),
    },
  ],
};
