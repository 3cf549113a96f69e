import { CloudUploadOutlined, DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Input, Select, Skeleton, Statistic, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { RegisterDescription, RegisterField, RegisterFigure, RowSummary } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';
import { Control } from './FieldsForm';
import { usePlace, useRegister } from './queries';
import { RegisterLanguage } from './RegisterLanguage';
import { StateTag } from './StateTag';
import { Value } from './Value';
import { useLabel } from './words';
import './register.css';

/** The rows of a register: searched, narrowed, paged, taken out and in. */
export function RowList() {
  const register = useRegister();
  if (register.error) {
    return <Problem error={register.error} onRetry={() => void register.refetch()} />;
  }
  return register.data ? <Rows register={register.data} /> : <Skeleton active />;
}

interface RowPageOf {
  items?: RowSummary[];
  nextCursor?: string | null;
  labels?: Record<string, unknown> | null;
}

function Rows({ register }: { register: RegisterDescription }) {
  const { t } = useTranslation();
  const label = useLabel();
  const name = useName();
  const place = usePlace();
  const { code, tree } = useTenant();
  const [search, setSearch] = useSearchParams();
  const [labels, setLabels] = useState<Record<string, unknown>>({});
  const fields = new Map((register.fields ?? []).map((field) => [field.name ?? '', field]));
  const derived = new Map((register.derived ?? []).map((value) => [value.id ?? '', value]));
  const query = {
    state: search.getAll('state'),
    q: search.get('q') ?? undefined,
    filter: search.getAll('filter'),
  };
  const set = (key: string, values: string[]) => {
    const next = new URLSearchParams(search);
    next.delete(key);
    values.filter(Boolean).forEach((value) => next.append(key, value));
    setSearch(next, { replace: true });
  };
  const narrow = (field: string, value: string) =>
    set('filter', [
      ...query.filter.filter((one) => !one.startsWith(`${field}:`)),
      ...(value ? [`${field}:${value}`] : []),
    ]);
  const base = `/t/${code}/registers/${place.plugin}/${place.register}`;
  const save = useMutation({
    mutationFn: () =>
      download(
        `/api/v1/tenants/${code}/registers/${place.plugin}/${place.register}/workbook?${search}`,
        `${place.register}-${code}.xlsx`,
      ),
  });
  return (
    <Page
      title={label(register.label)}
      hint={
        <>
          <Link to={`/t/${code}/registers`}>{t('register.title')}</Link>
          {register.about && ` · ${label(register.about)}`}
        </>
      }
      actions={
        <>
          <RegisterLanguage />
          <Button
            icon={<DownloadOutlined />}
            loading={save.isPending}
            onClick={() => save.mutate()}
            data-testid="rows-xlsx"
          >
            {t('register.xlsx')}
          </Button>
          {register.mayCreate && (
            <>
              <Link to={`${base}/import`}>
                <Button icon={<CloudUploadOutlined />} data-testid="rows-import">
                  {t('register.import')}
                </Button>
              </Link>
              <Link to={`${base}/new`}>
                <Button type="primary" icon={<PlusOutlined />} data-testid="row-new">
                  {t('register.new')}
                </Button>
              </Link>
            </>
          )}
        </>
      }
    >
      {save.error && <Problem error={save.error} />}
      {(register.figures ?? []).length > 0 && <Figures register={register} />}
      <section className="panel register-filters" aria-label={t('register.filters')}>
        <label>
          <span className="muted">{t('register.search')}</span>
          <Input.Search
            allowClear
            defaultValue={query.q}
            onSearch={(value) => set('q', [value.trim()])}
            data-testid="row-search"
          />
        </label>
        <label>
          <span className="muted">{t('register.state')}</span>
          <Select
            mode="multiple"
            allowClear
            style={{ width: '100%' }}
            value={query.state}
            onChange={(states: string[]) => set('state', states)}
            data-testid="row-state"
            options={(register.states ?? []).map((state) => ({ value: state.id ?? '', label: label(state.label) }))}
          />
        </label>
        {(register.filters ?? []).map((one) => {
          const field = fields.get(one);
          const value = query.filter.find((each) => each.startsWith(`${one}:`))?.slice(one.length + 1);
          return field ? (
            <Filter key={one} field={field} value={value} labels={labels} onChange={(next) => narrow(one, next)} />
          ) : null;
        })}
      </section>
      <PagedTable<RowSummary>
        queryKey={['rows', place, query]}
        label={label(register.label)}
        testId="row-list"
        rowTestId="row"
        rowKey={(row) => row.id ?? ''}
        load={async (cursor, limit) => {
          const page: RowPageOf = await body(
            api.GET('/api/v1/tenants/{code}/registers/{plugin}/{register}/rows', {
              params: { path: place, query: { ...query, cursor, limit } },
            }),
          );
          setLabels((known) => ({ ...known, ...(page.labels ?? {}) }));
          return page;
        }}
        columns={[
          {
            title: t('register.row'),
            render: (_, row) => (
              <>
                <Link to={`${base}/${row.id}`}>{row.title}</Link>
                <div className="muted">{formatInstant(row.changedAt)}</div>
              </>
            ),
          },
          { title: t('register.state'), render: (_, row) => <StateTag register={register} state={row.state} /> },
          ...(register.columns ?? []).map((column) => ({
            title: label(fields.get(column)?.label ?? derived.get(column)?.label),
            render: (_: unknown, row: RowSummary) => (
              <Value field={fields.get(column)} value={row.values?.[column]} labels={labels} />
            ),
          })),
          {
            title: t('register.dueAndTenant'),
            render: (_, row) => (
              <>
                <div>{row.dueOn ?? '—'}</div>
                <div className="muted">
                  {row.tenant === code
                    ? name(findTenant(tree, code))
                    : name(findTenant(tree, row.tenant ?? 0)) || <Tag>{t('register.inherited')}</Tag>}
                </div>
              </>
            ),
          },
        ]}
      />
    </Page>
  );
}

interface FilterProps {
  field: RegisterField;
  value?: string;
  labels: Record<string, unknown>;
  onChange: (value: string) => void;
}

/** What narrows a list by one field: a span for what has an order, a pick list or a text for the rest. */
function Filter({ field, value, labels, onChange }: FilterProps) {
  const label = useLabel();
  const title = <span className="muted">{label(field.label)}</span>;
  if (field.kind === 'DATE' || field.kind === 'MOMENT') {
    const [from, until] = (value ?? '').split('..');
    return (
      <label>
        {title}
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          style={{ width: '100%' }}
          value={[from ? dayjs(from) : null, until ? dayjs(until) : null]}
          onChange={(days) =>
            onChange(
              days?.[0] || days?.[1]
                ? `${days[0]?.format('YYYY-MM-DD') ?? ''}..${days[1]?.format('YYYY-MM-DD') ?? ''}`
                : '',
            )
          }
        />
      </label>
    );
  }
  if (field.kind === 'WHOLE' || field.kind === 'MONEY' || field.kind === 'DECIMAL') {
    return (
      <label>
        {title}
        <Input
          allowClear
          placeholder="1..100"
          defaultValue={value}
          onPressEnter={(event) => onChange(event.currentTarget.value.trim())}
          onBlur={(event) => onChange(event.currentTarget.value.trim())}
        />
      </label>
    );
  }
  if (field.kind === 'TEXT' || field.kind === 'TIME') {
    return (
      <label>
        {title}
        <Input.Search allowClear defaultValue={value} onSearch={(text) => onChange(text.trim())} />
      </label>
    );
  }
  const single = (field.kind === 'LIST' ? (field.element as RegisterField) : field) ?? field;
  return (
    <label>
      {title}
      <Control
        field={{ ...single, name: `filter-${field.name}`, offeredIn: undefined }}
        labels={labels}
        value={single.kind === 'YES_NO' && value ? value === 'true' : value}
        onChange={(next) => onChange(next === undefined || next === null ? '' : String(next))}
      />
    </label>
  );
}

function Figures({ register }: { register: RegisterDescription }) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = usePlace();
  const { can } = useTenant();
  const [period, setPeriod] = useState<{ from?: string; until?: string }>({});
  const figures = useQuery({
    queryKey: ['figures', place, period],
    // An applicant sees the own rows and no figures over everybody's.
    enabled: can('JOB_READ'),
    queryFn: async (): Promise<{ items?: RegisterFigure[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/registers/{plugin}/{register}/figures', {
          params: { path: place, query: period },
        }),
      ),
  });
  if (!figures.data) {
    return figures.error ? <Problem error={figures.error} /> : null;
  }
  const items = figures.data.items ?? [];
  return (
    <section className="panel" data-testid="figures">
      <div className="panel-head">
        <h2>{t('register.figures')}</h2>
        <DatePicker.RangePicker
          size="small"
          allowEmpty={[true, true]}
          aria-label={t('register.period')}
          onChange={(days) =>
            setPeriod({ from: days?.[0]?.format('YYYY-MM-DD'), until: days?.[1]?.format('YYYY-MM-DD') })
          }
        />
      </div>
      <div className="register-figures">
        {(register.figures ?? []).map((figure) => (
          <div key={figure.id} data-testid={`figure-${figure.id}`}>
            <Statistic
              title={label(figure.label)}
              value={String(items.find((one) => one.figure === figure.id && !one.group)?.value ?? '0')}
              suffix={figure.unit}
            />
            <div className="muted">
              {items
                .filter((one) => one.figure === figure.id && one.group)
                .map((one) => `${label(one.groupLabel) || one.group} ${one.value}`)
                .join(' · ')}
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
