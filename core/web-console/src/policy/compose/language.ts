import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import { api, body } from '../../api/client';
import type { DraftForm, MeasureReading } from '../../api/model';
import { useTenant } from '../../frame/tenant';
import { parse, type Node } from './formula';

/** A definition as it is edited: whatever is in it stays in it, known here or not. */
export type Tree = { [key: string]: unknown };
export type Path = (string | number)[];
export type Type = 'MONEY' | 'NUMBER' | 'COUNT' | 'DATE' | 'TRUTH' | 'TEXT' | 'SET' | 'DIVISION';

export interface Words {
  zh?: string;
  en?: string;
}

interface Fact extends Words {
  name: string;
  type: Type;
  group: string;
  words?: string;
}

export interface Argument extends Words {
  want: string;
  optional?: boolean;
}

export interface Function extends Words {
  name: string;
  group: string;
  yields: string;
  many?: boolean;
  arguments: Argument[];
}

export interface Vocabulary {
  facts: Fact[];
  functions: Function[];
  words: Record<string, Record<string, Words>>;
  fieldTypes: Record<string, Type>;
}

export interface Schema {
  $ref?: string;
  description?: string;
  type?: string | string[];
  enum?: string[];
  anyOf?: Schema[];
  items?: Schema;
  required?: string[];
  properties?: Record<string, Schema>;
  $defs?: Record<string, Schema>;
}

export interface Language {
  schema: Schema;
  vocabulary: Vocabulary;
}

/** What a measure may be made of; it does not change while a page is open. */
export function useLanguage() {
  const { code } = useTenant();
  return useQuery({
    queryKey: ['measure-language', code],
    queryFn: async (): Promise<Language> =>
      (await body(
        api.GET('/api/v1/tenants/{code}/measures/language', { params: { path: { code } } }),
      )) as unknown as Language,
    staleTime: Infinity,
  });
}

/** Waits until nobody has typed for a moment. */
export function useSettled<T>(value: T, milliseconds = 350): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as T), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return settled;
}

export interface Written {
  policyId: string;
  form?: DraftForm;
  text?: string;
  version?: string;
  /** Worked cases beside a text; a form has its own. */
  cases?: string | null;
}

export function checkOf(code: number, written: Written): Promise<MeasureReading> {
  return body(
    api.POST('/api/v1/tenants/{code}/measures/check', { params: { path: { code } }, body: written as never }),
  ) as Promise<MeasureReading>;
}

/** What the server makes of what is written, a moment after the typing. */
export function useReading(written: Written) {
  const { code } = useTenant();
  const settled = useSettled(written);
  return useQuery({
    queryKey: ['measure-check', code, settled],
    queryFn: () => checkOf(code, settled),
    placeholderData: (before) => before,
    gcTime: 60_000,
  });
}

/** One parameter as the definition declares it. */
export interface Declared {
  name: string;
  unit: string;
  label?: unknown;
  optional?: boolean;
}

export function declared(definition: Tree): Declared[] {
  return Object.entries((definition.parameters ?? {}) as Tree).map(([name, given]) =>
    typeof given === 'object' && given !== null
      ? { name, ...(given as { unit: string; label?: unknown; optional?: boolean }) }
      : { name, unit: String(given) },
  );
}

const TYPES: Record<string, Type> = {
  CNY: 'MONEY',
  '1': 'NUMBER',
  number: 'NUMBER',
  count: 'COUNT',
  date: 'DATE',
  boolean: 'TRUTH',
  enum: 'SET',
  division: 'DIVISION',
  text: 'TEXT',
  YES_NO: 'TRUTH',
  RATIO: 'NUMBER',
  CHOICE: 'TEXT',
  MONEY: 'MONEY',
  COUNT: 'COUNT',
  DATE: 'DATE',
};

/** What a unit of a parameter or a type of an input yields in a formula. */
export function yields(unit: string): Type {
  return TYPES[unit] ?? 'TEXT';
}

/** The unit a new parameter has where that is wanted. */
export function unitFor(type: Type): string {
  return (
    (
      {
        MONEY: 'CNY',
        NUMBER: '1',
        COUNT: 'count',
        DATE: 'date',
        TRUTH: 'boolean',
        SET: 'enum',
        DIVISION: 'division',
        TEXT: 'text',
      } as Record<Type, string>
    )[type] ?? 'CNY'
  );
}

export interface Compose {
  language: Language;
  definition: Tree;
  form: DraftForm;
  reading?: MeasureReading;
  disabled: boolean;
  /** Puts a value at a place of the definition; undefined takes it away. */
  put: (path: Path, value: unknown) => void;
  /** Declares a parameter and gives it its first value. */
  declare: (parameter: Declared, value: string | null) => void;
}

export const ComposeContext = createContext<Compose | null>(null);

export function useCompose(): Compose {
  return useContext(ComposeContext)!;
}

/** A JSON pointer; names of measures hold no slashes. */
export function pointer(path: Path): string {
  return path.map((part) => `/${part}`).join('');
}

/** The same tree with another value at a place. */
export function placed(tree: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) {
    return value;
  }
  if (typeof first === 'number') {
    const list = Array.isArray(tree) ? [...(tree as unknown[])] : [];
    if (rest.length === 0 && value === undefined) {
      list.splice(first, 1);
    } else {
      list[first] = placed(list[first], rest, value);
    }
    return list;
  }
  const fields = { ...(tree as Tree | undefined) };
  const next = placed(fields[first], rest, value);
  if (next === undefined) {
    delete fields[first];
  } else {
    fields[first] = next;
  }
  return fields;
}

/** What a tree of a formula yields, as far as it can be told; null for anything. */
export function typeOf(node: Node, { language, definition }: Pick<Compose, 'language' | 'definition'>): Type | null {
  const { vocabulary } = language;
  switch (node.kind) {
    case 'hole':
      return null;
    case 'param': {
      const found = declared(definition).find(({ name }) => name === node.name);
      return found ? yields(found.unit) : null;
    }
    case 'name': {
      const input = ((definition.inputs ?? {}) as Record<string, { type?: string }>)[node.name];
      if (input) {
        return yields(input.type ?? '');
      }
      const figure = ((definition.figures ?? {}) as Tree)[node.name];
      if (figure !== undefined) {
        const of = typeof figure === 'object' && figure !== null ? (figure as { of?: unknown }).of : figure;
        const tree = parse(String(of ?? ''));
        // A figure reads only those before it, so one that reads itself is a fault and ends here.
        const others = { ...(definition.figures as Tree) };
        delete others[node.name];
        return tree ? typeOf(tree, { language, definition: { ...definition, figures: others } }) : null;
      }
      return vocabulary.facts.find(({ name }) => name === node.name)?.type ?? vocabulary.fieldTypes[node.name] ?? null;
    }
    case 'number':
      return 'COUNT';
    case 'word':
      return 'TEXT';
    case 'set':
      return 'SET';
    case 'compare':
    case 'in':
    case 'logic':
    case 'not':
      return 'TRUTH';
    case 'negative':
      return typeOf(node.of, { language, definition });
    case 'binary': {
      const [left, right] = [typeOf(node.left, { language, definition }), typeOf(node.right, { language, definition })];
      if (node.op === '/' && left === 'MONEY' && right === 'MONEY') {
        return 'NUMBER';
      }
      return left === 'MONEY' || left === 'DATE' ? left : right === 'MONEY' ? 'MONEY' : (left ?? right);
    }
    case 'call': {
      const found = vocabulary.functions.find(({ name }) => name === node.name);
      if (!found) {
        return null;
      }
      if (found.yields === 'SAME') {
        const same = node.args[node.name === 'if' ? 1 : 0];
        return same ? typeOf(same, { language, definition }) : null;
      }
      if (found.yields === 'FIELD') {
        return node.args[0] ? typeOf(node.args[0], { language, definition }) : null;
      }
      return found.yields as Type;
    }
  }
}

/** Whether a value of one type may stand where others are wanted. */
export function fits(type: Type | null, wanted: Type[] | null): boolean {
  return (
    type === null ||
    wanted === null ||
    wanted.includes(type) ||
    (type === 'COUNT' && wanted.includes('NUMBER')) ||
    (type === 'NUMBER' && wanted.includes('COUNT'))
  );
}
