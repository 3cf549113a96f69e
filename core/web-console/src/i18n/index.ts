import i18n from 'i18next';
import { initReactI18next } from 'react-i18next';
import { collect } from './words';

export const LOCALES = ['zh-CN', 'en', 'ru'] as const;
export type Locale = (typeof LOCALES)[number];

const KEY = 'longji.locale';

function remembered(): Locale {
  return LOCALES.find((locale) => locale === localStorage.getItem(KEY)) ?? 'zh-CN';
}

void i18n.use(initReactI18next).init({
  lng: remembered(),
  fallbackLng: 'zh-CN',
  interpolation: { escapeValue: false },
  resources: {
    'zh-CN': { translation: collect('zh-CN') },
    en: { translation: collect('en') },
    // As far as the pages of registers need it; the rest falls back to the Chinese.
    ru: { translation: collect('ru') },
  },
});
document.documentElement.lang = i18n.language;

export function chooseLocale(locale: Locale): void {
  localStorage.setItem(KEY, locale);
  document.documentElement.lang = locale;
  void i18n.changeLanguage(locale);
}

export default i18n;
