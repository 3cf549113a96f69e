import { describe, expect, it } from 'vitest';
import { points } from './trend';

describe('the line of a trend', () => {
  it('rises to the right with the values, at the pace of the days', () =>
    expect(
      points(
        [
          { day: '2026-01-01', value: '0' },
          { day: '2026-01-02', value: '5' },
          { day: '2026-01-05', value: '10.00' },
        ],
        106,
        26,
      ),
    ).toBe('3.0,23.0 28.0,13.0 103.0,3.0'));

  it('runs through the middle where nothing changes', () =>
    expect(
      points(
        [
          { day: '2026-01-01', value: '7' },
          { day: '2026-01-02', value: '7' },
        ],
        106,
        26,
      ),
    ).toBe('3.0,13.0 103.0,13.0'));
});
