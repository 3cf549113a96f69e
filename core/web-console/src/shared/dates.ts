import dayjs from 'dayjs';

/** An instant in the reader's time zone, to the second: enough to find it again in the journal. */
export function formatInstant(instant: string | null | undefined): string {
  return instant ? dayjs(instant).format('YYYY-MM-DD HH:mm:ss') : '—';
}

/** 2018-03-05 → 2018年3月5日 in Chinese, unchanged in English. */
export function formatDate(date: string | null | undefined, language: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '');
  if (!match) {
    return date || '—';
  }
  const [whole, year, month, day] = match;
  return language.startsWith('zh') ? `${year}年${Number(month)}月${Number(day)}日` : whole;
}
