// Which of two runs along the same channel goes on which side, so that links cross only where they must.
import { other, type Axis, type Spot } from './routeLines.ts';

/** One straight run of a link: between the points `index` and `index + 1` of its way. */
export interface Run {
  readonly points: Spot[];
  readonly index: number;
  readonly axis: Axis;
}

type End = 'lo' | 'hi';
const SAME = 0.5;

export const acrossOf = (run: Run): number => run.points[run.index]![other(run.axis)];
export function spanOf({ points, index, axis }: Run): { lo: number; hi: number } {
  const a = points[index]![axis];
  const b = points[index + 1]![axis];
  return a < b ? { lo: a, hi: b } : { lo: b, hi: a };
}

/** The run that goes on from an end of this one, and to which side it turns: none at the end of the link. */
function onward(run: Run, end: End): { turn: -1 | 0 | 1; next: Run | undefined } {
  const { points, index, axis } = run;
  const forward = points[index]![axis] < points[index + 1]![axis] === (end === 'hi');
  const here = points[forward ? index + 1 : index]!;
  const there = points[forward ? index + 2 : index - 1];
  if (!there) return { turn: 0, next: undefined };
  const across = other(axis);
  const turn = there[across] < here[across] ? -1 : 1;
  return { turn, next: { points, index: forward ? index + 1 : index - 1, axis: across } };
}

/** Negative when `a` shall have the lower coordinate, positive when `b`; 0 when it does not matter. */
export function order(a: Run, b: Run): number {
  const low = atEnd(a, b, 'lo');
  const high = atEnd(a, b, 'hi');
  const apart = acrossOf(a) - acrossOf(b);
  if (low === 0 || high === 0 || low === high) return low || high || (Math.abs(apart) > SAME ? apart : 0);
  if (Math.abs(apart) > SAME) return apart;
  // They cross in any case: the same choice on all runs that the two share keeps it at one crossing.
  const startsLow = a.points[a.index]![a.axis] < a.points[a.index + 1]![a.axis];
  return startsLow ? low : high;
}

function atEnd(a: Run, b: Run, end: End): number {
  const spanA = spanOf(a)[end];
  const spanB = spanOf(b)[end];
  const onA = onward(a, end);
  const onB = onward(b, end);
  if (Math.abs(spanA - spanB) > SAME) {
    // The run that ends within the other keeps to the side to which it turns.
    const aWithin = end === 'lo' ? spanA > spanB : spanA < spanB;
    return aWithin ? onA.turn : -onB.turn;
  }
  if (onA.turn !== onB.turn) return onA.turn - onB.turn;
  if (!onA.next || !onB.next || Math.abs(acrossOf(a) - acrossOf(b)) > SAME) return 0;
  // Both turn the same way: what comes after decides, mirrored where the outer run becomes the lower one.
  const after = atEnd(onA.next, onB.next, onA.turn > 0 ? 'hi' : 'lo');
  const same = (end === 'lo') === onA.turn > 0;
  return same ? after : -after;
}

/** The runs from low to high as the pairs want it; where these contradict each other, the lowest first. */
export function sorted(runs: readonly Run[], pairs: readonly (readonly [number, number])[]): number[] {
  const after = runs.map((): number[] => []);
  const waits = runs.map(() => 0);
  for (const [first, second] of pairs) {
    after[first]!.push(second);
    waits[second]!++;
  }
  const lower = (a: number, b: number): number => acrossOf(runs[a]!) - acrossOf(runs[b]!) || a - b;
  const left = new Set(runs.keys());
  const ready = [...left].filter((one) => waits[one] === 0).toSorted(lower);
  const result: number[] = [];
  while (left.size > 0) {
    const next = ready.shift() ?? leastOf(left, (a, b) => waits[a]! - waits[b]! || lower(a, b));
    if (!left.delete(next)) continue;
    result.push(next);
    for (const one of after[next]!) {
      waits[one]!--;
      if (waits[one] !== 0 || !left.has(one)) continue;
      const at = ready.findIndex((known) => lower(one, known) < 0);
      ready.splice(at < 0 ? ready.length : at, 0, one);
    }
  }
  return result;
}

const leastOf = (list: Iterable<number>, compare: (a: number, b: number) => number): number =>
  [...list].reduce((least, one) => (compare(one, least) < 0 ? one : least));
