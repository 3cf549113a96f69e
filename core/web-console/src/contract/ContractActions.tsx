import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Modal, Popconfirm, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body, download, matching } from '../api/client';
import type { Contract, Side } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { yearChoices } from '../shared/years';

type Question = 'elect';

/** Offers exactly the steps the contract's status and the caller's capabilities allow. */
export function ContractActions({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
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
  const discard = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/tenants/{code}/contracts/{id}', { params })),
    onSuccess: () => {
      void message.success(t('filing.discarded'));
      void cache.invalidateQueries({ queryKey: ['contracts'] });
      void navigate(`/t/${code}/contracts`);
    },
  });
  const certificate = useMutation({
    mutationFn: () =>
      download(`/api/v1/tenants/${code}/contracts/${id}/certificate`, `certificate-${contract.registrationNumber}.pdf`),
  });
  const error = submit.error ?? accept.error ?? discard.error ?? certificate.error;
  const decides = can('REGISTRATION_DECIDE');
  // What came with a ledger was never examined here.
  const examined = contract.regime && status !== 'SUBMITTED' && status !== 'DRAFT';
  return (
    <Space orientation="vertical" align="end">
      <Space wrap>
        {status === 'DRAFT' && can('CONTRACT_WRITE') && (
          <Popconfirm title={t('filing.discardAsk')} onConfirm={() => discard.mutate()}>
            <Button danger loading={discard.isPending} data-testid="action-discard">
              {t('filing.discard')}
            </Button>
          </Popconfirm>
        )}
        {(status === 'DRAFT' || status === 'RETURNED') && can('CONTRACT_WRITE') && (
          <Link to={`/t/${code}/contracts/${id}/filing`}>
            <Button data-testid="action-continue">{t('filing.goOn')}</Button>
          </Link>
        )}
        {(status === 'DRAFT' || status === 'RETURNED') && can('CONTRACT_WRITE') && (
          <Button type="primary" loading={submit.isPending} onClick={() => submit.mutate()} data-testid="action-submit">
            {t(status === 'RETURNED' ? 'contract.submitAgain' : 'contract.submit')}
          </Button>
        )}
        {status === 'SUBMITTED' && decides && (
          <Button type="primary" loading={accept.isPending} onClick={() => accept.mutate()} data-testid="action-accept">
            {t('contract.accept')}
          </Button>
        )}
        {examined && can('REGISTRATION_READ') && (
          <Link to={`/t/${code}/contracts/${id}/examination`}>
            <Button type={status === 'ACCEPTED' && decides ? 'primary' : 'default'} data-testid="action-examine">
              {t(status === 'ACCEPTED' && decides ? 'contract.examine' : 'contract.examination')}
            </Button>
          </Link>
        )}
        {contract.registrationNumber && (
          <Button
            icon={<SafetyCertificateOutlined />}
            loading={certificate.isPending}
            onClick={() => certificate.mutate()}
            data-testid="action-certificate"
          >
            {t('contract.certificate')}
          </Button>
        )}
        {status === 'REGISTERED' && can('CONTRACT_WRITE') && (
          <Button onClick={() => setQuestion('elect')} data-testid="action-elect">
            {t('contract.elect')}
          </Button>
        )}
      </Space>
      {error && <Problem error={error} />}
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
