/** Shares of time that repairable machines are down: birth-death chains of how many are down. Rates per hour. */

/** Machines that all run, fail alike and are mended by crews that each work on one at a time. */
export interface Machines {
  readonly count: number;
  /** Up at least, for the whole to work. */
  readonly need: number;
  readonly fail: number;
  readonly mend: number;
  /** Infinity = a crew for each. */
  readonly crews: number;
}

/** Share of time with fewer than `need` up. Exact (machine repair, M/M/c//N: Feller, volume 1, XVII.7). */
export function tooFewUp({ count, need, fail, mend, crews }: Machines): number {
  const shares = chain(
    count,
    (down) => (count - down) * fail,
    (down) => Math.min(down, crews) * mend,
  );
  return shares.slice(count - need + 1).reduce((a, b) => a + b, 0);
}

/** Mean share of the machines that is down. */
export function meanDown({ count, fail, mend, crews }: Machines): number {
  const shares = chain(
    count,
    (down) => (count - down) * fail,
    (down) => Math.min(down, crews) * mend,
  );
  return shares.reduce((sum, p, down) => sum + (p * down) / count, 0);
}

/** One works, one waits and cannot fail until it takes over; share of time that both are down. Exact. */
export function coldPairDown(fail: number, mend: number, crews: number): number {
  return chain(
    2,
    () => fail,
    (down) => Math.min(down, crews) * mend,
  )[2]!;
}

/** Shares of time with 0, 1, ... `last` down. */
function chain(last: number, failing: (down: number) => number, mending: (down: number) => number): number[] {
  const weights = [1];
  for (let down = 0; down < last; down++) weights.push((weights[down]! * failing(down)) / mending(down + 1));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}
