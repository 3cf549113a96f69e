import { SafetyCertificateOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const audit: ConsoleModule = {
  capability: 'JOURNAL_READ',
  menu: { path: 'journal', label: 'audit.menu', icon: <SafetyCertificateOutlined /> },
  routes: [{ path: 'journal', lazy: async () => ({ Component: (await import('./JournalPage')).JournalPage }) }],
};
