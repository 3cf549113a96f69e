import { describe, expect, it } from 'vitest';
import { proofsOf } from './evidence';

describe('what a finding rests on', () => {
  it('is read as facts in one order, whatever order they came in', () =>
    expect(proofsOf('[{"amount":"100.00","tenant":230600,"signedOn":"2024-03-01","number":null}]')).toEqual([
      {
        facts: [
          ['tenant', '230600'],
          ['signedOn', '2024-03-01'],
          ['amount', '100.00'],
        ],
      },
    ]));

  it('is a list of signs, or one thing alone', () => {
    expect(proofsOf('["PHONE","ADDRESS"]')).toEqual([{ sign: 'PHONE' }, { sign: 'ADDRESS' }]);
    expect(proofsOf('{"others":2,"cap":"2000000.00"}')).toEqual([
      {
        facts: [
          ['cap', '2000000.00'],
          ['others', '2'],
        ],
      },
    ]);
  });

  it('is nothing where it cannot be read', () => {
    expect(proofsOf('not json')).toEqual([]);
    expect(proofsOf('[1,null,{"other":1}]')).toEqual([]);
    expect(proofsOf(null)).toEqual([]);
  });
});
