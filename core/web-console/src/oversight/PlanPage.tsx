import './plan.css';
import { useQuery } from '@tanstack/react-query';
import { Input, Select, Skeleton, Space, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Plan, PlanSentence } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';

const STATES = ['DONE', 'PARTLY', 'NOT_COMPUTABLE', 'OPEN'] as const;
const EFFECTS = ['MONEY', 'DUTY', 'TARGET'] as const;
const COLOURS: Record<string, string> = { DONE: 'green', PARTLY: 'gold', NOT_COMPUTABLE: 'orange', OPEN: 'red' };

/** Which menu entry a page of the console belongs to. */
const MENUS: Record<string, string> = {
  agencies: 'agency.menu',
  contracts: 'contract.menu',
  entitlements: 'entitlement.menu',
  imports: 'imports.menu',
  journal: 'audit.menu',
  organizations: 'party.menu',
  policies: 'policy.menu',
  quality: 'quality.menu',
  statistics: 'statistics.menu',
};

/** The plan of the province, sentence by sentence: what carries each out, and what nothing carries out yet. */
export function PlanPage() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const plan = useQuery({
    queryKey: ['plan', code],
    queryFn: async (): Promise<Plan> => body(api.GET('/api/v1/tenants/{code}/plan', { params: { path: { code } } })),
    staleTime: Infinity,
  });
  return (
    <Page
      title={t('oversight.plan.title')}
      hint={
        plan.data
          ? t('oversight.plan.hint', { title: plan.data.title, document: plan.data.document })
          : t('oversight.plan.menu')
      }
    >
      {plan.error && <Problem error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {plan.data && <Matrix sentences={plan.data.sentences ?? []} />}
    </Page>
  );
}

/** What is chosen stands in the address, so that it can be shared and found again. */
function useFilter() {
  const [search, setSearch] = useSearchParams();
  const of = (name: string) => search.get(name) ?? '';
  return {
    state: of('state'),
    effect: of('effect'),
    department: of('department'),
    words: of('q'),
    set: (change: Record<string, string>) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace: true },
      ),
  };
}

function Matrix({ sentences }: { sentences: PlanSentence[] }) {
  const { t } = useTranslation();
  const filter = useFilter();
  const departments = [...new Set(sentences.flatMap(({ responsible }) => named(responsible)))].sort((a, b) =>
    a.localeCompare(b, 'zh-CN'),
  );
  const words = filter.words.trim().toLowerCase();
  const shown = sentences.filter(
    (one) =>
      (!filter.state || one.state === filter.state) &&
      (!filter.effect || (one.effects ?? []).includes(filter.effect as (typeof EFFECTS)[number])) &&
      (!filter.department || named(one.responsible).includes(filter.department)) &&
      (!words || JSON.stringify(one).toLowerCase().includes(words)),
  );
  return (
    <>
      <section className="panel">
        <h2>{t('oversight.plan.overview')}</h2>
        <Counts sentences={sentences} />
      </section>
      <section className="panel">
        <div className="panel-head">
          <h2>{t('oversight.plan.sentences')}</h2>
          <span className="muted" data-testid="plan-shown">
            {t('oversight.plan.shown', { count: shown.length, all: sentences.length })}
          </span>
        </div>
        <div className="plan-filters">
          <Select
            allowClear
            style={{ width: 190 }}
            aria-label={t('oversight.plan.state')}
            placeholder={t('oversight.plan.state')}
            data-testid="plan-state"
            value={filter.state || undefined}
            options={STATES.map((value) => ({ value, label: t(`oversight.plan.states.${value}`) }))}
            onChange={(state?: string) => filter.set({ state: state ?? '' })}
          />
          <Select
            allowClear
            style={{ width: 140 }}
            aria-label={t('oversight.plan.effect')}
            placeholder={t('oversight.plan.effect')}
            data-testid="plan-effect"
            value={filter.effect || undefined}
            options={EFFECTS.map((value) => ({ value, label: t(`oversight.plan.effects.${value}`) }))}
            onChange={(effect?: string) => filter.set({ effect: effect ?? '' })}
          />
          <Select
            allowClear
            showSearch
            style={{ width: 230 }}
            aria-label={t('oversight.plan.responsible')}
            placeholder={t('oversight.plan.responsible')}
            data-testid="plan-department"
            value={filter.department || undefined}
            options={departments.map((value) => ({ value, label: value }))}
            onChange={(department?: string) => filter.set({ department: department ?? '' })}
          />
          <Input
            type="search"
            style={{ width: 260 }}
            aria-label={t('oversight.plan.search')}
            placeholder={t('oversight.plan.search')}
            data-testid="plan-search"
            value={filter.words}
            onChange={(event) => filter.set({ q: event.target.value })}
          />
        </div>
        <Sentences sentences={shown} />
      </section>
    </>
  );
}

/** Departments as the plan lists them. */
function named(responsible: string | null | undefined): string[] {
  return (responsible ?? '').split('、').filter(Boolean);
}

/** How many sentences of each kind are carried out; a number leads to its sentences. */
function Counts({ sentences }: { sentences: PlanSentence[] }) {
  const { t } = useTranslation();
  const filter = useFilter();
  const count = (effect: string, state: string) =>
    sentences.filter(
      (one) =>
        (!effect || (one.effects ?? []).includes(effect as (typeof EFFECTS)[number])) &&
        (!state || one.state === state),
    ).length;
  return (
    <table className="plan-counts" data-testid="plan-counts">
      <thead>
        <tr>
          <th scope="col">{t('oversight.plan.effect')}</th>
          <th scope="col">{t('oversight.plan.all')}</th>
          {STATES.map((state) => (
            <th key={state} scope="col">
              {t(`oversight.plan.states.${state}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...EFFECTS, ''].map((effect) => (
          <tr key={effect}>
            <th scope="row">{effect ? t(`oversight.plan.effects.${effect}`) : t('oversight.plan.all')}</th>
            {['', ...STATES].map((state) => (
              <td key={state}>
                <button
                  type="button"
                  aria-pressed={filter.effect === effect && filter.state === state && Boolean(effect || state)}
                  aria-label={t('oversight.plan.choose', {
                    effect: effect ? t(`oversight.plan.effects.${effect}`) : t('oversight.plan.all'),
                    state: state ? t(`oversight.plan.states.${state}`) : t('oversight.plan.all'),
                    count: count(effect, state),
                  })}
                  data-testid={`count-${effect || 'ALL'}-${state || 'ALL'}`}
                  onClick={() => filter.set({ effect, state })}
                >
                  {count(effect, state)}
                </button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Sentences({ sentences }: { sentences: PlanSentence[] }) {
  const { t } = useTranslation();
  return (
    <Table<PlanSentence>
      size="small"
      aria-label={t('oversight.plan.sentences')}
      rowKey={(one) => one.id ?? ''}
      dataSource={sentences}
      pagination={{ pageSize: 25, showSizeChanger: false, hideOnSinglePage: true }}
      tableLayout="fixed"
      scroll={{ x: 960 }}
      onRow={(one) => ({ 'data-testid': 'plan-sentence', 'data-state': one.state }) as object}
      columns={[
        {
          title: t('oversight.plan.sentence'),
          width: '30%',
          render: (_, one) => (
            <>
              <strong>{one.id}</strong> {one.text}{' '}
              {(one.effects ?? []).map((effect) => (
                <Tag key={effect}>{t(`oversight.plan.effects.${effect}`)}</Tag>
              ))}
            </>
          ),
        },
        {
          title: t('oversight.plan.state'),
          width: '14%',
          render: (_, one) => (
            <>
              <Tag color={COLOURS[one.state ?? '']}>{t(`oversight.plan.states.${one.state}`)}</Tag>
              {(one.remains || one.waitsForClaims) && (
                <div className="muted">{one.remains ?? t('oversight.plan.waitsForClaims')}</div>
              )}
            </>
          ),
        },
        {
          title: t('oversight.plan.responsible'),
          width: '14%',
          render: (_, one) => one.responsible ?? <span className="muted">{t('oversight.plan.nobody')}</span>,
        },
        { title: t('oversight.plan.policies'), width: '20%', render: (_, one) => <Carriers one={one} /> },
        {
          title: t('oversight.plan.parameters'),
          width: '12%',
          className: 'plan-names',
          render: (_, one) =>
            (one.parameters ?? []).map((name) => (
              <div key={name}>
                <code>{name}</code>
              </div>
            )),
        },
        { title: t('oversight.plan.pages'), width: '10%', render: (_, one) => <Pages pages={one.pages ?? []} /> },
      ]}
    />
  );
}

/** The policies that cite a sentence, and how many cases hold each. */
function Carriers({ one }: { one: PlanSentence }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  return (one.policies ?? []).map((policy) => (
    <div key={policy.policyId} className="plan-carrier">
      <Link to={`/t/${code}/policies/${policy.policyId}`}>{text(policy.title)}</Link>{' '}
      {policy.claim && <Tag>{t('oversight.plan.claim')}</Tag>}
      <div className="muted">
        {(policy.versions ?? [])
          .map((name) => name.replace('(not computable)', t('oversight.plan.notComputable')))
          .join('、')}
        {policy.successor && (
          <>
            {' → '}
            <Link to={`/t/${code}/policies/${policy.successor}`}>{policy.successor}</Link>
          </>
        )}
      </div>
      <div className="muted">
        {t('oversight.plan.cases', { count: policy.cases ?? 0 })}
        {(policy.examples ?? []).length > 0 && `（${(policy.examples ?? []).join(' ')}）`}
      </div>
    </div>
  ));
}

/** Where the console deals with a sentence. */
function Pages({ pages }: { pages: string[] }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const sections = [...new Set(pages.map((page) => page.split('/')[0] ?? ''))];
  return (
    <Space direction="vertical" size={0}>
      {sections.map((section) => (
        <Link key={section} to={`/t/${code}/${section}`}>
          {MENUS[section] ? t(MENUS[section]) : section}
        </Link>
      ))}
    </Space>
  );
}
