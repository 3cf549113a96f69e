import {
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  EllipsisOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Collapse, Skeleton, Space, Tag, Timeline } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { ApprovalDetails, ApprovalStep } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { Problem } from '../shared/Problem';
import { useLocalText, useName } from '../shared/text';
import { ActionDialog, type Asked } from './ActionDialog';
import { useApproval } from './queries';
import { leftWords, roleWords } from './words';
import './approval.css';

/** Where a case stands, drawn, with what its reader may do: a panel for any page that shows what is under approval. */
export function ApprovalStanding({ id, onChange }: { id: string; onChange?: () => void }) {
  const approval = useApproval(id);
  if (approval.error) {
    return <Problem error={approval.error} onRetry={() => void approval.refetch()} />;
  }
  return approval.data ? <Panel approval={approval.data} onChange={onChange} /> : <Skeleton active />;
}

const COLOURS: Record<string, string> = { OPEN: 'blue', APPROVED: 'green', REJECTED: 'red', WITHDRAWN: 'default' };

export function CaseState({ state }: { state: string | null | undefined }) {
  const { t } = useTranslation();
  return (
    <Tag color={COLOURS[state ?? '']} data-testid="approval-state" data-state={state}>
      {t(`approval.state.${state}`)}
    </Tag>
  );
}

function Panel({ approval, onChange }: { approval: ApprovalDetails; onChange?: () => void }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const id = approval.one?.id ?? '';
  const done = () => {
    setAsked(null);
    void cache.invalidateQueries({ queryKey: ['approval', code, id] });
    void cache.invalidateQueries({ queryKey: ['approvals', code] });
    void cache.invalidateQueries({ queryKey: ['inbox', code] });
    onChange?.();
  };
  const remind = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/tenants/{code}/approvals/{id}/reminders', { params: { path: { code, id } } })),
    onSuccess: done,
  });
  const may = new Set(approval.actions ?? []);
  const ask = (action: Asked, words: string, primary = false, danger = false) => (
    <Button
      key={action}
      type={primary ? 'primary' : 'default'}
      danger={danger}
      onClick={() => setAsked(action)}
      data-testid={`approval-${action.toLowerCase()}`}
    >
      {t(words)}
    </Button>
  );
  return (
    <section className="panel approval" data-testid="approval-standing">
      <div className="panel-head">
        <h2>
          {t('approval.standing')} <CaseState state={approval.one?.state} />
        </h2>
        <span className="muted">{text(approval.chain)}</span>
      </div>
      <ol className="route" aria-label={t('approval.standing')}>
        <li className="route-step passed">
          <span className="route-mark">
            <CheckCircleFilled />
          </span>
          <strong>{t('approval.begun')}</strong>
          {approval.one?.initiatorName && <span>{approval.one.initiatorName}</span>}
          <time className="muted">{formatInstant(approval.one?.begunAt)}</time>
        </li>
        {(approval.steps ?? []).map((step) => (
          <StepOfRoute key={step.number} step={step} />
        ))}
      </ol>
      {remind.error && <Problem error={remind.error} />}
      {may.size > 0 && (
        <Space wrap className="no-print">
          {may.has('SIGN') && ask('APPROVE', 'approval.approve', true)}
          {may.has('SIGN') && ask('REJECT', 'approval.reject', false, true)}
          {may.has('RETURN') && ask('RETURN', 'approval.return')}
          {may.has('DELEGATE') && ask('DELEGATE', 'approval.delegate')}
          {may.has('REASSIGN') && ask('REASSIGN', 'approval.reassign')}
          {may.has('ADD_SIGNER') && ask('ADD_SIGNER', 'approval.addSigner')}
          {may.has('REMIND') && (
            <Button loading={remind.isPending} onClick={() => remind.mutate()} data-testid="approval-remind">
              {t('approval.remind')}
            </Button>
          )}
          {may.has('WITHDRAW') && ask('WITHDRAW', 'approval.withdraw', false, true)}
        </Space>
      )}
      {(approval.events ?? []).length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[{ key: 'events', label: t('approval.timeline'), children: <Events approval={approval} /> }]}
        />
      )}
      {asked && <ActionDialog approval={approval} asked={asked} onDone={done} onClose={() => setAsked(null)} />}
    </section>
  );
}

const MARKS: Record<string, ReactNode> = {
  PASSED: <CheckCircleFilled />,
  OPEN: <ClockCircleFilled />,
  WAITING: <EllipsisOutlined />,
  ENDED: <MinusCircleOutlined />,
};

function StepOfRoute({ step }: { step: ApprovalStep }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const name = useName();
  const { tree } = useTenant();
  const rejected = (step.signatures ?? []).some((one) => one.counts && one.verdict === 'REJECT');
  const late = (step.daysLeft ?? 0) < 0;
  return (
    <li
      className={`route-step ${(step.state ?? '').toLowerCase()}${rejected ? ' rejected' : ''}${late ? ' late' : ''}`}
      data-testid="approval-step"
      data-state={step.state}
    >
      <span className="route-mark">{rejected ? <CloseCircleFilled /> : MARKS[step.state ?? 'WAITING']}</span>
      <strong>{text(step.name)}</strong>
      <span className="muted">
        {t(`approval.stepState.${step.state}`)}
        {(step.roles ?? []).length > 0 &&
          ` · ${t(`approval.ruleOf.${step.rule ?? 'ANY'}`, { roles: roleWords(t, step.roles), count: step.needed ?? 1 })}`}
      </span>
      {step.dueOn && (
        <span className={late ? 'late-words' : ''}>
          {t('approval.due', { day: step.dueOn })} {leftWords(t, step.daysLeft)}
        </span>
      )}
      {step.escalatedRole && (
        <span className="late-words">
          {t('approval.escalated', {
            who: `${name(findTenant(tree, step.escalatedTo ?? 0)) || step.escalatedTo} ${t(`approval.role.${step.escalatedRole}`)}`,
          })}
        </span>
      )}
      {(step.signatures ?? []).map((one) => (
        <span key={`${one.name}${one.at}`} className={one.counts ? 'signature' : 'signature void'}>
          {one.verdict === 'REJECT' ? '✗' : '✓'} {one.name}
          {(one.actsFor ?? []).length > 0 && ` ${t('approval.actsFor', { names: one.actsFor?.join('、') })}`}
          <time className="muted"> {formatInstant(one.at)}</time>
          {one.note && <q>{one.note}</q>}
          {!one.counts && <em className="muted"> {t('approval.void')}</em>}
        </span>
      ))}
      {(step.waitedFor ?? []).length > 0 && (
        <span className="waited">
          {t('approval.waitedFor')} {step.waitedFor?.map((one) => one.name).join('、')}
        </span>
      )}
    </li>
  );
}

function Events({ approval }: { approval: ApprovalDetails }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const nameOf = new Map((approval.steps ?? []).map((step) => [step.number, text(step.name)]));
  return (
    <Timeline
      items={(approval.events ?? []).map((event, index) => ({
        key: index,
        color: event.kind === 'REJECTED' || event.kind === 'OVERDUE' ? 'red' : 'blue',
        content: (
          <span data-testid="approval-event">
            {t(`approval.event.${event.kind}`)}
            {event.step ? ` · ${nameOf.get(event.step) ?? ''}` : ''} {event.name}
            {event.other && event.kind !== 'ENDED' && ` → ${event.other}`}
            {event.kind === 'ENDED' && ` ${t(`approval.state.${event.other}`)}`}{' '}
            <time className="muted">{formatInstant(event.at)}</time>
            {event.note && <q>{event.note}</q>}
          </span>
        ),
      }))}
    />
  );
}
