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

export const waveOfGamma =
  (shape: number, scale: number): Wave =>
  (step, from, re, im) => {
    for (let k = 0; k < re.length; k++) {
      const x = (from + k) * step * scale;
      const size = (1 + x * x) ** (-shape / 2);
      const angle = -shape * Math.atan(x);
      re[k] = size * Math.cos(angle);
      im[k] = size * Math.sin(angle);
    }
  };

/** Standard deviations of the normal law beyond which nothing is left. */
const REACH = 7.3;

/** Sizes that add nothing. */
const NOTHING = 1e-17;

/**
 * T = exp(mu + s Z), Z normal. There is no closed form: trapezoid rule over Z, moved into the complex plane by `turn`, where the
 * integrand no longer swings but fades; with this spacing the error is about e^-28.
 */
export const waveOfLognormal =
  (mu: number, s: number): Wave =>
  (step, from, re, im) => {
    const turn = Math.min(Math.PI / (2 * s), 2.5);
    const spacing = (2 * Math.PI * turn) / 28;
    const nodes = Math.ceil(REACH / spacing);
    const fade = Math.sin(s * turn);
    const swing = Math.cos(s * turn);
    const scale = (spacing * Math.exp((turn * turn) / 2)) / Math.sqrt(2 * Math.PI);
    re.fill(0);
    im.fill(0);
    for (let n = -nodes; n <= nodes; n++) {
      const z = n * spacing;
      const t = step * Math.exp(mu + s * z);
      let size = scale * Math.exp((-z * z) / 2 - from * t * fade);
      if (size <= NOTHING) continue;
      // From one frequency to the next, the share of a node is multiplied by one complex number: c + id.
      const shrink = Math.exp(-t * fade);
      const c = shrink * Math.cos(t * swing);
      const d = -shrink * Math.sin(t * swing);
      const angle = turn * z - from * t * swing;
      let a = size * Math.cos(angle);
      let b = size * Math.sin(angle);
      for (let k = 0; k < re.length && size > NOTHING; k++) {
        re[k]! += a;
        im[k]! += b;
        const next = a * c - b * d;
        b = a * d + b * c;
        a = next;
        size *= shrink;
      }
    }
  };

/** One law with probability `share`, else the other. */
export const mixed =
  (share: number, one: Wave, other: Wave): Wave =>
  (step, from, re, im) => {
    const x = new Float64Array(re.length);
    const y = new Float64Array(re.length);
    one(step, from, re, im);
    other(step, from, x, y);
    for (let k = 0; k < re.length; k++) {
      re[k] = share * re[k]! + (1 - share) * x[k]!;
      im[k] = share * im[k]! + (1 - share) * y[k]!;
    }
  };
