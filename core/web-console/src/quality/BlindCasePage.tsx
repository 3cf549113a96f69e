import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Form, Input, Radio, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { BlindCase } from '../api/model';
import { useTenant } from '../frame/tenant';
import { AMOUNT, formatYuan } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';

const TYPES = ['DEVELOPMENT', 'TRANSFER', 'LICENSING', 'CONSULTING', 'SERVICE'] as const;

interface Entered {
  outcome: 'REGISTER' | 'REFUSE';
  type?: (typeof TYPES)[number];
  technologyAmount?: string;
  reasons?: string;
  note?: string;
}

/** A sampled contract without its decision, and the second registrar's own judgement of it. */
export function BlindCasePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { code } = useTenant();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Entered>();
  const outcome = Form.useWatch('outcome', form);
  const blind = useQuery({
    queryKey: ['blind-case', code, id],
    queryFn: async (): Promise<BlindCase> =>
      body(api.GET('/api/v1/tenants/{code}/blind-cases/{id}', { params: { path: { code, id } } })),
  });
  const judge = useMutation({
    mutationFn: ({ reasons, ...entered }: Entered) =>
      body(
        api.PUT('/api/v1/tenants/{code}/blind-cases/{id}/judgement', {
          params: { path: { code, id } },
          body: {
            ...entered,
            reasons: reasons
              ?.split('\n')
              .map((line) => line.trim())
              .filter(Boolean)
              .map((line) => ({ code: /^[A-Z][A-Z0-9-]*/.exec(line)?.[0] ?? 'OTHER', text: line })),
          },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['inbox', code] });
      void navigate(`/t/${code}/inbox`);
    },
  });
  if (blind.error) {
    return <Problem error={blind.error} onRetry={() => void blind.refetch()} />;
  }
  const one = blind.data;
  if (!one) {
    return <Skeleton active />;
  }
  const required = [{ required: true, message: t('shared.required') }];
  return (
    <Page title={one.title} hint={t('quality.blindHint')}>
      {one.judged && <Alert type="success" showIcon title={t('quality.done')} style={{ marginBottom: 16 }} />}
      <section className="panel">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, lg: 2 }}
          items={[
            {
              label: t('quality.declaredType'),
              children: `${t(`shared.contractType.${one.declaredType}`, one.declaredType ?? '')} · ${t(`contract.subtypes.${one.subtype}`, one.subtype ?? '')}`,
            },
            { label: t('contract.fields.signedOn'), children: one.signedOn },
            { label: t('contract.fields.validFrom'), children: one.validFrom ?? '—' },
            { label: t('contract.fields.validUntil'), children: one.validUntil ?? '—' },
            { label: t('contract.provider'), children: t(`shared.partyKind.${one.providerKind}`) },
            { label: t('contract.recipient'), children: t(`shared.partyKind.${one.recipientKind}`) },
            { label: t('contract.contractAmountYuan'), children: formatYuan(one.contractAmount) },
            { label: t('contract.identity'), children: formatYuan(one.declaredTechnologyAmount) },
            { label: t('contract.fields.ipClass'), children: one.ipClass ?? '—' },
            { label: t('contract.fields.technologyField'), children: one.technologyField ?? '—' },
            { label: t('contract.fields.planSource'), children: one.planSource ?? '—' },
            { label: t('contract.fields.paymentMode'), children: one.paymentMode ?? '—' },
          ]}
        />
      </section>
      {!one.judged && (
        <section className="panel">
          {judge.error && <Problem error={judge.error} />}
          <Form form={form} layout="vertical" onFinish={(entered) => judge.mutate(entered)}>
            <Form.Item name="outcome" label={t('quality.outcome')} rules={required}>
              <Radio.Group
                options={(['REGISTER', 'REFUSE'] as const).map((value) => ({
                  value,
                  label: t(`quality.outcomes.${value}`),
                }))}
              />
            </Form.Item>
            {outcome === 'REGISTER' && (
              <>
                <Form.Item name="type" label={t('contract.type')} rules={required}>
                  <Select
                    style={{ maxWidth: 260 }}
                    options={TYPES.map((type) => ({ value: type, label: t(`shared.contractType.${type}`) }))}
                  />
                </Form.Item>
                <Form.Item
                  name="technologyAmount"
                  label={t('contract.assessedAmountYuan')}
                  rules={[...required, { pattern: AMOUNT, message: t('shared.amountFormat') }]}
                >
                  <Input inputMode="decimal" style={{ maxWidth: 260 }} />
                </Form.Item>
              </>
            )}
            {outcome === 'REFUSE' && (
              <Form.Item name="reasons" label={t('contract.reasons')} extra={t('quality.reasonsHint')} rules={required}>
                <Input.TextArea rows={3} />
              </Form.Item>
            )}
            <Form.Item name="note" label={t('quality.note')}>
              <Input.TextArea rows={2} maxLength={2000} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={judge.isPending}>
              {t('quality.handIn')}
            </Button>
          </Form>
        </section>
      )}
    </Page>
  );
}
