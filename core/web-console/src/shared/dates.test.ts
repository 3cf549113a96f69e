import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formatDate, now, thisInstant, thisYear, today } from './dates';

// Behind China by twenty hours, at its own time, ahead of it by six.
describe.each(['Etc/GMT+12', 'Asia/Shanghai', 'Pacific/Kiritimati'])('the day at the office, read in %s', (zone) => {
  beforeEach(() => {
    vi.stubEnv('TZ', zone);
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  it('begins at midnight of the office', () => {
    vi.setSystemTime('2026-12-31T15:59:59Z');
    expect(today()).toBe('2026-12-31');
    expect(thisYear()).toBe(2026);
    expect(now().format('YYYY-MM-DD HH:mm:ss')).toBe('2026-12-31 23:59:59');
    vi.setSystemTime('2026-12-31T16:00:00Z');
    expect(today()).toBe('2027-01-01');
    expect(thisYear()).toBe(2027);
    expect(now().format('YYYY-MM-DD HH:mm:ss')).toBe('2027-01-01 00:00:00');
    expect(now().subtract(1, 'day').format('YYYY-MM-DD')).toBe('2026-12-31');
  });

  it('is that of an instant, too', () => {
    expect(formatDate('2026-12-31T15:59:59.999Z', 'en')).toBe('2026-12-31');
    expect(formatDate('2026-12-31T16:00:00Z', 'zh-CN')).toBe('2027年1月1日');
    expect(formatDate('2026-12-31', 'zh-CN')).toBe('2026年12月31日');
    expect(formatDate(null, 'zh-CN')).toBe('—');
  });

  it('is left alone by instants', () => {
    vi.setSystemTime('2026-12-31T16:00:00Z');
    expect(thisInstant()).toBe('2026-12-31T16:00:00.000Z');
  });

  it('is read in the zone it says', () => {
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
  });
});
