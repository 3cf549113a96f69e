import { beforeEach, describe, expect, it, vi } from 'vitest';
import { begun, drop, keep, keptAt, placeOf, unsaved, type Kept } from './kept';

const stored = new Map<string, string>();

function kept(policy: string, at: string): Kept {
  return { policy, form: { version: '1' }, text: null, revision: null, at };
}

describe('work that was not saved', () => {
  beforeEach(() => {
    stored.clear();
    const storage = {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    };
    // The keys of a storage are its own properties, as in a browser.
    vi.stubGlobal(
      'localStorage',
      new Proxy(storage, {
        ownKeys: () => [...stored.keys()],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      }),
    );
  });

  it('is found again by its account, tenant and draft alone', () => {
    keep(placeOf('a', 230100, 'p', 'd'), kept('p', '1'));
    expect(keptAt(placeOf('a', 230100, 'p', 'd'))?.policy).toBe('p');
    expect(keptAt(placeOf('b', 230100, 'p', 'd'))).toBeNull();
    expect(keptAt(placeOf('a', 230600, 'p', 'd'))).toBeNull();
    expect(keptAt(placeOf('a', 230100, 'p', 'e'))).toBeNull();
  });

  it('is offered only where it says something else', () => {
    const place = placeOf('a', 230100, 'p', 'd');
    keep(place, kept('p', '1'));
    expect(unsaved(place, { form: { version: '1' } })).toBeNull();
    expect(unsaved(place, { form: { version: '2' } })).not.toBeNull();
    keep(place, { ...kept('p', '1'), text: 'versions: [' });
    expect(unsaved(place, { form: { version: '1' } })).not.toBeNull();
    drop(place);
    expect(unsaved(place, { form: { version: '2' } })).toBeNull();
  });

  it('lists what was begun and never saved, the latest first', () => {
    keep(placeOf('a', 230100, 'early', null), kept('early', '2026-01-01'));
    keep(placeOf('a', 230100, 'late', null), kept('late', '2026-02-01'));
    keep(placeOf('a', 230100, 'saved', 'd'), kept('saved', '2026-03-01'));
    keep(placeOf('a', 230600, 'elsewhere', null), kept('elsewhere', '2026-03-01'));
    expect(begun('a', 230100).map(({ policy }) => policy)).toEqual(['late', 'early']);
  });

  it('that cannot be read is none', () => {
    stored.set(placeOf('a', 230100, 'p', 'd'), '{');
    expect(keptAt(placeOf('a', 230100, 'p', 'd'))).toBeNull();
  });
});
