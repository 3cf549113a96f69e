import type { ConsoleModule } from '../frame/module';

/** Everybody's own; the account's menu leads there. */
export const profile: ConsoleModule = {
  capability: 'TENANT_READ',
  routes: [{ path: 'profile', lazy: async () => ({ Component: (await import('./ProfilePage')).ProfilePage }) }],
};
