import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, idempotencyKey, matching } from '../api/client';
import type { Breach, Policy, PolicyRail } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { Day } from './Day';
import { useTenantName } from './queries';

interface Entered {
  parameter: string;
  locked?: boolean;
  direction?: 'ANY' | 'NOT_LOWER' | 'NOT_HIGHER';
  lowest?: string;
  highest?: string;
  from: string;
  until?: string;
  document: string;
  article: string;
  note?: string;
}

interface Props {
  policy: Policy;
  rail?: PolicyRail;
  onClose: () => void;
}

/** Sets a rail; what it would break is shown before anything is set, and left only when confirmed. */
export function RailEditor({ policy, rail, onClose }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const tenantName = useTenantName();
  const { code } = useTenant();
  const cache = useQueryClient();
  const id = policy.line?.policyId ?? '';
  const [form] = Form.useForm<Entered>();
  const [key] = useState(idempotencyKey);
  const [broken, setBroken] = useState<Breach[] | null>(null);
  const sent = (entered: Entered, confirmed: boolean) =>
    ({
      ...entered,
      locked: entered.locked ?? false,
      lowest: entered.lowest || undefined,
      highest: entered.highest || undefined,
      until: entered.until || undefined,
      confirmed,
    }) as never;
  const save = useMutation({
    mutationFn: async (entered: Entered) => {
      const confirmed = (broken ?? []).length > 0;
      if (!broken) {
        const tried = (await body(
          api.POST('/api/v1/tenants/{code}/policies/{policy}/rails/trial', {
            params: { path: { code, policy: id } },
            body: sent(entered, false),
          }),
        )) as { items?: Breach[] };
        const found = tried.items ?? [];
        setBroken(found);
        if (found.length > 0) {
          return false;
        }
      }
      await (rail
        ? body(
            api.PUT('/api/v1/tenants/{code}/policies/{policy}/rails/{rail}', {
              params: { path: { code, policy: id, rail: rail.id ?? '' }, header: matching(rail.revision) },
              body: sent(entered, confirmed),
            }),
          )
        : body(
            api.POST('/api/v1/tenants/{code}/policies/{policy}/rails', {
              params: { path: { code, policy: id }, header: { 'Idempotency-Key': `${key}${String(confirmed)}` } },
              body: sent(entered, confirmed),
            }),
          ));
      return true;
    },
    onSuccess: (done) => {
      if (done) {
        void cache.invalidateQueries({ queryKey: ['policy', code] });
        onClose();
      }
    },
  });
  const required = [{ required: true, message: t('shared.required') }];
  const field = (name: keyof Entered, mandatory: boolean, type = 'text') => (
    <Form.Item name={name} label={t(`policy.rail.fields.${name}`)} rules={mandatory ? required : []}>
      {type === 'date' ? <Day testId={`rail-${name}`} /> : <Input data-testid={`rail-${name}`} />}
    </Form.Item>
  );
  const breaks = (broken ?? []).length > 0;
  return (
    <Modal
      open
      width={720}
      title={t(rail ? 'policy.rail.change' : 'policy.addRail')}
      onCancel={onClose}
      footer={
        <Space>
          <Button onClick={onClose}>{t('shared.cancel')}</Button>
          <Button
            type="primary"
            danger={breaks}
            loading={save.isPending}
            onClick={() => form.submit()}
            data-testid="rail-save"
          >
            {t(breaks ? 'policy.rail.confirm' : 'shared.save')}
          </Button>
        </Space>
      }
    >
      {save.error && <Problem error={save.error} />}
      {breaks && (
        <Alert
          type="warning"
          showIcon
          data-testid="rail-breaks"
          title={t('policy.rail.breaks', { count: broken?.length })}
          description={
            <ul>
              {broken?.map((breach) => (
                <li key={`${breach.tenant}${breach.version}`}>
                  {tenantName(breach.tenant)} {breach.version}: {breach.value} — {text(breach.allowed)}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={
          rail
            ? {
                ...rail,
                document: rail.basis?.document,
                article: rail.basis?.article,
                lowest: rail.lowest ?? '',
                highest: rail.highest ?? '',
              }
            : { direction: 'ANY' }
        }
        onValuesChange={() => setBroken(null)}
        onFinish={(entered) => save.mutate(pick(entered))}
      >
        <Form.Item name="parameter" label={t('policy.rail.fields.parameter')} rules={required}>
          <Select
            data-testid="rail-parameter"
            options={(policy.parameters ?? []).map((one) => ({ value: one.name, label: text(one.label) }))}
          />
        </Form.Item>
        <Form.Item name="locked" valuePropName="checked">
          <Checkbox>{t('policy.rail.fields.locked')}</Checkbox>
        </Form.Item>
        <div className="policy-columns">
          <Form.Item name="direction" label={t('policy.rail.fields.direction')}>
            <Select
              options={['ANY', 'NOT_LOWER', 'NOT_HIGHER'].map((value) => ({
                value,
                label: t(`policy.rail.direction.${value}`),
              }))}
            />
          </Form.Item>
          {field('lowest', false)}
          {field('highest', false)}
        </div>
        <div className="policy-columns">
          {field('from', true, 'date')}
          {field('until', false, 'date')}
        </div>
        <div className="policy-columns">
          {field('document', true)}
          {field('article', true)}
        </div>
        {field('note', false)}
      </Form>
    </Modal>
  );
}

function pick(entered: Entered): Entered {
  const { parameter, locked, direction, lowest, highest, from, until, document, article, note } = entered;
  return { parameter, locked, direction, lowest, highest, from, until, document, article, note };
}
