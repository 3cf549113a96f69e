import { describe, expect, it } from 'vitest';
import { filled, pathOf } from './values';

describe('the values of a form', () => {
  it('leave out what was left empty, at any depth, and keep nought and no', () =>
    expect(
      filled({ a: '', b: 0, c: false, d: null, e: [], f: [{ x: '' }, { x: 1, y: undefined }], g: { h: '' }, i: 'i' }),
    ).toEqual({ b: 0, c: false, f: [{ x: 1 }], i: 'i' }));

  it('are found again by the field a problem names', () =>
    expect(pathOf('modules.0.hours')).toEqual(['modules', 0, 'hours']));
});
