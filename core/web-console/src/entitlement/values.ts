import { formatYuan } from '../shared/money';

/** An input of a calculation, or a bound such as "≥ 500000.00": exact amounts are grouped, everything else stays as recorded. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') {
    return '—';
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /^-?\d+\.\d{2}$/.test(text) ? formatYuan(text) : readable(text);
}

/** A recorded sentence with its amounts grouped for reading: "应享 702000.00 元" → "应享 702,000.00 元". */
export function readable(sentence: string): string {
  return sentence.replace(/(?<![\d,])(?<!\d\.)\d{4,}\.\d{2}(?!\d)/g, (amount) => formatYuan(amount));
}

/** "0.30" → "30 %": the point is moved in the text, so that no digit is lost. */
export function percent(ratio: string): string {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(ratio);
  if (!match) {
    return ratio;
  }
  const decimals = (match[2] ?? '').padEnd(2, '0');
  const whole = (match[1]! + decimals.slice(0, 2)).replace(/^0+(?=\d)/, '');
  const rest = decimals.slice(2).replace(/0+$/, '');
  return `${whole}${rest && `.${rest}`}%`;
}
