import type { Locale } from './index';

type Words = { [key: string]: string | Words };

const files = import.meta.glob<{ default: Words }>('../*/locales/*.json', { eager: true });

/** Every feature's words under the name of its folder: t('contract.title') is in contract/locales. */
export function collect(locale: Locale): Words {
  const words: Words = {};
  for (const [path, file] of Object.entries(files)) {
    const [, feature, language] = /\.\.\/([^/]+)\/locales\/(.+)\.json$/.exec(path) ?? [];
    if (feature && language === locale) {
      words[feature] = file.default;
    }
  }
  return words;
}

/** All keys in dotted form. */
export function keysOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}
