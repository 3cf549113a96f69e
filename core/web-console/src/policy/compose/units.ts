/** Values of parameters as they are typed and as they are kept: decimals are moved as text, never through a number. */

/** The ways a unit is written, with how far the point stands from the value kept. */
export const SCALES: Record<string, { key: string; shift: number }[]> = {
  CNY: [
    { key: 'yuan', shift: 0 },
    { key: 'tenThousand', shift: 4 },
    { key: 'hundredMillion', shift: 8 },
  ],
  '1': [
    { key: 'percent', shift: -2 },
    { key: 'permille', shift: -3 },
    { key: 'times', shift: 0 },
  ],
};

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Moves the point to the right by that many places; null for what is no plain decimal. */
export function shifted(text: string, places: number): string | null {
  const match = DECIMAL.exec(text.trim().replaceAll(',', ''));
  if (!match) {
    return null;
  }
  const [, sign, whole, fraction = ''] = match;
  const digits = `${'0'.repeat(Math.max(0, -places))}${whole!}${fraction}${'0'.repeat(Math.max(0, places))}`;
  const point = whole!.length + Math.max(0, -places) + places;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
  const right = digits.slice(point).replace(/0+$/, '');
  return `${sign}${left}${right ? `.${right}` : ''}`;
}

/** What a value kept looks like: 0.0005 is 0.5 per mille, 500000.00 is 50 times ten thousand yuan. */
export function scaleOf(unit: string, value: string): string {
  const digits = shifted(value, 0);
  if (unit === '1') {
    return digits !== null && digits !== '0' && /^-?0\.000/.test(digits) ? 'permille' : 'percent';
  }
  return digits !== null && /^-?\d{5,}$/.test(digits) && digits.endsWith('00') ? 'tenThousand' : 'yuan';
}

const SUFFIXES: [RegExp, string][] = [
  [/亿元?$/, 'hundredMillion'],
  [/万元?$/, 'tenThousand'],
  [/元$/, 'yuan'],
  [/[%％]$/, 'percent'],
  [/‰$/, 'permille'],
];

/** What was typed, with the unit it may carry itself: "0.5‰", "50万". */
export function typed(unit: string, text: string, scale: string): { value: string; scale: string } {
  const suffix = SUFFIXES.find(([end, key]) => end.test(text.trim()) && SCALES[unit]?.some((one) => one.key === key));
  const chosen = suffix?.[1] ?? scale;
  const bare = suffix ? text.trim().replace(suffix[0], '').trim() : text;
  const shift = SCALES[unit]?.find((one) => one.key === chosen)?.shift ?? 0;
  const value = shifted(bare, shift);
  return { value: value === null ? bare : unit === 'CNY' ? fenOf(value) : value, scale: chosen };
}

/** Yuan are written with two decimals; finer ones stay for the server to refuse. */
function fenOf(value: string): string {
  const [whole, fraction = ''] = value.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** A value kept in the unit it is shown in. */
export function shownIn(unit: string, value: string, scale: string): string {
  const shift = SCALES[unit]?.find((one) => one.key === scale)?.shift ?? 0;
  return shifted(value, -shift) ?? value;
}
