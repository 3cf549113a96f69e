import { useTranslation } from 'react-i18next';
import type { LocalText } from '../api/model';

/** Picks the reader's language out of a two-language text; the other one rather than nothing. */
export function useLocalText(): (text: LocalText | null | undefined) => string {
  const { i18n } = useTranslation();
  const english = i18n.language.startsWith('en');
  return (text) => (english ? text?.en || text?.zh : text?.zh || text?.en) ?? '';
}

/** The name of a division or an account in the reader's language. */
export function useName(): (named: { nameZh?: string | null; nameEn?: string | null } | null | undefined) => string {
  const text = useLocalText();
  return (named) => text({ zh: named?.nameZh, en: named?.nameEn });
}
