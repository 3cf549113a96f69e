import { AccountBookOutlined, AlertOutlined, PayCircleOutlined, WalletOutlined } from '@ant-design/icons';
import type { ConsoleModule } from '../frame/module';

export const rounds: ConsoleModule = {
  capability: 'DISBURSEMENT_READ',
  menu: { path: 'rounds', label: 'rounds.menu', icon: <PayCircleOutlined /> },
  routes: [
    { path: 'rounds', lazy: async () => ({ Component: (await import('./RoundList')).RoundList }) },
    { path: 'rounds/:id', lazy: async () => ({ Component: (await import('./RoundPage')).RoundPage }) },
  ],
};

export const objections: ConsoleModule = {
  capability: 'DISBURSEMENT_READ',
  menu: { path: 'objections', label: 'rounds.objections.menu', icon: <AlertOutlined /> },
  routes: [{ path: 'objections', lazy: async () => ({ Component: (await import('./Objections')).ObjectionsPage }) }],
};

export const budgets: ConsoleModule = {
  capability: 'DISBURSEMENT_READ',
  menu: { path: 'budgets', label: 'rounds.budgets.menu', icon: <AccountBookOutlined /> },
  routes: [
    { path: 'budgets', lazy: async () => ({ Component: (await import('./BudgetList')).BudgetList }) },
    { path: 'budgets/:policy/:year', lazy: async () => ({ Component: (await import('./BookPage')).BookPage }) },
  ],
};

export const ownMoney: ConsoleModule = {
  capability: 'CLAIM',
  menu: { path: 'own-money', label: 'rounds.own.menu', icon: <WalletOutlined /> },
  routes: [{ path: 'own-money', lazy: async () => ({ Component: (await import('./OwnMoneyPage')).OwnMoneyPage }) }],
};
