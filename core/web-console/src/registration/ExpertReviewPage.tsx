import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Form, Input, Radio, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { ExpertReview } from '../api/model';
import { useTenant } from '../frame/tenant';
import { AMOUNT, formatYuan } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';

interface Opinion {
  opinion: 'SUPPORT' | 'SUPPORT_WITH_CHANGES' | 'OPPOSE';
  technologyAmount?: string;
  reasons: string;
}

/** What an expert was asked about one contract, and where the opinion is given. */
export function ExpertReviewPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { code } = useTenant();
  const cache = useQueryClient();
  const review = useQuery({
    queryKey: ['expert-review', code, id],
    queryFn: async (): Promise<ExpertReview> =>
      body(api.GET('/api/v1/tenants/{code}/expert-reviews/{id}', { params: { path: { code, id } } })),
  });
  const give = useMutation({
    mutationFn: (opinion: Opinion) =>
      body(
        api.PUT('/api/v1/tenants/{code}/expert-reviews/{id}/opinion', {
          params: { path: { code, id } },
          body: { ...opinion, technologyAmount: opinion.technologyAmount || undefined },
        }),
      ),
    onSuccess: (given) => {
      cache.setQueryData(['expert-review', code, id], given);
      void cache.invalidateQueries({ queryKey: ['inbox'] });
    },
  });
  if (review.error) {
    return <Problem error={review.error} onRetry={() => void review.refetch()} />;
  }
  const one = review.data;
  if (!one) {
    return <Skeleton active />;
  }
  return (
    <Page title={one.title} hint={t('registration.experts.hint', { day: one.opinion?.dueOn })}>
      {one.dispute && <Alert type="warning" showIcon title={one.dispute} style={{ marginBottom: 16 }} />}
      <section className="panel">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, lg: 2 }}
          items={[
            { label: t('contract.type'), children: t(`shared.contractType.${one.type}`, one.type ?? '') },
            { label: t('contract.fields.subtype'), children: t(`contract.subtypes.${one.subtype}`, one.subtype ?? '') },
            { label: t('contract.provider'), children: one.providerName },
            { label: t('contract.recipient'), children: one.recipientName },
            { label: t('contract.fields.signedOn'), children: one.signedOn },
            { label: t('contract.contractAmountYuan'), children: formatYuan(one.contractAmount) },
            { label: t('contract.identity'), children: formatYuan(one.declaredTechnologyAmount) },
          ]}
        />
      </section>
      <section className="panel">
        <h2>{t('registration.experts.opinion')}</h2>
        {give.error && <Problem error={give.error} />}
        {one.opinion?.givenOn && (
          <Alert type="success" showIcon title={t('registration.experts.given', { day: one.opinion.givenOn })} />
        )}
        <Form<Opinion>
          layout="vertical"
          initialValues={{
            opinion: one.opinion?.opinion,
            technologyAmount: one.opinion?.technologyAmount,
            reasons: one.opinion?.reasons,
          }}
          onFinish={(opinion) => give.mutate(opinion)}
        >
          <Form.Item
            name="opinion"
            label={t('registration.experts.opinion')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Radio.Group
              options={(['SUPPORT', 'SUPPORT_WITH_CHANGES', 'OPPOSE'] as const).map((opinion) => ({
                value: opinion,
                label: t(`registration.opinion.${opinion}`),
              }))}
            />
          </Form.Item>
          <Form.Item
            name="technologyAmount"
            label={t('contract.technologyAmountYuan')}
            rules={[{ pattern: AMOUNT, message: t('shared.amountFormat') }]}
          >
            <Input inputMode="decimal" style={{ maxWidth: 260 }} />
          </Form.Item>
          <Form.Item
            name="reasons"
            label={t('registration.experts.reasons')}
            rules={[{ required: true, whitespace: true, message: t('shared.required') }]}
          >
            <Input.TextArea rows={5} maxLength={4000} showCount />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={give.isPending}>
            {t('registration.experts.give')}
          </Button>
        </Form>
      </section>
    </Page>
  );
}
