import { EditOutlined, EyeOutlined, FilePdfOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Form, Input, Modal, Skeleton, Space, Timeline, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body, download, matching } from '../api/client';
import type { RegisterDescription, RegisterStep, RowDetails, RowEvent } from '../api/model';
import { ApprovalStanding } from '../approval/ApprovalStanding';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';
import { FieldsForm } from './FieldsForm';
import { usePlace, useRegister, useRegisters, useRow } from './queries';
import { RegisterLanguage } from './RegisterLanguage';
import { RowFiles } from './RowFiles';
import { StateTag } from './StateTag';
import { filled, type Values } from './values';
import { Value } from './Value';
import { useFieldNames, useLabel } from './words';
import './register.css';

/** One row: what is on record, what can be done with it and why not, its files and its timeline. */
export function RowPage() {
  const { id } = useParams();
  const [personal, setPersonal] = useState(false);
  const register = useRegister();
  const row = useRow(id, personal);
  const error = register.error ?? row.error;
  if (error) {
    return <Problem error={error} />;
  }
  return register.data && row.data ? (
    <Details register={register.data} row={row.data} onReveal={() => setPersonal(true)} />
  ) : (
    <Skeleton active />
  );
}

interface Props {
  register: RegisterDescription;
  row: RowDetails;
}

function Details({ register, row, onReveal }: Props & { onReveal: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const name = useName();
  const place = usePlace();
  const { code, tree } = useTenant();
  const base = `/t/${code}/registers/${place.plugin}/${place.register}`;
  const print = useMutation({
    mutationFn: () =>
      download(
        `/api/v1/tenants/${code}/registers/${place.plugin}/${place.register}/rows/${row.id}/document`,
        `${place.register}-${row.publicKey ?? row.id}.pdf`,
      ),
  });
  const where = name(findTenant(tree, row.tenant ?? 0)) || String(row.tenant);
  const cache = useQueryClient();
  const reread = () => {
    void cache.invalidateQueries({ queryKey: ['row', place] });
    void cache.invalidateQueries({ queryKey: ['row-events', place] });
  };
  return (
    <Page
      title={row.title}
      hint={
        <>
          {register.module && `${label(register.module)} · `}
          <Link to={base}>{label(register.label)}</Link> · {where}
        </>
      }
      actions={
        <>
          <RegisterLanguage />
          {row.printable && (
            <Button
              icon={<FilePdfOutlined />}
              loading={print.isPending}
              onClick={() => print.mutate()}
              data-testid="row-print"
            >
              {label(register.document) || t('register.print')}
            </Button>
          )}
          {row.mayRevise && (
            <Link to={`${base}/${row.id}/edit`}>
              <Button icon={<EditOutlined />} data-testid="row-edit">
                {t('register.edit')}
              </Button>
            </Link>
          )}
        </>
      }
    >
      {print.error && <Problem error={print.error} />}
      {row.masked && (
        <Alert
          type="info"
          showIcon
          title={t('register.masked')}
          action={
            <Button size="small" icon={<EyeOutlined />} onClick={onReveal} data-testid="row-reveal">
              {t('register.reveal')}
            </Button>
          }
        />
      )}
      {row.provenance && (
        <Alert
          type="info"
          showIcon
          data-testid="row-provenance"
          title={t('register.provenance', {
            region: label(row.provenance.region),
            key: row.provenance.key,
            revision: row.provenance.revision,
            at: formatInstant(row.provenance.at),
          })}
        />
      )}
      {row.approval && <ApprovalStanding id={row.approval} onChange={reread} />}
      <Offers register={register} row={row} />
      <section className="panel">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, lg: 2 }}
          items={[
            { key: 'state', label: t('register.state'), children: <StateTag register={register} state={row.state} /> },
            { key: 'due', label: t('register.due'), children: row.dueOn ?? '—' },
            ...(register.fields ?? [])
              .filter((field) => row.data?.[field.name ?? ''] !== undefined)
              .map((field) => ({
                key: field.name ?? '',
                label: label(field.label),
                children: (
                  <span data-testid={`value-${field.name}`}>
                    <Value field={field} value={row.data?.[field.name ?? '']} labels={row.labels} />
                  </span>
                ),
              })),
            ...(register.derived ?? [])
              .filter((value) => row.derived?.[value.id ?? ''] !== undefined)
              .map((value) => ({
                key: value.id ?? '',
                label: label(value.label),
                children: (
                  <span data-testid={`value-${value.id}`}>
                    <Value value={row.derived?.[value.id ?? '']} /> {value.unit}
                  </span>
                ),
              })),
          ]}
        />
        {row.publicKey && (
          <p className="muted">
            {t('register.publicAddress')}{' '}
            <Link to={`/check/${place.plugin}/${place.register}/${encodeURIComponent(row.publicKey)}`}>
              {row.publicKey}
            </Link>
          </p>
        )}
      </section>
      <Related row={row} />
      {(register.attachments ?? []).length > 0 && <RowFiles register={register} row={row} />}
      <Events register={register} row={row} />
    </Page>
  );
}

/** Registers of the same plugin whose rows refer to this one, and a new row of theirs that does. */
function Related({ row }: { row: RowDetails }) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = usePlace();
  const registers = useRegisters(place.code);
  const related = (registers.data?.items ?? []).flatMap((other) =>
    other.plugin !== place.plugin
      ? []
      : (other.fields ?? [])
          .filter((field) => field.kind === 'ROW' && field.refersTo === place.register)
          .filter((field) => other.filters?.includes(field.name ?? ''))
          .map((field) => ({ other, field: field.name ?? '' })),
  );
  if (related.length === 0) {
    return null;
  }
  return (
    <section className="panel" data-testid="row-related">
      <h2>{t('register.related')}</h2>
      <Space wrap size={[24, 8]}>
        {related.map(({ other, field }) => {
          const base = `/t/${place.code}/registers/${place.plugin}/${other.id}`;
          return (
            <Space key={`${other.id}${field}`}>
              <Link to={`${base}?filter=${encodeURIComponent(`${field}:${row.id}`)}`}>{label(other.label)}</Link>
              {other.mayCreate && (
                <Link to={`${base}/new?${field}=${row.id}`}>
                  <Button size="small">{t('register.new')}</Button>
                </Link>
              )}
            </Space>
          );
        })}
      </Space>
    </section>
  );
}

/** The steps of the caller's roles; one that is not possible says why. */
function Offers({ register, row }: Props) {
  const { t } = useTranslation();
  const label = useLabel();
  const [chosen, setChosen] = useState<RegisterStep | null>(null);
  const offers = row.steps ?? [];
  if (offers.length === 0) {
    return null;
  }
  return (
    <section className="panel" data-testid="row-steps">
      <h2>{t('register.steps')}</h2>
      <div className="register-steps">
        {offers.map((offer) => {
          const step = (register.steps ?? []).find((one) => one.id === offer.id);
          const obstacles = offer.obstacles ?? [];
          return (
            <div key={offer.id}>
              <Button
                type={step?.to ? 'primary' : 'default'}
                disabled={obstacles.length > 0}
                onClick={() => setChosen(step ?? null)}
                data-testid={`step-${offer.id}`}
              >
                {label(step?.label)}
              </Button>
              {obstacles.length > 0 && (
                <ul className="register-obstacles muted" data-testid={`obstacles-${offer.id}`}>
                  {obstacles.map((one) => (
                    <li key={one.code}>
                      <Tooltip title={one.basis}>{label(one.label)}</Tooltip>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          );
        })}
      </div>
      {chosen && (
        <StepDialog key={chosen.id} register={register} row={row} step={chosen} onClose={() => setChosen(null)} />
      )}
    </section>
  );
}

function StepDialog({ row, step, onClose }: Props & { step: RegisterStep; onClose: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = usePlace();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [note, setNote] = useState('');
  const nameOf = useFieldNames(step.input ?? []);
  const take = useMutation({
    mutationFn: (input: Values) =>
      body(
        api.POST('/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}/steps/{step}', {
          params: {
            path: { ...place, id: row.id ?? '', step: step.id ?? '' },
            header: matching(row.version),
          },
          body: { input: filled(input) as never, note: note.trim() || undefined },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['row', place] });
      void cache.invalidateQueries({ queryKey: ['rows', place] });
      void cache.invalidateQueries({ queryKey: ['row-events', place] });
      void cache.invalidateQueries({ queryKey: ['figures', place] });
      void cache.invalidateQueries({ queryKey: ['inbox'] });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={label(step.label)}
      okText={t('register.confirm')}
      cancelText={t('shared.cancel')}
      confirmLoading={take.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      okButtonProps={{ 'data-testid': 'step-confirm' }}
    >
      {step.approved && <p className="muted">{t('register.needsApproval')}</p>}
      <FieldsForm
        form={form}
        fields={step.input ?? []}
        known={row.data ?? undefined}
        error={take.error}
        onFinish={(values) => take.mutate(values)}
      />
      <Input.TextArea
        aria-label={t('register.note')}
        placeholder={t('register.note')}
        maxLength={1000}
        autoSize={{ minRows: 2 }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {take.error && <Problem error={take.error} nameOf={nameOf} />}
    </Modal>
  );
}

function Events({ register, row }: Props) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = usePlace();
  const events = useQuery({
    queryKey: ['row-events', place, row.id, row.version],
    queryFn: async (): Promise<{ items?: RowEvent[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}/events', {
          params: { path: { ...place, id: row.id ?? '' } },
        }),
      ),
  });
  const called = (id: string | null | undefined) => {
    const step = (register.steps ?? []).find((one) => one.id === id);
    return step ? label(step.label) : t(`register.event.${id}`, id ?? '');
  };
  const fieldsOf = (id: string | null | undefined) => (register.steps ?? []).find((one) => one.id === id)?.input ?? [];
  return (
    <section className="panel" data-testid="row-events">
      <h2>{t('register.timeline')}</h2>
      {events.error && <Problem error={events.error} />}
      <Timeline
        items={[...(events.data?.items ?? [])].reverse().map((event) => ({
          key: event.sequence ?? 0,
          content: (
            <Space orientation="vertical" size={0}>
              <Space wrap>
                <strong>{called(event.step)}</strong>
                <StateTag register={register} state={event.state} />
              </Space>
              <span className="muted">
                {formatInstant(event.at)} {event.accountName}
              </span>
              {fieldsOf(event.step)
                .filter((field) => event.input?.[field.name ?? ''] !== undefined)
                .map((field) => (
                  <span key={field.name}>
                    <span className="muted">{label(field.label)}</span>{' '}
                    <Value field={field} value={event.input?.[field.name ?? '']} labels={row.labels} />
                  </span>
                ))}
              {event.note && <span>{event.note}</span>}
            </Space>
          ),
        }))}
      />
    </section>
  );
}
