import { useQuery } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { Session, TenantNode } from '../api/model';
import { token } from '../api/token';
import type { Capability } from './module';

export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: async (): Promise<Session> => body(api.GET('/api/v1/sessions/current')),
    enabled: token.read() !== null,
    staleTime: 5 * 60_000,
  });
}

/** The tree the caller may enter. */
export function useTenantTree() {
  return useQuery({
    queryKey: ['tenants'],
    queryFn: async (): Promise<TenantNode[]> => {
      const tree: { items?: TenantNode[] } = await body(api.GET('/api/v1/tenants'));
      return tree.items ?? [];
    },
    enabled: token.read() !== null,
    staleTime: 5 * 60_000,
  });
}

export function findTenant(nodes: TenantNode[], code: number): TenantNode | undefined {
  for (const node of nodes) {
    const found = node.code === code ? node : findTenant(node.children ?? [], code);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** The tenants above one, from the top of the caller's tree down to the tenant itself. */
export function pathTo(nodes: TenantNode[], code: number): TenantNode[] {
  for (const node of nodes) {
    if (node.code === code) {
      return [node];
    }
    const below = pathTo(node.children ?? [], code);
    if (below.length > 0) {
      return [node, ...below];
    }
  }
  return [];
}

export function capabilitiesIn(session: Session | undefined, tenant: TenantNode): Set<Capability> {
  const granted = session?.capabilities?.find((one) => one.tenant === tenant.code)?.capability ?? [];
  return new Set([...granted, ...(tenant.capabilities ?? [])] as Capability[]);
}
