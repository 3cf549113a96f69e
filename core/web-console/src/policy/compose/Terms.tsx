import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { AutoComplete, Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DraftForm } from '../../api/model';
import { useLocalText } from '../../shared/text';
import { Day } from '../Day';
import { Add, moved } from './Fields';
import { wordsIn } from './FormulaField';
import { declared, placed, useCompose, type Path, type Schema, type Tree } from './language';

/** What the host keeps over several cases: relations to other policies, further caps, cost shared, pool, instalments, claw-back. */
export function Terms({ onChange }: { onChange: (terms: DraftForm['terms']) => void }) {
  const { t } = useTranslation();
  const { form, language, disabled } = useCompose();
  const schema = language.terms.$defs?.terms ?? {};
  const terms = (form.terms ?? {}) as Tree;
  const put = (path: Path, value: unknown) => {
    const next = placed(terms, path, value) as Tree;
    onChange((Object.keys(next).length > 0 ? next : null) as DraftForm['terms']);
  };
  const shown = Object.keys(schema.properties ?? {}).filter((name) => !isNothing(terms[name]));
  return (
    <section className="panel" data-testid="section-terms">
      <h2>{t('policy.compose.sections.terms')}</h2>
      <p className="muted">{t('policy.compose.explained.terms')}</p>
      {shown.map((name) => (
        <div key={name} className="compose-line" data-testid={`terms-${name}`}>
          <div className="compose-head">
            <strong className="compose-kind">{t(`policy.compose.terms.${name}`)}</strong>
            {!disabled && (
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`${t('policy.remove')} ${t(`policy.compose.terms.${name}`)}`}
                onClick={() => put([name], undefined)}
              />
            )}
          </div>
          <Entry path={[name]} name={name} schema={schema.properties![name]!} value={terms[name]} put={put} />
        </div>
      ))}
      <Add
        label={t('policy.compose.addTerm')}
        testId="add-terms"
        choices={Object.keys(schema.properties ?? {})
          .filter((name) => !shown.includes(name))
          .map((key) => ({ key, label: t(`policy.compose.terms.${key}`) }))}
        onAdd={(name) => put([name], begun(resolved(schema.properties![name]!, language.terms), language.terms))}
      />
    </section>
  );
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function resolved(schema: Schema, root: Schema): Schema {
  const ref = schema.$ref?.replace('#/$defs/', '');
  return ref ? { ...root.$defs?.[ref], $ref: schema.$ref } : schema;
}

/** The least that can be edited; what it lacks is filled in and named by the check until then. */
function begun(schema: Schema, root: Schema): unknown {
  if (schema.type === 'array') {
    const item = resolved(schema.items ?? {}, root);
    return item.type === 'object' ? [begun(item, root)] : [''];
  }
  if (schema.type === 'object') {
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, begun(resolved(schema.properties?.[name] ?? {}, root), root)]),
    );
  }
  if (schema.$ref?.endsWith('/date')) {
    return `${new Date().getFullYear()}-12-31`;
  }
  return schema.type === 'integer' ? 1 : schema.enum ? schema.enum[0] : '';
}

interface EntryProps {
  path: Path;
  name: string;
  schema: Schema;
  value: unknown;
  put: (path: Path, value: unknown) => void;
}

/** One thing the terms say, by what their schema allows there. */
function Entry({ path, name, schema: given, value, put }: EntryProps) {
  const { t, i18n } = useTranslation();
  const text = useLocalText();
  const { form, definition, language, disabled, reading } = useCompose();
  const schema = resolved(given, language.terms);
  const label = t(`policy.compose.terms.${name}`);
  const field = `terms.${path.join('.')}`;
  const faults = (reading?.faults ?? [])
    .filter((fault) => fault.field === field)
    .map((fault) => (
      <div key={fault.message} className="policy-error" role="alert">
        {text({ zh: fault.message, en: fault.messageEn })}
      </div>
    ));
  const words = (one: string) =>
    i18n.exists(`policy.compose.termWords.${one}`)
      ? t(`policy.compose.termWords.${one}`)
      : i18n.exists(`policy.capScope.${one}`)
        ? t(`policy.capScope.${one}`)
        : one;
  if (schema.type === 'array' && resolved(schema.items ?? {}, language.terms).type === 'object') {
    const list = (value ?? []) as Tree[];
    return (
      <div>
        {list.map((item, index) => (
          <div key={index} className="compose-bracket">
            <div className="compose-head">
              <span className="compose-number-of">{index + 1}</span>
              <span className="compose-kind" />
              {!disabled && index > 0 && (
                <Button size="small" type="text" onClick={() => put(path, moved(list, index, index - 1))}>
                  {t('policy.compose.up')}
                </Button>
              )}
              {!disabled && (
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`${t('policy.remove')} ${label} ${index + 1}`}
                  onClick={() => put([...path, index], undefined)}
                />
              )}
            </div>
            <Entry path={[...path, index]} name={name} schema={schema.items ?? {}} value={item} put={put} />
          </div>
        ))}
        {faults}
        {!disabled && (
          <Button
            size="small"
            type="dashed"
            icon={<PlusOutlined />}
            onClick={() => put(path, [...list, begun(resolved(schema.items ?? {}, language.terms), language.terms)])}
          >
            {t('policy.compose.add')}
          </Button>
        )}
      </div>
    );
  }
  if (schema.type === 'object') {
    const fields = (value ?? {}) as Tree;
    const names = Object.keys(schema.properties ?? {});
    const shown = names.filter((one) => schema.required?.includes(one) || !isNothing(fields[one]));
    return (
      <div>
        <div className="compose-columns">
          {shown.map((one) => (
            <div key={one} className="compose-removable">
              <Entry path={[...path, one]} name={one} schema={schema.properties![one]!} value={fields[one]} put={put} />
              {!disabled && !schema.required?.includes(one) && (
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={`${t('policy.remove')} ${t(`policy.compose.terms.${one}`)}`}
                  onClick={() => put([...path, one], undefined)}
                />
              )}
            </div>
          ))}
        </div>
        {faults}
        <Add
          label={t('policy.compose.more')}
          choices={names
            .filter((one) => !shown.includes(one))
            .map((key) => ({ key, label: t(`policy.compose.terms.${key}`) }))}
          onAdd={(one) =>
            put([...path, one], begun(resolved(schema.properties![one]!, language.terms), language.terms))
          }
        />
      </div>
    );
  }
  const shared = { 'aria-label': label, disabled, style: { width: '100%' } };
  return (
    <div className="compose-field">
      <div className="compose-label">{label}</div>
      {schema.type === 'array' ? (
        <Select
          {...shared}
          mode="tags"
          value={((value ?? []) as string[]).filter(Boolean)}
          tokenSeparators={[',', '，', ' ']}
          onChange={(next: string[]) => put(path, next)}
        />
      ) : schema.enum ? (
        <Select
          {...shared}
          value={value as string}
          options={schema.enum.map((one) => ({ value: one, label: words(one) }))}
          onChange={(next: string) => put(path, next)}
        />
      ) : given.$ref?.endsWith('/date') ? (
        <Day
          label={label}
          disabled={disabled}
          value={value as string}
          onChange={(day) => put(path, day ?? undefined)}
        />
      ) : given.$ref?.endsWith('/figure') ? (
        <AutoComplete
          {...shared}
          value={(value as string) ?? ''}
          options={[
            ...declared(definition).map((one) => ({ value: one.name, label: text(wordsIn(one.label, one.name)) })),
            ...Object.keys(form.parameters ?? {})
              .filter((one) => !declared(definition).some((known) => known.name === one))
              .map((one) => ({ value: one, label: one })),
          ]}
          placeholder={t('policy.compose.figureHint')}
          onChange={(next: string) => put(path, next)}
        />
      ) : (
        <Input
          {...shared}
          value={value === undefined || value === null ? '' : String(value)}
          onChange={(event) =>
            put(
              path,
              schema.type === 'integer' && /^\d{1,4}$/.test(event.target.value)
                ? Number(event.target.value)
                : event.target.value || undefined,
            )
          }
        />
      )}
      {faults}
    </div>
  );
}
