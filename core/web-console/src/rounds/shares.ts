import type { Budget } from '../api/model';
import { fen } from '../shared/money';

/** Parts of a budget's bar in percent of what was appropriated; drawn, never read. */
export function shares(budget: Budget): { paid: number; committed: number; available: number } {
  const whole = fen(budget.appropriated) ?? 0n;
  const part = (amount: string | null | undefined) =>
    whole > 0n ? Number(((fen(amount) ?? 0n) * 10_000n) / whole) / 100 : 0;
  return { paid: part(budget.paid), committed: part(budget.committed), available: part(budget.available) };
}
