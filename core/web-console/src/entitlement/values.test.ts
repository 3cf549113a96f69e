import { describe, expect, it } from 'vitest';
import { percent, readable, shown } from './values';

describe('a recorded value', () => {
  it.each([
    ['2340000.00', '2,340,000.00'],
    ['0.30', '0.30'],
    ['2018-03-05', '2018-03-05'],
    ['≥ 500000.00', '≥ 500,000.00'],
    ['1000000.00..2000000.00', '1,000,000.00..2,000,000.00'],
    ['plan-buyer 400000.00', 'plan-buyer 400,000.00'],
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

describe('a recorded sentence', () => {
  it.each([
    ['应享 10000000.00 元。', '应享 10,000,000.00 元。'],
    ['已分组 1,000,000.00 元', '已分组 1,000,000.00 元'],
    ['登记编号 2301012018000046', '登记编号 2301012018000046'],
    ['每人 900.00 元', '每人 900.00 元'],
  ])('%s reads %s', (sentence, expected) => expect(readable(sentence)).toBe(expected));
});
