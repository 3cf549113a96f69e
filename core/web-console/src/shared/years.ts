import type { TFunction } from 'i18next';
import { thisYear } from './dates';

const FIRST_YEAR = 2016;

/** The years records can be from: since the plan of 2016 up to the current one. */
export function yearChoices(t: TFunction): { value: number; label: string }[] {
  const latest = thisYear();
  return Array.from({ length: latest - FIRST_YEAR + 1 }, (_, back) => ({
    value: latest - back,
    label: t('shared.year', { year: latest - back }),
  }));
}
