import './policy.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Popconfirm, Skeleton, Space, Table, Tag, Timeline, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { api, body, download, idempotencyKey, matching } from '../api/client';
import type { Backtest, Policy, PolicyDraft, PolicyRail, PolicyVersion } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatInstant, thisYear } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { BacktestOrder } from './BacktestOrder';
import { Day } from './Day';
import { DraftState } from './DraftPage';
import { Breaches, Text } from './Text';
import { period, usePolicy, useSource, useTenantName } from './queries';
import { RailEditor } from './RailEditor';
import { setBy, useAllowed } from './rails';

type Question =
  | { kind: 'copy'; version?: PolicyVersion; draft?: PolicyDraft }
  | { kind: 'text'; version: PolicyVersion }
  | { kind: 'end'; version: PolicyVersion }
  | { kind: 'rail'; rail?: PolicyRail }
  | { kind: 'backtest' };

const COLOURS: Record<string, string> = { COMING: 'gold', IN_FORCE: 'green', ENDED: 'gray' };

/** One policy: its versions level by level, its drafts, the rails, and what was tried. */
export function PolicyPage() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { policy = '' } = useParams();
  const { can } = useTenant();
  const [question, setQuestion] = useState<Question | null>(null);
  const details = usePolicy(policy);
  if (details.error) {
    return <Problem error={details.error} onRetry={() => void details.refetch()} />;
  }
  const one = details.data;
  if (!one) {
    return <Skeleton active />;
  }
  const close = () => setQuestion(null);
  return (
    <Page
      title={<span data-testid="policy-title">{text(one.line?.title)}</span>}
      hint={t('policy.pageHint', { policy, plugin: one.pluginId ?? '' })}
      actions={
        can('POLICY_WRITE') && (
          <Button onClick={() => setQuestion({ kind: 'backtest' })} data-testid="backtest-order">
            {t('policy.backtest.order')}
          </Button>
        )
      }
    >
      <Versions policy={one} onAsk={setQuestion} />
      <Drafts policy={one} onAsk={setQuestion} />
      <Rails policy={one} onAsk={setQuestion} />
      <Backtests policy={policy} />
      {question?.kind === 'copy' && (
        <Copy policy={policy} version={question.version} draft={question.draft} onClose={close} />
      )}
      {question?.kind === 'end' && <End policy={policy} version={question.version} onClose={close} />}
      {question?.kind === 'rail' && <RailEditor policy={one} rail={question.rail} onClose={close} />}
      {question?.kind === 'backtest' && <BacktestOrder policy={one} onClose={close} />}
      {question?.kind === 'text' && (
        <Modal open width={860} title={question.version.version} footer={null} onCancel={close}>
          <Text form={question.version.text ?? {}} policy={one} />
        </Modal>
      )}
    </Page>
  );
}

interface Asking {
  policy: Policy;
  onAsk: (question: Question) => void;
}

function Versions({ policy, onAsk }: Asking) {
  const { t } = useTranslation();
  const source = useSource();
  const text = useLocalText();
  const { code, can } = useTenant();
  const versions = policy.line?.versions ?? [];
  const tenants = [...new Set(versions.map(({ tenant }) => tenant ?? 0))].sort((a, b) => a - b);
  return (
    <section className="panel" data-testid="policy-chain">
      <h2>{t('policy.chain')}</h2>
      <p className="muted">{t('policy.chainHint')}</p>
      {versions.length === 0 && <p className="muted">{t('policy.nothing')}</p>}
      {tenants.map((tenant) => (
        <div key={tenant}>
          <h3>
            {source(versions.find((one) => one.tenant === tenant))}{' '}
            {tenant !== code && <Tag>{t(tenant < code ? 'policy.above' : 'policy.below')}</Tag>}
          </h3>
          <Timeline
            items={versions
              .filter((version) => version.tenant === tenant)
              .map((version) => ({
                color: COLOURS[version.standing ?? ''],
                content: (
                  <div data-testid="policy-version" data-standing={version.standing}>
                    <Space wrap>
                      <strong>{version.version}</strong>
                      <span className="amount">{period(version.from, version.until, t('policy.open'))}</span>
                      <Tag color={COLOURS[version.standing ?? '']}>{t(`policy.standing.${version.standing}`)}</Tag>
                      {version.silent && (
                        <Tooltip title={text(version.silent)}>
                          <Tag color="orange" data-testid="policy-silent">
                            {t('policy.silent')}
                          </Tag>
                        </Tooltip>
                      )}
                      <Button size="small" onClick={() => onAsk({ kind: 'text', version })}>
                        {t('policy.read')}
                      </Button>
                      <Button
                        size="small"
                        onClick={() =>
                          void download(
                            `/api/v1/tenants/${code}/policies/${policy.line?.policyId}/file?owner=${tenant}` +
                              `&version=${encodeURIComponent(version.version ?? '')}`,
                            `${policy.line?.policyId}.yaml`,
                          )
                        }
                      >
                        {t('policy.compose.export')}
                      </Button>
                      {version.text?.cases && (
                        <Button
                          size="small"
                          onClick={() =>
                            void download(
                              `/api/v1/tenants/${code}/policies/${policy.line?.policyId}/file?part=CASES` +
                                `&owner=${tenant}&version=${encodeURIComponent(version.version ?? '')}`,
                              `${policy.line?.policyId}.cases.yaml`,
                            )
                          }
                        >
                          {t('policy.cases.export')}
                        </Button>
                      )}
                      {can('POLICY_WRITE') && (tenant === code || tenant < code) && (
                        <Button size="small" onClick={() => onAsk({ kind: 'copy', version })} data-testid="policy-copy">
                          {t('policy.copy')}
                        </Button>
                      )}
                      {can('POLICY_ENACT') && tenant === code && version.standing !== 'ENDED' && (
                        <Button size="small" onClick={() => onAsk({ kind: 'end', version })}>
                          {t('policy.end')}
                        </Button>
                      )}
                    </Space>
                    <div className="muted policy-source">
                      {version.text?.document} {version.text?.article} ·{' '}
                      {version.enactedBy
                        ? t('policy.enactedWhen', {
                            who: version.enactedBy,
                            drafter: version.draftedBy ?? '—',
                            when: formatInstant(version.enactedAt),
                          })
                        : t('policy.byConfiguration')}
                      {version.backtest && (
                        <>
                          {' '}
                          ·{' '}
                          <Link to={`/t/${tenant}/policies/${policy.line?.policyId}/backtests/${version.backtest}`}>
                            {t('policy.backtest.one')}
                          </Link>
                        </>
                      )}
                    </div>
                    <Breaches breaches={version.breaches ?? []} />
                  </div>
                ),
              }))}
          />
        </div>
      ))}
    </section>
  );
}

function Drafts({ policy, onAsk }: Asking) {
  const { t } = useTranslation();
  const tenantName = useTenantName();
  const { code, can } = useTenant();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [key] = useState(idempotencyKey);
  const id = policy.line?.policyId ?? '';
  const create = useMutation({
    mutationFn: async (): Promise<PolicyDraft> => {
      const made: unknown = await body(
        api.POST('/api/v1/tenants/{code}/policies/{policy}/drafts', {
          params: { path: { code, policy: id }, header: { 'Idempotency-Key': key } },
          body: { form: empty(policy) } as never,
        }),
      );
      return made as PolicyDraft;
    },
    onSuccess: (draft) => {
      void cache.invalidateQueries({ queryKey: ['policy', code] });
      void navigate(`/t/${code}/policies/${id}/drafts/${draft.id}`);
    },
  });
  const fresh = (policy.line?.versions ?? []).length === 0 && can('POLICY_WRITE');
  return (
    <section className="panel" data-testid="policy-drafts">
      <div className="panel-head">
        <h2>{t('policy.drafts')}</h2>
        {fresh && (
          <Button onClick={() => create.mutate()} loading={create.isPending}>
            {t('policy.newDraft')}
          </Button>
        )}
      </div>
      {create.error && <Problem error={create.error} />}
      <Table<PolicyDraft>
        size="small"
        aria-label={t('policy.drafts')}
        pagination={false}
        rowKey={(draft) => draft.id ?? ''}
        locale={{ emptyText: t('policy.noDrafts') }}
        dataSource={policy.line?.drafts ?? []}
        columns={[
          {
            title: t('policy.fields.version'),
            render: (_, draft) => <Link to={`/t/${draft.tenant}/policies/${id}/drafts/${draft.id}`}>{draft.name}</Link>,
          },
          { title: t('policy.tenant'), render: (_, draft) => tenantName(draft.tenant) },
          {
            title: t('policy.period'),
            render: (_, draft) => period(draft.form?.from, draft.form?.until, t('policy.open')),
          },
          { title: t('policy.draftedBy'), dataIndex: 'draftedBy' },
          { title: t('policy.changedAt'), render: (_, draft) => formatInstant(draft.changedAt) },
          {
            title: t('policy.state'),
            render: (_, draft) => <DraftState draft={draft} />,
          },
          {
            title: '',
            render: (_, draft) =>
              can('POLICY_WRITE') &&
              draft.tenant === code && (
                <Button size="small" onClick={() => onAsk({ kind: 'copy', draft })} data-testid="draft-copy">
                  {t('policy.copyDraft')}
                </Button>
              ),
          },
        ]}
      />
    </section>
  );
}

/** A first version of a policy nobody has enacted: from next year on, every parameter waiting for its value. */
function empty(policy: Policy) {
  const year = thisYear() + 1;
  const from = `${year}-01-01`;
  return {
    version: String(year),
    from,
    clock: 'RECEIVED',
    computable: false,
    exclusivity: 'NONE',
    parameters: Object.fromEntries((policy.parameters ?? []).map(({ name }) => [name, [{ from }]])),
  };
}

function Rails({ policy, onAsk }: Asking) {
  const { t } = useTranslation();
  const text = useLocalText();
  const source = useSource();
  const allowed = useAllowed();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const id = policy.line?.policyId ?? '';
  const remove = useMutation({
    mutationFn: (rail: PolicyRail) =>
      body(
        api.DELETE('/api/v1/tenants/{code}/policies/{policy}/rails/{rail}', {
          params: { path: { code, policy: id, rail: rail.id ?? '' }, header: matching(rail.revision) },
        }),
      ),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['policy', code, id] }),
  });
  const label = (name: string | null | undefined) =>
    text((policy.parameters ?? []).find((one) => one.name === name)?.label) || name;
  return (
    <section className="panel" data-testid="policy-rails">
      <div className="panel-head">
        <h2>{t('policy.rails')}</h2>
        {can('POLICY_WRITE') && (
          <Button onClick={() => onAsk({ kind: 'rail' })} data-testid="rail-add">
            {t('policy.addRail')}
          </Button>
        )}
      </div>
      <p className="muted">{t('policy.railsHint')}</p>
      {remove.error && <Problem error={remove.error} />}
      <Table<PolicyRail>
        size="small"
        aria-label={t('policy.rails')}
        pagination={false}
        rowKey={(rail) => rail.id ?? ''}
        locale={{ emptyText: t('policy.noRails') }}
        dataSource={policy.rails ?? []}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('policy.setBy'), render: (_, rail) => source(setBy(policy, rail)) },
          { title: t('policy.parameter'), render: (_, rail) => label(rail.parameter) },
          { title: t('policy.allowed'), render: (_, rail) => allowed(rail, policy) },
          { title: t('policy.period'), render: (_, rail) => period(rail.from, rail.until, t('policy.open')) },
          {
            title: t('policy.basis'),
            render: (_, rail) => `${rail.basis?.document ?? ''} ${rail.basis?.article ?? ''}`,
          },
          {
            title: '',
            render: (_, rail) =>
              can('POLICY_WRITE') &&
              rail.tenant === code &&
              (rail.origin === 'CONFIGURATION' ? (
                <span className="muted">{t('policy.byConfiguration')}</span>
              ) : (
                <Space>
                  <Button size="small" onClick={() => onAsk({ kind: 'rail', rail })}>
                    {t('policy.change')}
                  </Button>
                  <Popconfirm title={t('policy.removeRailAsk')} onConfirm={() => remove.mutate(rail)}>
                    <Button size="small" danger>
                      {t('policy.remove')}
                    </Button>
                  </Popconfirm>
                </Space>
              )),
          },
        ]}
      />
    </section>
  );
}

function Backtests({ policy }: { policy: string }) {
  const { t } = useTranslation();
  const tenantName = useTenantName();
  const { code } = useTenant();
  const tests = useQuery({
    queryKey: ['backtests', code, policy],
    queryFn: async (): Promise<{ items?: Backtest[] }> =>
      body(api.GET('/api/v1/tenants/{code}/policies/{policy}/backtests', { params: { path: { code, policy } } })),
  });
  return (
    <section className="panel" data-testid="policy-backtests">
      <h2>{t('policy.backtest.title')}</h2>
      <Table<Backtest>
        size="small"
        aria-label={t('policy.backtest.title')}
        pagination={false}
        loading={tests.isPending}
        rowKey={(test) => test.id ?? ''}
        locale={{ emptyText: t('policy.backtest.none') }}
        dataSource={tests.data?.items ?? []}
        columns={[
          {
            title: t('policy.backtest.orderedAt'),
            render: (_, test) => (
              <Link to={`/t/${test.tenant}/policies/${policy}/backtests/${test.id}`}>
                {formatInstant(test.orderedAt)}
              </Link>
            ),
          },
          { title: t('policy.tenant'), render: (_, test) => tenantName(test.tenant) },
          { title: t('policy.backtest.years'), render: (_, test) => (test.years ?? []).join('、') },
          {
            title: t('policy.backtest.scenarios'),
            render: (_, test) => (test.scenarios ?? []).map(({ name }) => name).join(' / '),
          },
          { title: t('policy.backtest.orderedBy'), dataIndex: 'orderedBy' },
          {
            title: t('policy.state'),
            render: (_, test) => t(test.completedAt ? 'policy.backtest.completed' : 'policy.backtest.open'),
          },
        ]}
      />
    </section>
  );
}

interface OfVersion {
  policy: string;
  version: PolicyVersion;
  onClose: () => void;
}

interface CopyProps {
  policy: string;
  version?: PolicyVersion;
  draft?: PolicyDraft;
  onClose: () => void;
}

function Copy({ policy, version, draft, onClose }: CopyProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [key] = useState(idempotencyKey);
  const [form] = Form.useForm<{ name: string; from: string }>();
  const copy = useMutation({
    mutationFn: async (entered: { name: string; from: string }): Promise<PolicyDraft> => {
      const made: unknown = await body(
        api.POST('/api/v1/tenants/{code}/policies/{policy}/drafts', {
          params: { path: { code, policy }, header: { 'Idempotency-Key': key } },
          body: {
            copy: { tenant: version?.tenant ?? code, version: version?.version, draft: draft?.id, ...entered },
          } as never,
        }),
      );
      return made as PolicyDraft;
    },
    onSuccess: (draft) => {
      void cache.invalidateQueries({ queryKey: ['policy', code] });
      void navigate(`/t/${code}/policies/${policy}/drafts/${draft.id}`);
    },
  });
  const required = [{ required: true, message: t('shared.required') }];
  return (
    <Modal
      open
      title={t('policy.copyTitle', { version: version?.version ?? draft?.name })}
      okText={t('policy.copy')}
      confirmLoading={copy.isPending}
      okButtonProps={{ 'data-testid': 'copy-ok' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {copy.error && <Problem error={copy.error} />}
      <Form form={form} layout="vertical" onFinish={(entered) => copy.mutate(entered)}>
        <Form.Item name="name" label={t('policy.fields.version')} rules={required}>
          <Input data-testid="copy-name" />
        </Form.Item>
        <Form.Item name="from" label={t('policy.fields.from')} rules={required}>
          <Day testId="copy-from" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function End({ policy, version, onClose }: OfVersion) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<{ until: string }>();
  const end = useMutation({
    mutationFn: (entered: { until: string }) =>
      body(
        api.PUT('/api/v1/tenants/{code}/policies/{policy}/versions/{version}/end', {
          params: {
            path: { code, policy, version: version.version ?? '' },
            header: matching(version.revision),
          },
          body: entered,
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['policy', code] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('policy.endTitle', { version: version.version })}
      okText={t('shared.save')}
      confirmLoading={end.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('policy.endHint')}</p>
      {end.error && <Problem error={end.error} />}
      <Form form={form} layout="vertical" onFinish={(entered) => end.mutate(entered)}>
        <Form.Item
          name="until"
          label={t('policy.fields.until')}
          rules={[{ required: true, message: t('shared.required') }]}
        >
          <Day />
        </Form.Item>
      </Form>
    </Modal>
  );
}
