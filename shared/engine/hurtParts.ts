/** Which components and deployables do not do all their work, for many faults side by side. */
import type { Network } from './network.ts';
import type { FaultResult } from './types.ts';

type Hurt = FaultResult['parts'];

/** Of an activity: it answers; nothing is missing; nothing is late. */
export type Promised = readonly [served: number, full: number, prompt: number];

/**
 * Rows of bits, `words` words each, a fault a bit: `rows` names for each activity those that say in which faults it keeps
 * its promises. The result takes the rows and the number of faults. A part is failed when none of its activities answers.
 */
export function hurtParts(
  network: Network,
  rows: readonly Promised[],
  words: number,
): (bits: Int32Array, faults: number) => readonly Hurt[] {
  const places = new Map<string, number[]>();
  const add = (id: string | undefined, activity: number): void => {
    if (id === undefined) return;
    const known = places.get(id);
    if (known) known.push(activity);
    else places.set(id, [activity]);
  };
  for (const { component, host, index } of network.activities) {
    add(component.id, index);
    add(network.hosts[host]!.deployable?.id, index);
  }
  const parts = [...places].sort(([a], [b]) => (a < b ? -1 : 1));
  return (bits, faults) => {
    const found = Array.from({ length: faults }, (): Record<string, Hurt[string]> => ({}));
    for (const [id, activities] of parts)
      for (let w = 0; 32 * w < faults; w++) {
        let failed = 0;
        let degraded = 0;
        let delayed = 0;
        let fine = 0;
        for (const a of activities) {
          const [answers, whole, early] = rows[a]!;
          const served = bits[answers * words + w]!;
          const full = bits[whole * words + w]!;
          const prompt = bits[early * words + w]!;
          failed |= ~served;
          degraded |= served & ~full;
          delayed |= served & full & ~prompt;
          fine |= served & full & prompt;
        }
        const dead = failed & ~(degraded | delayed | fine);
        const lacking = (failed | degraded) & ~dead;
        for (let left = failed | degraded | delayed; left !== 0; left &= left - 1) {
          const bit = left & -left;
          const fault = 32 * w + 31 - Math.clz32(bit);
          if (fault >= faults) break;
          found[fault]![id] = dead & bit ? 'failed' : lacking & bit ? 'degraded' : 'delayed';
        }
      }
    return found;
  };
}
