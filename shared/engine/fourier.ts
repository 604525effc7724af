/** Fourier transforms of rows of CELLS complex numbers. */

/** Cells in a grid: a power of two. 4,096 keep percentiles of smooth sums within 1e-5 and p99.9 within 1e-4. */
export const CELLS = 4096;

/** Factors of each round of the transform, one round after another: of 2 entries, 4, 8, ... */
const twiddles = ((): { cos: Float64Array; sin: Float64Array } => {
  const cos = new Float64Array(CELLS);
  const sin = new Float64Array(CELLS);
  for (let half = 1; half < CELLS; half <<= 1)
    for (let k = 0; k < half; k++) {
      const turn = (2 * Math.PI * k * (CELLS / (2 * half))) / CELLS;
      cos[half + k] = Math.cos(turn);
      sin[half + k] = -Math.sin(turn);
    }
  return { cos, sin };
})();

/** Where each entry goes first: its number with the bits reversed. */
const reversed = Uint16Array.from({ length: CELLS }, (_, i) => {
  let j = 0;
  for (let bit = 1; bit < CELLS; bit <<= 1) j = (j << 1) | (i & bit ? 1 : 0);
  return j;
});

/** In-place Fourier transform of CELLS complex numbers (radix 2, decimation in time). */
export function transform(re: Float64Array, im: Float64Array): void {
  const { cos, sin } = twiddles;
  for (let i = 1; i < CELLS; i++) {
    const j = reversed[i]!;
    if (i < j) {
      const a = re[i]!;
      re[i] = re[j]!;
      re[j] = a;
      const b = im[i]!;
      im[i] = im[j]!;
      im[j] = b;
    }
  }
  for (let half = 1; half < CELLS; half <<= 1) {
    for (let start = 0; start < CELLS; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const p = start + k;
        const q = p + half;
        const c = cos[half + k]!;
        const s = sin[half + k]!;
        const x = re[q]! * c - im[q]! * s;
        const y = re[q]! * s + im[q]! * c;
        re[q] = re[p]! - x;
        im[q] = im[p]! - y;
        re[p] = re[p]! + x;
        im[p] = im[p]! + y;
      }
    }
  }
}

/** Entry k times (a + bi) to a whole power, by repeated squaring. */
export function multiply(re: Float64Array, im: Float64Array, k: number, a: number, b: number, times: number): void {
  let c = re[k]!;
  let d = im[k]!;
  if (times === 1) {
    re[k] = c * a - d * b;
    im[k] = c * b + d * a;
    return;
  }
  for (let n = times; ;) {
    if (n & 1) {
      const next = c * a - d * b;
      d = c * b + d * a;
      c = next;
    }
    n >>= 1;
    if (n === 0) break;
    const square = a * a - b * b;
    b = 2 * a * b;
    a = square;
  }
  re[k] = c;
  im[k] = d;
}
