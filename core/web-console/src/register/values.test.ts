import { describe, expect, it } from 'vitest';
import type { RegisterField } from '../api/model';
import { fieldName, filled, pathOf } from './values';

describe('the values of a form', () => {
  it('leave out what was left empty, at any depth, and keep nought and no', () =>
    expect(
      filled({ a: '', b: 0, c: false, d: null, e: [], f: [{ x: '' }, { x: 1, y: undefined }], g: { h: '' }, i: 'i' }),
    ).toEqual({ b: 0, c: false, f: [{ x: 1 }], i: 'i' }));

  it('are found again by the field a problem names', () =>
    expect(pathOf('modules.0.hours')).toEqual(['modules', 0, 'hours']));

  it('are called in a problem as the form calls them, and reasons have no name', () => {
    const fields = [
      { name: 'title', label: { zh: '名称' }, kind: 'TEXT' },
      {
        name: 'modules',
        label: { zh: '模块' },
        kind: 'LIST',
        element: { kind: 'GROUP', group: [{ name: 'hours', label: { zh: '学时' }, kind: 'WHOLE' }] },
      },
    ] as unknown as RegisterField[];
    const called = (pointer: string) => fieldName(fields, pointer, (label) => label?.zh ?? '');
    expect(called('title')).toBe('名称');
    expect(called('input.modules.1.hours')).toBe('模块 2 学时');
    expect(called('EDUCATION_OR_WORK')).toBe('');
  });
});
