import { useQuery } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { ToDo } from '../api/model';

/** What waits for the reader at a tenant; asked again now and then, because others add to it. */
export function useWaiting(code: number) {
  return useQuery({
    queryKey: ['inbox', code],
    queryFn: async (): Promise<{ items?: ToDo[] }> =>
      body(api.GET('/api/v1/tenants/{code}/inbox', { params: { path: { code } } })),
    refetchInterval: 60_000,
  });
}

/** The page on which something is dealt with. */
export function pageOf(item: {
  tenant?: number | null;
  kind?: string | null;
  subjectType?: string | null;
  subjectId?: string | null;
}): string {
  const root = `/t/${item.tenant}`;
  switch (item.subjectType) {
    case 'approval':
      return `${root}/approvals/${item.subjectId}`;
    case 'approvals':
      return `${root}/approvals`;
    case 'expert-review':
      return `${root}/expert-reviews/${item.subjectId}`;
    case 'payment':
      return `${root}/payments/${item.subjectId}`;
    case 'recovery':
      return `${root}/recoveries/${item.subjectId}`;
    case 'register-row':
      return `${root}/registers/${item.subjectId}`;
    case 'exchange-delivery':
      return `${root}/exchange/${item.subjectId}`;
    case 'screening':
      return `${root}/screenings/${item.subjectId}`;
    case 'quality-case':
      return `${root}/blind-cases/${item.subjectId}`;
    case 'round':
      return `${root}/rounds/${item.subjectId}`;
    case 'round-payment':
      return `${root}/payments/rounds/${item.subjectId}`;
    case 'objection':
      return `${root}/objections`;
    case 'own-money':
      return `${root}/own-money`;
    case 'public-notice':
      return `/notices/${item.subjectId}`;
    default:
      return item.kind === 'CONTRACT_ACCEPTED' && item.subjectType === 'contract'
        ? `${root}/contracts/${item.subjectId}/examination`
        : `${root}/contracts/${item.subjectId}`;
  }
}
