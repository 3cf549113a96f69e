/*
 * Money arrives as a string of yuan with two decimals and stays exact: it is grouped, shortened and compared as text or
 * as whole fen in a BigInt, never as a floating-point number.
 */

/** What may be typed into an amount field. */
export const AMOUNT = /^\d{1,15}(\.\d{1,2})?$/;

const PLAIN = /^(-?)(\d+)(?:\.(\d{1,2}))?$/;

/** Whole fen of an amount such as "702000.00"; null for anything that is not one. */
export function fen(amount: string | null | undefined): bigint | null {
  const match = PLAIN.exec((amount ?? '').trim());
  if (!match) {
    return null;
  }
  const [, sign, yuan, decimals = ''] = match;
  const value = BigInt(yuan! + decimals.padEnd(2, '0'));
  return sign ? -value : value;
}

/** Inverse of {@link fen}: 70200000n becomes "702000.00". */
export function plain(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "702000" → "702,000.00"; what cannot be read is shown as it came, what is absent as a dash. */
export function formatYuan(amount: string | null | undefined): string {
  const value = fen(amount);
  if (value === null) {
    return amount?.trim() ? amount : '—';
  }
  const [yuan, decimals] = plain(value < 0n ? -value : value).split('.');
  return `${value < 0n ? '-' : ''}${grouped(yuan!)}.${decimals}`;
}

/** As {@link formatYuan} with an explicit plus, for the steps that add up to an amount. */
export function formatSigned(amount: string | null | undefined): string {
  const value = fen(amount);
  return value !== null && value > 0n ? `+${formatYuan(amount)}` : formatYuan(amount);
}

export interface Shortened {
  digits: string;
  unit: 'yuan' | 'tenThousand' | 'million' | 'hundredMillion' | 'billion';
}

/** Sizes in fen, largest first, as each language counts. */
const STEPS = {
  chinese: [
    { size: 10_000_000_000n, unit: 'hundredMillion' },
    { size: 1_000_000n, unit: 'tenThousand' },
  ],
  english: [
    { size: 100_000_000_000n, unit: 'billion' },
    { size: 100_000_000n, unit: 'million' },
  ],
} as const;

/** 亿元 or 万元 (billions or millions) with two decimals, rounded half up on whole fen; smaller amounts stay in 元. */
export function shorten(amount: string | null | undefined, language = 'zh-CN'): Shortened {
  const value = fen(amount);
  if (value === null) {
    return { digits: '—', unit: 'yuan' };
  }
  const size = value < 0n ? -value : value;
  const steps = STEPS[language.startsWith('en') ? 'english' : 'chinese'];
  const step = steps.find((one) => size >= one.size);
  if (!step) {
    return { digits: formatYuan(amount), unit: 'yuan' };
  }
  const hundredths = (size * 100n + step.size / 2n) / step.size;
  return { digits: formatYuan(plain(value < 0n ? -hundredths : hundredths)), unit: step.unit };
}

/** Position of an amount on a chart's axis in 万元. Drawing needs a number; what is read next to it never comes from here. */
export function plotted(amount: string | null | undefined): number {
  return Number((fen(amount) ?? 0n) / 10_000n) / 100;
}

/** The unit the largest of some amounts is best read in, and how many 万元, in which {@link plotted} counts, one of it is. */
export function axisUnit(amounts: (string | null | undefined)[], language: string) {
  const largest = amounts.map((amount) => fen(amount) ?? 0n).reduce((a, b) => (a > b ? a : b), 0n);
  const steps = STEPS[language.startsWith('en') ? 'english' : 'chinese'];
  const step = steps.find((one) => largest >= one.size) ?? steps[steps.length - 1]!;
  return { unit: step.unit, tenThousands: Number(step.size / 1_000_000n) };
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿', '亿亿'];

function groupInCapitals(group: string): string {
  let text = '';
  let gap = false;
  [...group].forEach((digit, index) => {
    if (digit === '0') {
      gap = text !== '';
      return;
    }
    text += (gap ? '零' : '') + DIGITS[Number(digit)] + PLACES[group.length - 1 - index];
    gap = false;
  });
  return text;
}

/** Chinese capital figures as on a bill: "702000.00" → 人民币柒拾万零贰仟元整. Empty when the amount cannot be read. */
export function capitalFigures(amount: string | null | undefined): string {
  const value = fen(amount);
  if (value === null) {
    return '';
  }
  const [yuan, decimals] = plain(value < 0n ? -value : value).split('.') as [string, string];
  const whole = yuanInCapitals(yuan);
  const sign = value < 0n ? '负' : '';
  return `人民币${sign}${whole}${fractionInCapitals(decimals, whole !== '')}`;
}

function yuanInCapitals(yuan: string): string {
  const groups: string[] = [];
  for (let end = yuan.length; end > 0; end -= 4) {
    groups.unshift(yuan.slice(Math.max(0, end - 4), end));
  }
  let text = '';
  let gap = false;
  groups.forEach((group, index) => {
    const capitals = groupInCapitals(group);
    if (capitals === '') {
      gap = gap || text !== '';
      return;
    }
    // Noughts on either side of 万 or 亿 are read as one 零, however many they are: it leaves no room to write into.
    const before = index > 0 ? groups[index - 1]! : '';
    const joined = text !== '' && (gap || group.startsWith('0') || before.endsWith('0')) ? '零' : '';
    text += joined + capitals + GROUPS[groups.length - 1 - index];
    gap = false;
  });
  return text === '' ? '' : `${text}元`;
}

function fractionInCapitals(decimals: string, afterYuan: boolean): string {
  const [jiao, cent] = [Number(decimals[0]), Number(decimals[1])];
  if (jiao === 0 && cent === 0) {
    return afterYuan ? '整' : '零元整';
  }
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : afterYuan ? '零' : '';
  return tenths + (cent > 0 ? `${DIGITS[cent]}分` : '整');
}
