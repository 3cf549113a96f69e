import { CheckCircleTwoTone, CloseCircleTwoTone } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { SealKey } from '../api/model';

/** The public keys of the house's seals: of lists and of the days of journals. */
export function useSealKeys() {
  return useQuery({
    queryKey: ['seal-keys'],
    queryFn: async (): Promise<SealKey[]> => (await body(api.GET('/api/v1/public/notices/keys'))).keys ?? [],
  });
}

/** The keys as whoever checks with another tool needs them. */
export function SealKeys({ keys }: { keys: SealKey[] }) {
  const { t } = useTranslation();
  return keys.map((key) => (
    <p key={key.kid}>
      {t('notices.check.key')} <span className="mono">{key.kid}</span>（{key.algorithm}）
      <br />
      <span className="mono">{key.key}</span>
    </p>
  ));
}

/** One outcome of a check. */
export function Told({ good, text }: { good: boolean; text: string }) {
  return (
    <li>
      {good ? <CheckCircleTwoTone twoToneColor="#237804" /> : <CloseCircleTwoTone twoToneColor="#a8071a" />} {text}
    </li>
  );
}
