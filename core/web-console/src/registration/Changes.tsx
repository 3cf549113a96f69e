import { DownOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, type ButtonProps, Drawer, Dropdown, Form, Input, Modal, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { ChangeKind, Contract, PatentHit, RegistrationChange } from '../api/model';
import { ContractSheet } from '../contract/ContractSheet';
import { useTenant } from '../frame/tenant';
import { AMOUNT, formatYuan } from '../shared/money';
import { Problem } from '../shared/Problem';
import { amendmentOf, differences } from './amendment';
import { ChangeRequest } from './ChangeRequest';
import { PatentHits } from './PatentHits';

const COLOURS: Record<string, string> = { PENDING: 'blue', APPROVED: 'green', DECLINED: 'red', WITHDRAWN: 'default' };

/** What can be asked for where the contract stands now. */
function kindsFor(contract: Contract, byOffice: boolean): ChangeKind[] {
  if (contract.status === 'REFUSED') {
    return ['OBJECTION'];
  }
  if (contract.status !== 'REGISTERED') {
    return [];
  }
  const royalties = Boolean(contract.royaltyBase) || (contract.paymentMode ?? '').includes('提成');
  return [
    'AMENDMENT',
    ...(royalties ? (['SETTLEMENT'] as const) : []),
    ...(contract.performance === 'ONGOING' ? (['PERFORMANCE', 'TERMINATION'] as const) : []),
    'CANCELLATION',
    ...(byOffice ? (['REVOCATION'] as const) : []),
  ];
}

/** The life of the contract after the decision: what was asked for, what became of it, what the registration said before. */
export function Changes({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const [asking, setAsking] = useState<ChangeKind | null>(null);
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const [shown, setShown] = useState<Contract | null>(null);
  const id = contract.id ?? '';
  const path = { code, id };
  const changes = useQuery({
    queryKey: ['changes', code, id],
    queryFn: async (): Promise<{ items?: RegistrationChange[] }> =>
      body(api.GET('/api/v1/tenants/{code}/contracts/{id}/changes', { params: { path } })),
  });
  const versions = useQuery({
    queryKey: ['versions', code, id],
    queryFn: async (): Promise<{ items?: Contract[] }> =>
      body(api.GET('/api/v1/tenants/{code}/contracts/{id}/versions', { params: { path } })),
  });
  const withdraw = useDecision(contract, (number: number) =>
    body(
      api.POST('/api/v1/tenants/{code}/contracts/{id}/changes/{number}/withdrawal', {
        params: { path: { ...path, number } },
      }),
    ),
  );
  const items = changes.data?.items ?? [];
  const pending = items.some(({ status }) => status === 'PENDING');
  // Whoever decides is an officer; the office's own kinds are refused to others by the server in any case.
  const kinds = can('CONTRACT_WRITE') ? kindsFor(contract, can('REGISTRATION_DECIDE') || can('ASSESS')) : [];
  const earlier = versions.data?.items ?? [];
  if (items.length === 0 && kinds.length === 0) {
    return null;
  }
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('registration.changes.title')}</h2>
        {kinds.length > 0 && !pending && (
          <Dropdown
            menu={{
              items: kinds.map((kind) => ({ key: kind, label: t(`registration.changes.kind.${kind}`) })),
              onClick: ({ key }) => setAsking(key as ChangeKind),
            }}
          >
            <Button data-testid="change-ask">
              {t('registration.changes.ask')} <DownOutlined />
            </Button>
          </Dropdown>
        )}
      </div>
      {(changes.error ?? withdraw.error) && <Problem error={changes.error ?? withdraw.error} />}
      <Table<RegistrationChange>
        size="small"
        aria-label={t('registration.changes.title')}
        data-testid="changes"
        pagination={false}
        loading={changes.isPending}
        rowKey={(change) => String(change.number)}
        dataSource={items}
        locale={{ emptyText: t('registration.changes.none') }}
        columns={[
          { title: '#', dataIndex: 'number', width: 48 },
          {
            title: t('registration.changes.what'),
            render: (_, change) => <What change={change} contract={contract} />,
          },
          { title: t('registration.changes.filed'), render: (_, change) => `${change.filedBy} ${change.filedOn}` },
          {
            title: t('registration.changes.outcome'),
            render: (_, change) => (
              <>
                <Tag color={COLOURS[change.status ?? '']} data-testid="change-status" data-status={change.status}>
                  {t(`registration.changes.status.${change.status}`)}
                </Tag>
                {change.status === 'PENDING'
                  ? t('registration.changes.due', { day: change.dueOn })
                  : [change.decidedBy, change.decidedOn].filter(Boolean).join(' ')}
                {change.words && <div className="muted">{change.words}</div>}
              </>
            ),
          },
          {
            title: t('registration.changes.action'),
            render: (_, change) =>
              change.status === 'PENDING' && (
                <Space wrap>
                  {can('REGISTRATION_DECIDE') && (
                    <>
                      <Button
                        type="primary"
                        size="small"
                        onClick={() => setDeciding({ change, approve: true })}
                        data-testid="change-approve"
                      >
                        {t('registration.changes.approve')}
                      </Button>
                      <Button
                        size="small"
                        danger
                        onClick={() => setDeciding({ change, approve: false })}
                        data-testid="change-decline"
                      >
                        {t('registration.changes.decline')}
                      </Button>
                    </>
                  )}
                  {can('CONTRACT_WRITE') && (
                    <Button
                      size="small"
                      loading={withdraw.isPending}
                      onClick={() => withdraw.mutate(change.number ?? 0)}
                      data-testid="change-withdraw"
                    >
                      {t('registration.changes.withdraw')}
                    </Button>
                  )}
                </Space>
              ),
          },
        ]}
      />
      {earlier.length > 0 && (
        <Space wrap style={{ marginTop: 12 }}>
          {t('registration.changes.versions', { current: contract.registrationVersion })}
          {earlier.map((version) => (
            <Button
              key={version.registrationVersion}
              size="small"
              onClick={() => setShown(version)}
              data-testid="earlier-version"
            >
              {t('registration.changes.version', { number: version.registrationVersion })}
            </Button>
          ))}
        </Space>
      )}
      {asking && <ChangeRequest contract={contract} kind={asking} onClose={() => setAsking(null)} />}
      {deciding && <Decide contract={contract} decision={deciding} onClose={() => setDeciding(null)} />}
      <Drawer
        open={shown !== null}
        size="large"
        title={t('registration.changes.version', { number: shown?.registrationVersion })}
        onClose={() => setShown(null)}
      >
        {shown && <ContractSheet contract={shown} />}
      </Drawer>
    </section>
  );
}

/** What is asked for, in words and figures. */
function What({ change, contract }: { change: RegistrationChange; contract: Contract }) {
  const { t } = useTranslation();
  const form = change.form ?? {};
  const changed = form.contract && change.status === 'PENDING' ? differences(amendmentOf(contract), form.contract) : [];
  return (
    <>
      <strong>{t(`registration.changes.kind.${form.kind}`)}</strong> {form.effectiveOn}
      <div>{form.reason}</div>
      {form.settlement && (
        <div className="muted">
          {t('registration.changes.settled', {
            from: form.settlement.from,
            until: form.settlement.until,
            amount: formatYuan(form.settlement.settled ?? '0.00'),
            technology: formatYuan(form.settlement.technologySettled ?? '0.00'),
          })}
        </div>
      )}
      {form.performed && (
        <div className="muted">
          {t('registration.changes.performed', {
            amount: formatYuan(form.performed.contractAmount ?? '0.00'),
            technology: formatYuan(form.performed.technologyAmount ?? '0.00'),
          })}
        </div>
      )}
      {changed.map(({ field, before, after }) => (
        <div className="muted" key={field}>
          {t(`registration.changes.field.${field}`, t(`contract.fields.${field}`, field))}
          {`: ${before || '—'} → ${after || '—'}`}
        </div>
      ))}
    </>
  );
}

interface Decision {
  change: RegistrationChange;
  approve: boolean;
}

function useDecision<E>(contract: Contract, decide: (entered: E) => Promise<unknown>, onDone?: () => void) {
  const cache = useQueryClient();
  const { code } = useTenant();
  return useMutation({
    mutationFn: decide,
    onSuccess: () => {
      for (const key of ['changes', 'versions', 'contract', 'letters']) {
        void cache.invalidateQueries({ queryKey: [key, code, contract.id] });
      }
      void cache.invalidateQueries({ queryKey: ['inbox'] });
      onDone?.();
    },
  });
}

interface Entered {
  technologyAmount?: string;
  technologyIncome?: string;
  words?: string;
  reason?: string;
}

function Decide({ contract, decision, onClose }: { contract: Contract; decision: Decision; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const { message } = App.useApp();
  const [form] = Form.useForm<Entered>();
  const { change, approve } = decision;
  const path = { code, id: contract.id ?? '', number: change.number ?? 0 };
  const same = useQuery({
    queryKey: ['same-patents', code, contract.id, change.number],
    enabled: approve && change.form?.kind === 'AMENDMENT',
    queryFn: async (): Promise<{ items?: PatentHit[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/contracts/{id}/changes/{number}/same-patents', {
          params: { path },
        }),
      ),
  });
  const hits = same.data?.items ?? [];
  const decide = useDecision<Entered>(
    contract,
    ({ reason, ...entered }) =>
      approve
        ? body(
            api.POST('/api/v1/tenants/{code}/contracts/{id}/changes/{number}/approval', {
              params: { path },
              body: {
                ...entered,
                ...(hits.length > 0 && {
                  notTheSame: { about: hits.map(({ mark }) => mark ?? ''), reason: reason ?? '' },
                }),
              },
            }),
          )
        : body(
            api.POST('/api/v1/tenants/{code}/contracts/{id}/changes/{number}/refusal', {
              params: { path },
              body: { words: entered.words ?? '' },
            }),
          ),
    () => {
      void message.success(t('registration.changes.decided'));
      onClose();
    },
  );
  const amended = change.form?.contract;
  const required = { required: true, message: t('shared.required') };
  const amount = { pattern: AMOUNT, message: t('shared.amountFormat') };
  const kind = change.form?.kind ?? 'AMENDMENT';
  return (
    <Modal
      open
      title={`${t(approve ? 'registration.changes.approve' : 'registration.changes.decline')}: ${t(`registration.changes.kind.${kind}`)}`}
      okButtonProps={{ 'data-testid': 'change-decide', danger: !approve || kind === 'REVOCATION' } as ButtonProps}
      confirmLoading={decide.isPending || same.isLoading}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {(decide.error ?? same.error) && <Problem error={decide.error ?? same.error} />}
      {approve && <Alert type="info" showIcon title={t(`registration.changes.effect.${kind}`)} />}
      <Form
        form={form}
        layout="vertical"
        style={{ marginTop: 12 }}
        initialValues={{
          technologyAmount: amended?.declaredTechnologyAmount,
          technologyIncome: amended?.declaredTechnologyAmount,
        }}
        onFinish={(entered) => decide.mutate(entered)}
      >
        {approve && amended && (
          <>
            <Form.Item name="technologyAmount" label={t('contract.assessedAmountYuan')} rules={[required, amount]}>
              <Input inputMode="decimal" />
            </Form.Item>
            <Form.Item name="technologyIncome" label={t('contract.incomeYuan')} rules={[required, amount]}>
              <Input inputMode="decimal" />
            </Form.Item>
          </>
        )}
        {hits.length > 0 && (
          <>
            <p>{t('registration.hits.amended')}</p>
            <PatentHits hits={hits} />
            <Form.Item name="reason" label={t('registration.hits.notTheSame')} rules={[required]}>
              <Input.TextArea rows={2} maxLength={2000} data-testid="not-the-same" />
            </Form.Item>
          </>
        )}
        <Form.Item name="words" label={t('registration.changes.words')} rules={approve ? [] : [required]}>
          <Input.TextArea rows={3} maxLength={2000} data-testid="change-words" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
