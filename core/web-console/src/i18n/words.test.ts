import { describe, expect, it } from 'vitest';
import { collect, keysOf } from './words';

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' });

const chinese = keysOf(collect('zh-CN'));
const english = keysOf(collect('en'));

describe('the words of the console', () => {
  it('exist in Chinese for every English key', () =>
    expect(english.filter((key) => !chinese.includes(key))).toEqual([]));

  it('exist in English for every Chinese key', () =>
    expect(chinese.filter((key) => !english.includes(key))).toEqual([]));

  it('are defined wherever the source names one', () => {
    const used = new Set<string>();
    for (const [path, source] of Object.entries(sources)) {
      if (!path.includes('.test.')) {
        for (const [, key] of source.matchAll(/\bt\(\s*'([^']+)'/g)) {
          used.add(key!);
        }
      }
    }
    expect(used.size).toBeGreaterThan(100);
    expect([...used].filter((key) => !chinese.includes(key))).toEqual([]);
  });

  it('keep the same placeholders in both languages', () => {
    const value = (locale: 'zh-CN' | 'en', key: string) =>
      key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], collect(locale)) as string;
    const placeholders = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name).sort();
    for (const key of chinese) {
      expect([key, placeholders(value('en', key))]).toEqual([key, placeholders(value('zh-CN', key))]);
    }
  });
});
