import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Modal, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { Contract, Examination, Expert } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatYuan } from '../shared/money';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';

interface Props {
  contract: Contract;
  examination: Examination;
  onClose: () => void;
}

/** What the experts were asked and said. */
export function Opinions({ examination }: { examination: Examination }) {
  const { t } = useTranslation();
  const opinions = examination.opinions ?? [];
  if (opinions.length === 0) {
    return (examination.expertsNeeded ?? 0) > 0 ? (
      <p data-testid="experts-needed">
        <Tag color="purple">{t('registration.experts.needed', { count: examination.expertsNeeded })}</Tag>
      </p>
    ) : null;
  }
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={(one) => one.expert ?? ''}
      dataSource={opinions}
      style={{ marginBottom: 12 }}
      columns={[
        { title: t('registration.experts.expert'), dataIndex: 'expertName' },
        {
          title: t('registration.experts.opinion'),
          render: (_, one) =>
            one.opinion
              ? t(`registration.opinion.${one.opinion}`)
              : t('registration.experts.awaited', { day: one.dueOn }),
        },
        {
          title: t('contract.technologyAmountYuan'),
          render: (_, one) => (one.technologyAmount ? formatYuan(one.technologyAmount) : '—'),
        },
        { title: t('registration.experts.reasons'), dataIndex: 'reasons' },
      ]}
    />
  );
}

/** Chooses experts and says what is disputed. */
export function ExpertsModal({ contract, examination, onClose }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ experts: string[]; dispute?: string }>();
  const id = contract.id ?? '';
  const experts = useQuery({
    queryKey: ['experts', code],
    queryFn: async (): Promise<{ items?: Expert[] }> =>
      body(api.GET('/api/v1/tenants/{code}/experts', { params: { path: { code } } })),
  });
  const refer = useMutation({
    mutationFn: (referral: { experts: string[]; dispute?: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/contracts/{id}/expert-review', {
          params: { path: { code, id } },
          body: referral,
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['contract', code, id] });
      void cache.invalidateQueries({ queryKey: ['examination', code, id] });
      void cache.invalidateQueries({ queryKey: ['inbox', code] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('registration.decision.experts')}
      confirmLoading={refer.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {(experts.error ?? refer.error) && <Problem error={experts.error ?? refer.error} />}
      {(examination.expertsNeeded ?? 0) > 0 && (
        <p className="muted">{t('registration.experts.needed', { count: examination.expertsNeeded })}</p>
      )}
      <Form form={form} layout="vertical" onFinish={(referral) => refer.mutate(referral)}>
        <Form.Item
          name="experts"
          label={t('registration.experts.choose')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <Checkbox.Group
            options={(experts.data?.items ?? []).map((expert) => ({
              value: expert.account ?? '',
              label: text(expert.name),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="dispute"
          label={t('registration.experts.dispute')}
          extra={t('registration.experts.disputeHint')}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
