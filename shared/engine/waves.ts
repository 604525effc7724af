/**
 * Characteristic functions: E exp(-iwT) of a time T at the frequencies w = from x step, (from + 1) x step, ... That of a sum of
 * independent times is the product of theirs.
 */

/** Where characteristic functions are asked for: `count` frequencies, at most MOST_FREQUENCIES. */
export interface Range {
  readonly step: number;
  readonly from: number;
  readonly count: number;
  /**
   * At the share u of the last frequency what else is in the sum has faded to exp(-rest u^2), and with it any error that is made
   * there; 0 where nothing is known of it.
   */
  readonly rest: number;
}

/** Writes the real and the imaginary parts. */
export type Wave = (range: Range, re: Float64Array, im: Float64Array) => void;

export const MOST_FREQUENCIES = 1008;

export const NO_TIME: Wave = ({ count }, re, im) => {
  re.fill(1, 0, count);
  im.fill(0, 0, count);
};

export const waveOfExponential =
  (mean: number): Wave =>
  ({ step, from, count }, re, im) => {
    const width = step * mean;
    for (let k = 0; k < count; k++) {
      const x = (from + k) * width;
      const d = 1 / (1 + x * x);
      re[k] = d;
      im[k] = -x * d;
    }
  };

/** (1 + ix)^-shape, x = frequency x scale. */
export const waveOfGamma =
  (shape: number, scale: number): Wave =>
  (range, re, im) =>
    writeGamma(shape, scale, range, re, im);

export function writeGamma(shape: number, scale: number, range: Range, re: Float64Array, im: Float64Array): void {
  const { step, from, count } = range;
  const width = step * scale;
  const most = setBinomial(shape, width);
  const single = most === 0 ? count : 1;
  for (let k = 0; k < single; k++) {
    const x = (from + k) * width;
    const size = x === 0 ? 1 : (1 + x * x) ** (-shape / 2);
    const angle = x === 0 ? 0 : -shape * Math.atan(x);
    re[k] = size * Math.cos(angle);
    im[k] = size * Math.sin(angle);
  }
  // From x to x + d the power changes by (1 + w)^-shape, w = id / (1 + ix): its binomial series.
  let a = re[0]!;
  let b = im[0]!;
  for (let k = single; k < count; k++) {
    const x = (from + k - 1) * width;
    const d = width / (1 + x * x);
    const u = d * x;
    let c = binomial[most]!;
    let e = 0;
    for (let n = most - 1; n >= 0; n--) {
      const next = c * u - e * d + binomial[n]!;
      e = c * d + e * u;
      c = next;
    }
    const next = a * c - b * e;
    b = a * e + b * c;
    a = next;
    re[k] = a;
    im[k] = b;
  }
}

/** Terms of the series that leads from one frequency to the next; where more are needed each is worked out by itself. */
const MOST_TERMS = 14;
const binomial = new Float64Array(MOST_TERMS + 1);

/** Coefficients of (1 + w)^-shape as far as they count for |w| <= `width`: the last of them; 0 where that takes too many. */
function setBinomial(shape: number, width: number): number {
  let term = 1;
  let power = 1;
  binomial[0] = 1;
  for (let n = 1; n <= MOST_TERMS; n++) {
    term *= (1 - n - shape) / n;
    power *= width;
    binomial[n] = term;
    if (Math.abs(term) * power <= 1e-15) return n;
  }
  return 0;
}

export const waveOfLognormal =
  (mu: number, s: number): Wave =>
  (range, re, im) => {
    re.fill(0, 0, range.count);
    im.fill(0, 0, range.count);
    addLognormal(1, mu, s, range, re, im);
  };

/** The error of a lognormal that is all of a law is e^-FALL where the others in a sum fade, else about 10 times less. */
const FALL = 25;
const FALL_ALONE = 28;

/** Parts of a sum among others: no longer than this at the last frequency, where what else is in the sum has faded by as much. */
const SHORT = 1;
const MUCH = 10;

/** Most nodes: of the widest lognormal that a time can have, sigma about 9. */
const MOST_NODES = 256;

/**
 * Adds T = exp(mu + s Z), Z normal, with weight `share`. There is no closed form: trapezoid rule over Z, moved into the complex
 * plane by `turn`, where the integrand no longer swings but fades. What has a small share may be so much less exact.
 */
export function addLognormal(
  share: number,
  mu: number,
  s: number,
  range: Range,
  re: Float64Array,
  im: Float64Array,
): void {
  const { step, from, count } = range;
  const middle = step * Math.exp(mu);
  const among = from === 0 && range.rest > MUCH && middle * count <= SHORT;
  const fall = (among ? FALL : FALL_ALONE) + Math.log(share);
  if (!(fall > 1)) return;
  const { turn, spacing } = among ? ruleAmongOthers(fall, s, middle * count, range.rest) : ruleAlone(fall, s);
  const half = Math.min(MOST_NODES / 2 - 1, Math.ceil(Math.sqrt(2 * fall) / spacing - 0.5));
  // Nodes z = n x spacing: weights exp(-z^2 / 2), directions exp(i turn z) and times exp(mu + s z), each from the one before.
  const narrow = Math.exp((-spacing * spacing) / 2);
  const longer = Math.exp(s * spacing);
  const cos = Math.cos(turn * spacing);
  const sin = Math.sin(turn * spacing);
  path.fade = Math.sin(s * turn);
  path.swing = Math.cos(s * turn);
  let size = (share * spacing * Math.exp((turn * turn) / 2)) / Math.sqrt(2 * Math.PI);
  let ratio = narrow;
  let x = 1;
  let y = 0;
  let long = middle;
  let short = middle;
  setNode(half, size, 1, 0, middle, from);
  for (let n = 1; n <= half; n++) {
    size *= ratio;
    ratio *= narrow * narrow;
    const next = x * cos - y * sin;
    y = x * sin + y * cos;
    x = next;
    long *= longer;
    short /= longer;
    setNode(half + n, size, x, y, long, from);
    setNode(half - n, size, x, -y, short, from);
  }
  addNodes(2 * half + 1, count, re, im);
}

/** How far the path is moved into the complex plane, and from node to node on it. */
interface Rule {
  readonly turn: number;
  readonly spacing: number;
}

/** On the path the integrand fades and swings with so much of its time. */
const path = { fade: 0, swing: 0 };

/** In roots of the fall: with more turn the other error counts, see below. */
const MOST_TURN = 0.47;

function ruleAlone(fall: number, s: number): Rule {
  const turn = Math.min(Math.PI / (2 * s), MOST_TURN * Math.sqrt(fall));
  return { turn, spacing: (2 * Math.PI * turn) / fall };
}

/** The rule takes swings of 2 pi / spacing for none: about so much. */
const SWINGS = 8;

/**
 * The rule takes exp(iaz), a = 2 pi / spacing, and its conjugate for 1. Of the one error there is exp(-a turn) times what is left of
 * the integrand on the real line. There it swings as fast only far out in the normal law or at high frequencies, and the least of
 * z^2 / 2 + rest u^2 is spared. The other, on a path moved on by a, is exp(a turn - a^2 / 2).
 */
function ruleAmongOthers(fall: number, s: number, last: number, rest: number): Rule {
  let u = 1;
  let z = 0;
  for (let i = 0; i < 3; i++) {
    z = Math.max(0, Math.log(SWINGS / (s * last * u)) / s);
    u = Math.min(1, Math.sqrt(z / (2 * rest * s)));
  }
  const spared = Math.min(fall, (z * z) / 2 + rest * u * u);
  const a = Math.sqrt(4 * fall - 2 * spared);
  const turn = (fall - spared) / a;
  const most = Math.PI / (2 * s);
  return turn < most
    ? { turn, spacing: (2 * Math.PI) / a }
    : { turn: most, spacing: (2 * Math.PI * most) / (fall - spared) };
}

/** Of each node: what it adds to a frequency, the factor to the next, and the frequency at which nothing is left of it. */
const column = (): Float64Array => new Float64Array(MOST_NODES);
const nodes = { a: column(), b: column(), c: column(), d: column(), last: column() };

/** exp(-NEVER_MORE) adds nothing. */
const NEVER_MORE = 39;

/** A node of weight `size` that starts in the direction x + iy; `time` is that from one frequency to the next. */
function setNode(n: number, size: number, x: number, y: number, time: number, from: number): void {
  const { a, b, c, d, last } = nodes;
  const fade = -time * path.fade;
  const swing = -time * path.swing;
  last[n] = Math.min(MOST_FREQUENCIES, NEVER_MORE / -fade - from);
  const shrink = Math.exp(fade);
  c[n] = shrink * Math.cos(swing);
  d[n] = shrink * Math.sin(swing);
  if (from === 0) {
    a[n] = size * x;
    b[n] = size * y;
    return;
  }
  const left = size * Math.exp(from * fade);
  const cos = Math.cos(from * swing);
  const sin = Math.sin(from * swing);
  a[n] = left * (x * cos - y * sin);
  b[n] = left * (y * cos + x * sin);
}

/** Adds `size` nodes up, two at a time: the shorter comes first and lasts longer. */
function addNodes(size: number, count: number, re: Float64Array, im: Float64Array): void {
  const { a, b, c, d, last } = nodes;
  a[size] = b[size] = 0;
  for (let n = 0; n < size; n += 2) {
    let p = a[n]!;
    let q = b[n]!;
    let r = a[n + 1]!;
    let s = b[n + 1]!;
    const e = c[n]!;
    const f = d[n]!;
    const g = c[n + 1]!;
    const h = d[n + 1]!;
    const end = Math.min(count, Math.ceil(last[n]!)) | 0;
    for (let k = 0; k < end; k++) {
      re[k]! += p + r;
      im[k]! += q + s;
      const x = p * e - q * f;
      q = p * f + q * e;
      p = x;
      const y = r * g - s * h;
      s = r * h + s * g;
      r = y;
    }
  }
}

/** One law with probability `share`, else the other. */
export const mixed =
  (share: number, one: Wave, other: Wave): Wave =>
  (range, re, im) => {
    one(range, re, im);
    const { x, y } = (rooms[inUse] ??= {
      x: new Float64Array(MOST_FREQUENCIES),
      y: new Float64Array(MOST_FREQUENCIES),
    });
    inUse++;
    other(range, x, y);
    inUse--;
    for (let k = 0; k < range.count; k++) {
      re[k] = share * re[k]! + (1 - share) * x[k]!;
      im[k] = share * im[k]! + (1 - share) * y[k]!;
    }
  };

/** Room for the second law of a mixture, by how many mixtures are around it. */
const rooms: { x: Float64Array; y: Float64Array }[] = [];
let inUse = 0;
