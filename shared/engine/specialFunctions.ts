/** The normal law and the incomplete gamma function, which laws and stations are made of. */

/** Standard normal cumulative probability, absolute error about 1e-15 (Hart 1968, algorithm 5666, with his continued fraction). */
export function normalCdf(z: number): number {
  const x = Math.abs(z);
  if (x > 37) return z > 0 ? 1 : 0;
  const e = Math.exp((-x * x) / 2);
  let tail: number;
  if (x < 7.07106781186547) {
    const top =
      (((((3.52624965998911e-2 * x + 0.700383064443688) * x + 6.37396220353165) * x + 33.912866078383) * x +
        112.079291497871) *
        x +
        221.213596169931) *
        x +
      220.206867912376;
    const bottom =
      ((((((8.83883476483184e-2 * x + 1.75566716318264) * x + 16.064177579207) * x + 86.7807322029461) * x +
        296.564248779674) *
        x +
        637.333633378831) *
        x +
        793.826512519948) *
        x +
      440.413735824752;
    tail = (e * top) / bottom;
  } else tail = e / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;
  return z > 0 ? 1 - tail : tail;
}

/** ln of the gamma function (Lanczos, g = 7), x > 0. */
export function lnGamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  let sum = c[0]!;
  for (let i = 1; i < 9; i++) sum += c[i]! / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Terms that P(k, x) takes grow with the root of k. */
const NEARLY_NORMAL = 1e5;
const MOST_TERMS = 5000;

/** Regularised lower incomplete gamma P(k, x). */
export function gammaP(k: number, x: number): number {
  if (x <= 0) return 0;
  // Nearly normal: Wilson and Hilferty 1931, within 1e-6 here.
  if (k > NEARLY_NORMAL) return normalCdf((Math.cbrt(x / k) - 1 + 1 / (9 * k)) * 3 * Math.sqrt(k));
  const front = Math.exp(k * Math.log(x) - x - lnGamma(k));
  if (x < k + 1) {
    let term = 1 / k;
    let sum = term;
    for (let n = 1; n < MOST_TERMS && term > sum * 1e-16; n++) sum += term *= x / (k + n);
    return Math.min(1, front * sum);
  }
  let b = x + 1 - k;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const an = -n * (n - k);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return Math.max(0, 1 - front * h);
}

/** ln(e^a + e^b). */
export const lnSum = (a: number, b: number): number => {
  const top = Math.max(a, b);
  return top === -Infinity ? top : top + Math.log1p(Math.exp(Math.min(a, b) - top));
};

/** ln P(k, x), also where P itself is too small for a double. */
export function lnGammaP(k: number, x: number): number {
  if (x <= 0) return -Infinity;
  if (x >= k + 1) return Math.log(gammaP(k, x));
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 100_000 && term > sum * 1e-16; n++) sum += term *= x / (k + n);
  return k * Math.log(x) - x - lnGamma(k + 1) + Math.log(sum);
}
