import { useTranslation } from 'react-i18next';
import type { RegisterField } from '../api/model';

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

/** What a form calls the field that a problem points at, such as input.modules.0.hours; nothing for what is on no form. */
export function useFieldNames(fields: RegisterField[]): (pointer: string) => string {
  const label = useLabel();
  return (pointer) => {
    const names: string[] = [];
    let level: RegisterField[] = fields;
    for (const part of pointer.replace(/^input\./, '').split('.')) {
      if (/^\d+$/.test(part)) {
        names.push(String(Number(part) + 1));
        continue;
      }
      const field = level.find((one) => one.name === part);
      if (!field) {
        return '';
      }
      names.push(label(field.label));
      const inner = field.kind === 'LIST' ? (field.element as RegisterField | null) : field;
      level = (inner?.group ?? []) as RegisterField[];
    }
    return names.join(' ');
  };
}
