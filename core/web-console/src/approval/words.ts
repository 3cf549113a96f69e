import type { TFunction } from 'i18next';
import type { ChainStep } from '../api/model';
import { formatYuan } from '../shared/money';

/** Roles in a row, as a reader calls them. */
export function roleWords(t: TFunction, roles: readonly (string | null | undefined)[] | null | undefined): string {
  return (roles ?? []).map((role) => t(`approval.role.${role}`)).join(t('approval.or'));
}

/** Who signs a step of a chain, how many of them. */
export function ruleWords(t: TFunction, step: ChainStep): string {
  const roles = roleWords(t, step.roles) || (step.capability ? t(`tenant.capability.${step.capability}`) : '—');
  return t(`approval.ruleOf.${step.rule ?? 'ANY'}`, { roles, count: step.count ?? 1 });
}

/** The limit of a step, what follows when it has passed, and from which amount the step holds. */
export function limitWords(t: TFunction, step: ChainStep): string[] {
  const lines = [];
  if (step.days) {
    const overdue = step.overdue ?? 'TELL';
    lines.push(t('approval.days', { count: step.days }));
    if (overdue !== 'TELL') {
      lines.push(
        t(`approval.then.${overdue}`, {
          who: `${t(step.escalateAbove ? 'approval.above' : 'approval.here')}${t(`approval.role.${step.escalateRole}`)}`,
        }),
      );
    }
  }
  if (step.fromAmount) {
    lines.push(t('approval.fromAmount', { amount: formatYuan(step.fromAmount) }));
  }
  return lines;
}

/** How long there is left, in working days. */
export function leftWords(t: TFunction, days: number | null | undefined): string {
  if (days === null || days === undefined) {
    return '';
  }
  return days < 0 ? t('approval.overBy', { count: -days }) : t('approval.left', { count: days });
}
