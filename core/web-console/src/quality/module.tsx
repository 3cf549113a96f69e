import { AuditOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const quality: ConsoleModule = {
  capability: 'QUALITY_READ',
  menu: { path: 'quality', label: 'quality.menu', icon: <AuditOutlined /> },
  routes: [
    { path: 'quality', lazy: async () => ({ Component: (await import('./QualityPage')).QualityPage }) },
    { path: 'quality/:id', lazy: async () => ({ Component: (await import('./RoundPage')).RoundPage }) },
  ],
};

export const blindCases: ConsoleModule = {
  capability: 'REGISTRATION_DECIDE',
  routes: [
    { path: 'blind-cases/:id', lazy: async () => ({ Component: (await import('./BlindCasePage')).BlindCasePage }) },
  ],
};
