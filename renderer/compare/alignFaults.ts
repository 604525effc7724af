// Faults of two variants in one list: what both know first, then the worst.
import type { FaultKind, FaultResult } from '../../shared/engine/types.ts';

export interface AlignedFault {
  readonly key: string;
  readonly kind: FaultKind;
  readonly target: string;
  readonly results: readonly [FaultResult | null, FaultResult | null];
}

const keyOf = ({ kind, target }: FaultResult): string => `${kind} ${target}`;

/** The most of the traffic that the fault hurts in either variant; failing counts before answering less or late. */
function harm({ results }: AlignedFault): readonly [failed: number, other: number] {
  const worst = (pick: (fault: FaultResult) => number): number =>
    Math.max(...results.map((result) => (result ? pick(result) : 0)));
  return [
    worst(({ failedShare }) => failedShare),
    worst(({ degradedShare, delayedShare }) => degradedShare + delayedShare),
  ];
}

export function alignFaults(first: readonly FaultResult[], second: readonly FaultResult[]): AlignedFault[] {
  const others = new Map(second.map((fault) => [keyOf(fault), fault]));
  const own = new Set(first.map(keyOf));
  const aligned = [
    ...first.map((fault) => ({ fault, results: [fault, others.get(keyOf(fault)) ?? null] as const })),
    ...second.filter((fault) => !own.has(keyOf(fault))).map((fault) => ({ fault, results: [null, fault] as const })),
  ].map(({ fault, results }): AlignedFault => ({ key: keyOf(fault), kind: fault.kind, target: fault.target, results }));
  const inBoth = ({ results: [a, b] }: AlignedFault): number => Number(a !== null && b !== null);
  return aligned.toSorted((a, b) => {
    const [failedA, otherA] = harm(a);
    const [failedB, otherB] = harm(b);
    return inBoth(b) - inBoth(a) || failedB - failedA || otherB - otherA;
  });
}
