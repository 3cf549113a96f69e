import { describe, expect, it } from 'vitest';
import { inYuan, pathOf, sent, stepOf } from './form';

describe('the filing form', () => {
  it('finds the field and the step of a refusal', () => {
    expect(pathOf('items[0].amount')).toEqual(['items', 0, 'amount']);
    expect(pathOf('particulars.furtherProviders[1].share')).toEqual(['particulars', 'furtherProviders', 1, 'share']);
    expect(
      ['signedOn', 'provider.division', 'items', 'particulars.fields.patents', 'attachments.X'].map(stepOf),
    ).toEqual([0, 1, 2, 3, 4]);
    expect(stepOf('particulars.providerShare')).toBe(1);
    expect(stepOf('expectedOutput')).toBe(3);
  });

  it('converts as the server does, half up to the fen', () => {
    expect(inYuan('100000.01', '7.12345')).toBe('712345.07');
    expect(inYuan('0.01', '0.5')).toBe('0.01');
    expect(inYuan('1', '')).toBe('');
    expect(inYuan('1e3', '7')).toBe('');
  });

  it('leaves the amounts to the items', () => {
    expect(sent({ items: [] }).contractAmount).toBe('0.00');
    expect(sent({ items: [{ amount: '5.00' }], agency: 230100 })).not.toHaveProperty('agency');
    expect(sent({ items: [{ amount: '5.00' }] }).contractAmount).toBeUndefined();
  });
});
