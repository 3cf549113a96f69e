import { expect, it } from 'vitest';
import { read, rows, state, stated, withRows, written } from './cases';

it('states and takes back a value at a dotted name', () => {
  const given = state({ year: 2024 }, 'contract.technologyAmount', '800000.00');
  expect(given).toEqual({ year: 2024, contract: { technologyAmount: '800000.00' } });
  expect(stated(given, 'contract.technologyAmount')).toBe('800000.00');
  expect(stated(given, 'provider.attributes.size')).toBe('');
  expect(state(given, 'contract.technologyAmount', '')).toEqual({ year: 2024 });
});

it('keeps what stands beside it', () => {
  const given = state(state({ year: 2024 }, 'provider.kind', 'UNIVERSITY'), 'provider.division', 230103);
  expect(given).toEqual({ year: 2024, provider: { kind: 'UNIVERSITY', division: 230103 } });
});

it('shares a case by its text, and reads nothing out of nonsense', () => {
  const form = { on: '2024-03-15', given: withRows({ year: 2024 }, 'receipts', [{ received: '1.00' }]) };
  expect(read(written(form))).toEqual(form);
  expect(rows(form.given, 'receipts')).toHaveLength(1);
  expect(withRows(form.given, 'receipts', [])).toEqual({ year: 2024 });
  expect(read('{')).toBeUndefined();
  expect(read('{"given":1}')).toBeUndefined();
  expect(read(null)).toBeUndefined();
});
