import dayjs, { type Dayjs } from 'dayjs';

/** The country has one legal time; the office's days are counted in it, wherever the reader's machine stands. */
const OFFICE = 'Asia/Shanghai';

const atTheOffice = new Intl.DateTimeFormat('sv', { timeZone: OFFICE, dateStyle: 'short', timeStyle: 'medium' });

/** Today at the office as the server writes days: 2026-03-05. */
export function today(): string {
  return dayOf(thisInstant());
}

/** The calendar year at the office. */
export function thisYear(): number {
  return Number(today().slice(0, 4));
}

/** What calendar and clock show at the office, to count days from and to compare days with; not the instant itself. */
export function now(): Dayjs {
  return dayjs(atTheOffice.format(new Date()));
}

/** This instant as the server writes instants, for what is ordered by time and not by days. */
export function thisInstant(): string {
  return new Date().toISOString();
}

/** The office's day of an instant; a day is one already. */
function dayOf(when: string): string {
  return when.length > 10 ? atTheOffice.format(new Date(when)).slice(0, 10) : when;
}

/** An instant in the reader's time zone, to the second: enough to find it again in the journal. */
export function formatInstant(instant: string | null | undefined): string {
  return instant ? dayjs(instant).format('YYYY-MM-DD HH:mm:ss') : '—';
}

/** A day, or the office's day of an instant: 2018-03-05 → 2018年3月5日 in Chinese, unchanged in English. */
export function formatDate(date: string | null | undefined, language: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date ? dayOf(date) : '');
  if (!match) {
    return date || '—';
  }
  const [whole, year, month, day] = match;
  return language.startsWith('zh') ? `${year}年${Number(month)}月${Number(day)}日` : whole;
}
