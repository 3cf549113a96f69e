import { CloseOutlined, FunctionOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown, Input, Select, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalText } from '../../shared/text';
import { HOLE, parse, print, type Node, type Order } from './formula';
import { declared, fits, pointer, typeOf, useCompose, yields, type Path, type Type } from './language';
import { Faults } from './Fields';
import { NewParameter } from './NewParameter';

interface Props {
  path: Path;
  label: string;
  want: Type[] | null;
  value: unknown;
  required?: boolean;
}

/** A formula: put together from pick lists, or written; below it what it says and what is wrong with it. */
export function FormulaField({ path, label, want, value, required }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { put, reading, disabled } = useCompose();
  const [written, setWritten] = useState(false);
  const formula = value === undefined || value === null ? '' : String(value);
  const tree = formula === '' ? HOLE : parse(formula);
  const at = pointer(path);
  const change = (next: string) => put(path, next === '' && !required ? undefined : next);
  return (
    <div className="compose-field" data-testid={`at${at}`}>
      <div className="compose-label">
        <span>{label}</span>
        <Tooltip title={t(written ? 'policy.compose.picked' : 'policy.compose.written')}>
          <Button
            type="text"
            size="small"
            icon={<FunctionOutlined />}
            aria-label={`${t(written ? 'policy.compose.picked' : 'policy.compose.written')} ${label}`}
            aria-pressed={written}
            onClick={() => setWritten(!written)}
          />
        </Tooltip>
      </div>
      {written || tree === null ? (
        <Input
          className="mono"
          aria-label={label}
          disabled={disabled}
          value={formula}
          onChange={(event) => {
            // Once it is typed it stays a text, also where it becomes one that lists could show.
            setWritten(true);
            change(event.target.value);
          }}
        />
      ) : (
        <Part
          node={tree}
          want={want}
          label={label}
          clearable={!required && formula !== ''}
          onChange={(node) => change(node === null ? '' : print(node))}
        />
      )}
      {formula !== '' && reading?.formulas?.[at] && (tree === null || !simple(tree)) && (
        <div className="compose-words">{text(reading.formulas[at])}</div>
      )}
      <Faults at={at} />
    </div>
  );
}

/** What its pick list shows already needs no second reading. */
function simple(node: Node): boolean {
  return ['hole', 'name', 'param', 'number', 'word', 'set'].includes(node.kind);
}

interface PartProps {
  node: Node;
  want: Type[] | null;
  label: string;
  /** Words that may stand here, where the other side of a comparison says so. */
  words?: { value: string; label: string }[];
  clearable?: boolean;
  /** null takes the part away. */
  onChange: (node: Node | null) => void;
}

const ORDERS: Order[] = ['>=', '>', '<=', '<', '=', '!='];

/** One part of a formula, with the parts inside it. */
function Part({ node, want, label, words, clearable, onChange }: PartProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const compose = useCompose();
  const { disabled, language } = compose;
  const remove = (
    <>
      <Wrap node={node} label={label} onChange={onChange} />
      <Button
        type="text"
        size="small"
        disabled={disabled}
        icon={<CloseOutlined />}
        aria-label={t('policy.compose.clear', { label })}
        onClick={() => onChange(null)}
      />
    </>
  );
  switch (node.kind) {
    case 'logic':
      return (
        <div className="compose-logic">
          {node.parts.map((part, index) => (
            <div key={index} className="compose-row">
              {index === 0 ? (
                <span className="compose-joint" />
              ) : (
                <Select
                  className="compose-joint"
                  size="small"
                  aria-label={t('policy.compose.joint', { label })}
                  disabled={disabled}
                  value={node.op}
                  options={(['and', 'or'] as const).map((op) => ({ value: op, label: t(`policy.compose.${op}`) }))}
                  onChange={(op) => onChange({ ...node, op })}
                />
              )}
              <Part
                node={part}
                want={['TRUTH']}
                label={`${label} ${index + 1}`}
                onChange={(next) => {
                  const parts = node.parts.flatMap((old, i) => (i === index ? (next === null ? [] : [next]) : [old]));
                  onChange(parts.length > 1 ? { ...node, parts } : (parts[0] ?? null));
                }}
                clearable
              />
            </div>
          ))}
          {!disabled && (
            <Button
              size="small"
              type="dashed"
              icon={<PlusOutlined />}
              onClick={() => onChange({ ...node, parts: [...node.parts, HOLE] })}
            >
              {t('policy.compose.addPart')}
            </Button>
          )}
        </div>
      );
    case 'not':
      return (
        <span className="compose-group">
          <span>{t('policy.compose.not')}</span>
          <Part
            node={node.of}
            want={['TRUTH']}
            label={label}
            onChange={(of) => onChange({ ...node, of: of ?? HOLE })}
          />
          {remove}
        </span>
      );
    case 'negative':
      return (
        <span className="compose-group">
          <span>−</span>
          <Part node={node.of} want={want} label={label} onChange={(of) => onChange({ ...node, of: of ?? HOLE })} />
          {remove}
        </span>
      );
    case 'compare': {
      const type = typeOf(node.left, compose);
      const choices = wordsOf(node.left, compose).map(([value, given]) => ({ value, label: text(given) || value }));
      const ordered = isOrdered(type);
      return (
        <span className="compose-group">
          <Part
            node={node.left}
            want={null}
            label={`${label} ${t('policy.compose.left')}`}
            onChange={(left) => {
              const order = left !== null && !isOrdered(typeOf(left, compose)) && node.op !== '!=' ? '=' : node.op;
              onChange(left === null ? node.right : { ...node, op: order, left });
            }}
          />
          <Select
            className="compose-order"
            aria-label={`${label} ${t('policy.compose.order')}`}
            disabled={disabled}
            value={node.op}
            options={ORDERS.filter((op) => ordered || op === '=' || op === '!=').map((op) => ({
              value: op,
              label: t(`policy.compose.orders.${op}`),
            }))}
            onChange={(op) => onChange({ ...node, op })}
          />
          <Part
            node={node.right}
            want={type ? [type] : null}
            words={choices}
            label={`${label} ${t('policy.compose.right')}`}
            onChange={(right) => onChange({ ...node, right: right ?? HOLE })}
          />
          {remove}
        </span>
      );
    }
    case 'in': {
      const choices = wordsOf(node.left, compose).map(([value, given]) => ({ value, label: text(given) || value }));
      return (
        <span className="compose-group">
          <Part
            node={node.left}
            want={['TEXT', 'SET']}
            label={`${label} ${t('policy.compose.left')}`}
            onChange={(left) => onChange({ ...node, left: left ?? HOLE })}
          />
          <Select
            className="compose-order"
            aria-label={`${label} ${t('policy.compose.order')}`}
            disabled={disabled}
            value={node.negated ? 'notIn' : 'in'}
            options={['in', 'notIn'].map((op) => ({ value: op, label: t(`policy.compose.orders.${op}`) }))}
            onChange={(op) => onChange({ ...node, negated: op === 'notIn' })}
          />
          <Part
            node={node.right}
            want={['SET']}
            words={choices}
            label={`${label} ${t('policy.compose.right')}`}
            onChange={(right) => onChange({ ...node, right: right ?? HOLE })}
          />
          {remove}
        </span>
      );
    }
    case 'binary':
      return (
        <span className="compose-group">
          <Part
            node={node.left}
            want={null}
            label={`${label} ${t('policy.compose.left')}`}
            onChange={(left) => onChange(left === null ? node.right : { ...node, left })}
          />
          <Select
            className="compose-sign"
            aria-label={`${label} ${t('policy.compose.sign')}`}
            disabled={disabled}
            value={node.op}
            options={(['+', '-', '*', '/'] as const).map((op) => ({ value: op, label: SIGNS[op] }))}
            onChange={(op) => onChange({ ...node, op })}
          />
          <Part
            node={node.right}
            want={null}
            label={`${label} ${t('policy.compose.right')}`}
            onChange={(right) => onChange(right === null ? node.left : { ...node, right })}
            clearable
          />
          {remove}
        </span>
      );
    case 'call': {
      const found = language.vocabulary.functions.find(({ name }) => name === node.name);
      const wanted = found?.arguments ?? [];
      const last = wanted[wanted.length - 1];
      const more = node.args.length < wanted.length || found?.many;
      return (
        <span className="compose-group compose-call">
          <strong>{found ? text(found) : node.name}</strong>
          {node.args.map((arg, index) => {
            const slot = wanted[Math.min(index, wanted.length - 1)];
            const name = text(slot) || String(index + 1);
            return (
              <span key={index} className="compose-argument">
                <span className="muted">{name}</span>
                <Part
                  node={arg}
                  want={slotTypes(slot?.want, node, compose)}
                  words={slotWords(slot?.want, language.vocabulary.words, text)}
                  label={`${label} ${name}`}
                  clearable={found?.many ? node.args.length > 2 : slot?.optional}
                  onChange={(next) =>
                    onChange({
                      ...node,
                      args:
                        next === null && (slot?.optional || (found?.many && node.args.length > 2))
                          ? node.args.filter((_, i) => i !== index)
                          : node.args.map((old, i) => (i === index ? (next ?? HOLE) : old)),
                    })
                  }
                />
              </span>
            );
          })}
          {more && !disabled && (
            <Button
              size="small"
              type="dashed"
              icon={<PlusOutlined />}
              aria-label={t('policy.compose.addArgument', { label })}
              onClick={() => onChange({ ...node, args: [...node.args, HOLE] })}
            >
              {found?.many ? '' : text(wanted[node.args.length] ?? last)}
            </Button>
          )}
          {remove}
        </span>
      );
    }
    case 'number':
      return (
        <span className="compose-leaf">
          <Input
            className="compose-number"
            aria-label={label}
            disabled={disabled}
            value={node.value}
            onChange={(event) => {
              const value = event.target.value.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0';
              const number: Node = { kind: 'number', value };
              onChange(event.target.value.includes('-') ? { kind: 'negative', of: number } : number);
            }}
          />
          {remove}
        </span>
      );
    case 'word':
      if (!words?.length) {
        return (
          <span className="compose-leaf">
            <Input
              className="compose-word"
              aria-label={label}
              disabled={disabled}
              value={node.value}
              onChange={(event) => onChange({ kind: 'word', value: event.target.value.replaceAll("'", '’') })}
            />
            {remove}
          </span>
        );
      }
      return <Leaf node={node} want={want} label={label} words={words} clearable={clearable} onChange={onChange} />;
    case 'set':
      return (
        <span className="compose-leaf">
          <Select
            mode={words?.length ? 'multiple' : 'tags'}
            className="compose-set"
            aria-label={label}
            disabled={disabled}
            value={node.words}
            options={words}
            optionFilterProp="label"
            tokenSeparators={[',', '，', '、']}
            onChange={(chosen: string[]) => onChange({ kind: 'set', words: chosen })}
          />
          {remove}
        </span>
      );
    default:
      return <Leaf node={node} want={want} label={label} words={words} clearable={clearable} onChange={onChange} />;
  }
}

function isOrdered(type: Type | null): boolean {
  return type === null || ['MONEY', 'NUMBER', 'COUNT', 'DATE'].includes(type);
}

const SIGNS = { '+': '＋', '-': '－', '*': '×', '/': '÷' };

/** The pick list: names that fit, operations on what is there, functions that yield what is wanted. */
function Leaf({ node, want, label, words, clearable, onChange }: PartProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const compose = useCompose();
  const { language, definition, disabled } = compose;
  const [asking, setAsking] = useState(false);
  const { vocabulary } = language;
  const special = words !== undefined && want === null && words.length > 0;
  const named = (entries: [string, { label?: unknown }][]) =>
    entries.map(([name, given]) => ({ name, words: wordsIn(given?.label, name) }));
  const options: { label: string; options: { value: string; label: string; title?: string }[] }[] = [];
  const group = (name: string, found: { value: string; label: string; title?: string }[]) => {
    if (found.length > 0) {
      options.push({ label: t(`policy.compose.groups.${name}`), options: found });
    }
  };
  if (words?.length) {
    group(
      'words',
      words.map((word) => ({ value: `word ${word.value}`, label: word.label })),
    );
  }
  if (!special) {
    group('parameters', [
      ...declared(definition)
        .filter(({ unit }) => fits(yields(unit), want))
        .map((one) => ({ value: `$${one.name}`, label: text(wordsIn(one.label, one.name)), title: `$${one.name}` })),
      ...(disabled ? [] : [{ value: 'new', label: t('policy.compose.newParameter') }]),
    ]);
    group(
      'inputs',
      named(Object.entries((definition.inputs ?? {}) as Record<string, { label?: unknown; type?: string }>))
        .filter(({ name }) => fits(typeOf({ kind: 'name', name }, compose), want))
        .map((one) => ({ value: one.name, label: text(one.words), title: one.name })),
    );
    group(
      'figures',
      named(Object.entries((definition.figures ?? {}) as Record<string, { label?: unknown }>))
        .filter(({ name }) => fits(typeOf({ kind: 'name', name }, compose), want))
        .map((one) => ({ value: one.name, label: text(one.words), title: one.name })),
    );
    for (const name of [...new Set(vocabulary.facts.map((fact) => fact.group))]) {
      group(
        name,
        vocabulary.facts
          .filter((fact) => fact.group === name && fits(fact.type, want))
          .map((fact) => ({ value: fact.name, label: text(fact), title: fact.name })),
      );
    }
    const numeric = want === null || want.some((type) => ['MONEY', 'NUMBER', 'COUNT', 'DATE'].includes(type));
    const truth = want === null || want.includes('TRUTH');
    group('operations', [
      ...(numeric
        ? Object.entries(SIGNS).map(([op, sign]) => ({
            value: `op ${op}`,
            label: `${sign} ${t(`policy.compose.signs.${op}`)}`,
          }))
        : []),
      ...(want === null || want.some((type) => type === 'NUMBER' || type === 'COUNT' || type === 'MONEY')
        ? [{ value: 'number', label: t('policy.compose.wholeNumber') }]
        : []),
      ...(want === null || want.includes('TEXT') ? [{ value: 'word', label: t('policy.compose.ownWord') }] : []),
      ...(want === null || want.includes('SET') ? [{ value: 'set', label: t('policy.compose.set') }] : []),
      ...(truth
        ? [
            { value: 'compare', label: t('policy.compose.compare') },
            { value: 'in', label: t('policy.compose.among') },
            { value: 'and', label: t('policy.compose.bothHold') },
            { value: 'or', label: t('policy.compose.eitherHolds') },
            { value: 'not', label: t('policy.compose.notHolds') },
          ]
        : []),
    ]);
    group(
      'functions',
      vocabulary.functions
        .filter(
          ({ yields: type }) =>
            want === null ||
            type === 'SAME' ||
            (type === 'FIELD' ? want.includes('MONEY') || want.includes('COUNT') : fits(type as Type, want)),
        )
        .map((one) => ({ value: `call ${one.name}`, label: text(one), title: one.name })),
    );
  }
  const here = node.kind === 'hole' ? HOLE : node;
  const choose = (chosen: string | undefined) => {
    if (chosen === undefined) {
      onChange(null);
    } else if (chosen === 'new') {
      setAsking(true);
    } else {
      onChange(applied(chosen, here, compose));
    }
  };
  const value =
    node.kind === 'hole'
      ? undefined
      : node.kind === 'word'
        ? `word ${node.value}`
        : node.kind === 'name' && words?.some((word) => word.value === node.name)
          ? `word ${node.name}`
          : print(node);
  return (
    <span className="compose-leaf">
      <Select
        className="compose-pick"
        showSearch={{
          // What is typed is looked for in the words and in the name a formula uses.
          filterOption: (typed, option) =>
            `${String(option?.label ?? '')} ${String((option as { title?: string })?.title ?? '')}`
              .toLowerCase()
              .includes(typed.toLowerCase()),
        }}
        popupMatchSelectWidth={320}
        aria-label={label}
        disabled={disabled}
        placeholder={t('policy.compose.choose')}
        status={node.kind === 'hole' ? 'warning' : undefined}
        allowClear={clearable}
        value={value}
        options={options}
        onChange={(chosen: string | undefined) => choose(chosen)}
      />
      {asking && (
        <NewParameter
          want={want}
          label={label}
          onClose={() => setAsking(false)}
          onMade={(name) => {
            setAsking(false);
            onChange({ kind: 'param', name });
          }}
        />
      )}
    </span>
  );
}

/** What functions of years are mostly asked about. */
const USUAL: Record<string, Node> = {
  FIELD: { kind: 'name', name: 'technologyAmount' },
  OFFSET: { kind: 'negative', of: { kind: 'number', value: '1' } },
  YEARS: { kind: 'number', value: '3' },
  POLICY: { kind: 'word', value: '' },
};

/** What becomes of a part when something is chosen for it: another name, or an operation around it. */
function applied(chosen: string, here: Node, compose: Scope): Node {
  const [action = '', argument = ''] = chosen.split(' ');
  switch (action) {
    case 'word':
      return argument ? bare(chosen.slice(5)) : { kind: 'word', value: '' };
    case 'op':
      return { kind: 'binary', op: argument as '+', left: here, right: HOLE };
    case 'number':
      return { kind: 'number', value: '0' };
    case 'set':
      return { kind: 'set', words: [] };
    case 'compare':
      return { kind: 'compare', op: '>=', left: typeOf(here, compose) === 'TRUTH' ? HOLE : here, right: HOLE };
    case 'in':
      return { kind: 'in', negated: false, left: here, right: { kind: 'set', words: [] } };
    case 'and':
    case 'or':
      return { kind: 'logic', op: action, parts: [here, HOLE] };
    case 'not':
      return { kind: 'not', of: here };
    case 'call': {
      const found = compose.language.vocabulary.functions.find(({ name }) => name === argument);
      const args = (found?.arguments ?? [])
        .filter(({ optional }) => !optional)
        .map(({ want }, index) => USUAL[want] ?? (index === 0 ? here : HOLE));
      return { kind: 'call', name: argument, args };
    }
    default:
      return action.startsWith('$') ? { kind: 'param', name: action.slice(1) } : { kind: 'name', name: action };
  }
}

interface WrapProps {
  node: Node;
  label: string;
  onChange: (node: Node) => void;
}

/** Puts an operation around what is there already. */
function Wrap({ node, label, onChange }: WrapProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const compose = useCompose();
  const type = typeOf(node, compose);
  if (compose.disabled) {
    return null;
  }
  const choices =
    type === 'TRUTH'
      ? [
          { key: 'and', label: t('policy.compose.bothHold') },
          { key: 'or', label: t('policy.compose.eitherHolds') },
          { key: 'not', label: t('policy.compose.notHolds') },
          { key: 'call if', label: text(compose.language.vocabulary.functions.find(({ name }) => name === 'if')) },
        ]
      : [
          ...Object.entries(SIGNS).map(([op, sign]) => ({
            key: `op ${op}`,
            label: `${sign} ${t(`policy.compose.signs.${op}`)}`,
          })),
          { key: 'compare', label: t('policy.compose.compare') },
          ...compose.language.vocabulary.functions
            .filter(({ arguments: wanted }) => wanted[0] && fits(type, slotTypes(wanted[0].want, NO_CALL, compose)))
            .map((one) => ({ key: `call ${one.name}`, label: text(one) })),
        ];
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items: choices, onClick: ({ key }) => onChange(applied(key, node, compose)) }}
    >
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        aria-label={t('policy.compose.wrap', { label })}
        title={t('policy.compose.wrap', { label: '' })}
      />
    </Dropdown>
  );
}

const NO_CALL = { kind: 'call', name: '', args: [] } as Node & { kind: 'call' };

/** A code stays bare, one's own word is quoted where it must be. */
function bare(word: string): Node {
  return /^[\p{L}_][\p{L}\p{Nd}_]*$/u.test(word) ? { kind: 'name', name: word } : { kind: 'word', value: word };
}

export function wordsIn(label: unknown, otherwise: string): { zh: string; en: string } {
  if (typeof label === 'string') {
    return { zh: label, en: label };
  }
  const { zh, en } = (label ?? {}) as { zh?: string; en?: string };
  return { zh: zh || otherwise, en: en || zh || otherwise };
}

type Scope = ReturnType<typeof useCompose>;

/** The words the value of a part may be: codes of the vocabulary, or the choices of an input. */
function wordsOf(node: Node, { language, definition }: Scope): [string, { zh?: string; en?: string }][] {
  if (node.kind !== 'name') {
    return [];
  }
  const input = ((definition.inputs ?? {}) as Record<string, { choices?: string[] }>)[node.name];
  if (input) {
    return (input.choices ?? []).map((choice) => [choice, { zh: choice, en: choice }]);
  }
  const list = language.vocabulary.facts.find(({ name }) => name === node.name)?.words;
  return Object.entries((list && language.vocabulary.words[list]) || {});
}

const OWN_WORDS: Record<string, string> = { FIELD: 'fields', ROLE: 'roles' };

function slotWords(
  want: string | undefined,
  words: Scope['language']['vocabulary']['words'],
  text: (given: { zh?: string; en?: string }) => string,
): { value: string; label: string }[] | undefined {
  const list = OWN_WORDS[want ?? ''];
  if (list) {
    return Object.entries(words[list] ?? {}).map(([value, given]) => ({ value, label: text(given) }));
  }
  return undefined;
}

function slotTypes(want: string | undefined, call: Node & { kind: 'call' }, compose: Scope): Type[] | null {
  switch (want) {
    case 'NUMERIC':
      return ['MONEY', 'NUMBER', 'COUNT', 'DATE'];
    case 'MEASURED':
      return ['MONEY', 'COUNT'];
    case 'SAME': {
      const first = call.args[call.name === 'if' ? 1 : 0];
      const type = first ? typeOf(first, compose) : null;
      return type ? [type] : null;
    }
    case 'OFFSET':
    case 'YEARS':
      return ['COUNT'];
    case 'POLICY':
      return ['TEXT'];
    case 'FIELD':
    case 'ROLE':
    case 'ANY':
    case undefined:
      return null;
    default:
      return [want as Type];
  }
}
