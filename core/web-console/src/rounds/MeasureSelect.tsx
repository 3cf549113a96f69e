import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { PolicyLine } from '../api/model';
import { useTenant } from '../frame/tenant';
import { useLocalText } from '../shared/text';

interface Props {
  id?: string;
  value?: string;
  onChange?: (policy: string) => void;
}

/** The measures in force at the tenant, those it inherits among them. */
export function MeasureSelect({ id, value, onChange }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const lines = useQuery({
    queryKey: ['policies', code],
    queryFn: async (): Promise<{ items?: PolicyLine[] }> =>
      body(api.GET('/api/v1/tenants/{code}/policies', { params: { path: { code } } })),
  });
  return (
    <Select
      id={id}
      value={value}
      onChange={onChange}
      showSearch
      virtual={false}
      loading={lines.isPending}
      placeholder={t('rounds.open.choose')}
      optionFilterProp="label"
      data-testid="measure"
      options={(lines.data?.items ?? [])
        .filter((line) => (line.versions ?? []).length > 0 || line.inForce)
        .map((line) => ({
          value: line.policyId ?? '',
          label: [text(line.title), line.policyId, line.inForce ? '' : t('rounds.open.notInForce')]
            .filter(Boolean)
            .join(' · '),
        }))}
    />
  );
}
