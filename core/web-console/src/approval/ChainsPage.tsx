import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Skeleton, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body, matching } from '../api/client';
import type { ApprovalChain, ApprovalLine } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText, useName } from '../shared/text';
import { useTenantName } from '../policy/queries';
import { ChainPicture } from './ChainPicture';
import { useChains } from './queries';
import { RailEditor } from './RailEditor';
import { roleWords } from './words';

/** For each kind of case: the chain in force and whose it is, the tenant's own ones, and what is asked from above. */
export function ChainsPage() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const chains = useChains();
  return (
    <Page
      title={t('approval.chains')}
      hint={
        <>
          {t('approval.chainsHint')} <Link to={`/t/${code}/approvals`}>{t('approval.title')}</Link>
        </>
      }
    >
      {chains.error && <Problem error={chains.error} onRetry={() => void chains.refetch()} />}
      {chains.isPending && <Skeleton active />}
      {(chains.data?.items ?? []).map((line) => (
        <LinePanel key={line.kind} line={line} />
      ))}
    </Page>
  );
}

function LinePanel({ line }: { line: ApprovalLine }) {
  const { t } = useTranslation();
  const name = useName();
  const tenantName = useTenantName();
  const navigate = useNavigate();
  const { code, can } = useTenant();
  const [setting, setSetting] = useState(false);
  const inForce = line.inForce;
  const keeps = can('APPROVAL_ADMINISTER');
  const locked = (line.rails ?? []).some((rail) => rail.locked);
  const origin =
    inForce?.owner == null ? (
      <Tag>{t('approval.shipped')}</Tag>
    ) : inForce.owner === code ? (
      <Tag color="green">{t('approval.own')}</Tag>
    ) : (
      <Tag color="blue">{t('approval.inheritedFrom', { tenant: tenantName(inForce.owner) })}</Tag>
    );
  return (
    <section className="panel" data-testid={`chain-${line.kind}`}>
      <div className="panel-head">
        <h2>
          {t(`approval.kindOf.${line.kind}`)} {origin}
        </h2>
        {keeps && (
          <Space>
            <Button onClick={() => setSetting(true)} data-testid={`rail-${line.kind}`}>
              {t('approval.rail.set')}
            </Button>
            <Button
              disabled={locked}
              onClick={() => void navigate(`/t/${code}/approval-chains/new?kind=${line.kind}`)}
              data-testid={`draft-${line.kind}`}
            >
              {t('approval.draft')}
            </Button>
          </Space>
        )}
      </div>
      <p className="muted">
        {name(inForce?.form)} {inForce?.form?.note && `· ${inForce.form.note}`}
      </p>
      {(inForce?.form?.steps ?? []).length > 0 && <ChainPicture steps={inForce?.form?.steps ?? []} />}
      {[...(line.rail ? [line.rail] : []), ...(line.rails ?? [])].map((rail) => (
        <Alert
          key={rail.tenant}
          type="info"
          showIcon
          style={{ marginBottom: 8 }}
          title={t('approval.rail.of', { tenant: tenantName(rail.tenant) })}
          description={[
            rail.locked && t('approval.rail.isLocked'),
            (rail.leastSteps ?? 0) > 0 && t('approval.rail.least', { count: rail.leastSteps ?? 0 }),
            (rail.roles ?? []).length > 0 && t('approval.rail.must', { roles: roleWords(t, rail.roles) }),
            rail.note,
          ]
            .filter(Boolean)
            .join(' ')}
        />
      ))}
      <OwnChains chains={line.own ?? []} inForce={inForce?.id} />
      {setting && <RailEditor line={line} onClose={() => setSetting(false)} />}
    </section>
  );
}

function OwnChains({ chains, inForce }: { chains: ApprovalChain[]; inForce: string | null | undefined }) {
  const { t } = useTranslation();
  const name = useName();
  const text = useLocalText();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const act = useMutation({
    mutationFn: ({ chain, how }: { chain: ApprovalChain; how: 'enactment' | 'end' | 'discard' }) => {
      const params = { path: { code, id: chain.id ?? '' }, header: matching(chain.revision) };
      if (how === 'discard') {
        return body<unknown>(api.DELETE('/api/v1/tenants/{code}/approval-chains/{id}', { params }));
      }
      return how === 'end'
        ? body<unknown>(api.POST('/api/v1/tenants/{code}/approval-chains/{id}/end', { params }))
        : body<unknown>(api.POST('/api/v1/tenants/{code}/approval-chains/{id}/enactment', { params, body: {} }));
    },
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['approval-chains', code] }),
  });
  if (chains.length === 0) {
    return null;
  }
  const keeps = can('APPROVAL_ADMINISTER');
  return (
    <>
      {act.error && <Problem error={act.error} />}
      <Table<ApprovalChain>
        size="small"
        aria-label={t('approval.ownChains')}
        pagination={false}
        rowKey={(chain) => chain.id ?? ''}
        dataSource={chains}
        expandable={{ expandedRowRender: (chain) => <ChainPicture steps={chain.form?.steps ?? []} /> }}
        onRow={() => ({ 'data-testid': 'own-chain' }) as object}
        columns={[
          { title: t('approval.ownChains'), render: (_, chain) => name(chain.form) },
          {
            title: t('approval.stands'),
            render: (_, chain) => (
              <Space wrap>
                {!chain.from ? (
                  <Tag color="orange">{t('approval.isDraft')}</Tag>
                ) : chain.id === inForce ? (
                  <Tag color="green">{t('approval.inForce')}</Tag>
                ) : (
                  <Tag>{chain.endedOn ? t('approval.ended') : t('approval.from', { day: chain.from })}</Tag>
                )}
                {chain.outside && <Tag color="red">{text(chain.outside)}</Tag>}
              </Space>
            ),
          },
          {
            title: t('approval.by'),
            render: (_, chain) =>
              chain.enactedBy
                ? t('approval.enactedBy', {
                    drafter: chain.draftedBy,
                    who: chain.enactedBy,
                    when: formatInstant(chain.enactedAt),
                  })
                : chain.draftedBy,
          },
          {
            title: t('approval.act'),
            render: (_, chain) =>
              keeps &&
              (!chain.from ? (
                <Space>
                  <Link to={`/t/${code}/approval-chains/${chain.id}`} data-testid="chain-edit">
                    {t('approval.edit')}
                  </Link>
                  <Popconfirm
                    title={t('approval.enactAsk')}
                    onConfirm={() => act.mutate({ chain, how: 'enactment' })}
                    okButtonProps={{ 'data-testid': 'chain-enact-yes' }}
                  >
                    <Button size="small" type="primary" title={t('approval.anotherEnacts')} data-testid="chain-enact">
                      {t('approval.enact')}
                    </Button>
                  </Popconfirm>
                  <Popconfirm title={t('approval.discardAsk')} onConfirm={() => act.mutate({ chain, how: 'discard' })}>
                    <Button size="small">{t('approval.discard')}</Button>
                  </Popconfirm>
                </Space>
              ) : (
                !chain.endedOn && (
                  <Popconfirm title={t('approval.endAsk')} onConfirm={() => act.mutate({ chain, how: 'end' })}>
                    <Button size="small">{t('approval.end')}</Button>
                  </Popconfirm>
                )
              )),
          },
        ]}
      />
    </>
  );
}
