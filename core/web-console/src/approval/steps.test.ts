import { describe, expect, it } from 'vitest';
import type { ChainStep } from '../api/model';
import { added, moved, removed, replaced } from './steps';

const steps: ChainStep[] = [{ nameZh: '甲' }, { nameZh: '乙', overdue: 'RETURN' }, { nameZh: '丙' }];
const names = (all: ChainStep[]) => all.map((step) => step.nameZh).join('');

describe('the steps of a chain', () => {
  it('are moved by one place, and not over the ends', () => {
    expect(names(moved(steps, 0, 1))).toBe('乙甲丙');
    expect(names(moved(steps, 2, -1))).toBe('甲丙乙');
    expect(names(moved(steps, 0, -1))).toBe('甲乙丙');
    expect(names(moved(steps, 2, 1))).toBe('甲乙丙');
  });

  it('send nothing back from the first place', () => {
    expect(moved(steps, 1, -1)[0]?.overdue).toBe('TELL');
    expect(moved(steps, 1, 1)[2]?.overdue).toBe('RETURN');
  });

  it('are replaced, added and removed without touching the others', () => {
    expect(names(replaced(steps, 1, { nameZh: '丁' }))).toBe('甲丁丙');
    expect(added(steps)).toHaveLength(4);
    expect(names(removed(steps, 1))).toBe('甲丙');
    expect(names(steps)).toBe('甲乙丙');
  });
});
