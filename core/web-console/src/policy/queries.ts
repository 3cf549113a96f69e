import { useQuery } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { Policy } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { useName } from '../shared/text';

export function usePolicy(policy: string) {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['policy', code, policy],
    queryFn: async (): Promise<Policy> =>
      body(api.GET('/api/v1/tenants/{code}/policies/{policy}', { params: { path: { code, policy } } })),
  });
}

/** The name of a tenant, or its code where the caller's tree does not reach it. */
export function useTenantName(): (code: number | null | undefined) => string {
  const name = useName();
  const { tree } = useTenant();
  return (code) => name(findTenant(tree, code ?? 0)) || String(code ?? '—');
}

/** A dated period as it is read. */
export function period(from: string | null | undefined, until: string | null | undefined, open: string): string {
  return `${from ?? '—'} – ${until ?? open}`;
}
