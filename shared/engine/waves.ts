/**
 * Characteristic functions: E exp(-iwT) of a time T at the frequencies w = from x step, (from + 1) x step, ... That of a sum of
 * independent times is the product of theirs.
 */

/** Writes the real and the imaginary parts, as many as the arrays hold. */
export type Wave = (step: number, from: number, re: Float64Array, im: Float64Array) => void;

export const NO_TIME: Wave = (_step, _from, re, im) => {
  re.fill(1);
  im.fill(0);
};

export const waveOfExponential =
  (mean: number): Wave =>
  (step, from, re, im) => {
    for (let k = 0; k < re.length; k++) {
      const x = (from + k) * step * mean;
      const d = 1 + x * x;
      re[k] = 1 / d;
      im[k] = -x / d;
    }
  };

/** Terms of the series that leads from one frequency to the next; where more are needed each is worked out by itself. */
const MOST_TERMS = 14;

/** (1 + ix)^-shape, x = frequency x scale. */
export const waveOfGamma =
  (shape: number, scale: number): Wave =>
  (step, from, re, im) => {
    const width = step * scale;
    const at = (k: number): readonly [number, number] => {
      const x = (from + k) * width;
      const size = (1 + x * x) ** (-shape / 2);
      const angle = -shape * Math.atan(x);
      return [size * Math.cos(angle), size * Math.sin(angle)];
    };
    const terms = binomialTerms(shape, width);
    if (!terms) {
      for (let k = 0; k < re.length; k++) [re[k], im[k]] = at(k) as [number, number];
      return;
    }
    // From x to x + d the power changes by (1 + w)^-shape, w = id / (1 + ix): its binomial series.
    let [a, b] = at(0);
    for (let k = 0; k < re.length; k++) {
      re[k] = a;
      im[k] = b;
      const x = (from + k) * width;
      const d = width / (1 + x * x);
      const u = d * x;
      let c = 0;
      let e = 0;
      for (let n = terms.length - 1; n >= 0; n--) {
        const next = c * u - e * d + terms[n]!;
        e = c * d + e * u;
        c = next;
      }
      const next = a * c - b * e;
      b = a * e + b * c;
      a = next;
    }
  };

/** Coefficients of (1 + w)^-shape as far as they count for |w| <= `width`; null where that takes too many. */
function binomialTerms(shape: number, width: number): readonly number[] | null {
  const terms = [1];
  let size = 1;
  for (let n = 1; size > 1e-17; n++) {
    if (n > MOST_TERMS) return null;
    terms.push((terms[n - 1]! * (1 - n - shape)) / n);
    size = Math.abs(terms[n]!) * width ** n;
  }
  return terms;
}

const FALL = 28;

/** Standard deviations of the normal law beyond which nothing is left. */
const REACH = 6.6;

/** Sizes that add nothing. */
const NOTHING = 1e-17;

/**
 * T = exp(mu + s Z), Z normal. There is no closed form: trapezoid rule over Z, moved into the complex plane by `turn`, where the
 * integrand no longer swings but fades; with this spacing the error is about e^-FALL.
 */
export const waveOfLognormal =
  (mu: number, s: number): Wave =>
  (step, from, re, im) => {
    const turn = Math.min(Math.PI / (2 * s), MOST_TURN);
    const { count, nodes, weights, cos, sin } = turn === MOST_TURN ? FULL_TURN : setNodes(turn, otherTurn);
    const whole = turn < MOST_TURN;
    const fade = whole ? 1 : Math.sin(s * turn);
    const swing = whole ? 0 : Math.cos(s * turn);
    // From one frequency to the next, the share of a node is multiplied by one complex number: a real one after a whole turn.
    const { a, b, c, d } = shares;
    let used = 0;
    for (let n = 0; n < count; n++) {
      const t = step * Math.exp(mu + s * nodes[n]!);
      const size = from === 0 ? weights[n]! : weights[n]! * Math.exp(-from * t * fade);
      if (size <= NOTHING) continue;
      const back = from * t * swing;
      const x = back === 0 ? 1 : Math.cos(back);
      const y = back === 0 ? 0 : Math.sin(back);
      const shrink = Math.exp(-t * fade);
      a[used] = size * (cos[n]! * x + sin[n]! * y);
      b[used] = size * (sin[n]! * x - cos[n]! * y);
      c[used] = whole ? shrink : shrink * Math.cos(t * swing);
      d[used] = whole ? 0 : -shrink * Math.sin(t * swing);
      used++;
    }
    if (whole) addFading(used, re, im);
    else addTurning(used, re, im);
  };

/** Sums over the nodes in `shares`, frequency by frequency. The largest times, at the end, fade first. */
function addTurning(nodes: number, re: Float64Array, im: Float64Array): void {
  const { a, b, c, d } = shares;
  let used = nodes;
  for (let k = 0; k < re.length; k++) {
    let x = 0;
    let y = 0;
    for (let n = 0; n < used; n++) {
      const p = a[n]!;
      const q = b[n]!;
      x += p;
      y += q;
      a[n] = p * c[n]! - q * d[n]!;
      b[n] = p * d[n]! + q * c[n]!;
    }
    re[k] = x;
    im[k] = y;
    while (used > 0 && Math.abs(a[used - 1]!) + Math.abs(b[used - 1]!) < NOTHING) used--;
  }
}

/** The same where all factors are real. */
function addFading(nodes: number, re: Float64Array, im: Float64Array): void {
  const { a, b, c } = shares;
  let used = nodes;
  for (let k = 0; k < re.length; k++) {
    let x = 0;
    let y = 0;
    for (let n = 0; n < used; n++) {
      x += a[n]!;
      y += b[n]!;
      a[n]! *= c[n]!;
      b[n]! *= c[n]!;
    }
    re[k] = x;
    im[k] = y;
    while (used > 0 && Math.abs(a[used - 1]!) + Math.abs(b[used - 1]!) < NOTHING) used--;
  }
}

/** How far the path is moved into the complex plane, at most. */
const MOST_TURN = 2.5;

/** Most nodes: of the widest lognormal that a time can have, sigma about 9. */
const MOST_NODES = 256;

const column = (): Float64Array => new Float64Array(MOST_NODES);

interface Nodes {
  count: number;
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

/** Nodes of the rule, their weights, and the directions in which they start. */
function setNodes(turn: number, into: Nodes): Nodes {
  const spacing = (2 * Math.PI * turn) / FALL;
  const most = Math.min(MOST_NODES / 2 - 1, Math.ceil(REACH / spacing));
  const scale = (spacing * Math.exp((turn * turn) / 2)) / Math.sqrt(2 * Math.PI);
  into.count = 2 * most + 1;
  for (let n = 0; n <= most; n++) {
    const z = n * spacing;
    into.nodes[most + n] = z;
    into.nodes[most - n] = -z;
    into.weights[most + n] = into.weights[most - n] = scale * Math.exp((-z * z) / 2);
    into.cos[most + n] = into.cos[most - n] = Math.cos(turn * z);
    into.sin[most + n] = Math.sin(turn * z);
    into.sin[most - n] = -into.sin[most + n]!;
  }
  return into;
}

const emptyNodes = (): Nodes => ({ count: 0, nodes: column(), weights: column(), cos: column(), sin: column() });
const FULL_TURN = setNodes(MOST_TURN, emptyNodes());
const otherTurn = emptyNodes();

/** Room for the nodes of one law: what each adds to a frequency, and the factor to the next. */
const shares = { a: column(), b: column(), c: column(), d: column() };

/** One law with probability `share`, else the other. */
export const mixed =
  (share: number, one: Wave, other: Wave): Wave =>
  (step, from, re, im) => {
    one(step, from, re, im);
    const { x, y } = roomFor(re.length);
    inUse++;
    other(step, from, x, y);
    inUse--;
    for (let k = 0; k < re.length; k++) {
      re[k] = share * re[k]! + (1 - share) * x[k]!;
      im[k] = share * im[k]! + (1 - share) * y[k]!;
    }
  };

/** Room for the second law of a mixture, by how many mixtures are around it. */
const rooms: { x: Float64Array; y: Float64Array }[] = [];
let inUse = 0;

function roomFor(length: number): { x: Float64Array; y: Float64Array } {
  const known = rooms[inUse];
  if (known?.x.length === length) return known;
  return (rooms[inUse] = { x: new Float64Array(length), y: new Float64Array(length) });
}
