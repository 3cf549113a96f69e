import { describe, expect, it } from 'vitest';
import { shares } from './shares';

describe('the bar of a budget', () => {
  it('shows the parts of the whole', () =>
    expect(shares({ appropriated: '200.00', available: '50.00', committed: '100.00', paid: '50.00' })).toEqual({
      available: 25,
      committed: 50,
      paid: 25,
    }));

  it('is empty where nothing was appropriated', () =>
    expect(shares({ appropriated: '0.00', available: '0.00', committed: '0.00', paid: '0.00' })).toEqual({
      available: 0,
      committed: 0,
      paid: 0,
    }));

  it('is drawn from amounts no number could hold', () =>
    expect(
      shares({ appropriated: '9999999999999999.99', available: '9999999999999999.99', committed: '0.00', paid: '0.00' })
        .available,
    ).toBe(100));
});
