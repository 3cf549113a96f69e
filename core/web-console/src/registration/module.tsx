import type { ConsoleModule } from '../frame/module';
import { InboxIcon } from './InboxIcon';

export const inbox: ConsoleModule = {
  capability: 'TENANT_READ',
  menu: { path: 'inbox', label: 'registration.inbox.menu', icon: <InboxIcon /> },
  routes: [{ path: 'inbox', lazy: async () => ({ Component: (await import('./InboxPage')).InboxPage }) }],
};

export const examination: ConsoleModule = {
  capability: 'REGISTRATION_READ',
  routes: [
    {
      path: 'contracts/:id/examination',
      lazy: async () => ({ Component: (await import('./ExaminationPage')).ExaminationPage }),
    },
  ],
};

export const experts: ConsoleModule = {
  capability: 'EXPERT_REVIEW',
  routes: [
    {
      path: 'expert-reviews/:id',
      lazy: async () => ({ Component: (await import('./ExpertReviewPage')).ExpertReviewPage }),
    },
  ],
};
