import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { Examination } from '../api/model';
import { useTenant } from '../frame/tenant';

/** The latest examination of a contract. */
export function useExamination(id: string) {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['examination', code, id],
    queryFn: async (): Promise<Examination> =>
      body(api.GET('/api/v1/tenants/{code}/contracts/{id}/examination', { params: { path: { code, id } } })),
  });
}

/** Has everything read again that shows how the registration of a contract stands. */
export function useReread(id: string): () => void {
  const { code } = useTenant();
  const cache = useQueryClient();
  return () => {
    for (const what of ['contract', 'examination', 'letters']) {
      void cache.invalidateQueries({ queryKey: [what, code, id] });
    }
    void cache.invalidateQueries({ queryKey: ['contracts'] });
    void cache.invalidateQueries({ queryKey: ['inbox', code] });
  };
}
