import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { Budget, RoundDetails } from '../api/model';
import { useTenant } from '../frame/tenant';

export function useBudgets() {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['budgets', code],
    queryFn: async (): Promise<{ items?: Budget[] }> =>
      body(api.GET('/api/v1/tenants/{code}/budgets', { params: { path: { code } } })),
  });
}

/** A round; asked again while the server still takes down what is due. */
export function useRound(id: string) {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['round', code, id],
    queryFn: async (): Promise<RoundDetails> =>
      body(api.GET('/api/v1/tenants/{code}/rounds/{id}', { params: { path: { code, id } } })),
    refetchInterval: (query) => (query.state.data?.round?.status === 'FREEZING' ? 1000 : false),
  });
}

/** Forgets what was read of rounds and what depends on them. */
export function useRoundChanged(): () => void {
  const { code } = useTenant();
  const cache = useQueryClient();
  return () =>
    [
      'round',
      'rounds',
      'round-items',
      'round-findings',
      'share-out',
      'proof',
      'objections',
      'budgets',
      'book',
      'inbox',
    ].forEach((key) => void cache.invalidateQueries({ queryKey: [key, code] }));
}
