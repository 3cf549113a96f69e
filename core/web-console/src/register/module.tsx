import { ProfileOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

const rows = 'registers/:plugin/:register';

export const register: ConsoleModule = {
  capability: 'REGISTER_READ',
  menu: { path: 'registers', label: 'register.menu', icon: <ProfileOutlined /> },
  routes: [
    { path: 'registers', lazy: async () => ({ Component: (await import('./RegisterIndex')).RegisterIndex }) },
    {
      path: 'registers/:plugin/data',
      lazy: async () => ({ Component: (await import('./RegisterDataPage')).RegisterDataPage }),
    },
    { path: rows, lazy: async () => ({ Component: (await import('./RowList')).RowList }) },
    { path: `${rows}/new`, lazy: async () => ({ Component: (await import('./RowEditor')).RowEditor }) },
    { path: `${rows}/import`, lazy: async () => ({ Component: (await import('./RowImport')).RowImport }) },
    { path: `${rows}/:id`, lazy: async () => ({ Component: (await import('./RowPage')).RowPage }) },
    { path: `${rows}/:id/edit`, lazy: async () => ({ Component: (await import('./RowEditor')).RowEditor }) },
  ],
};
