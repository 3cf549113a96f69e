import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Select, Skeleton, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { api, body, idempotencyKey, matching } from '../api/client';
import type { RegisterDescription, RowDetails } from '../api/model';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { FieldsForm } from './FieldsForm';
import { usePlace, useRegister, useRow } from './queries';
import { filled, type Values } from './values';
import { useFieldNames, useLabel } from './words';
import './register.css';

/** The form of a row, for a new one and for one that may be revised. */
export function RowEditor() {
  const { id } = useParams();
  const register = useRegister();
  const row = useRow(id);
  const error = register.error ?? row.error;
  if (error) {
    return <Problem error={error} />;
  }
  return register.data && (!id || row.data) ? (
    <Editor key={row.data?.version ?? 0} register={register.data} row={row.data} />
  ) : (
    <Skeleton active />
  );
}

function Editor({ register, row }: { register: RegisterDescription; row?: RowDetails }) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = usePlace();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const nameOf = useFieldNames(register.fields ?? []);
  // A row begun beside another one refers to it already.
  const [given] = useSearchParams();
  const base = `/t/${place.code}/registers/${place.plugin}/${place.register}`;
  const save = useMutation({
    mutationFn: async (values: Values): Promise<RowDetails> => {
      const data = filled(values) as never;
      return row
        ? body(
            api.PUT('/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}', {
              params: { path: { ...place, id: row.id ?? '' }, header: matching(row.version) },
              body: { data },
            }),
          )
        : body(
            api.POST('/api/v1/tenants/{code}/registers/{plugin}/{register}/rows', {
              params: { path: place, header: { 'Idempotency-Key': idempotencyKey() } },
              body: { data },
            }),
          );
    },
    onSuccess: async (saved) => {
      await cache.invalidateQueries({ queryKey: ['row', place] });
      void cache.invalidateQueries({ queryKey: ['rows', place] });
      await navigate(`${base}/${saved.id}`);
    },
  });
  return (
    <Page title={`${label(register.label)} · ${row ? row.title : t('register.new')}`} hint={label(register.about)}>
      <section className="panel register-form">
        {!row && (register.samples ?? []).length > 0 && (
          <label className="register-sample">
            <span className="muted">{t('register.sample')}</span>
            <Select
              placeholder={t('register.sampleChoose')}
              onChange={(index: number) => form.setFieldsValue((register.samples ?? [])[index]?.data as Values)}
              data-testid="row-sample"
              options={(register.samples ?? []).map((one, index) => ({ value: index, label: label(one.label) }))}
            />
          </label>
        )}
        <FieldsForm
          form={form}
          fields={register.fields ?? []}
          initial={(row?.data ?? Object.fromEntries(given)) as Values}
          labels={row?.labels}
          error={save.error}
          onFinish={(values) => save.mutate(values)}
        />
        {save.error && <Problem error={save.error} nameOf={nameOf} />}
        <Space className="register-form-end">
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()} data-testid="row-save">
            {t('shared.save')}
          </Button>
          <Link to={row ? `${base}/${row.id}` : base}>
            <Button>{t('shared.cancel')}</Button>
          </Link>
        </Space>
      </section>
    </Page>
  );
}
