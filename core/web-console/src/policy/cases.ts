/**
 * An imagined case as the server reads it: what is stated of it, in the words of a file of cases. It is kept as plain data,
 * so that the same value is the form's state, the request and the link that shares it.
 */
export interface CaseForm {
  on?: string;
  given: Given;
}

export type Row = Record<string, unknown>;
export type Given = { year: number } & Row;

/** The value at a dotted name; empty where nothing is stated. */
export function stated(given: Given, name: string): string {
  let at: unknown = given;
  for (const step of name.split('.')) {
    at = at !== null && typeof at === 'object' ? (at as Row)[step] : undefined;
  }
  return at === undefined || at === null ? '' : String(at);
}

/** The same case with another value at a dotted name; nothing stated leaves nothing behind. */
export function state(given: Given, name: string, value: string | number | undefined): Given {
  return put(given, name.split('.'), value) as Given;
}

function put(row: Row, [step, ...rest]: string[], value: string | number | undefined): Row {
  const next = { ...row };
  const inner =
    rest.length === 0 ? value : put(typeof row[step!] === 'object' ? ((row[step!] ?? {}) as Row) : {}, rest, value);
  const empty =
    inner === undefined || inner === '' || (typeof inner === 'object' && Object.keys(inner ?? {}).length === 0);
  if (empty) {
    delete next[step!];
  } else {
    next[step!] = inner;
  }
  return next;
}

/** The rows of a list in a case. */
export function rows(given: Given, name: string): Row[] {
  return Array.isArray(given[name]) ? (given[name] as Row[]) : [];
}

/** The same case with other rows; none leave no list behind. */
export function withRows(given: Given, name: string, list: Row[]): Given {
  const next = { ...given };
  if (list.length > 0) {
    next[name] = list;
  } else {
    delete next[name];
  }
  return next;
}

/** A case as it stands in an address. */
export function written(form: CaseForm): string {
  return JSON.stringify(form);
}

/** The case an address holds; nothing where it holds none. */
export function read(text: string | null): CaseForm | undefined {
  try {
    const form = JSON.parse(text ?? '') as CaseForm;
    return typeof form.given?.year === 'number' ? form : undefined;
  } catch {
    return undefined;
  }
}
