import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Space } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { api, body, matching } from '../api/client';
import type { Contract, Examination, Letter } from '../api/model';
import { sums } from '../filing/form';
import { useTenant } from '../frame/tenant';
import { AMOUNT } from '../shared/money';
import { Problem } from '../shared/Problem';
import { ExpertsModal, Opinions } from './Experts';
import { LetterView } from './Letters';
import { useReread } from './queries';

type Question = 'return' | 'refuse' | 'experts';

interface Props {
  contract: Contract;
  examination: Examination;
}

/** Below the checklist: the amounts, and what the answers allow. */
export function Decision({ contract, examination }: Props) {
  const { t } = useTranslation();
  const { can } = useTenant();
  const [question, setQuestion] = useState<Question | null>(null);
  const decides = can('REGISTRATION_DECIDE') && contract.status === 'ACCEPTED' && !examination.outcome;
  const answers = examination.answers ?? [];
  const forbidding = answers.filter((line) => line.answer === 'NO' && line.consequence !== 'NON_TECHNICAL');
  return (
    <section className="panel" data-testid="decision">
      <h2>{t('registration.decision.title')}</h2>
      <Opinions examination={examination} />
      {decides && (
        <>
          <Register contract={contract} examination={examination} blocked={forbidding.length > 0} />
          <Space wrap style={{ marginTop: 12 }}>
            <Button onClick={() => setQuestion('return')} data-testid="action-return">
              {t('registration.decision.return')}
            </Button>
            <Button danger onClick={() => setQuestion('refuse')} data-testid="action-refuse">
              {t('contract.refuse')}
            </Button>
            <Button onClick={() => setQuestion('experts')} data-testid="action-experts">
              {t('registration.decision.experts')}
            </Button>
          </Space>
        </>
      )}
      {!decides && (
        <p className="muted">
          {t(contract.status === 'IN_APPROVAL' ? 'registration.decision.inApproval' : 'registration.decision.notNow')}
        </p>
      )}
      {question === 'experts' && (
        <ExpertsModal contract={contract} examination={examination} onClose={() => setQuestion(null)} />
      )}
      {(question === 'return' || question === 'refuse') && (
        <LetterModal contract={contract} examination={examination} kind={question} onClose={() => setQuestion(null)} />
      )}
    </section>
  );
}

interface Amounts {
  assessedTechnologyAmount: string;
  approvedTechnologyIncome: string;
  deviation?: string;
}

function useDecided(contract: Contract) {
  const { code } = useTenant();
  const reread = useReread(contract.id ?? '');
  const navigate = useNavigate();
  return () => {
    reread();
    void navigate(`/t/${code}/contracts/${contract.id}`);
  };
}

function Register({ contract, examination, blocked }: Props & { blocked: boolean }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const done = useDecided(contract);
  const [form] = Form.useForm<Amounts>();
  // Of an itemised price the amount follows from the items, as assessed so far.
  const items = contract.items ?? [];
  const itemised = items.length > 0;
  const standing = itemised
    ? sums(items.map((item) => ({ ...item, priceClass: item.assessedClass ?? item.priceClass }))).technology
    : contract.declaredTechnologyAmount;
  useEffect(() => {
    if (itemised) {
      form.setFieldsValue({ assessedTechnologyAmount: standing ?? '', approvedTechnologyIncome: standing ?? '' });
    }
  }, [form, itemised, standing]);
  const given = (examination.opinions ?? []).filter((one) => one.opinion);
  const against = given.filter((one) => one.opinion === 'OPPOSE').length;
  const register = useMutation({
    mutationFn: (decision: Amounts) =>
      body(
        api.POST('/api/v1/tenants/{code}/contracts/{id}/registration', {
          params: { path: { code, id: contract.id ?? '' }, header: matching(contract.version) },
          body: decision,
        }),
      ),
    onSuccess: done,
  });
  const rules = [
    { required: true, message: t('shared.required') },
    { pattern: AMOUNT, message: t('shared.amountFormat') },
  ];
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{
        assessedTechnologyAmount: standing,
        approvedTechnologyIncome: standing,
      }}
      onFinish={(decision) => register.mutate(decision)}
    >
      <div className="decision-amounts">
        <Form.Item
          name="assessedTechnologyAmount"
          label={t('contract.assessedAmountYuan')}
          extra={t('contract.amounts.technologyAmountHint')}
          rules={rules}
        >
          <Input inputMode="decimal" data-testid="assessed-amount" disabled={itemised} />
        </Form.Item>
        <Form.Item
          name="approvedTechnologyIncome"
          label={t('contract.incomeYuan')}
          extra={t('contract.amounts.technologyIncomeHint')}
          rules={rules}
        >
          <Input inputMode="decimal" data-testid="approved-income" />
        </Form.Item>
      </div>
      {2 * against > given.length && (
        <Form.Item
          name="deviation"
          label={t('registration.decision.deviation')}
          rules={[{ required: true, whitespace: true, message: t('shared.required') }]}
        >
          <Input.TextArea rows={2} data-testid="deviation" />
        </Form.Item>
      )}
      {register.error && <Problem error={register.error} />}
      <Button
        type="primary"
        htmlType="submit"
        loading={register.isPending}
        disabled={blocked || (examination.open ?? 0) > 0}
        data-testid="action-register"
      >
        {t('contract.register')}
      </Button>
      {(examination.open ?? 0) > 0 && (
        <span className="muted"> {t('registration.decision.open', { count: examination.open })}</span>
      )}
      {blocked && <span className="muted"> {t('registration.decision.blocked')}</span>}
    </Form>
  );
}

/** The letter as the applicant will read it, before it is sent. */
function LetterModal({
  contract,
  examination,
  kind,
  onClose,
}: Props & { kind: 'return' | 'refuse'; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const done = useDecided(contract);
  const [own, setOwn] = useState('');
  const [words, setWords] = useState('');
  const found = (examination.answers ?? []).filter(
    (line) => line.answer === 'NO' && (kind === 'return' || line.consequence !== 'NON_TECHNICAL'),
  );
  const written = own
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ code: 'OTHER', text: line }));
  const preview: Letter = {
    kind: kind === 'return' ? 'CORRECTION' : 'REFUSAL',
    reasons:
      written.length > 0
        ? written
        : found.map((line) => ({
            code: line.question ?? '',
            text: `不符合：${line.text?.zh ?? ''}${line.evidence ? `依据：${line.evidence}` : ''}`,
            basis: line.basis,
          })),
    words,
  };
  const send = useMutation({
    mutationFn: () => {
      const params = { path: { code, id: contract.id ?? '' }, header: matching(contract.version) };
      const letter = { reasons: written, words: words || undefined };
      return body<unknown>(
        kind === 'return'
          ? api.POST('/api/v1/tenants/{code}/contracts/{id}/correction', { params, body: letter })
          : api.POST('/api/v1/tenants/{code}/contracts/{id}/refusal', { params, body: letter }),
      );
    },
    onSuccess: done,
  });
  return (
    <Modal
      open
      width={720}
      title={t(kind === 'return' ? 'registration.decision.return' : 'contract.refuse')}
      okText={t('registration.decision.send')}
      okButtonProps={{ danger: kind === 'refuse', disabled: (preview.reasons ?? []).length === 0 }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      {send.error && <Problem error={send.error} />}
      <LetterView letter={preview} />
      <label htmlFor="own-reasons">{t('registration.decision.ownReasons')}</label>
      <Input.TextArea
        id="own-reasons"
        rows={3}
        value={own}
        onChange={(event) => setOwn(event.target.value)}
        data-testid="refusal-reasons"
      />
      <label htmlFor="own-words">{t('registration.decision.words')}</label>
      <Input.TextArea
        id="own-words"
        rows={2}
        maxLength={2000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        data-testid="letter-words"
      />
    </Modal>
  );
}
