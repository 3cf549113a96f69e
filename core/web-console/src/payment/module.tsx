import { BankOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const payment: ConsoleModule = {
  capability: 'DISBURSEMENT_READ',
  menu: { path: 'payments', label: 'payment.menu', icon: <BankOutlined /> },
  routes: [
    { path: 'payments/:tab?', lazy: async () => ({ Component: (await import('./PaymentsPage')).PaymentsPage }) },
    { path: 'payments/rounds/:id', lazy: async () => ({ Component: (await import('./RoundPayments')).RoundPayments }) },
  ],
};
