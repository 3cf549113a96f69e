import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocalText } from '../../shared/text';
import { Add, BasisField, ChoiceField, CodeField, Faults, Field, LabelField, listed, moved, Moves } from './Fields';
import { FormulaField } from './FormulaField';
import { parse } from './formula';
import { pointer, typeOf, useCompose, type Path, type Schema, type Tree, type Type } from './language';

/** What every line may have beside what it does. */
const COMMON = ['when', 'label', 'code', 'basis'];

/** What formulas of a line yield, where it is not an amount of money. */
const WANTED: Record<string, Type[]> = {
  rate: ['NUMBER'],
  times: ['NUMBER'],
  increase: ['NUMBER'],
  count: ['COUNT'],
  highest: ['COUNT'],
  when: ['TRUTH'],
  where: ['TRUTH'],
  require: ['TRUTH'],
  'slices.of': ['MONEY', 'COUNT'],
  'tiers.of': ['MONEY', 'COUNT', 'NUMBER'],
};

export interface Kind {
  key: string;
  schema: Schema;
}

/** The kinds of lines as the language's schema lists them; the first thing each needs is what it is called by. */
export function kinds(schema: Schema): Kind[] {
  return (schema.$defs?.step?.anyOf ?? []).map((one) => ({ key: one.required?.[0] ?? '', schema: one }));
}

/** The kind of a line; a cap beside a rate belongs to the rate, so those that add come first, as in the schema. */
export function kindOf(line: Tree, schema: Schema): Kind | undefined {
  return kinds(schema).find(({ key }) => key in line);
}

/** A new line of a kind: what it needs is there and waits to be filled. */
function fresh(kind: Kind): Tree {
  return Object.fromEntries(
    (kind.schema.required ?? []).map((name) => [name, emptyOf(kind.schema.properties?.[name] ?? {}, name)]),
  );
}

function emptyOf(schema: Schema, name: string): unknown {
  if (schema.$ref?.endsWith('/steps')) {
    return [];
  }
  if (schema.type === 'array') {
    return name === 'slices'
      ? [{ upTo: '?', rate: '?' }, { rate: '?' }]
      : name === 'tiers'
        ? [
            { from: '?', amount: '?' },
            { from: '?', amount: '?' },
          ]
        : [];
  }
  if (schema.enum) {
    return schema.enum[schema.enum.includes('YUAN') ? schema.enum.indexOf('YUAN') : 0];
  }
  return schema.$ref?.endsWith('/label') ? { zh: '' } : '?';
}

/** The lines of a calculation, from top to bottom. */
export function Lines({ path, lines }: { path: Path; lines: unknown }) {
  const { t } = useTranslation();
  const { language, put } = useCompose();
  const list = Array.isArray(lines) ? (lines as Tree[]) : [];
  return (
    <div className="compose-lines" data-testid={`lines${pointer(path)}`}>
      {list.map((line, index) => (
        <Line
          key={index}
          path={[...path, index]}
          line={line}
          moves={
            <Moves
              path={path}
              index={index}
              count={list.length}
              label={`${t('policy.compose.line')} ${index + 1}`}
              onMove={(to) => put(path, moved(list, index, to))}
            />
          }
          number={index + 1}
        />
      ))}
      <Faults at={pointer(path)} />
      <Add
        label={t('policy.compose.addLine')}
        testId={`add${pointer(path)}`}
        choices={kinds(language.schema).map(({ key }) => ({ key, label: t(`policy.compose.lines.${key}`) }))}
        onAdd={(key) => put(path, [...list, fresh(kinds(language.schema).find((kind) => kind.key === key)!)])}
      />
    </div>
  );
}

interface LineProps {
  path: Path;
  line: Tree;
  number: number;
  moves: React.ReactNode;
}

function Line({ path, line, number, moves }: LineProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { language, put, disabled, reading } = useCompose();
  const kind = kindOf(line, language.schema);
  const at = pointer(path);
  const properties = kind?.schema.properties ?? {};
  const needed = kind?.schema.required ?? [];
  const own = Object.keys(properties).filter((name) => !COMMON.includes(name));
  const shown = [
    ...own.filter((name) => needed.includes(name) || name in line),
    ...COMMON.filter((name) => name in line),
  ];
  const unknown = Object.keys(line).filter((name) => !(name in properties));
  const said = reading?.sentences?.find((one) => one.pointer === at);
  return (
    <div className="compose-line" data-testid={`line${at}`}>
      <div className="compose-head">
        <span className="compose-number-of">{number}</span>
        <Select
          aria-label={`${t('policy.compose.line')} ${number}`}
          className="compose-kind"
          disabled={disabled}
          value={kind?.key}
          options={kinds(language.schema).map(({ key }) => ({ value: key, label: t(`policy.compose.lines.${key}`) }))}
          onChange={(key) => {
            const next = kinds(language.schema).find((one) => one.key === key)!;
            const kept = Object.fromEntries(
              Object.entries(line).filter(([name]) => name in (next.schema.properties ?? {})),
            );
            put(path, { ...fresh(next), ...kept });
          }}
        />
        {moves}
      </div>
      {kind && <div className="muted compose-hint">{t(`policy.compose.hints.${kind.key}`)}</div>}
      {shown.map((name) => (
        <Property
          key={name}
          path={[...path, name]}
          kind={kind?.key ?? ''}
          name={name}
          schema={properties[name]!}
          value={line[name]}
          required={needed.includes(name)}
          line={line}
        />
      ))}
      {unknown.map((name) => (
        <Field key={name} label={name} path={[...path, name]}>
          <Input className="mono" aria-label={name} disabled value={JSON.stringify(line[name])} />
        </Field>
      ))}
      <Faults at={at} />
      {said && <div className="compose-words">{text(said.text)}</div>}
      <Add
        label={t('policy.compose.more')}
        testId={`more${at}`}
        choices={Object.keys(properties)
          .filter((name) => !shown.includes(name))
          .map((key) => ({ key, label: t(`policy.compose.properties.${key}`) }))}
        onAdd={(name) => put([...path, name], emptyOf(properties[name] ?? {}, name))}
      />
    </div>
  );
}

interface PropertyProps {
  path: Path;
  kind: string;
  name: string;
  schema: Schema;
  value: unknown;
  required: boolean;
  line: Tree;
}

/** One thing a line says, by what the schema allows there. */
export function Property({ path, kind, name, schema, value, required, line }: PropertyProps) {
  const { t, i18n } = useTranslation();
  const compose = useCompose();
  const specific = `policy.compose.properties.${kind}.${name}`;
  const label = i18n.exists(specific) ? t(specific) : t(`policy.compose.properties.${name}`);
  const ref = schema.$ref?.split('/').pop();
  if (ref === 'steps') {
    return <Lines path={path} lines={value} />;
  }
  if (ref === 'label') {
    return <LabelField path={path} label={label} value={value} />;
  }
  if (ref === 'basis') {
    return <BasisField path={path} label={label} value={value} />;
  }
  if (ref === 'code') {
    return <CodeField path={path} label={label} value={value} />;
  }
  if (schema.enum) {
    return (
      <ChoiceField
        path={path}
        label={label}
        value={value}
        words={listed(schema.enum, compose.language.vocabulary.words)}
      />
    );
  }
  if (schema.type === 'array' && schema.items?.$ref?.endsWith('/option')) {
    return <Options path={path} options={value} label={label} />;
  }
  if (schema.type === 'array') {
    return <Rows path={path} rows={value} schema={schema.items ?? {}} kind={kind} of={line.of} />;
  }
  const wanted = WANTED[`${kind}.${name}`] ?? WANTED[name] ?? ['MONEY'];
  return <FormulaField path={path} label={label} want={wanted} value={value} required={required} />;
}

/** Several ways to calculate: a line each, or some lines with a sum of their own. */
function Options({ path, options, label }: { path: Path; options: unknown; label: string }) {
  const { t } = useTranslation();
  const { put, language } = useCompose();
  const list = Array.isArray(options) ? (options as Tree[]) : [];
  return (
    <div className="compose-options">
      <div className="compose-label">{label}</div>
      {list.map((option, index) => {
        const moves = (
          <Moves
            path={path}
            index={index}
            count={list.length}
            label={`${t('policy.compose.way')} ${index + 1}`}
            onMove={(to) => put(path, moved(list, index, to))}
          />
        );
        if (!('steps' in option)) {
          return <Line key={index} path={[...path, index]} line={option} number={index + 1} moves={moves} />;
        }
        const at = [...path, index];
        return (
          <div key={index} className="compose-line" data-testid={`line${pointer(at)}`}>
            <div className="compose-head">
              <span className="compose-number-of">{index + 1}</span>
              <strong className="compose-kind">{t('policy.compose.severalLines')}</strong>
              {moves}
            </div>
            {'when' in option && (
              <FormulaField
                path={[...at, 'when']}
                label={t('policy.compose.properties.when')}
                want={['TRUTH']}
                value={option.when}
              />
            )}
            {'label' in option && (
              <LabelField path={[...at, 'label']} label={t('policy.compose.properties.label')} value={option.label} />
            )}
            <Lines path={[...at, 'steps']} lines={option.steps} />
            <Faults at={pointer(at)} />
            <Add
              label={t('policy.compose.more')}
              choices={['when', 'label']
                .filter((name) => !(name in option))
                .map((key) => ({ key, label: t(`policy.compose.properties.${key}`) }))}
              onAdd={(name) => put([...at, name], name === 'when' ? '?' : { zh: '' })}
            />
          </div>
        );
      })}
      <Faults at={pointer(path)} />
      <Add
        label={t('policy.compose.addWay')}
        testId={`add${pointer(path)}`}
        choices={[
          ...kinds(language.schema)
            .filter(({ key }) => !['deduct', 'times', 'increase', 'dropBelow', 'round', 'atLeast', 'cap'].includes(key))
            .map(({ key }) => ({ key, label: t(`policy.compose.lines.${key}`) })),
          { key: 'steps', label: t('policy.compose.severalLines') },
        ]}
        onAdd={(key) =>
          put(path, [
            ...list,
            key === 'steps' ? { steps: [] } : fresh(kinds(language.schema).find((kind) => kind.key === key)!),
          ])
        }
      />
    </div>
  );
}

interface RowsProps {
  path: Path;
  rows: unknown;
  schema: Schema;
  kind: string;
  of: unknown;
}

/** Brackets, one to a row: where it begins or ends, and its rate or amount. */
function Rows({ path, rows, schema, kind, of }: RowsProps) {
  const { t } = useTranslation();
  const compose = useCompose();
  const { put, disabled } = compose;
  const list = Array.isArray(rows) ? (rows as Tree[]) : [];
  const tree = typeof of === 'string' ? parse(of) : null;
  const measured = (tree && typeOf(tree, compose)) || 'MONEY';
  const limits = ['upTo', 'from', 'above'].filter((name) => name in (schema.properties ?? {}));
  return (
    <div className="compose-rows">
      {list.map((row, index) => {
        const at = [...path, index];
        const limit = limits.find((name) => name in row);
        const figure = 'amount' in row ? 'amount' : 'rate';
        const swap = (from: string, to: string, value?: unknown) => {
          // What was typed moves to its new name; the order of the row stays that of the language.
          const next: Tree = { ...row };
          delete next[from];
          if (to) {
            next[to] = value ?? row[from] ?? '?';
          }
          put(
            at,
            Object.fromEntries(
              Object.keys(schema.properties ?? {})
                .filter((name) => name in next)
                .map((name) => [name, next[name]]),
            ),
          );
        };
        return (
          <div key={index} className="compose-bracket" data-testid={`line${pointer(at)}`}>
            <div className="compose-head">
              <span className="compose-number-of">{index + 1}</span>
              <Select
                aria-label={`${t('policy.compose.bracket')} ${index + 1} ${t('policy.compose.limit')}`}
                disabled={disabled}
                value={limit ?? 'open'}
                options={[...limits, 'open'].map((name) => ({
                  value: name,
                  label: t(`policy.compose.limits.${kind}.${name}`),
                }))}
                onChange={(name) => swap(limit ?? '', name === 'open' ? '' : name, limit ? row[limit] : '?')}
              />
              <Select
                aria-label={`${t('policy.compose.bracket')} ${index + 1} ${t('policy.compose.figure')}`}
                disabled={disabled}
                value={figure}
                options={['rate', 'amount'].map((name) => ({
                  value: name,
                  label: t(
                    `policy.compose.figures.${kind === 'slices' && measured === 'COUNT' && name === 'rate' ? 'each' : name}`,
                  ),
                }))}
                onChange={(name) => swap(figure, name, '?')}
              />
              <Moves
                path={path}
                index={index}
                count={list.length}
                label={`${t('policy.compose.bracket')} ${index + 1}`}
                onMove={(to) => put(path, moved(list, index, to))}
              />
            </div>
            <div className="compose-pair">
              {limit && (
                <FormulaField
                  path={[...at, limit]}
                  label={t(`policy.compose.limits.${kind}.${limit}`)}
                  want={[measured]}
                  value={row[limit]}
                  required
                />
              )}
              <FormulaField
                path={[...at, figure]}
                label={t(`policy.compose.figures.${figure}`)}
                want={figure === 'rate' && !(kind === 'slices' && measured === 'COUNT') ? ['NUMBER'] : ['MONEY']}
                value={row[figure]}
                required
              />
              {'cap' in row && (
                <FormulaField
                  path={[...at, 'cap']}
                  label={t('policy.compose.properties.cap')}
                  want={['MONEY']}
                  value={row.cap}
                />
              )}
            </div>
            <Faults at={pointer(at)} />
            {'cap' in (schema.properties ?? {}) && !('cap' in row) && (
              <Add
                label={t('policy.compose.more')}
                choices={[{ key: 'cap', label: t('policy.compose.properties.cap') }]}
                onAdd={() => put([...at, 'cap'], '?')}
              />
            )}
          </div>
        );
      })}
      <Faults at={pointer(path)} />
      <Add
        label={t('policy.compose.addBracket')}
        testId={`add${pointer(path)}`}
        choices={[
          { key: 'rate', label: t('policy.compose.figures.rate') },
          { key: 'amount', label: t('policy.compose.figures.amount') },
        ]}
        onAdd={(figure) =>
          put(
            path,
            kind === 'slices'
              ? [...list.slice(0, -1), { upTo: '?', [figure]: '?' }, ...list.slice(-1)]
              : [...list, { from: '?', [figure]: '?' }],
          )
        }
      />
    </div>
  );
}
