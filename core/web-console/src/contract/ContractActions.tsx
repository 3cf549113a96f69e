import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, matching } from '../api/client';
import type { Contract, Side } from '../api/model';
import { useTenant } from '../frame/tenant';
import { AMOUNT } from '../shared/money';
import { Problem } from '../shared/Problem';
import { yearChoices } from '../shared/years';

type Question = 'register' | 'refuse' | 'elect';

/** Offers exactly the steps the contract's status and the caller's capabilities allow. */
export function ContractActions({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const [question, setQuestion] = useState<Question | null>(null);
  const status = contract.status;
  const id = contract.id ?? '';
  const params = { path: { code, id }, header: matching(contract.version) };
  const submit = useStep(contract, () =>
    body(api.POST('/api/v1/tenants/{code}/contracts/{id}/submission', { params })),
  );
  const accept = useStep(contract, () =>
    body(api.POST('/api/v1/tenants/{code}/contracts/{id}/acceptance', { params })),
  );
  const error = submit.error ?? accept.error;
  const decides = can('REGISTRATION_DECIDE');
  return (
    <Space orientation="vertical" align="end">
      <Space wrap>
        {status === 'DRAFT' && can('CONTRACT_WRITE') && (
          <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate()} data-testid="action-submit">
            {t('contract.submit')}
          </Button>
        )}
        {status === 'SUBMITTED' && decides && (
          <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate()} data-testid="action-accept">
            {t('contract.accept')}
          </Button>
        )}
        {status === 'ACCEPTED' && decides && (
          <Button type="primary" onClick={() => setQuestion('register')} data-testid="action-register">
            {t('contract.register')}
          </Button>
        )}
        {status === 'ACCEPTED' && decides && (
          <Button danger onClick={() => setQuestion('refuse')} data-testid="action-refuse">
            {t('contract.refuse')}
          </Button>
        )}
        {status === 'REGISTERED' && can('CONTRACT_WRITE') && (
          <Button onClick={() => setQuestion('elect')} data-testid="action-elect">
            {t('contract.elect')}
          </Button>
        )}
      </Space>
      {error && <Problem error={error} />}
      {question === 'register' && <RegisterForm contract={contract} onClose={() => setQuestion(null)} />}
      {question === 'refuse' && <RefuseForm contract={contract} onClose={() => setQuestion(null)} />}
      {question === 'elect' && <ElectForm contract={contract} onClose={() => setQuestion(null)} />}
    </Space>
  );
}

/** One transition: afterwards everything that shows the contract is read again. */
function useStep<E = void>(contract: Contract, step: (entered: E) => Promise<unknown>, onDone?: () => void) {
  const { code } = useTenant();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['contract', code, contract.id] });
      void cache.invalidateQueries({ queryKey: ['contracts'] });
      onDone?.();
    },
  });
}

interface FormProps {
  contract: Contract;
  onClose: () => void;
}

function RegisterForm({ contract, onClose }: FormProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<{ assessedTechnologyAmount: string; approvedTechnologyIncome: string }>();
  const register = useStep(
    contract,
    (decision: { assessedTechnologyAmount: string; approvedTechnologyIncome: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/contracts/{id}/registration', {
          params: { path: { code, id: contract.id ?? '' }, header: matching(contract.version) },
          body: decision,
        }),
      ),
    onClose,
  );
  const rules = [
    { required: true, message: t('shared.required') },
    { pattern: AMOUNT, message: t('shared.amountFormat') },
  ];
  return (
    <Modal
      open
      title={t('contract.register')}
      okText={t('contract.register')}
      confirmLoading={register.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {register.error && <Problem error={register.error} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          assessedTechnologyAmount: contract.declaredTechnologyAmount,
          approvedTechnologyIncome: contract.approvedTechnologyIncome ?? contract.declaredTechnologyAmount,
        }}
        onFinish={(decision) => register.mutate(decision)}
      >
        <Form.Item
          name="assessedTechnologyAmount"
          label={t('contract.assessedAmountYuan')}
          extra={t('contract.amounts.technologyAmountHint')}
          rules={rules}
        >
          <Input inputMode="decimal" data-testid="assessed-amount" />
        </Form.Item>
        <Form.Item
          name="approvedTechnologyIncome"
          label={t('contract.incomeYuan')}
          extra={t('contract.amounts.technologyIncomeHint')}
          rules={rules}
        >
          <Input inputMode="decimal" data-testid="approved-income" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function RefuseForm({ contract, onClose }: FormProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [form] = Form.useForm<{ text: string }>();
  const refuse = useStep(
    contract,
    ({ text }: { text: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/contracts/{id}/refusal', {
          params: { path: { code, id: contract.id ?? '' }, header: matching(contract.version) },
          body: {
            reasons: text
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean)
              .map((line) => ({ code: 'OTHER', text: line })),
          },
        }),
      ),
    onClose,
  );
  return (
    <Modal
      open
      title={t('contract.refuse')}
      okText={t('contract.refuse')}
      okButtonProps={{ danger: true }}
      confirmLoading={refuse.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {refuse.error && <Problem error={refuse.error} />}
      <Form form={form} layout="vertical" onFinish={(entered) => refuse.mutate(entered)}>
        <Form.Item
          name="text"
          label={t('contract.reasons')}
          extra={t('contract.reasonsHint')}
          rules={[{ required: true, whitespace: true, message: t('shared.required') }]}
        >
          <Input.TextArea rows={4} data-testid="refusal-reasons" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function ElectForm({ contract, onClose }: FormProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ year: number; side: Side }>();
  const elect = useStep(
    contract,
    (choice: { year: number; side: Side }) =>
      body(
        api.PUT('/api/v1/tenants/{code}/contracts/{id}/side-election', {
          params: { path: { code, id: contract.id ?? '' } },
          body: choice,
        }),
      ),
    () => {
      void message.success(t('contract.elected'));
      onClose();
    },
  );
  return (
    <Modal
      open
      title={t('contract.elect')}
      confirmLoading={elect.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {elect.error && <Problem error={elect.error} />}
      <p className="muted">{t('contract.electHint')}</p>
      <Form form={form} layout="vertical" onFinish={(choice) => elect.mutate(choice)}>
        <Form.Item name="year" label={t('contract.year')} rules={[{ required: true, message: t('shared.required') }]}>
          <Select options={yearChoices(t)} data-testid="election-year" />
        </Form.Item>
        <Form.Item
          name="side"
          label={t('contract.fields.electedSide')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <Select
            data-testid="election-side"
            options={(['PROVIDER', 'RECIPIENT'] as const).map((side) => ({
              value: side,
              label: t(`shared.side.${side}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
