import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Space, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { EntitlementDetails } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { AMOUNT, formatYuan } from '../shared/money';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';

type Determination = NonNullable<EntitlementDetails['determinations']>[number];

/** The amount that the rule leaves to somebody: the interval, what was proposed, and what another officer made of it. */
export function SetAmount({ entitlement }: { entitlement: EntitlementDetails }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ amount: string; reason: string }>();
  const [verdict] = Form.useForm<{ note: string }>();
  const id = entitlement.id ?? '';
  const known = () => void cache.invalidateQueries({ queryKey: ['entitlement', code, id] });
  const propose = useMutation({
    mutationFn: (proposal: { amount: string; reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/entitlements/{id}/determinations', {
          params: { path: { code, id } },
          body: proposal,
        }),
      ),
    onSuccess: () => {
      form.resetFields();
      known();
    },
  });
  const decide = useMutation({
    mutationFn: (given: { determination: string; approved: boolean; note?: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/entitlements/{id}/determinations/{determination}/verdict', {
          params: { path: { code, id, determination: given.determination } },
          body: { approved: given.approved, note: given.note },
        }),
      ),
    onSuccess: () => {
      verdict.resetFields();
      known();
      // The case is decided again in the background, mostly at once.
      [1_000, 3_000, 8_000].forEach((later) => setTimeout(known, later));
    },
  });
  const interval = entitlement.interval;
  const all = entitlement.determinations ?? [];
  if (!interval && all.length === 0) {
    return null;
  }
  const open = all.find((one) => one.approved == null);
  const may = can('DETERMINE') && entitlement.tenant === code;
  const state = (one: Determination) =>
    one.approved == null ? (
      <Tag color="orange">{t('entitlement.setAmount.waits')}</Tag>
    ) : one.approved ? (
      <Tag color="green">{t('entitlement.setAmount.approved')}</Tag>
    ) : (
      <Tag color="red">{t('entitlement.setAmount.turnedDown')}</Tag>
    );
  return (
    <section className="panel no-print" data-testid="set-amount">
      <h2>{t('entitlement.setAmount.title')}</h2>
      {interval && (
        <p>
          {t('entitlement.setAmount.interval', {
            least: formatYuan(interval.least),
            most: formatYuan(interval.most),
            by: text(interval.by),
          })}
        </p>
      )}
      <ul>
        {all.map((one) => (
          <li key={one.id} data-testid="determination">
            <strong className="amount">{formatYuan(one.amount)}</strong> {state(one)} {one.reason}{' '}
            <span className="muted">
              {t('entitlement.setAmount.proposedBy', { who: one.proposedBy, when: formatInstant(one.proposedAt) })}
              {one.decidedBy &&
                ` ${t('entitlement.setAmount.decidedBy', { who: one.decidedBy, when: formatInstant(one.decidedAt) })}`}
              {one.note && ` ${one.note}`}
            </span>
          </li>
        ))}
      </ul>
      {decide.error && (
        <div style={{ marginBottom: 16 }}>
          <Problem error={decide.error} />
        </div>
      )}
      {may && open && (
        <Form form={verdict} layout="inline">
          <Form.Item name="note" label={t('entitlement.setAmount.note')}>
            <Input maxLength={2000} style={{ width: 320 }} data-testid="verdict-note" />
          </Form.Item>
          <Space>
            <Button
              type="primary"
              loading={decide.isPending}
              data-testid="approve-amount"
              onClick={() =>
                decide.mutate({
                  determination: open.id ?? '',
                  approved: true,
                  note: verdict.getFieldValue('note') as string | undefined,
                })
              }
            >
              {t('entitlement.setAmount.approve')}
            </Button>
            <Button
              danger
              data-testid="turn-down-amount"
              onClick={() =>
                decide.mutate({
                  determination: open.id ?? '',
                  approved: false,
                  note: verdict.getFieldValue('note') as string | undefined,
                })
              }
            >
              {t('entitlement.setAmount.turnDown')}
            </Button>
          </Space>
        </Form>
      )}
      {propose.error && (
        <div style={{ marginBottom: 16 }}>
          <Problem error={propose.error} />
        </div>
      )}
      {may && interval && !open && (
        <Form form={form} layout="inline" onFinish={(values) => propose.mutate(values)}>
          <Form.Item
            name="amount"
            label={t('entitlement.setAmount.amount')}
            rules={[{ required: true, pattern: AMOUNT, message: t('shared.amountFormat') }]}
          >
            <Input style={{ width: 160 }} inputMode="decimal" data-testid="amount-proposed" />
          </Form.Item>
          <Form.Item name="reason" label={t('entitlement.setAmount.reason')} rules={[{ required: true }]}>
            <Input maxLength={2000} style={{ width: 320 }} data-testid="amount-reason" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={propose.isPending} data-testid="propose-amount">
            {t('entitlement.setAmount.propose')}
          </Button>
        </Form>
      )}
    </section>
  );
}
