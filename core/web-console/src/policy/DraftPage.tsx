import './policy.css';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Modal, Popconfirm, Select, Skeleton, Space, Tag } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { api, body, download, idempotencyKey, matching } from '../api/client';
import type { DraftForm, EnactmentPreview, ParameterField, Policy, PolicyDraft } from '../api/model';
import { ProblemError } from '../api/problem';
import { useRecorded } from '../entitlement/codes';
import { useSession } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatInstant, thisInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { BacktestOrder } from './BacktestOrder';
import { Composer } from './compose/Composer';
import { Trial } from './compose/Trial';
import { Day } from './Day';
import { drop, keep, placeOf, unsaved } from './kept';
import { usePolicy, useSource } from './queries';
import { binding, setBy, useAllowed } from './rails';
import { TermsEditor } from './TermsEditor';
import { Breaches } from './Text';
import { Unsaved } from './Unsaved';
import { WorkedCases } from './WorkedCases';

type Value = NonNullable<NonNullable<DraftForm['parameters']>[string]>[number];

const CLOCKS = ['SIGNED', 'REGISTERED', 'RECEIVED', 'DECIDED'];
const EXCLUSIVITIES = ['NONE', 'ONE_SIDE_PER_PROJECT_YEAR', 'NO_EARLIER_PROVINCIAL_SUPPORT'];
const SCOPES = [
  'CONTRACT',
  'CONTRACT_LIFETIME',
  'PROJECT_YEAR',
  'APPLICANT_YEAR',
  'APPLICANT_LIFETIME',
  'PROJECT_LIFETIME',
];

/** A draft: written here, tried from here, enacted here by somebody else. */
export function DraftPage() {
  const { policy = '', draft = '' } = useParams();
  const { code } = useTenant();
  const details = usePolicy(policy);
  const read = useQuery({
    queryKey: ['draft', code, draft],
    queryFn: async (): Promise<PolicyDraft> =>
      body(
        api.GET('/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}', {
          params: { path: { code, policy, draft } },
        }),
      ),
    staleTime: 0,
  });
  const error = details.error ?? read.error;
  if (error) {
    return <Problem error={error} />;
  }
  if (!details.data || !read.data) {
    return <Skeleton active />;
  }
  // A newer revision is another form: what was typed into the old one must not be taken for it.
  return <Editor key={`${read.data.id}${read.data.revision}`} policy={details.data} draft={read.data} />;
}

interface EditorProps {
  policy: Policy;
  draft: PolicyDraft;
  /** For a draft that begins here: the text it begins from, where that cannot be read yet. */
  fresh?: string | null;
}

/** The form of a draft; one without an id is not saved yet. */
export function Editor({ policy, draft, fresh }: EditorProps) {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const id = policy.line?.policyId ?? '';
  const [form, setForm] = useState<DraftForm>(draft.form ?? {});
  const [asked, setAsked] = useState<'backtest' | 'enact' | null>(null);
  const [behind, setBehind] = useState(false);
  const [text, setText] = useState<string | null>(fresh ?? null);
  const [key] = useState(idempotencyKey);
  const changed = !draft.id || JSON.stringify(form) !== JSON.stringify(draft.form ?? {});
  const may = can('POLICY_WRITE') && draft.tenant === code;
  const account = useSession().data?.account?.username ?? '';
  const place = placeOf(account, code, id, draft.id);
  const [offer, setOffer] = useState(() => (may && draft.id ? unsaved(place, draft) : null));
  // Fields hold how something was typed; what is taken up is shown afresh.
  const [taken, setTaken] = useState(false);
  const writes = may && !offer;
  const loose = behind ? text : null;
  useEffect(() => {
    if (!writes) {
      return;
    }
    if (changed || loose !== null) {
      const revision = draft.revision ?? null;
      keep(place, { policy: id, form, text: loose, revision, at: thisInstant() });
    } else {
      drop(place);
    }
  }, [writes, changed, form, loose, place, id, draft.revision]);
  const latest = useRef(form);
  latest.current = form;
  const path = { code, policy: id, draft: draft.id ?? '' };
  const save = useMutation({
    mutationFn: async (form: DraftForm): Promise<PolicyDraft> =>
      (await body(
        draft.id
          ? api.PUT('/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}', {
              params: { path, header: matching(draft.revision) },
              body: form as never,
            })
          : api.POST('/api/v1/tenants/{code}/policies/{policy}/drafts', {
              params: { path: { code, policy: id }, header: { 'Idempotency-Key': `${key}${hashOf(form)}` } },
              body: { form } as never,
            }),
      )) as PolicyDraft,
    onSuccess: (saved, sent) => {
      // What was typed while the answer was awaited is not in it.
      if (JSON.stringify(latest.current) === JSON.stringify(sent)) {
        drop(place);
      }
      void cache.invalidateQueries({ queryKey: ['draft', code] });
      void cache.invalidateQueries({ queryKey: ['policies', code] });
      if (!draft.id) {
        void navigate(`/t/${code}/policies/${id}/drafts/${saved.id}`);
      }
    },
  });
  const discard = useMutation({
    mutationFn: () =>
      body(
        api.DELETE('/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}', {
          params: { path, header: matching(draft.revision) },
        }),
      ),
    onSuccess: () => {
      drop(place);
      void cache.invalidateQueries({ queryKey: ['policy', code] });
      void navigate(`/t/${code}/policies/${id}`);
    },
  });
  const faults = draft.faults ?? [];
  const refused = errorsOf(save.error);
  const standing = errorsIn(changed ? [] : faults);
  const wrong = (field: string) => refused(field) ?? standing(field);
  const set = (change: Partial<DraftForm>) => setForm((before) => moved({ ...before, ...change }, before));
  const line = (name: keyof DraftForm & string, type = 'text') => (
    <Labelled label={t(`policy.fields.${name}`)} error={wrong(name)} missing={(draft.missing ?? []).includes(name)}>
      {(label) =>
        type === 'date' ? (
          <Day
            label={label}
            disabled={!writes}
            value={form[name] as string | null | undefined}
            wrong={Boolean(wrong(name))}
            testId={`draft-${name}`}
            onChange={(day) => set({ [name]: day })}
          />
        ) : (
          <Input
            aria-label={label}
            disabled={!writes}
            value={String(form[name] ?? '')}
            status={wrong(name) ? 'error' : undefined}
            data-testid={`draft-${name}`}
            onChange={(event) => set({ [name]: event.target.value || null })}
          />
        )
      }
    </Labelled>
  );
  const choice = (name: keyof DraftForm & string, values: string[], clearable = false) => (
    <Labelled label={t(`policy.fields.${name}`)} error={wrong(name)}>
      {(label) => (
        <Select
          aria-label={label}
          disabled={!writes}
          allowClear={clearable}
          style={{ width: '100%' }}
          value={(form[name] as string | null | undefined) ?? undefined}
          options={values.map((value) => ({ value, label: t(`policy.${name}.${value}`) }))}
          onChange={(value: string | undefined) => set({ [name]: value ?? null })}
        />
      )}
    </Labelled>
  );
  return (
    <Page
      title={
        <span data-testid="draft-title">
          {draft.name} <DraftState draft={draft} />
        </span>
      }
      hint={t(draft.id ? 'policy.draftHint' : 'policy.compose.startHint', {
        who: draft.draftedBy ?? '—',
        when: formatInstant(draft.changedAt),
      })}
      actions={
        <Space wrap>
          <Link to={draft.id ? `/t/${code}/policies/${id}` : `/t/${code}/policies`}>{t('policy.toPolicy')}</Link>
          {draft.id && (
            <Button
              disabled={changed}
              data-testid="draft-export"
              onClick={() =>
                void download(`/api/v1/tenants/${code}/policies/${id}/drafts/${draft.id}/file`, `${id}.yaml`)
              }
            >
              {t('policy.compose.export')}
            </Button>
          )}
          {may && !draft.id && (
            <Button
              type="primary"
              disabled={behind || !writes}
              loading={save.isPending}
              onClick={() => save.mutate(form)}
              data-testid="draft-save"
            >
              {t('shared.save')}
            </Button>
          )}
          {may && draft.id && (
            <>
              <Popconfirm title={t('policy.discardAsk')} onConfirm={() => discard.mutate()}>
                <Button danger>{t('policy.discard')}</Button>
              </Popconfirm>
              <Button
                type={changed ? 'primary' : 'default'}
                disabled={!changed || behind || !writes}
                loading={save.isPending}
                onClick={() => save.mutate(form)}
                data-testid="draft-save"
              >
                {t('shared.save')}
              </Button>
              <Button
                disabled={changed || faults.length > 0}
                onClick={() => setAsked('backtest')}
                data-testid="draft-backtest"
              >
                {t('policy.backtest.order')}
              </Button>
            </>
          )}
          {can('POLICY_ENACT') && draft.id && (
            <Button
              type={changed || faults.length > 0 ? 'default' : 'primary'}
              disabled={changed}
              onClick={() => setAsked('enact')}
              data-testid="draft-enact"
            >
              {t('policy.enact')}
            </Button>
          )}
        </Space>
      }
    >
      {(save.error ?? discard.error) && <Problem error={save.error ?? discard.error} />}
      {offer && (
        <Unsaved
          kept={offer}
          draft={draft}
          onTake={() => {
            setForm(offer.form);
            setText(offer.text);
            setOffer(null);
            setTaken(true);
          }}
          onDrop={() => {
            drop(place);
            setOffer(null);
          }}
        />
      )}
      {draft.id && faults.length > 0 && <Unfinished draft={draft} />}
      <Breaches breaches={draft.breaches ?? []} />
      <section className="panel">
        <h2>{t('policy.heading')}</h2>
        <div className="policy-columns">
          {line('version')}
          {line('titleZh')}
          {line('titleEn')}
        </div>
        <div className="policy-columns">
          {line('document')}
          {line('article')}
        </div>
        <div className="policy-columns">
          {line('from', 'date')}
          {line('until', 'date')}
          {choice('clock', CLOCKS)}
        </div>
        <div className="policy-columns">
          {choice('exclusivity', EXCLUSIVITIES)}
          {form.exclusivity !== 'NONE' && line('exclusivityDocument')}
          {form.exclusivity !== 'NONE' && line('exclusivityArticle')}
        </div>
        <div className="policy-columns">
          {choice('capScope', SCOPES, true)}
          <Labelled label={t('policy.fields.capParameter')} error={wrong('capParameter')}>
            {(label) => (
              <Select
                aria-label={label}
                allowClear
                disabled={!writes}
                style={{ width: '100%' }}
                value={form.capParameter ?? undefined}
                options={Object.keys(form.parameters ?? {}).map((value) => ({ value, label: value }))}
                onChange={(value: string | undefined) => set({ capParameter: value ?? null })}
              />
            )}
          </Labelled>
          <Checkbox
            checked={form.computable ?? true}
            disabled={!writes}
            onChange={(event) => set({ computable: event.target.checked })}
          >
            {t('policy.fields.computable')}
          </Checkbox>
        </div>
        {line('note')}
      </section>
      {form.language ? (
        <Composer
          key={String(taken)}
          policyId={id}
          policy={policy}
          form={form}
          disabled={!writes}
          error={wrong}
          onChange={setForm}
          text={text}
          onText={setText}
          onBehind={setBehind}
          trial={<Trial policy={id} form={form} />}
        />
      ) : (
        <section className="panel" data-testid="draft-parameters">
          <h2>{t('policy.parameters')}</h2>
          {fieldsOf(policy, form).map((field) => (
            <Parameter
              key={field.name}
              field={field}
              policy={policy}
              values={form.parameters?.[field.name ?? ''] ?? []}
              disabled={!writes}
              error={(name) => wrong(`parameters.${name}`)}
              onChange={(values) => set({ parameters: { ...form.parameters, [field.name ?? '']: values } })}
            />
          ))}
        </section>
      )}
      <WorkedCases
        policyId={id}
        form={form}
        disabled={!writes}
        onChange={(cases) => setForm((before) => ({ ...before, cases }))}
      />
      <TermsEditor
        terms={form.terms}
        contradictions={draft.contradictions ?? []}
        disabled={!writes}
        error={wrong}
        onChange={(terms) => set({ terms })}
      />
      {!form.language && (
        <section className="panel" data-testid="draft-trial">
          <Trial policy={id} form={form} />
        </section>
      )}
      {asked === 'backtest' && <BacktestOrder policy={policy} draft={draft} onClose={() => setAsked(null)} />}
      {asked === 'enact' && <Enactment policy={id} draft={draft} onClose={() => setAsked(null)} />}
    </Page>
  );
}

/** How far a draft has come. */
export function DraftState({ draft }: { draft: PolicyDraft }) {
  const { t } = useTranslation();
  if ((draft.faults ?? []).length > 0) {
    return <Tag color="gold">{t('policy.unfinished')}</Tag>;
  }
  return (
    <Tag color={draft.backtest ? 'blue' : 'default'}>{t(draft.backtest ? 'policy.backtested' : 'policy.draft')}</Tag>
  );
}

/** What keeps a draft that is kept from being tried and enacted. */
function Unfinished({ draft }: { draft: PolicyDraft }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const faults = draft.faults ?? [];
  return (
    <Alert
      className="policy-notice"
      type="warning"
      showIcon
      data-testid="draft-unfinished"
      title={t('policy.unfinishedTitle', { count: faults.length })}
      description={
        !draft.form?.language && (
          <ul>
            {faults.slice(0, 12).map((fault) => (
              <li key={`${fault.field}${fault.message}`}>
                <code>{fault.field}</code> {text({ zh: fault.message, en: fault.messageEn })}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

/** Values that held from the first or until the last day of the version go on doing so when that day is changed. */
function moved(form: DraftForm, before: DraftForm): DraftForm {
  if (form.from === before.from && form.until === before.until) {
    return form;
  }
  const parameters = Object.fromEntries(
    Object.entries(form.parameters ?? {}).map(([name, values]) => [
      name,
      (values ?? []).map((value) => ({
        ...value,
        from: value.from === before.from ? form.from : value.from,
        until: (value.until ?? null) === (before.until ?? null) ? form.until : value.until,
      })),
    ]),
  );
  return { ...form, parameters } as DraftForm;
}

/** A repeated press keeps its key; a corrected form is another request. */
function hashOf(form: DraftForm): string {
  let hash = 0;
  for (const character of JSON.stringify(form)) {
    hash = (hash * 31 + character.codePointAt(0)!) | 0;
  }
  return (hash >>> 0).toString(16);
}

/** The parameters the policy describes, then those only the draft has. */
function fieldsOf(policy: Policy, form: DraftForm): ParameterField[] {
  const described = policy.parameters ?? [];
  const others = Object.keys(form.parameters ?? {}).filter((name) => !described.some((one) => one.name === name));
  return [...described, ...others.map((name) => ({ name, label: { zh: name, en: name }, unit: '' }))];
}

/** What is wrong with a field. */
function errorsOf(error: unknown): (field: string) => string | undefined {
  return errorsIn(error instanceof ProblemError ? (error.problem.errors ?? []) : []);
}

function errorsIn(
  errors: { field?: string | null; message?: string | null; messageEn?: string | null }[],
): (field: string) => string | undefined {
  const english = document.documentElement.lang.startsWith('en');
  return (field) => {
    const words = errors.filter((one) => one.field === field).map((one) => (english ? one.messageEn : one.message));
    return words.length > 0 ? words.join('；') : undefined;
  };
}

interface LabelledProps {
  label: string;
  error?: string;
  missing?: boolean;
  children: (label: string) => ReactNode;
}

function Labelled({ label, error, missing, children }: LabelledProps) {
  const { t } = useTranslation();
  return (
    <div className="policy-field">
      <div className="policy-label">
        {label} {missing && <Tag color="gold">{t('policy.neededToEnact')}</Tag>}
      </div>
      {children(label)}
      {error && (
        <div className="policy-error" role="alert">
          {error}
        </div>
      )}
    </div>
  );
}

interface ParameterProps {
  field: ParameterField;
  policy: Policy;
  values: Value[];
  disabled: boolean;
  error: (name: string) => string | undefined;
  onChange: (values: Value[]) => void;
}

/** One parameter with its dated values, and beside it what a parent allows. */
function Parameter({ field, policy, values, disabled, error, onChange }: ParameterProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const allowed = useAllowed();
  const source = useSource();
  const { code } = useTenant();
  const name = field.name ?? '';
  const label = text(field.label) || name;
  const rails = binding(policy, code, name);
  const put = (index: number, change: Partial<Value>) =>
    onChange(values.map((value, at) => (at === index ? { ...value, ...change } : value)));
  const day = (index: number, key: 'from' | 'until') => (
    <Day
      small
      label={`${label} ${t(`policy.fields.${key}`)} ${index + 1}`}
      disabled={disabled}
      value={values[index]?.[key]}
      wrong={Boolean(error(`${name}.${index}.${key}`))}
      onChange={(chosen) => put(index, { [key]: chosen })}
    />
  );
  const input = (index: number, key: 'document' | 'article' | 'note') => (
    <Input
      size="small"
      disabled={disabled}
      aria-label={`${label} ${t(`policy.fields.${key}`)} ${index + 1}`}
      placeholder={t(`policy.fields.${key}`)}
      value={values[index]?.[key] ?? ''}
      status={error(`${name}.${index}.${key}`) ? 'error' : undefined}
      onChange={(event) => put(index, { [key]: event.target.value || null })}
    />
  );
  return (
    <div className="policy-parameter" data-testid={`parameter-${name}`}>
      <div>
        <strong>{label}</strong>{' '}
        <span className="muted">{t(`policy.unit.${field.unit || 'text'}`, field.unit ?? '')}</span>
        {rails.map((rail) => (
          <div key={rail.id} className="policy-rail" data-testid={`rail-of-${name}`}>
            {t('policy.railBeside', {
              who: source(setBy(policy, rail)),
              allowed: allowed(rail, policy),
              clause: `${rail.basis?.document ?? ''} ${rail.basis?.article ?? ''}`,
            })}
          </div>
        ))}
        {error(name) && (
          <div className="policy-error" role="alert" data-testid={`error-of-${name}`}>
            {error(name)}
          </div>
        )}
      </div>
      <div>
        {values.map((value, index) => (
          <div key={index} className="policy-value">
            <ValueInput
              field={field}
              label={`${label} ${t('policy.value')} ${index + 1}`}
              value={value.value ?? ''}
              disabled={disabled}
              wrong={Boolean(error(name) ?? error(`${name}.${index}.value`))}
              testId={`value-${name}-${index}`}
              onChange={(next) => put(index, { value: next || null })}
            />
            {day(index, 'from')}
            {day(index, 'until')}
            {input(index, 'document')}
            {input(index, 'article')}
            {input(index, 'note')}
            {!disabled && (
              <Button
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`${t('policy.remove')} ${label} ${index + 1}`}
                onClick={() => onChange(values.filter((_, at) => at !== index))}
              />
            )}
            {['from', 'until', 'value'].map((key) => {
              const found = error(`${name}.${index}.${key}`);
              return (
                found && (
                  <div key={key} className="policy-error" role="alert">
                    {found}
                  </div>
                )
              );
            })}
          </div>
        ))}
        {!disabled && (
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => onChange([...values, { from: null, unit: field.unit }])}
            aria-label={`${t('policy.addValue')} ${label}`}
          >
            {t('policy.addValue')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface ValueProps {
  field: ParameterField;
  label: string;
  value: string;
  disabled: boolean;
  wrong: boolean;
  testId: string;
  onChange: (value: string) => void;
}

function ValueInput({ field, label, value, disabled, wrong, testId, onChange }: ValueProps) {
  const { t } = useTranslation();
  const recorded = useRecorded();
  const common = { 'aria-label': label, disabled, size: 'small' as const, style: { width: '100%' } };
  if (field.type === 'boolean') {
    return (
      <Select
        {...common}
        value={value || undefined}
        options={['true', 'false'].map((one) => ({ value: one, label: recorded(one) }))}
        onChange={onChange}
      />
    );
  }
  if ((field.choices ?? []).length > 0) {
    const options = (field.choices ?? []).map((one) => ({ value: one, label: recorded(one) }));
    return field.set ? (
      <Select
        {...common}
        mode="multiple"
        value={value ? value.split(/\s*,\s*/) : []}
        options={options}
        onChange={(chosen: string[]) => onChange(chosen.join(','))}
      />
    ) : (
      <Select {...common} value={value || undefined} options={options} onChange={onChange} />
    );
  }
  if (field.type === 'LocalDate') {
    return (
      <Day
        small
        label={label}
        disabled={disabled}
        value={value}
        wrong={wrong}
        testId={testId}
        onChange={(day) => onChange(day ?? '')}
      />
    );
  }
  return (
    <Input
      {...common}
      value={value}
      status={wrong ? 'error' : undefined}
      suffix={field.unit === 'CNY' ? t('shared.unit.yuan') : undefined}
      data-testid={testId}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface EnactmentProps {
  policy: string;
  draft: PolicyDraft;
  onClose: () => void;
}

/** What enactment will do, said before it is done. */
function Enactment({ policy, draft, onClose }: EnactmentProps) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const path = { code, policy, draft: draft.id ?? '' };
  const preview = useQuery({
    queryKey: ['enactment', code, draft.id, draft.revision],
    queryFn: async (): Promise<EnactmentPreview> =>
      body(api.GET('/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}/enactment', { params: { path } })),
    staleTime: 0,
  });
  const enact = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}/enactment', {
          params: { path, query: accepted ? { acceptUntried: true } : {}, header: matching(draft.revision) },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['policy', code] });
      void cache.invalidateQueries({ queryKey: ['policies', code] });
      void navigate(`/t/${code}/policies/${policy}`);
    },
  });
  const seen = preview.data;
  const obstacles = seen?.obstacles ?? [];
  // What the register cannot try may be enacted by somebody who says that this is known.
  const untried = obstacles.includes('BACKTEST_UNTRIED');
  const [accepted, setAccepted] = useState(false);
  const stops = obstacles.filter((obstacle) => obstacle !== 'BACKTEST_UNTRIED' || !accepted);
  return (
    <Modal
      open
      width={640}
      title={t('policy.enactTitle', { version: draft.name })}
      okText={t('policy.enact')}
      okButtonProps={{ disabled: !seen || stops.length > 0, 'data-testid': 'enact-ok' }}
      confirmLoading={enact.isPending}
      onOk={() => enact.mutate()}
      onCancel={onClose}
    >
      {(preview.error ?? enact.error) && <Problem error={preview.error ?? enact.error} />}
      {seen && (
        <div data-testid="enact-preview">
          {obstacles.map((obstacle) => (
            <Alert
              key={obstacle}
              type={obstacle === 'BACKTEST_UNTRIED' ? 'warning' : 'error'}
              showIcon
              title={t(`policy.obstacle.${obstacle}`, { days: seen.backtestDays ?? '—' })}
            />
          ))}
          {untried && (
            <Checkbox
              checked={accepted}
              onChange={(event) => setAccepted(event.target.checked)}
              data-testid="accept-untried"
            >
              {t('policy.acceptUntried')}
            </Checkbox>
          )}
          <ul>
            <li>
              {t('policy.enactPeriod', {
                from: draft.form?.from ?? '—',
                until: draft.form?.until ?? t('policy.open'),
                document: draft.form?.document ?? '—',
              })}
            </li>
            {seen.endsVersion && (
              <li data-testid="enact-ends">{t('policy.enactEnds', { version: seen.endsVersion, day: seen.endsOn })}</li>
            )}
            {(seen.decidedYears ?? []).length > 0 && (
              <li data-testid="enact-again">
                {t('policy.enactAgain', { years: (seen.decidedYears ?? []).join('、') })}
              </li>
            )}
            {draft.backtest && (
              <li>
                <Link to={`/t/${code}/policies/${policy}/backtests/${draft.backtest}`}>
                  {t('policy.enactOn', { when: formatInstant(draft.backtestedAt) })}
                </Link>
              </li>
            )}
            {draft.hash && <li className="mono">{t('policy.enactHash', { hash: draft.hash })}</li>}
          </ul>
        </div>
      )}
    </Modal>
  );
}
