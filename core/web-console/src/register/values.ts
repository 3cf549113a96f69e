import type { RegisterField } from '../api/model';

export type Values = Record<string, unknown>;

/** What a form sends: nothing that was left empty, at any depth. */
export function filled(values: Values): Values {
  const kept: Values = {};
  for (const [name, value] of Object.entries(values)) {
    const one = cleaned(value);
    if (one !== undefined) {
      kept[name] = one;
    }
  }
  return kept;
}

function cleaned(value: unknown): unknown {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  if (Array.isArray(value)) {
    const items = value.map(cleaned).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value === 'object') {
    const group = filled(value as Values);
    return Object.keys(group).length > 0 ? group : undefined;
  }
  return value;
}

/** modules.0.hours → ['modules', 0, 'hours'], as a form names its items. */
export function pathOf(field: string): (string | number)[] {
  return field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Whether a field stands for something to be looked up. */
export function isReference(kind: RegisterField['kind']): boolean {
  return kind === 'ROW' || kind === 'PARTY' || kind === 'CONTRACT';
}
