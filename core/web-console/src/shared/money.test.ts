import { describe, expect, it } from 'vitest';
import { axisUnit, capitalFigures, fen, formatSigned, formatYuan, plain, shorten } from './money';

describe('fen', () => {
  it.each([
    ['702000.00', 70_200_000n],
    ['0.05', 5n],
    ['12', 1_200n],
    ['-1400000.00', -140_000_000n],
    ['9007199254740993.01', 900_719_925_474_099_301n],
  ])('reads %s exactly', (amount, expected) => expect(fen(amount)).toBe(expected));

  it.each(['', '1.005', 'abc', '1,000.00', null, undefined])('refuses %s', (amount) => expect(fen(amount)).toBeNull());

  it('goes back to the same text', () => expect(plain(fen('-0.50')!)).toBe('-0.50'));
});

describe('formatting', () => {
  it.each([
    ['702000.00', '702,000.00'],
    ['999.9', '999.90'],
    ['1000', '1,000.00'],
    ['-1400000.00', '-1,400,000.00'],
    ['9007199254740993.01', '9,007,199,254,740,993.01'],
    ['not an amount', 'not an amount'],
    [null, '—'],
  ])('groups %s as %s', (amount, expected) => expect(formatYuan(amount)).toBe(expected));

  it('shows the direction of a step', () => {
    expect(formatSigned('2400000.00')).toBe('+2,400,000.00');
    expect(formatSigned('-1400000.00')).toBe('-1,400,000.00');
    expect(formatSigned('0.00')).toBe('0.00');
  });

  it.each([
    ['9999.99', '9,999.99', 'yuan'],
    ['10000.00', '1.00', 'tenThousand'],
    ['702050.00', '70.21', 'tenThousand'],
    ['99999999.99', '10,000.00', 'tenThousand'],
    ['100000000.00', '1.00', 'hundredMillion'],
    ['35211000000.00', '352.11', 'hundredMillion'],
    ['-20000.00', '-2.00', 'tenThousand'],
  ])('shortens %s to %s %s', (amount, digits, unit) => expect(shorten(amount)).toEqual({ digits, unit }));
});

describe('formatting in English', () => {
  it.each([
    ['999999.99', '999,999.99', 'yuan'],
    ['1870000.00', '1.87', 'million'],
    ['26520000000.00', '26.52', 'billion'],
  ])('shortens %s to %s %s', (amount, digits, unit) => expect(shorten(amount, 'en')).toEqual({ digits, unit }));
});

describe('capital figures', () => {
  it.each([
    ['0.00', '人民币零元整'],
    ['0.05', '人民币伍分'],
    ['0.50', '人民币伍角整'],
    ['1.05', '人民币壹元零伍分'],
    ['1.50', '人民币壹元伍角整'],
    ['10.00', '人民币壹拾元整'],
    ['150000.00', '人民币壹拾伍万元整'],
    ['702000.00', '人民币柒拾万零贰仟元整'],
    ['1000000.00', '人民币壹佰万元整'],
    ['1005000.00', '人民币壹佰万零伍仟元整'],
    ['1000500.00', '人民币壹佰万零伍佰元整'],
    ['10001000.01', '人民币壹仟万零壹仟元零壹分'],
    ['20004.30', '人民币贰万零肆元叁角整'],
    ['100000001.00', '人民币壹亿零壹元整'],
    ['1000010000.00', '人民币壹拾亿零壹万元整'],
    ['-375000.00', '人民币负叁拾柒万伍仟元整'],
  ])('%s is %s', (amount, expected) => expect(capitalFigures(amount)).toBe(expected));

  it('says nothing about what is not an amount', () => expect(capitalFigures('n/a')).toBe(''));
});

describe('the unit of an axis', () => {
  it.each([
    ['zh-CN', ['61219000000.00', null], 'hundredMillion', 10_000],
    ['zh-CN', ['830000.00'], 'tenThousand', 1],
    ['en', ['61219000000.00'], 'billion', 100_000],
    ['en', [], 'million', 100],
  ])('in %s for %j', (language, amounts, unit, tenThousands) =>
    expect(axisUnit(amounts, language)).toEqual({ unit, tenThousands }),
  );
});
