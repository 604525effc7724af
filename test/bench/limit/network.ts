/**
 * The least that answers the same question in plain JavaScript: latency percentiles, load and bill of a design of processes that
 * share their cores, called one after another, every number written in the file. Nothing general: no placements, groups, limits
 * that are met, faults or notes. Times in ms, rates per ms.
 */
import type { Project } from '../../../shared/model/types.ts';

export interface LimitAnswer {
  /** By journey: mean, p50, p90, p95, p99, p99.9. */
  readonly journeys: Readonly<Record<string, readonly number[]>>;
  readonly monthlyUsd: number;
}

const HOURLY_USD = 0.085;
const QS = [0.5, 0.9, 0.95, 0.99, 0.999] as const;

export function limitOfNetwork(text: string): LimitAnswer {
  const project = JSON.parse(text) as Project;
  const { components, links, journeys } = project;
  const [variant] = project.variants;
  const size = components.length;
  const number = new Map(components.map((c, i) => [c.id, i]));
  const linkAt = new Map(links.map((l) => [l.id, l]));
  const deployable = new Map(variant!.deployables.map((d) => [d.id, d]));
  const place = new Map(variant!.placements.map((p) => [p.component, deployable.get(p.deployable)!]));
  const target = project.assumptions!.utilisationTarget!;

  // Calls by caller, as columns; callers in an order that puts them before what they call.
  const first = new Int32Array(size + 1);
  const to: number[] = [];
  const from: number[] = [];
  const cpuFrom: number[] = [];
  const cpuTo: number[] = [];
  const hop: number[] = [];
  const waits: boolean[] = [];
  const demand = new Float64Array(size);
  let shortest = Infinity;
  components.forEach((c, i) => {
    const [operation] = c.operations!;
    demand[i] = (operation!.demand as { mean: number }).mean;
    for (const step of operation!.steps ?? []) {
      const link = linkAt.get(step.link)!;
      from.push(i);
      to.push(number.get(link.to)!);
      cpuFrom.push(link.cpu!.from);
      cpuTo.push(link.cpu!.to);
      hop.push((link.latency as { mean: number }).mean);
      waits.push(link.interaction !== 'async');
      shortest = Math.min(shortest, link.policy?.timeoutMs ?? Infinity);
    }
    first[i + 1] = to.length;
  });
  const order: number[] = [];
  const state = new Uint8Array(size);
  const walk = (i: number): void => {
    if (state[i] === 2) return;
    if (state[i] === 1) throw new Error('a cycle');
    state[i] = 1;
    for (let c = first[i]!; c < first[i + 1]!; c++) walk(to[c]!);
    state[i] = 2;
    order.push(i);
  };
  for (const j of journeys) walk(number.get(j.entry.component)!);
  order.reverse();

  // Traffic: visits, and what receiving calls adds to them.
  const work = new Float64Array(size);
  const sending = new Float64Array(size);
  for (let c = 0; c < to.length; c++) sending[from[c]!]! += cpuFrom[c]!;
  const waited = journeys.map((j) => {
    const all = new Float64Array(size);
    const held = new Float64Array(size);
    const received = new Float64Array(size);
    let network = 0;
    const entry = number.get(j.entry.component)!;
    all[entry] = held[entry] = 1;
    const perMs = j.rate!.peak / 1000;
    for (const i of order) {
      if (all[i] === 0) continue;
      work[i]! += perMs * all[i]! * (demand[i]! + sending[i]!);
      for (let c = first[i]!; c < first[i + 1]!; c++) {
        const t = to[c]!;
        all[t]! += all[i]!;
        work[t]! += perMs * all[i]! * cpuTo[c]!;
        if (!waits[c]) continue;
        held[t]! += held[i]!;
        received[t]! += held[i]! * cpuTo[c]!;
        network += held[i]! * hop[c]!;
      }
    }
    return { held, received, network };
  });

  // Machines and how much longer work takes on them.
  const stretch = new Float64Array(size);
  let monthlyUsd = 0;
  for (let i = 0; i < size; i++) {
    const { cores, replicas } = place.get(components[i]!.id)!;
    const { min } = replicas as { min: number };
    const machines = Math.max(min, Math.ceil(work[i]! / (cores! * target) - 1e-9));
    monthlyUsd += machines * HOURLY_USD * project.assumptions!.hoursPerMonth!;
    const a = work[i]! / machines;
    let b = 1;
    for (let k = 1; k <= cores!; k++) b = (a * b) / (k + a * b);
    stretch[i] = 1 + b / (1 - (a / cores!) * (1 - b)) / (cores! - a);
  }

  const found: Record<string, readonly number[]> = {};
  journeys.forEach((j, n) => {
    const { held, received, network } = waited[n]!;
    const parts: Part[] = [];
    let shift = network;
    for (const i of order) {
      if (held[i] === 0) continue;
      const fixed = held[i]! * sending[i]! + received[i]!;
      shift += fixed;
      parts.push(partOf(held[i]!, demand[i]!, fixed, stretch[i]!));
    }
    const { mean, at, upper } = sumOf(parts);
    if (2 * (shift + upper) > shortest) throw new Error('a limit that may be met');
    found[j.id] = [mean + shift, ...QS.map((q) => shift + at(q))];
  });
  return { journeys: found, monthlyUsd };
}

/** A share of a lognormal, the rest a gamma. */
interface Part {
  readonly mean: number;
  readonly variance: number;
  readonly share: number;
  readonly mu: number;
  readonly s: number;
  readonly shape: number;
  readonly scale: number;
}

/** Response of `visits` visits to shared processors beyond their fixed part; formulas as in docs/formulas.md, "Shared processors". */
function partOf(visits: number, demand: number, fixed: number, stretch: number): Part {
  const m = visits * demand + fixed;
  const work = visits * demand * demand;
  const r = 1 - 1 / stretch;
  const q = 1 - r;
  const c2 = work / (m * m);
  const e = (1 + q * c2) ** (-1 / c2);
  const own = work / (q * q);
  const spread = Math.max(0, (2 * r * m * m) / q ** 3 - ((2 * r * m * m) / q ** 4) * (1 - e));
  const variance = own + spread;
  const mean = m * stretch - fixed;
  let share = spread / variance;
  let wide = variance;
  let shape = (mean * mean) / variance;
  if (visits === 1) {
    // Exponential work keeps its shape.
    const rest = (variance - (1 - share) * mean * mean) / Math.max(share, 1e-12);
    if (rest > 0) [wide, shape] = [rest, 1];
    else if (work > m * m) share = 1;
  } else if (work > m * m) share = 1;
  const s2 = Math.log(1 + wide / (mean * mean));
  return { mean, variance, share, mu: Math.log(mean) - s2 / 2, s: Math.sqrt(s2), shape, scale: mean / shape };
}

const MOST = 1024;
const BLOCK = 16;
const [re, im, x, y] = Array.from({ length: 4 }, () => new Float64Array(MOST)) as [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
];

/** Percentiles of a sum by the Fourier series of its cumulative probability. */
function sumOf(parts: readonly Part[]): { mean: number; at: (q: number) => number; upper: number } {
  let mean = 0;
  let variance = 0;
  let reach = 0;
  for (const p of parts) {
    mean += p.mean;
    variance += p.variance;
    reach = Math.max(reach, Math.exp(p.mu + 5.2 * p.s) - p.mean);
  }
  const upper = mean + Math.max(1.1 * reach, 14 * Math.sqrt(variance));
  const w = (2 * Math.PI) / upper;
  let count = Math.ceil(7.43 / (w * Math.sqrt(variance)) / BLOCK) * BLOCK;
  for (let start = 0; ; start = count, count += BLOCK) {
    re.fill(1, start, count);
    im.fill(0, start, count);
    for (const p of parts) {
      waveOf(p, w, start, count);
      for (let k = start; k < count; k++) {
        const a = re[k]! * x[k]! - im[k]! * y[k]!;
        im[k] = re[k]! * y[k]! + im[k]! * x[k]!;
        re[k] = a;
      }
    }
    if (Math.hypot(re[count - 1]!, im[count - 1]!) < 1e-12 || count + BLOCK > MOST) break;
  }
  let base = 0;
  for (let k = 1; k < count; k++) {
    re[k]! /= Math.PI * k;
    im[k]! /= Math.PI * k;
    base -= im[k]!;
  }
  const cdf = (t: number): number => {
    const [c, s] = [Math.cos(w * t), Math.sin(w * t)];
    let f = t / upper + base;
    let a = 1;
    let b = 0;
    for (let k = 1; k < count; k++) {
      const next = a * c - b * s;
      b = a * s + b * c;
      a = next;
      f += re[k]! * b + im[k]! * a;
    }
    return f;
  };
  const at = (q: number): number => {
    let [low, high] = [0, upper];
    while (high - low > 1e-10 * high) {
      const middle = (low + high) / 2;
      if (cdf(middle) >= q) high = middle;
      else low = middle;
    }
    return high;
  };
  return { mean, at, upper };
}

const nodes = Array.from({ length: 5 }, () => new Float64Array(512)) as [
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
  Float64Array,
];

/** E exp(-iwkT) for k from `start` to `end`: a trapezoid rule on a path in the complex plane, and (1 + iwk scale)^-shape. */
function waveOf({ share, mu, s, shape, scale }: Part, w: number, start: number, end: number): void {
  const turn = Math.min(Math.PI / (2 * s), 2.5);
  const spacing = (2 * Math.PI * turn) / 28;
  const most = Math.ceil(7.3 / spacing);
  const fade = Math.sin(s * turn);
  const swing = Math.cos(s * turn);
  const weight = (share * spacing * Math.exp((turn * turn) / 2)) / Math.sqrt(2 * Math.PI);
  const [a, b, c, d] = nodes;
  let used = 0;
  for (let n = -most; n <= most; n++) {
    const z = n * spacing;
    const t = w * Math.exp(mu + s * z);
    const size = weight * Math.exp((-z * z) / 2 - start * t * fade);
    if (size < 1e-17) continue;
    const angle = turn * z - start * t * swing;
    const shrink = Math.exp(-t * fade);
    a[used] = size * Math.cos(angle);
    b[used] = size * Math.sin(angle);
    c[used] = shrink * Math.cos(t * swing);
    d[used] = -shrink * Math.sin(t * swing);
    used++;
  }
  for (let k = start; k < end; k++) {
    const v = w * k * scale;
    const size = (1 - share) * (1 + v * v) ** (-shape / 2);
    const angle = -shape * Math.atan(v);
    let u = size * Math.cos(angle);
    let o = size * Math.sin(angle);
    for (let n = 0; n < used; n++) {
      const p = a[n]!;
      const q = b[n]!;
      u += p;
      o += q;
      a[n] = p * c[n]! - q * d[n]!;
      b[n] = p * d[n]! + q * c[n]!;
    }
    x[k] = u;
    y[k] = o;
  }
}
