import { expect, it } from 'vitest';
import { changes } from './changes';

it('puts what changed first and leaves the rest readable', () => {
  expect(changes({ a: 1, b: { c: 'x' } }, { a: 1, b: { c: 'y' }, d: true })).toEqual([
    { field: 'b.c', before: 'x', after: 'y', changed: true },
    { field: 'd', before: '', after: 'true', changed: true },
    { field: 'a', before: '1', after: '1', changed: false },
  ]);
});

it('reads a record that was stored as text', () => {
  expect(changes(null, '{"status":"REGISTERED"}')).toEqual([
    { field: 'status', before: '', after: 'REGISTERED', changed: true },
  ]);
});

it('finds nothing in a record that is empty', () => expect(changes('', '')).toEqual([]));
