import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Descriptions, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { RoundDetails, RoundStanding, RoundStatus } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatDate, today } from '../shared/dates';
import { fen, formatYuan, plain } from '../shared/money';
import { Problem } from '../shared/Problem';
import { useRoundChanged } from './queries';

type Question = 'publish' | 'cancel' | 'close';

const CANCELLABLE: RoundStatus[] = ['FREEZING', 'ANSWERS', 'REVIEW', 'NOTICE'];

/** What a round waits for, in a sentence, and the buttons that bring it there. */
export function RoundActions({ details }: { details: RoundDetails }) {
  const { t, i18n } = useTranslation();
  const { message } = App.useApp();
  const { code, can } = useTenant();
  const changed = useRoundChanged();
  const [question, setQuestion] = useState<Question | null>(null);
  const round = details.round ?? {};
  const id = round.id ?? '';
  const path = { params: { path: { code, id } } };
  const act = useMutation({
    mutationFn: async (what: 'end' | 'passAll' | 'bring'): Promise<unknown> => {
      switch (what) {
        case 'end':
          return body(api.POST('/api/v1/tenants/{code}/rounds/{id}/answers/end', path));
        case 'passAll': {
          const reviewed: { items?: number } = await body(
            api.POST('/api/v1/tenants/{code}/rounds/{id}/review', { ...path, body: { passes: true } }),
          );
          return message.success(t('rounds.action.passed', { count: reviewed.items ?? 0 }));
        }
        case 'bring':
          return body(api.POST('/api/v1/tenants/{code}/rounds/{id}/approval', path));
      }
    },
    onSuccess: changed,
  });
  const reviews = can('DISBURSE_REVIEW');
  const claimed = count(details, 'CLAIMED', false);
  const passed = count(details, 'PASSED', false);
  const ended = Boolean(round.noticeEndedAt) || (round.noticeUntil ?? '9999') < today();
  const key = round.status === 'NOTICE' && ended ? 'NOTICE_ENDED' : (round.status ?? 'FREEZING');
  return (
    <section className="panel round-next" data-testid="round-next">
      <div>
        <strong>{t('rounds.next')}</strong>{' '}
        {t(`rounds.nextStep.${key}`, {
          answer: formatDate(round.answerUntil, i18n.language),
          notice: formatDate(round.noticeUntil, i18n.language),
          claimed,
          passed,
        })}
      </div>
      {act.error && <Problem error={act.error} />}
      <Space wrap>
        {reviews && round.status === 'ANSWERS' && (
          <Button loading={act.isPending} onClick={() => act.mutate('end')} data-testid="answers-end">
            {t('rounds.action.end')}
          </Button>
        )}
        {reviews && round.status === 'REVIEW' && (
          <>
            <Button
              type={claimed > 0 ? 'primary' : 'default'}
              disabled={claimed === 0}
              loading={act.isPending}
              onClick={() => act.mutate('passAll')}
              data-testid="pass-all"
            >
              {t('rounds.action.passAll', { count: claimed })}
            </Button>
            <Button
              type={claimed === 0 ? 'primary' : 'default'}
              disabled={passed === 0}
              onClick={() => setQuestion('publish')}
              data-testid="share-out"
            >
              {t('rounds.action.publish')}
            </Button>
          </>
        )}
        {reviews && round.status === 'NOTICE' && (
          <Button
            type="primary"
            disabled={!ended}
            loading={act.isPending}
            onClick={() => act.mutate('bring')}
            data-testid="bring"
          >
            {t('rounds.action.bring')}
          </Button>
        )}
        {round.approval && <Link to={`/t/${code}/approvals/${round.approval}`}>{t('rounds.action.seeApproval')}</Link>}
        {(round.status === 'PAYMENT' || round.status === 'CLOSED') && (
          <Link to={`/t/${code}/payments/rounds/${id}`}>{t('rounds.action.seePayments')}</Link>
        )}
        {reviews && round.status === 'PAYMENT' && (
          <Button danger onClick={() => setQuestion('close')} data-testid="round-close">
            {t('rounds.action.close')}
          </Button>
        )}
        {reviews && round.status && CANCELLABLE.includes(round.status) && (
          <Button danger onClick={() => setQuestion('cancel')} data-testid="round-cancel">
            {t('rounds.action.cancel')}
          </Button>
        )}
      </Space>
      {question === 'publish' && <Publish details={details} onClose={() => setQuestion(null)} />}
      {(question === 'cancel' || question === 'close') && (
        <End id={id} closing={question === 'close'} onClose={() => setQuestion(null)} />
      )}
    </section>
  );
}

function count(details: RoundDetails, status: RoundStanding['status'], held: boolean): number {
  return (details.standing ?? [])
    .filter((one) => one.status === status && Boolean(one.held) === held)
    .reduce((sum, one) => sum + (one.items ?? 0), 0);
}

/** What the budget would give, before the list is out for everybody. */
function Publish({ details, onClose }: { details: RoundDetails; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const changed = useRoundChanged();
  const round = details.round ?? {};
  const path = { params: { path: { code, id: round.id ?? '' } } };
  const preview = useQuery({
    queryKey: ['share-out', code, round.id],
    staleTime: 0,
    queryFn: async (): Promise<RoundStanding> => body(api.GET('/api/v1/tenants/{code}/rounds/{id}/share-out', path)),
  });
  const publish = useMutation({
    mutationFn: () => body(api.POST('/api/v1/tenants/{code}/rounds/{id}/notice', path)),
    onSuccess: () => {
      changed();
      onClose();
    },
  });
  const shortage = (fen(preview.data?.due) ?? 0n) - (fen(preview.data?.allocated) ?? 0n);
  const nothing = preview.data !== undefined && (fen(preview.data.allocated) ?? 0n) === 0n;
  return (
    <Modal
      open
      title={t('rounds.action.publish')}
      okText={t('rounds.publish.send')}
      confirmLoading={publish.isPending}
      okButtonProps={{ 'data-testid': 'publish', disabled: !preview.data || nothing }}
      onOk={() => publish.mutate()}
      onCancel={onClose}
    >
      <p>{t('rounds.publish.hint', { days: round.noticeDays, basis: round.noticeBasis })}</p>
      {(preview.error ?? publish.error) && <Problem error={preview.error ?? publish.error} />}
      {preview.data && (
        <div data-testid="share-out-preview">
          <Descriptions
            bordered
            size="small"
            column={1}
            items={[
              { label: t('rounds.leftYuan', { year: round.year }), children: <Amount value={details.left} /> },
              { label: t('rounds.publish.passed'), children: preview.data.items },
              { label: t('rounds.dueYuan'), children: <Amount value={preview.data.due} /> },
              {
                label: t('rounds.givenYuan'),
                children: (
                  <strong data-testid="share-out-given">
                    <Amount value={preview.data.allocated} />
                  </strong>
                ),
              },
            ]}
          />
          {shortage > 0n && (
            <Alert
              style={{ marginTop: 12 }}
              type={nothing ? 'error' : 'warning'}
              showIcon
              title={t(nothing ? 'rounds.publish.nothing' : 'rounds.publish.shortage', {
                amount: formatYuan(plain(shortage)),
              })}
              description={t(`rounds.allocationMeaning.${round.allocation}`)}
            />
          )}
        </div>
      )}
    </Modal>
  );
}

interface EndProps {
  id: string;
  closing: boolean;
  onClose: () => void;
}

/** Gives a round up, or ends it in payment; with a reason that its beneficiaries are told. */
function End({ id, closing, onClose }: EndProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const changed = useRoundChanged();
  const [form] = Form.useForm<{ reason: string }>();
  const end = useMutation({
    mutationFn: (reason: { reason: string }) => {
      const sent = { params: { path: { code, id } }, body: reason };
      return closing
        ? body(api.POST('/api/v1/tenants/{code}/rounds/{id}/closing', sent))
        : body(api.POST('/api/v1/tenants/{code}/rounds/{id}/cancellation', sent));
    },
    onSuccess: () => {
      changed();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t(closing ? 'rounds.action.close' : 'rounds.action.cancel')}
      okText={t(closing ? 'rounds.action.close' : 'rounds.action.cancel')}
      confirmLoading={end.isPending}
      okButtonProps={{ danger: true, 'data-testid': 'round-end' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t(closing ? 'rounds.closeHint' : 'rounds.cancelHint')}</p>
      {end.error && <Problem error={end.error} />}
      <Form form={form} layout="vertical" onFinish={(entered) => end.mutate(entered)}>
        <ReasonField />
      </Form>
    </Modal>
  );
}

export function ReasonField() {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="reason"
      label={t('rounds.field.reason')}
      rules={[{ required: true, whitespace: true, message: t('shared.required') }]}
    >
      <Input.TextArea rows={3} maxLength={2000} data-testid="reason" />
    </Form.Item>
  );
}
