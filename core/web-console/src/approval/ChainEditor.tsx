import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, InputNumber, Select, Skeleton, Space } from 'antd';
import type { TFunction } from 'i18next';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { api, body, idempotencyKey, matching } from '../api/client';
import type { ApprovalChain, ChainForm, ChainStep } from '../api/model';
import { useTenant } from '../frame/tenant';
import { AMOUNT } from '../shared/money';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { ChainPicture } from './ChainPicture';
import { ROLES, useChains, type Kind } from './queries';
import { added, moved, removed, replaced } from './steps';

/** A draft of a chain: its steps in order, drawn as they are written. */
export function ChainEditor() {
  const { code } = useTenant();
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const fresh = id === 'new';
  const chains = useChains();
  const chain = useQuery({
    queryKey: ['approval-chain', code, id],
    enabled: !fresh,
    queryFn: async (): Promise<ApprovalChain> =>
      body(api.GET('/api/v1/tenants/{code}/approval-chains/{id}', { params: { path: { code, id } } })),
  });
  const error = chain.error ?? chains.error;
  if (error) {
    return <Problem error={error} />;
  }
  const kind = (fresh ? search.get('kind') : chain.data?.kind) as Kind | undefined;
  const begun = chains.data?.items?.find((line) => line.kind === kind)?.inForce;
  const form = fresh ? begun?.form : chain.data?.form;
  return form && kind ? <Editor key={id} kind={kind} chain={chain.data} form={form} /> : <Skeleton active />;
}

function Editor({ kind, chain, form }: { kind: Kind; chain?: ApprovalChain; form: ChainForm }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [key] = useState(idempotencyKey);
  const [entered, setEntered] = useState<ChainForm>(form);
  const steps = entered.steps ?? [];
  const set = (more: Partial<ChainForm>) => setEntered({ ...entered, ...more });
  const save = useMutation({
    mutationFn: () =>
      chain
        ? body<unknown>(
            api.PUT('/api/v1/tenants/{code}/approval-chains/{id}', {
              params: { path: { code, id: chain.id ?? '' }, header: matching(chain.revision) },
              body: entered as never,
            }),
          )
        : body<unknown>(
            api.POST('/api/v1/tenants/{code}/approval-chains', {
              params: { path: { code }, header: { 'Idempotency-Key': key } },
              body: { kind, form: entered } as never,
            }),
          ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['approval-chains', code] });
      void cache.invalidateQueries({ queryKey: ['approval-chain', code] });
      void navigate(`/t/${code}/approval-chains`);
    },
  });
  return (
    <Page
      title={t('approval.editor', { kind: t(`approval.kindOf.${kind}`) })}
      hint={t('approval.editorHint')}
      actions={
        <>
          <Button onClick={() => void navigate(`/t/${code}/approval-chains`)}>{t('shared.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate()} data-testid="chain-save">
            {t('approval.saveDraft')}
          </Button>
        </>
      }
    >
      {save.error && <Problem error={save.error} nameOf={(field) => fieldWords(t, field)} />}
      <section className="panel">
        <h2>{t('approval.picture')}</h2>
        <ChainPicture steps={steps} />
      </section>
      <section className="panel">
        <div className="chain-fields">
          <Labelled label={t('approval.nameZh')}>
            <Input
              aria-label={t('approval.nameZh')}
              value={entered.nameZh ?? ''}
              onChange={(event) => set({ nameZh: event.target.value })}
              data-testid="chain-name-zh"
            />
          </Labelled>
          <Labelled label={t('approval.nameEn')}>
            <Input
              aria-label={t('approval.nameEn')}
              value={entered.nameEn ?? ''}
              onChange={(event) => set({ nameEn: event.target.value })}
            />
          </Labelled>
          <Labelled label={t('approval.basis')}>
            <Input
              aria-label={t('approval.basis')}
              value={entered.note ?? ''}
              maxLength={2000}
              onChange={(event) => set({ note: event.target.value })}
            />
          </Labelled>
        </div>
        <ol className="chain-steps">
          {steps.map((step, index) => (
            <li key={index} data-testid="chain-step">
              <StepFields
                step={step}
                index={index}
                count={steps.length}
                onChange={(more) => set({ steps: replaced(steps, index, more) })}
                onMove={(by) => set({ steps: moved(steps, index, by) })}
                onRemove={() => set({ steps: removed(steps, index) })}
              />
            </li>
          ))}
        </ol>
        <Button icon={<PlusOutlined />} onClick={() => set({ steps: added(steps) })} data-testid="chain-add">
          {t('approval.addStep')}
        </Button>
      </section>
    </Page>
  );
}

function fieldWords(t: TFunction, field: string): string {
  const match = /^steps\[(\d+)\]\.(\w+)$/.exec(field);
  return match
    ? `${t('approval.stepNumber', { number: Number(match[1]) + 1 })} ${t(`approval.field.${match[2]}`)}`
    : t(`approval.field.${field}`);
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="labelled">
      <span className="muted">{label}</span>
      {children}
    </div>
  );
}

interface StepProps {
  step: ChainStep;
  index: number;
  count: number;
  onChange: (more: Partial<ChainStep>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

function StepFields({ step, index, count, onChange, onMove, onRemove }: StepProps) {
  const { t } = useTranslation();
  const roles = ROLES.map((value) => ({ value, label: t(`approval.role.${value}`) }));
  const overdue = step.overdue ?? 'TELL';
  return (
    <>
      <div className="chain-step-head">
        <strong>{t('approval.stepNumber', { number: index + 1 })}</strong>
        <Space>
          <Button
            size="small"
            icon={<ArrowUpOutlined />}
            aria-label={t('approval.up')}
            disabled={index === 0}
            onClick={() => onMove(-1)}
            data-testid="step-up"
          />
          <Button
            size="small"
            icon={<ArrowDownOutlined />}
            aria-label={t('approval.down')}
            disabled={index === count - 1}
            onClick={() => onMove(1)}
          />
          <Button
            size="small"
            danger
            icon={<DeleteOutlined />}
            aria-label={t('approval.remove')}
            onClick={onRemove}
            data-testid="step-remove"
          />
        </Space>
      </div>
      <div className="chain-fields">
        <Labelled label={t('approval.field.nameZh')}>
          <Input
            aria-label={t('approval.field.nameZh')}
            value={step.nameZh ?? ''}
            onChange={(event) => onChange({ nameZh: event.target.value })}
            data-testid="step-name-zh"
          />
        </Labelled>
        <Labelled label={t('approval.field.nameEn')}>
          <Input
            aria-label={t('approval.field.nameEn')}
            value={step.nameEn ?? ''}
            onChange={(event) => onChange({ nameEn: event.target.value })}
            data-testid="step-name-en"
          />
        </Labelled>
        <Labelled label={t('approval.field.roles')}>
          <Select
            mode="multiple"
            aria-label={t('approval.field.roles')}
            value={(step.roles ?? []) as string[]}
            options={roles}
            onChange={(chosen) => onChange({ roles: chosen as ChainStep['roles'] })}
            data-testid="step-roles"
          />
        </Labelled>
        <Labelled label={t('approval.field.rule')}>
          <Space.Compact block>
            <Select
              aria-label={t('approval.field.rule')}
              value={step.rule ?? 'ANY'}
              options={(['ANY', 'ALL', 'N_OF_M'] as const).map((value) => ({
                value,
                label: t(`approval.rule.${value}`),
              }))}
              onChange={(rule) => onChange({ rule, count: rule === 'N_OF_M' ? (step.count ?? 2) : null })}
              style={{ flex: 1 }}
            />
            {step.rule === 'N_OF_M' && (
              <InputNumber
                min={2}
                max={200}
                aria-label={t('approval.field.count')}
                value={step.count ?? 2}
                onChange={(value) => onChange({ count: value })}
              />
            )}
          </Space.Compact>
        </Labelled>
        <Labelled label={t('approval.field.days')}>
          <InputNumber
            min={1}
            max={250}
            aria-label={t('approval.field.days')}
            value={step.days ?? null}
            onChange={(days) => onChange({ days })}
          />
        </Labelled>
        <Labelled label={t('approval.field.overdue')}>
          <Select
            aria-label={t('approval.field.overdue')}
            value={overdue}
            disabled={!step.days}
            options={(['TELL', 'ESCALATE', 'RETURN'] as const)
              .filter((value) => value !== 'RETURN' || index > 0)
              .map((value) => ({ value, label: t(`approval.overdue.${value}`) }))}
            onChange={(value) =>
              onChange({
                overdue: value,
                escalateRole: value === 'ESCALATE' ? (step.escalateRole ?? 'ADMINISTRATOR') : null,
                escalateAbove: value === 'ESCALATE' && Boolean(step.escalateAbove),
              })
            }
          />
        </Labelled>
        {overdue === 'ESCALATE' && (
          <Labelled label={t('approval.field.escalateRole')}>
            <Space.Compact block>
              <Select
                aria-label={t('approval.field.escalateRole')}
                value={step.escalateRole ?? 'ADMINISTRATOR'}
                options={roles}
                onChange={(escalateRole) => onChange({ escalateRole })}
                style={{ flex: 1 }}
              />
              <Checkbox
                checked={Boolean(step.escalateAbove)}
                onChange={(event) => onChange({ escalateAbove: event.target.checked })}
                style={{ paddingInlineStart: 8 }}
              >
                {t('approval.atParent')}
              </Checkbox>
            </Space.Compact>
          </Labelled>
        )}
        <Labelled label={t('approval.field.fromAmount')}>
          <Input
            inputMode="decimal"
            aria-label={t('approval.field.fromAmount')}
            value={step.fromAmount ?? ''}
            status={step.fromAmount && !AMOUNT.test(step.fromAmount) ? 'error' : ''}
            placeholder="500000.00"
            onChange={(event) => onChange({ fromAmount: event.target.value || null })}
          />
        </Labelled>
      </div>
    </>
  );
}
