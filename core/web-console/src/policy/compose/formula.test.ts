import { describe, expect, it } from 'vitest';
import { parse, print } from './formula';
import { scaleOf, shifted, shownIn, typed } from './units';

describe('a formula', () => {
  it.each([
    'contract.technologyAmount >= $least',
    'min(contract.technologyAmount, invoiced, receivedBy($paidBy))',
    "industry in [房地产业, '娱乐 业']",
    'recipient.size not in [MICRO, SMALL]',
    'if(small, $smallRate, $rate) * (own.received - lastYear.received)',
    'not (a and (b or not c)) and d = TRANSFER',
    'yearTotal(technologyAmount, -2, PROVIDER) / 2',
    "granted('city-*') > 0",
    'a - (b - c) - d * (e / f)',
    'sumOf(contract.amount, contract.landed)',
    'contract.amount > ? and ?',
    'countOf()',
  ])('is read and written: %s', (text) => {
    expect(print(parse(text)!)).toBe(text);
  });

  it('reads what people write differently as the same', () => {
    expect(print(parse('( a ≥ b ) and c ≠ “新 材料”')!)).toBe("a >= b and c != '新 材料'");
  });

  it.each(['', 'a +', 'f(a', "'a", 'a b', '[a'])('that is none stays text: %s', (text) => {
    expect(parse(text)).toBeNull();
  });
});

describe('a value', () => {
  it('moves its point as text', () => {
    expect(shifted('0.5', -3)).toBe('0.0005');
    expect(shifted('50', 4)).toBe('500000');
    expect(shifted('1234.5678', 2)).toBe('123456.78');
    expect(shifted('0.30', 2)).toBe('30');
    expect(shifted('1,000', 0)).toBe('1000');
    expect(shifted('x', 2)).toBeNull();
  });

  it('is typed with or without its unit', () => {
    expect(typed('1', '0.5‰', 'percent')).toEqual({ value: '0.0005', scale: 'permille' });
    expect(typed('1', '3', 'percent')).toEqual({ value: '0.03', scale: 'percent' });
    expect(typed('CNY', '50万', 'yuan')).toEqual({ value: '500000.00', scale: 'tenThousand' });
    expect(typed('CNY', '0.01', 'yuan')).toEqual({ value: '0.01', scale: 'yuan' });
    expect(typed('CNY', '一些', 'yuan').value).toBe('一些');
  });

  it('is shown as the document says it', () => {
    expect([scaleOf('1', '0.0005'), scaleOf('1', '0.02'), scaleOf('1', '0.001')]).toEqual([
      'permille',
      'percent',
      'percent',
    ]);
    expect(shownIn('CNY', '500000.00', scaleOf('CNY', '500000.00'))).toBe('50');
    expect(shownIn('CNY', '10000.50', scaleOf('CNY', '10000.50'))).toBe('10000.5');
    expect(shownIn('1', '0.0005', 'permille')).toBe('0.5');
  });
});
