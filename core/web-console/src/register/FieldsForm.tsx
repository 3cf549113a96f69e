import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, InputNumber, Select, type FormInstance } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { RegisterField, RegisterPick } from '../api/model';
import { ProblemError } from '../api/problem';
import { usePlace } from './queries';
import { isReference, pathOf, type Values } from './values';
import { useLabel } from './words';

const MOMENT = 'YYYY-MM-DDTHH:mm';
const DAY = 'YYYY-MM-DD';

interface Props {
  form: FormInstance<Values>;
  fields: RegisterField[];
  initial?: Values;
  labels?: Record<string, unknown> | null;
  /** What is known of the row beside the form: a step's pick lists are narrowed by it. */
  known?: Values;
  error?: unknown;
  onFinish: (values: Values) => void;
}

/** A form drawn from the description of a record; what the server refuses is told at its field. */
export function FieldsForm({ form, fields, initial, labels, known, error, onFinish }: Props) {
  useEffect(() => {
    if (error instanceof ProblemError) {
      form.setFields(
        (error.problem.errors ?? []).map((one) => ({
          name: pathOf((one.field ?? '').replace(/^input\./, '')) as never,
          errors: [document.documentElement.lang.startsWith('en') ? (one.messageEn ?? '') : (one.message ?? '')],
        })),
      );
    }
  }, [error, form]);
  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={onFinish} data-testid="row-form">
      {fields
        .filter((field) => !field.setBySteps)
        .map((field) => (
          <FieldItem key={field.name} field={field} path={[field.name ?? '']} labels={labels} known={known} />
        ))}
    </Form>
  );
}

interface ItemProps {
  field: RegisterField;
  path: (string | number)[];
  labels?: Record<string, unknown> | null;
  known?: Values;
  /** The path below the list it is in, when it is in one. */
  within?: (string | number)[];
}

function FieldItem({ field, path, labels, known, within }: ItemProps) {
  const { t } = useTranslation();
  const beside: unknown = Form.useWatch(field.sameIn || '-');
  const common = beside ?? known?.[field.sameIn ?? ''];
  const label = useLabel();
  const title = label(field.label) + (field.unit ? ` (${field.unit})` : '');
  const element = field.element as RegisterField | null | undefined;
  if (field.kind === 'GROUP') {
    return (
      <fieldset className="register-group">
        <legend>{title}</legend>
        {(field.group ?? []).map((inner) => (
          <FieldItem
            key={inner.name}
            field={inner}
            path={[...path, inner.name ?? '']}
            within={within && [...within, inner.name ?? '']}
            labels={labels}
            known={known}
          />
        ))}
      </fieldset>
    );
  }
  if (field.kind === 'LIST' && element && !isReference(element.kind) && element.kind !== 'CHOICE') {
    return (
      <Form.List name={within ?? path}>
        {(items, { add, remove }) => (
          <fieldset className="register-group" data-testid={`list-${field.name}`}>
            <legend>{title}</legend>
            {items.map((item) => (
              <div key={item.key} className="register-item">
                <div className="register-item-fields">
                  {element.kind === 'GROUP' ? (
                    (element.group ?? []).map((inner) => (
                      <FieldItem
                        key={inner.name}
                        field={inner}
                        path={[...path, item.name, inner.name ?? '']}
                        within={[item.name, inner.name ?? '']}
                        labels={labels}
                        known={known}
                      />
                    ))
                  ) : (
                    <FieldItem
                      field={{ ...element, required: true }}
                      path={[...path, item.name]}
                      within={[item.name]}
                      labels={labels}
                      known={known}
                    />
                  )}
                </div>
                <Button
                  icon={<DeleteOutlined />}
                  aria-label={t('register.removeItem')}
                  onClick={() => remove(item.name)}
                />
              </div>
            ))}
            <Button
              icon={<PlusOutlined />}
              onClick={() => add(element.kind === 'GROUP' ? {} : undefined)}
              data-testid={`add-${field.name}`}
            >
              {t('register.addItem')}
            </Button>
          </fieldset>
        )}
      </Form.List>
    );
  }
  return (
    <Form.Item
      name={within ?? path}
      label={title}
      extra={label(field.hint) || undefined}
      rules={[{ required: Boolean(field.required), message: t('shared.required') }]}
    >
      <Control
        field={field}
        labels={labels}
        same={typeof common === 'string' && field.sameIn ? `${field.sameIn}:${common}` : undefined}
      />
    </Form.Item>
  );
}

interface ControlProps {
  field: RegisterField;
  labels?: Record<string, unknown> | null;
  /** What rows must have in common to be offered, as field:value. */
  same?: string;
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
}

/** The control that fits a field; the form hands it its value. */
export function Control({ field, labels, same, id, value, onChange }: ControlProps) {
  const { t } = useTranslation();
  const label = useLabel();
  const testId = `field-${field.name}`;
  const element = (field.kind === 'LIST' ? field.element : field) as RegisterField;
  const several = field.kind === 'LIST' ? ('multiple' as const) : undefined;
  switch (element.kind) {
    case 'CHOICE':
      return (
        <Select
          id={id}
          mode={several}
          allowClear
          style={{ width: '100%' }}
          value={value as string}
          onChange={onChange}
          data-testid={testId}
          options={(element.choices ?? []).map((one) => ({ value: one.value, label: label(one.label) }))}
        />
      );
    case 'YES_NO':
      return (
        <Select
          id={id}
          allowClear
          style={{ width: '100%' }}
          value={value as boolean}
          onChange={onChange}
          data-testid={testId}
          options={[
            { value: true, label: t('shared.answer.YES') },
            { value: false, label: t('shared.answer.NO') },
          ]}
        />
      );
    case 'WHOLE':
      return (
        <InputNumber
          id={id}
          precision={0}
          style={{ width: '100%' }}
          min={element.min ? Number(element.min) : undefined}
          max={element.max ? Number(element.max) : undefined}
          value={value as number}
          onChange={onChange}
          data-testid={testId}
        />
      );
    case 'DATE':
    case 'MOMENT': {
      const format = element.kind === 'DATE' ? DAY : MOMENT;
      return (
        <DatePicker
          id={id}
          style={{ width: '100%' }}
          showTime={element.kind === 'MOMENT' ? { format: 'HH:mm' } : false}
          format={element.kind === 'MOMENT' ? 'YYYY-MM-DD HH:mm' : DAY}
          value={value ? dayjs(value as string) : null}
          onChange={(day: dayjs.Dayjs | null) => onChange?.(day ? day.format(format) : undefined)}
          data-testid={testId}
        />
      );
    }
    case 'ROW':
    case 'PARTY':
    case 'CONTRACT':
      return (
        <Reference
          id={id}
          field={element}
          several={several}
          labels={labels}
          same={same}
          value={value}
          onChange={onChange}
          testId={testId}
        />
      );
    default: {
      const common = {
        id,
        value: (value ?? '') as string,
        'data-testid': testId,
        placeholder: element.kind === 'TIME' ? '09:30' : undefined,
        onChange: (event: { target: { value: string } }) => onChange?.(event.target.value),
      };
      return element.multiline ? (
        <Input.TextArea {...common} autoSize={{ minRows: 3 }} maxLength={element.maxLength ?? undefined} />
      ) : (
        <Input {...common} maxLength={element.kind === 'TEXT' ? (element.maxLength ?? undefined) : undefined} />
      );
    }
  }
}

interface ReferenceProps {
  id?: string;
  field: RegisterField;
  several?: 'multiple';
  labels?: Record<string, unknown> | null;
  same?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  testId: string;
}

/** A pick list that asks the server as somebody types; a party may also be given by its code alone. */
function Reference({ id, field, several, labels, same, value, onChange, testId }: ReferenceProps) {
  const { code, plugin } = usePlace();
  const [search, setSearch] = useState('');
  const kind = field.kind ?? 'ROW';
  const picks = useQuery({
    queryKey: ['picks', code, plugin, kind, field.refersTo, field.offeredIn, same, search],
    queryFn: async (): Promise<{ items?: RegisterPick[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/registers/{plugin}/options', {
          params: {
            path: { code, plugin },
            query: {
              kind,
              register: field.refersTo || undefined,
              state: field.offeredIn ?? undefined,
              same,
              q: search,
            },
          },
        }),
      ),
  });
  const options = (picks.data?.items ?? []).map((one) => ({
    value: one.value ?? '',
    label: one.remark ? `${one.label} · ${one.remark}` : (one.label ?? ''),
  }));
  const chosen = (Array.isArray(value) ? value : value ? [value] : []) as string[];
  for (const one of chosen) {
    if (!options.some((option) => option.value === one)) {
      options.push({ value: one, label: String(labels?.[one] ?? one) });
    }
  }
  if (kind === 'PARTY' && search && !options.some((option) => option.value === search)) {
    options.push({ value: search.trim(), label: search.trim() });
  }
  return (
    <Select
      id={id}
      mode={several}
      allowClear
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={picks.isFetching}
      value={value as string}
      onChange={onChange}
      options={options}
      data-testid={testId}
    />
  );
}
