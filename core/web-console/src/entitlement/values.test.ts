import { describe, expect, it } from 'vitest';
import { percent, shown } from './values';

describe('a recorded value', () => {
  it.each([
    ['2340000.00', '2,340,000.00'],
    ['0.30', '0.30'],
    ['2018-03-05', '2018-03-05'],
    [null, '—'],
  ])('%s is shown as %s', (value, expected) => expect(shown(value)).toBe(expected));
});

describe('a ratio', () => {
  it.each([
    ['0.30', '30%'],
    ['0.3', '30%'],
    ['1', '100%'],
    ['0.0002', '0.02%'],
    ['0.075', '7.5%'],
    ['ten', 'ten'],
  ])('%s is %s', (ratio, expected) => expect(percent(ratio)).toBe(expected));
});
