import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { RegisterDescription, RowDetails } from '../api/model';
import { useTenant } from '../frame/tenant';

/** Which register the address names. */
export interface Place {
  code: number;
  plugin: string;
  register: string;
}

export function usePlace(): Place {
  const { code } = useTenant();
  const { plugin = '', register = '' } = useParams();
  return { code, plugin, register };
}

/** What the register of the address is: everything else on its pages is drawn from this. */
export function useRegister() {
  const place = usePlace();
  return useQuery({
    queryKey: ['register', place],
    queryFn: async (): Promise<RegisterDescription> =>
      body(api.GET('/api/v1/tenants/{code}/registers/{plugin}/{register}', { params: { path: place } })),
    staleTime: 60_000,
  });
}

export function useRegisters(code: number, enabled = true) {
  return useQuery({
    queryKey: ['registers', code],
    enabled,
    queryFn: async (): Promise<{ items?: RegisterDescription[] }> =>
      body(api.GET('/api/v1/tenants/{code}/registers', { params: { path: { code } } })),
    staleTime: 60_000,
  });
}

export function useRow(id: string | undefined, personal = false) {
  const place = usePlace();
  return useQuery({
    queryKey: ['row', place, id, personal],
    enabled: Boolean(id),
    queryFn: async (): Promise<RowDetails> =>
      body(
        api.GET('/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}', {
          params: { path: { ...place, id: id ?? '' }, query: { personal } },
        }),
      ),
  });
}
