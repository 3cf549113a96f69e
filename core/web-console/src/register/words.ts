import { useTranslation } from 'react-i18next';
import type { RegisterField } from '../api/model';
import { fieldName } from './values';

/** Words of a plugin: Chinese and English always, Russian where the author gave it. */
export interface Label {
  zh?: string | null;
  en?: string | null;
  ru?: string | null;
}

/** Picks the reader's language; the Chinese stands in for what is missing. */
export function useLabel(): (label: Label | null | undefined) => string {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return (label) =>
    (language.startsWith('ru') ? label?.ru || label?.zh : language.startsWith('en') ? label?.en : label?.zh) ||
    label?.zh ||
    label?.en ||
    '';
}

/** Tells the fields of problems as the form calls them. */
export function useFieldNames(fields: RegisterField[]): (pointer: string) => string {
  const label = useLabel();
  return (pointer) => fieldName(fields, pointer, label);
}
