import { useQuery } from '@tanstack/react-query';
import { api, body } from '../api/client';
import type { ApprovalDetails, ApprovalLine, ApprovalOfficer } from '../api/model';
import { useTenant } from '../frame/tenant';

export type Kind = 'PAYMENT' | 'REGISTRATION' | 'REGISTER' | 'WRITE_OFF';
export const ROLES = ['REVIEWER', 'FINANCE', 'REGISTRAR', 'ADMINISTRATOR'] as const;

export function useApproval(id: string) {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['approval', code, id],
    queryFn: async (): Promise<ApprovalDetails> =>
      body(api.GET('/api/v1/tenants/{code}/approvals/{id}', { params: { path: { code, id } } })),
  });
}

/** Whom a step can be handed to, who can be added, and who can stand in. */
export function useOfficers(enabled: boolean) {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['approval-officers', code],
    enabled,
    queryFn: async (): Promise<{ items?: ApprovalOfficer[] }> =>
      body(api.GET('/api/v1/tenants/{code}/approvals/officers', { params: { path: { code } } })),
  });
}

export function useChains() {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['approval-chains', code],
    queryFn: async (): Promise<{ items?: ApprovalLine[] }> =>
      body(api.GET('/api/v1/tenants/{code}/approval-chains', { params: { path: { code } } })),
  });
}
