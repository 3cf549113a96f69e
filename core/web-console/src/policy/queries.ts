import { useQuery } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { LocalText, Policy } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { useLocalText, useName } from '../shared/text';

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

/** The name of whoever enacted or set something, also above the caller's own tree. */
export function useSource(): (
  version: { tenant?: number | null; tenantName?: LocalText | null } | null | undefined,
) => string {
  const text = useLocalText();
  const tenantName = useTenantName();
  return (version) => text(version?.tenantName) || tenantName(version?.tenant);
}

/** A dated period as it is read. */
export function period(from: string | null | undefined, until: string | null | undefined, open: string): string {
  return `${from ?? '—'} – ${until ?? open}`;
}
