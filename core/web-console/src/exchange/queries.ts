import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { ExchangeChannel } from '../api/model';
import { useTenant } from '../frame/tenant';

/** Which channel the address names. */
export function useChannelPlace() {
  const { code } = useTenant();
  const { plugin = '', channel = '' } = useParams();
  return { code, plugin, channel };
}

export function useChannels() {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['exchange', code, 'channels'],
    queryFn: async (): Promise<{ items?: ExchangeChannel[] }> =>
      body(api.GET('/api/v1/tenants/{code}/exchange-channels', { params: { path: { code } } })),
  });
}

/** The channel of the address, as the tenant has it. */
export function useChannel() {
  const { plugin, channel } = useChannelPlace();
  const channels = useChannels();
  return {
    ...channels,
    channel: channels.data?.items?.find((one) => one.plugin === plugin && one.channel === channel),
  };
}
