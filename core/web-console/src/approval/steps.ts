import type { ChainStep } from '../api/model';

/** The same steps with one changed. */
export function replaced(steps: readonly ChainStep[], index: number, more: Partial<ChainStep>): ChainStep[] {
  return steps.map((step, at) => (at === index ? { ...step, ...more } : step));
}

/** The same steps with one a place further up or down; at the end it stays where it is. */
export function moved(steps: readonly ChainStep[], index: number, by: 1 | -1): ChainStep[] {
  const to = index + by;
  if (to < 0 || to >= steps.length) {
    return [...steps];
  }
  const result = [...steps];
  [result[index], result[to]] = [result[to]!, result[index]!];
  // Nothing comes before the first step that it could be sent back to.
  return result.map((step, at) =>
    at === 0 && step.overdue === 'RETURN' ? { ...step, overdue: 'TELL' as const } : step,
  );
}

export function removed(steps: readonly ChainStep[], index: number): ChainStep[] {
  return steps.filter((_, at) => at !== index);
}

export function added(steps: readonly ChainStep[]): ChainStep[] {
  return [...steps, { nameZh: '', nameEn: '', roles: [], rule: 'ANY', days: 5, escalateAbove: false }];
}
