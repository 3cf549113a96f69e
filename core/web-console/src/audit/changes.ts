export interface Change {
  field: string;
  before: string;
  after: string;
  changed: boolean;
}

/** Before and after as one row per field, changed fields first. */
export function changes(before: unknown, after: unknown): Change[] {
  const [old, fresh] = [flat(before), flat(after)];
  const fields = [...new Set([...old.keys(), ...fresh.keys()])];
  return fields
    .map((field) => {
      const [from, to] = [old.get(field) ?? '', fresh.get(field) ?? ''];
      return { field, before: from, after: to, changed: from !== to };
    })
    .sort((a, b) => Number(b.changed) - Number(a.changed));
}

function flat(value: unknown, name = ''): Map<string, string> {
  const record = typeof value === 'string' && name === '' ? parsed(value) : value;
  if (record !== null && typeof record === 'object') {
    return new Map(Object.entries(record).flatMap(([key, inner]) => [...flat(inner, name ? `${name}.${key}` : key)]));
  }
  // A record that was not there before or after: nothing at all, or an empty text.
  if (record === null || record === undefined || (record === '' && name === '')) {
    return new Map();
  }
  return new Map([[name || '·', String(record)]]);
}

/** A record may arrive as JSON inside a string, as the journal stored it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
