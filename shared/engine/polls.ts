/**
 * Polls that take at most so many messages. Messages come at random; every period one poll takes up to `batch` of them, oldest
 * first. What it leaves behind is the queue of a station of `batch` servers with constant work (M/D/c, Crommelin 1932), seen
 * once a period. Times in ms.
 */
import { type Law, TAIL, uniform } from './distribution.ts';
import { lnGamma } from './specialFunctions.ts';
import { CELLS, transform } from './fourier.ts';

/** Larger batches take the bound for what they leave behind: it is off by less than a fiftieth of a period there. */
const MOST_ROOTS = 4096;

/**
 * Mean number of messages that a poll leaves behind; `perPeriod` < `batch`. Exact, by the zeros of z^batch = exp(perPeriod (z - 1))
 * inside the unit circle (Bailey 1954; Janssen, van Leeuwaarden 2005). For batches over 4,096 Kingman's bound (1962).
 */
export function leftBehind(batch: number, perPeriod: number): number {
  const bound = perPeriod / (2 * (batch - perPeriod));
  if (batch > MOST_ROOTS) return bound;
  const load = perPeriod / batch;
  let sum = 0;
  // The zeros come in pairs of conjugates; an even batch has a real one besides.
  for (let k = 1; k <= batch / 2; k++)
    sum += (2 * k === batch ? 1 : 2) * realOfInverse(load, (2 * Math.PI * k) / batch);
  return Math.max(0, bound - (perPeriod + batch - 1) / 2 + sum);
}

/** Real part of 1 / (1 - z) for the zero z = exp(i turn + load (z - 1)), by Newton's method. */
function realOfInverse(load: number, turn: number): number {
  let [x, y] = [0, 0];
  for (let round = 0; round < 200; round++) {
    const size = Math.exp(load * (x - 1));
    const [a, b] = [size * Math.cos(turn + load * y), size * Math.sin(turn + load * y)];
    // (z - g) / (1 - load g), g = a + ib.
    const [up, down] = [1 - load * a, -load * b];
    const square = up * up + down * down;
    const [p, q] = [x - a, y - b];
    const [dx, dy] = [(p * up + q * down) / square, (q * up - p * down) / square];
    x -= dx;
    y -= dy;
    if (Math.abs(dx) + Math.abs(dy) < 1e-15) break;
  }
  return (1 - x) / ((1 - x) ** 2 + y * y);
}

/** Points in a period. */
const PHASES = 128;
/** Waits of more polls than this are not told apart. */
const MOST_POLLS = 400;

/**
 * How long a message waits until a poll takes it. Mean exact; so are the percentiles, but for loads so near to 1 that the queue
 * does not fit the grid: then further polls are taken as independent of the time in the period, each as likely as the one before.
 */
export function waitForPoll(periodMs: number, batch: number, perPeriod: number): Law {
  const left = leftBehind(batch, perPeriod);
  const polls = left / perPeriod;
  if (polls < NEVER) return uniform(periodMs);
  const tail = decay(batch, perPeriod);
  const mean = periodMs * (0.5 + polls);
  return tail * CELLS > 2 * FADED
    ? fromTable(byPhase(batch, perPeriod, tail), periodMs, mean)
    : geometric(periodMs, polls, Math.exp(-tail * batch));
}

/** A later poll for fewer than this is none. */
const NEVER = 1e-9;
/** What falls by so many powers of e is gone. */
const FADED = 23;

function fromTable(table: readonly number[], periodMs: number, mean: number): Law {
  const step = periodMs / PHASES;
  // E[W^2] = 2 times the integral of t (1 - F).
  const second = table.reduce((sum, f, i) => sum + 2 * (i + 1) * step * step * (1 - f), 0);
  return {
    mean,
    variance: Math.max(0, second - mean * mean),
    upper: table.length * step,
    cdf: (t) => {
      if (t <= 0) return 0;
      const i = Math.floor(t / step);
      const low = i === 0 ? 0 : (table[i - 1] ?? 1);
      return low + ((table[i] ?? 1) - low) * (t / step - i);
    },
  };
}

/** A time in the period, and `polls` further ones on average. */
function geometric(periodMs: number, polls: number, again: number): Law {
  const some = polls * (1 - again);
  const spread = (some * (1 + again)) / (1 - again) ** 2 - polls * polls;
  return {
    mean: periodMs * (0.5 + polls),
    variance: periodMs * periodMs * (1 / 12 + Math.max(0, spread)),
    upper: periodMs * (1 + Math.max(1, Math.log(TAIL / some) / Math.log(again))),
    cdf: (t) => {
      if (t <= 0) return 0;
      const i = Math.floor(t / periodMs);
      const low = i === 0 ? 0 : 1 - some * again ** (i - 1);
      return low + (1 - some * again ** i - low) * (t / periodMs - i);
    },
  };
}

/** Cumulative probability of the wait at every PHASES-th of a period, until it has next to no tail. */
function byPhase(batch: number, perPeriod: number, tail: number): number[] {
  const queue = queueAfterPoll(batch, perPeriod, Math.min(tail / 2, FADED / CELLS));
  for (let n = 1; n < CELLS; n++) queue[n]! += queue[n - 1]!;
  /** P(at most n before a message that comes after a share u of the period). */
  const before = (u: number, n: number): number => {
    const come = perPeriod * u;
    const reach = 10 * Math.sqrt(come) + 20;
    const first = Math.max(0, Math.floor(come - reach));
    let chance = Math.exp(first * Math.log(come) - come - lnGamma(first + 1));
    let sum = 0;
    for (let k = first; k <= Math.min(n, come + reach); k++) {
      sum += chance * queue[Math.min(n - k, CELLS - 1)]!;
      chance *= come / (k + 1);
    }
    return Math.min(1, sum);
  };
  const table: number[] = [];
  let sooner = new Float64Array(PHASES);
  for (let j = 0; j < MOST_POLLS; j++) {
    const now = Float64Array.from({ length: PHASES }, (_, i) => before((i + 0.5) / PHASES, (j + 1) * batch - 1));
    // Who came last is taken first by the next poll that has room.
    let sum = sooner.reduce((a, b) => a + b, 0);
    for (let i = PHASES - 1; i >= 0; i--) table.push((sum += now[i]! - sooner[i]!) / PHASES);
    sooner = now;
    if (1 - table.at(-1)! < TAIL) break;
  }
  return table;
}

/**
 * Probabilities of 0, 1, ... messages left behind by a poll: the maximum of a random walk with steps arrivals - batch. By
 * Spitzer's identity its generating function is 1 over the factor of 1 - A(z) z^-batch whose zeros lie outside the unit circle;
 * the logarithm on a circle between them and the others, of radius exp(`out`), splits it off.
 */
function queueAfterPoll(batch: number, perPeriod: number, out: number): Float64Array {
  const re = new Float64Array(CELLS);
  const im = new Float64Array(CELLS);
  for (let k = 0; k < CELLS; k++) {
    const turn = (2 * Math.PI * k) / CELLS;
    const size = Math.exp(perPeriod * (Math.exp(out) * Math.cos(turn) - 1) - out * batch);
    const angle = perPeriod * Math.exp(out) * Math.sin(turn) - turn * batch;
    const [a, b] = [1 - size * Math.cos(angle), -size * Math.sin(angle)];
    re[k] = 0.5 * Math.log(a * a + b * b);
    im[k] = Math.atan2(b, a);
  }
  coefficients(re, im);
  // Of z^j for j > 0 only; and all probabilities sum to 1.
  re[0] = 0;
  re.fill(0, CELLS / 2);
  const whole = re.reduce((sum, x, j) => sum + x * Math.exp(-out * j), 0);
  transform(re, im);
  for (let k = 0; k < CELLS; k++) {
    const size = Math.exp(whole - re[k]!);
    // The transform turns the other way round the circle.
    [re[k], im[k]] = [size * Math.cos(im[k]!), size * Math.sin(im[k]!)];
  }
  coefficients(re, im);
  return re.map((x, n) => Math.max(0, x * Math.exp(-out * n)));
}

/** From the values of a series with real coefficients, going once round the circle, to the coefficients. */
function coefficients(re: Float64Array, im: Float64Array): void {
  transform(re, im);
  for (let k = 0; k < CELLS; k++) [re[k], im[k]] = [re[k]! / CELLS, 0];
}

/** Rate at which longer queues get rarer, a message: ln z for the zero z > 1 of the same equation. */
function decay(batch: number, perPeriod: number): number {
  const load = perPeriod / batch;
  // ln z = load (z - 1): convex in z, so Newton's method from the right of the zero comes down to it.
  let z = 1 + (2 * (1 - load)) / load ** 2 + 2 * Math.log(1 / load);
  for (let round = 0; round < 100; round++) {
    const step = (load * (z - 1) - Math.log(z)) / (load - 1 / z);
    z -= step;
    if (Math.abs(step) < 1e-14 * z) break;
  }
  return load * (z - 1);
}
