// Reads the curve of answers by time between its points.
import type { JourneyNow } from '../engine/types.ts';

type Curve = NonNullable<JourneyNow['latencyCurve']>;

/**
 * Share of answers that take longer than `ms`, 0 to 1, from points [ms, share at or below]. Between points the logarithm of the share that
 * is left is a cubic that never rises (Fritsch, Carlson 1980): exact for an exponential tail. Before a point with nothing left the
 * share falls by equal steps; beyond the last point it is what is left there.
 */
export function shareBeyond(curve: Curve, ms: number): number {
  const next = curve.findIndex(([at]) => at >= ms);
  const left = (at: number): number => 1 - (curve[at]?.[1] ?? 0);
  if (next === -1) return left(curve.length - 1);
  if (next === 0) return left(0);
  const wide = curve[next]![0] - curve[next - 1]![0];
  const u = (ms - curve[next - 1]![0]) / wide;
  if (left(next) <= 0) return left(next - 1) * (1 - u);
  /** Fall of the logarithm up to a point, by ms. */
  const fall = (at: number): number => {
    const [end, start] = [curve[at], curve[at - 1]];
    if (!end || !start || left(at) <= 0 || end[0] === start[0]) return here;
    return Math.log(left(at - 1) / left(at)) / (end[0] - start[0]);
  };
  const here = Math.log(left(next - 1) / left(next)) / wide;
  const from = Math.min((fall(next - 1) + here) / 2, 3 * here) * wide;
  const to = Math.min((here + fall(next + 1)) / 2, 3 * here) * wide;
  const v = 1 - u;
  const fallen = here * wide * u * u * (3 - 2 * u) + u * v * (from * v - to * u);
  return left(next - 1) * Math.exp(-fallen);
}
