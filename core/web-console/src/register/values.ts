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

/**
 * What a form calls the field that a problem points at, such as input.modules.0.hours: its labels from the outside in, with
 * the positions in lists counted from 1. Nothing for what stands on no form, such as the code of a reason.
 */
export function fieldName(
  fields: RegisterField[],
  pointer: string,
  label: (of: RegisterField['label']) => string,
): string {
  const names: string[] = [];
  let level = fields;
  for (const part of pathOf(pointer.replace(/^input\./, ''))) {
    if (typeof part === 'number') {
      names.push(String(part + 1));
      continue;
    }
    const field = level.find((one) => one.name === part);
    if (!field) {
      return '';
    }
    names.push(label(field.label));
    const inner = field.kind === 'LIST' ? (field.element as RegisterField | null) : field;
    level = inner?.group ?? [];
  }
  return names.join(' ');
}
