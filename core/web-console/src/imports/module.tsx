import { CloudUploadOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const imports: ConsoleModule = {
  capability: 'IMPORT',
  menu: { path: 'imports', label: 'imports.menu', icon: <CloudUploadOutlined /> },
  routes: [
    { path: 'imports', lazy: async () => ({ Component: (await import('./ImportPage')).ImportPage }) },
    {
      path: 'national-numbers',
      lazy: async () => ({ Component: (await import('./NationalNumbersPage')).NationalNumbersPage }),
    },
  ],
};
