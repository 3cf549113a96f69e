import { Tag } from 'antd';
import type { RegisterDescription } from '../api/model';
import { useLabel } from './words';

const LOOKS = ['blue', 'geekblue', 'purple', 'cyan', 'gold'];

/** A row's state as a word; the colour only helps. */
export function StateTag({ register, state }: { register: RegisterDescription; state?: string | null }) {
  const label = useLabel();
  const states = register.states ?? [];
  const index = states.findIndex((one) => one.id === state);
  const found = states[index];
  return (
    <Tag color={found?.ending ? 'default' : LOOKS[index % LOOKS.length]} data-testid="row-state-tag" data-state={state}>
      {label(found?.label) || state}
    </Tag>
  );
}
