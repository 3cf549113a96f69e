import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Drawer, Form, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { RoundEvidence, RoundItem, RoundSummary } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatInstant } from '../shared/dates';
import { formatYuan } from '../shared/money';
import { Problem } from '../shared/Problem';
import { useRoundChanged } from './queries';
import { ReasonField } from './RoundActions';
import { ItemTag } from './RoundItems';

interface Props {
  round: RoundSummary;
  item: RoundItem;
  onClose: () => void;
}

/** One item: what its beneficiary said, the decision it was frozen with and what that became, and why it waits. */
export function RoundItemDrawer({ round, item, onClose }: Props) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  return (
    <Drawer
      open
      size={720}
      title={`${item.ordinal} · ${item.beneficiaryName}`}
      onClose={onClose}
      data-testid="item-drawer"
    >
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { label: t('rounds.state'), children: <ItemTag item={item} /> },
          { label: t('rounds.subject'), children: item.subject },
          { label: t('rounds.number'), children: <span className="mono">{item.number}</span> },
          { label: t('rounds.dueYuan'), children: <Amount value={item.due} /> },
          { label: t('rounds.givenYuan'), children: <Amount value={item.allocated} /> },
          {
            label: t('rounds.answer'),
            children: item.claimedAt
              ? `${t(item.agreed ? 'rounds.agreed' : 'rounds.item.DECLINED')} · ${formatInstant(item.claimedAt)}`
              : t('rounds.noAnswer'),
          },
          ...(item.account
            ? [
                {
                  label: t('rounds.account'),
                  children: (
                    <>
                      {item.account.name} · {item.account.bank}
                      <div className="mono">{item.account.account}</div>
                    </>
                  ),
                },
              ]
            : []),
          ...(item.statement ? [{ label: t('rounds.statement'), children: item.statement }] : []),
          ...(item.reviewedBy
            ? [{ label: t('rounds.reviewedBy'), children: `${item.reviewedBy} · ${formatInstant(item.reviewedAt)}` }]
            : []),
          ...(item.reason ? [{ label: t('rounds.field.reason'), children: item.reason }] : []),
        ]}
      />
      {(item.evidence ?? 0) > 0 && (
        <Evidence path={`/api/v1/tenants/${code}/rounds/${round.id}/items/${item.id}`} item={item} />
      )}
      <Frozen round={round} item={item} />
      {can('DISBURSE_REVIEW') && holdable(round, item) && <HoldForm round={round} item={item} onDone={onClose} />}
    </Drawer>
  );
}

const HOLDABLE: RoundSummary['status'][] = ['ANSWERS', 'REVIEW', 'NOTICE', 'APPROVAL', 'PAYMENT'];

function holdable(round: RoundSummary, item: RoundItem): boolean {
  return (
    HOLDABLE.includes(round.status) &&
    !['PAID', 'DROPPED', 'STOPPED'].includes(item.status ?? '') &&
    item.hold !== 'OBJECTION'
  );
}

/** The files that go with a claim, each to be saved. */
function Evidence({ path, item }: { path: string; item: RoundItem }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const files = useQuery({
    queryKey: ['round-evidence', code, item.id],
    queryFn: async (): Promise<{ items?: RoundEvidence[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/rounds/{id}/items/{item}/evidence', {
          params: { path: { code, id: item.round ?? '', item: item.id ?? '' } },
        }),
      ),
  });
  const save = useMutation({
    mutationFn: (file: RoundEvidence) => download(`${path}/evidence/${file.id}`, file.name ?? 'evidence'),
  });
  return (
    <section className="drawer-part" data-testid="item-evidence">
      <h3>{t('rounds.evidence')}</h3>
      {(files.error ?? save.error) && <Problem error={files.error ?? save.error} />}
      <EvidenceList files={files.data?.items ?? []} onSave={(file) => save.mutate(file)} />
    </section>
  );
}

export function EvidenceList({ files, onSave }: { files: RoundEvidence[]; onSave: (file: RoundEvidence) => void }) {
  return (
    <ul className="evidence">
      {files.map((file) => (
        <li key={file.id}>
          <Button size="small" icon={<DownloadOutlined />} onClick={() => onSave(file)} data-testid="evidence-save">
            {file.name}
          </Button>{' '}
          <span className="muted mono" title={file.sha256 ?? ''}>
            SHA-256 {file.sha256?.slice(0, 12)}…
          </span>
        </li>
      ))}
    </ul>
  );
}

interface DecisionRecord {
  governingDate?: string;
  policyVersion?: string;
  outcome?: { entitledAmount?: string };
}

/** The decision as it was when the round opened, and what is owed by it today. */
function Frozen({ round, item }: { round: RoundSummary; item: RoundItem }) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const decision = useQuery({
    queryKey: ['frozen', code, item.id],
    queryFn: async (): Promise<DecisionRecord> =>
      body(
        api.GET('/api/v1/tenants/{code}/rounds/{id}/items/{item}/decision', {
          params: { path: { code, id: round.id ?? '', item: item.id ?? '' } },
        }),
      ) as Promise<DecisionRecord>,
  });
  return (
    <section className="drawer-part" data-testid="frozen-decision">
      <h3>{t('rounds.frozen.title')}</h3>
      <p className="muted">{t('rounds.frozen.hint')}</p>
      {item.owedNow && (
        <Alert
          type="warning"
          showIcon
          title={t('rounds.frozen.changed', { due: formatYuan(item.due), now: formatYuan(item.owedNow) })}
        />
      )}
      {decision.error && <Problem error={decision.error} />}
      {decision.isPending && <Skeleton active />}
      {decision.data && (
        <>
          <Descriptions
            size="small"
            column={1}
            items={[
              { label: t('rounds.frozen.governingDate'), children: decision.data.governingDate ?? '—' },
              {
                label: t('rounds.frozen.entitled'),
                children: <Amount value={decision.data.outcome?.entitledAmount} />,
              },
              { label: 'SHA-256', children: <span className="mono">{item.recordHash}</span> },
            ]}
          />
          {can('ENTITLEMENT_READ') && (
            <p>
              <Link to={`/t/${code}/entitlements/${item.entitlement}`}>{t('rounds.frozen.today')}</Link>
            </p>
          )}
          <details>
            <summary>{t('rounds.frozen.whole')}</summary>
            <pre className="frozen">{JSON.stringify(decision.data, null, 2)}</pre>
          </details>
        </>
      )}
    </section>
  );
}

function HoldForm({ round, item, onDone }: { round: RoundSummary; item: RoundItem; onDone: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const changed = useRoundChanged();
  const held = Boolean(item.hold);
  const hold = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      body(
        api.PUT('/api/v1/tenants/{code}/rounds/{id}/items/{item}/hold', {
          params: { path: { code, id: round.id ?? '', item: item.id ?? '' } },
          body: { held: !held, reason },
        }),
      ),
    onSuccess: () => {
      changed();
      onDone();
    },
  });
  return (
    <section className="drawer-part">
      <h3>{t(held ? 'rounds.letGo' : 'rounds.holdUp')}</h3>
      <p className="muted">{t(held ? 'rounds.letGoHint' : 'rounds.holdUpHint')}</p>
      {hold.error && <Problem error={hold.error} />}
      <Form layout="vertical" onFinish={(entered: { reason: string }) => hold.mutate(entered)}>
        <ReasonField />
        <Button htmlType="submit" danger={!held} loading={hold.isPending} data-testid="item-hold">
          {t(held ? 'rounds.letGo' : 'rounds.holdUp')}
        </Button>
      </Form>
    </section>
  );
}
