import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftForm, Policy } from '../../api/model';
import { useTenant } from '../../frame/tenant';
import { useLocalText } from '../../shared/text';
import { Day } from '../Day';
import { useSource } from '../queries';
import { binding, setBy, useAllowed } from '../rails';
import { Faults, LabelField } from './Fields';
import { wordsIn } from './FormulaField';
import { declared, useCompose, type Declared } from './language';
import { NewParameter, UNITS } from './NewParameter';
import { Quantity } from './Quantity';
import { Optional } from './Sections';

type Value = NonNullable<NonNullable<DraftForm['parameters']>[string]>[number];

interface Props {
  policy: Policy;
  /** What was wrong when it was saved, by field of the form. */
  error: (field: string) => string | undefined;
  onChange: (name: string, values: Value[] | undefined) => void;
}

/** The figures of a measure: what they are called, their unit, and their values with time and source. */
export function Parameters({ policy, error, onChange }: Props) {
  const { t } = useTranslation();
  const { definition, form, disabled } = useCompose();
  const [asking, setAsking] = useState(false);
  const names = declared(definition);
  const others = Object.keys(form.parameters ?? {}).filter((name) => !names.some((one) => one.name === name));
  return (
    <section className="panel" data-testid="draft-parameters">
      <h2>{t('policy.compose.sections.parameters')}</h2>
      <p className="muted">{t('policy.compose.explained.parameters')}</p>
      {names.map((one) => (
        <Figure
          key={one.name}
          declared={one}
          values={form.parameters?.[one.name] ?? []}
          policy={policy}
          error={error}
          onChange={(values) => onChange(one.name, values)}
        />
      ))}
      {others.map((name) => (
        <div key={name} className="policy-parameter">
          <span className="policy-error">{t('policy.compose.undeclared', { name })}</span>
          {!disabled && (
            <Button size="small" onClick={() => onChange(name, undefined)}>
              {t('policy.remove')}
            </Button>
          )}
        </div>
      ))}
      {!disabled && (
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => setAsking(true)}
          data-testid="add-parameter"
        >
          {t('policy.compose.newParameter')}
        </Button>
      )}
      {asking && (
        <NewParameter
          want={null}
          label={t('policy.compose.sections.parameters')}
          onClose={() => setAsking(false)}
          onMade={() => setAsking(false)}
        />
      )}
    </section>
  );
}

interface FigureProps {
  declared: Declared;
  values: Value[];
  policy: Policy;
  error: (field: string) => string | undefined;
  onChange: (values: Value[] | undefined) => void;
}

function Figure({ declared: one, values, policy, error, onChange }: FigureProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const allowed = useAllowed();
  const source = useSource();
  const { code } = useTenant();
  const { form, put, disabled, reading } = useCompose();
  const { name, unit } = one;
  const label = text(wordsIn(one.label, name));
  const given = values.length > 0 ? values : [{ from: form.from, until: form.until, unit }];
  const change = (index: number, next: Partial<Value>) =>
    onChange(given.map((value, at) => (at === index ? { ...value, unit, ...next } : value)));
  // What the server says now takes the place of what it said when the draft was saved.
  const told = (field: string) =>
    reading
      ? (reading.faults ?? [])
          .filter((fault) => fault.field === field)
          .map((fault) => text({ zh: fault.message, en: fault.messageEn }))
          .join('；')
      : error(field);
  return (
    <div className="policy-parameter" data-testid={`parameter-${name}`}>
      <div>
        <div className="compose-head">
          <code className="compose-kind">${name}</code>
          {!disabled && (
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${t('policy.remove')} ${label}`}
              onClick={() => {
                put(['parameters', name], undefined);
                onChange(undefined);
              }}
            />
          )}
        </div>
        <LabelField path={['parameters', name, 'label']} label={t('policy.compose.called')} value={one.label} />
        <div className="compose-pair">
          <Select
            aria-label={`${label} ${t('policy.compose.unit')}`}
            disabled={disabled}
            value={unit}
            options={UNITS.map((key) => ({ value: key, label: t(`policy.compose.units.${key}`) }))}
            onChange={(key) => put(['parameters', name], { ...one, name: undefined, unit: key })}
          />
          <Optional path={['parameters', name, 'optional']} value={one.optional === true} label={label} />
        </div>
        {binding(policy, code, name).map((rail) => (
          <div key={rail.id} className="policy-rail" data-testid={`rail-of-${name}`}>
            {t('policy.railBeside', {
              who: source(setBy(policy, rail)),
              allowed: allowed(rail, policy),
              clause: `${rail.basis?.document ?? ''} ${rail.basis?.article ?? ''}`,
            })}
          </div>
        ))}
        <Faults at={`/parameters/${name}`} />
        {told(`parameters.${name}`) && (
          <div className="policy-error" role="alert" data-testid={`error-of-${name}`}>
            {told(`parameters.${name}`)}
          </div>
        )}
      </div>
      <div>
        {given.map((value, index) => (
          <div key={index} className="compose-value">
            <Quantity
              unit={unit}
              label={`${label} ${t('policy.value')} ${index + 1}`}
              value={value.value ?? ''}
              disabled={disabled}
              wrong={Boolean(told(`parameters.${name}`) || told(`parameters.${name}.${index}.value`))}
              testId={`value-${name}-${index}`}
              onChange={(next) => change(index, { value: next || null })}
            />
            {(['from', 'until'] as const).map((key) => (
              <Day
                key={key}
                label={`${label} ${t(`policy.fields.${key}`)} ${index + 1}`}
                disabled={disabled}
                value={value[key]}
                wrong={Boolean(told(`parameters.${name}.${index}.${key}`))}
                onChange={(day) => change(index, { [key]: day })}
              />
            ))}
            {(['document', 'article', 'note'] as const).map((key) => (
              <Input
                key={key}
                disabled={disabled}
                aria-label={`${label} ${t(`policy.fields.${key}`)} ${index + 1}`}
                placeholder={key === 'note' ? t('policy.fields.note') : (form[key] ?? t(`policy.fields.${key}`))}
                value={value[key] ?? ''}
                onChange={(event) => change(index, { [key]: event.target.value || null })}
              />
            ))}
            {!disabled && given.length > 1 && (
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`${t('policy.remove')} ${label} ${index + 1}`}
                onClick={() => onChange(given.filter((_, at) => at !== index))}
              />
            )}
            {['from', 'until', 'value'].map(
              (key) =>
                told(`parameters.${name}.${index}.${key}`) && (
                  <div key={key} className="policy-error" role="alert">
                    {told(`parameters.${name}.${index}.${key}`)}
                  </div>
                ),
            )}
          </div>
        ))}
        {!disabled && (
          <Button
            size="small"
            type="link"
            onClick={() => onChange([...given, { from: null as never, until: form.until, unit }])}
            aria-label={`${t('policy.addValue')} ${label}`}
          >
            {t('policy.addValue')}
          </Button>
        )}
      </div>
    </div>
  );
}
