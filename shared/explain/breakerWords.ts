// The state of a breaker in a few words.
import type { BreakerResult } from '../engine/types.ts';
import { plain, quantity, share } from './numbers.ts';

/** "Open: one call in 661 gets through". */
export function breakerWords({ state, failedFastShare }: BreakerResult): string {
  if (state === 'closed') return 'Closed: every call gets through';
  const through = 1 - failedFastShare;
  const word = state === 'open' ? 'Open' : 'Flapping';
  if (through <= 0) return `${word}: no call gets through`;
  return through > 0.1
    ? `${word}: ${plain(share(through))} of calls get through`
    : `${word}: one call in ${plain(quantity(Math.round(1 / through)))} gets through`;
}
