import { SafetyCertificateOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const screening: ConsoleModule = {
  capability: 'SCREENING_READ',
  menu: { path: 'screenings', label: 'screening.menu', icon: <SafetyCertificateOutlined /> },
  routes: [
    { path: 'screenings', lazy: async () => ({ Component: (await import('./ScreeningList')).ScreeningList }) },
    { path: 'screenings/new', lazy: async () => ({ Component: (await import('./NewScreening')).NewScreening }) },
    { path: 'screenings/:id', lazy: async () => ({ Component: (await import('./ScreeningPage')).ScreeningPage }) },
  ],
};
