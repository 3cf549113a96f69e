import { useTranslation } from 'react-i18next';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { useName } from '../shared/text';
import { shown } from './values';

/** Where the words for the codes of a record are looked up. */
const CATALOGUES = [
  'shared.partyKind',
  'shared.contractType',
  'shared.side',
  'shared.answer',
  'shared.contractStatus',
  'entitlement.codes',
];

/** A recorded value in the reader's words: codes and lists of codes become names, divisions too, amounts are grouped. */
export function useRecorded(): (value: unknown, unit?: string | null) => string {
  const { t, i18n } = useTranslation();
  const name = useName();
  const { tree } = useTenant();
  const word = (code: string) => {
    const key = CATALOGUES.map((catalogue) => `${catalogue}.${code}`).find((one) => i18n.exists(one));
    return key ? t(key) : code;
  };
  return (value, unit) => {
    if (typeof value === 'boolean' || value === 'true' || value === 'false') {
      return t(String(value) === 'true' ? 'shared.answer.YES' : 'shared.answer.NO');
    }
    if (unit === 'division') {
      const division = name(findTenant(tree, Number(value)));
      return division ? `${division} ${String(value)}` : shown(value);
    }
    const codes = typeof value === 'string' ? /^\[?([A-Z][A-Z0-9_]*(?:,\s*[A-Z][A-Z0-9_]*)*)\]?$/.exec(value) : null;
    return codes
      ? codes[1]!
          .split(/,\s*/)
          .map(word)
          .join(i18n.language.startsWith('en') ? ', ' : '、')
      : shown(value);
  };
}
