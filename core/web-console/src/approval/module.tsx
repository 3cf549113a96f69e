import { AuditOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const approval: ConsoleModule = {
  capability: 'APPROVAL_READ',
  menu: { path: 'approvals', label: 'approval.menu', icon: <AuditOutlined /> },
  routes: [
    { path: 'approvals', lazy: async () => ({ Component: (await import('./ApprovalsPage')).ApprovalsPage }) },
    { path: 'approvals/:id', lazy: async () => ({ Component: (await import('./ApprovalPage')).ApprovalPage }) },
    { path: 'approval-chains', lazy: async () => ({ Component: (await import('./ChainsPage')).ChainsPage }) },
    { path: 'approval-chains/:id', lazy: async () => ({ Component: (await import('./ChainEditor')).ChainEditor }) },
  ],
};
