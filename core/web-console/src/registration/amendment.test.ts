import { describe, expect, it } from 'vitest';
import { amendmentOf, differences } from './amendment';

const contract = {
  title: '合同',
  contractAmount: '100.00',
  declaredTechnologyAmount: '90.00',
  assessedTechnologyAmount: '80.00',
  recipient: { creditCode: 'X', name: '买方', organizationId: 'o' },
};

describe('an amendment', () => {
  it('starts from what the registration says, with the amount as assessed', () => {
    const form = amendmentOf(contract);
    expect(form.declaredTechnologyAmount).toBe('80.00');
    expect(form.recipient).toEqual({ creditCode: 'X', name: '买方', kind: undefined, division: undefined });
  });

  it('tells what changes and nothing else', () => {
    const before = amendmentOf(contract);
    const after = { ...before, contractAmount: '120.00', recipient: { ...before.recipient, name: '新买方' } };
    expect(differences(before, after)).toEqual([
      { field: 'recipient', before: '买方', after: '新买方' },
      { field: 'contractAmount', before: '100.00', after: '120.00' },
    ]);
    expect(differences(before, { ...before })).toEqual([]);
  });
});
