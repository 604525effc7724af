/**
 * The least program that works out one graph exactly by decision diagram: each component needs itself and, of each of two groups,
 * one component of two. Components are in the order in which callers come before what they call. Flat tables of a fixed size,
 * nothing general: what the engine's own diagrams are held against.
 */

/** By component: the four that it may call, two groups of two; fewer at the end, where -1 stands for none. */
export type Graph = readonly (readonly number[])[];

const SIZE = 1 << 17;
const MASK = SIZE - 1;

const level = new Int32Array(SIZE);
const high = new Int32Array(SIZE);
const low = new Int32Array(SIZE);
const slots = new Int32Array(SIZE);
const first = new Int32Array(SIZE);
const second = new Int32Array(SIZE);
const result = new Int32Array(SIZE);
const chance = new Float64Array(SIZE);
let count = 2;

function node(at: number, up: number, down: number): number {
  if (up === down) return up;
  let slot = (Math.imul(up, 0x9e3779b1) ^ Math.imul(down, 0x85ebca6b) ^ Math.imul(at, 0xc2b2ae35)) & MASK;
  for (let n = slots[slot]!; n !== 0; n = slots[(slot = (slot + 1) & MASK)]!)
    if (high[n] === up && low[n] === down && level[n] === at) return n;
  slots[slot] = count;
  level[count] = at;
  high[count] = up;
  low[count] = down;
  return count++;
}

/** Both (op 0) or either (op 1). */
function join(op: number, x: number, y: number): number {
  if (x === y) return x;
  const a = x < y ? x : y;
  const b = x < y ? y : x;
  if (a < 2) return a === op ? a : b;
  const key = a * 2 + op;
  const slot = (Math.imul(key, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) & MASK;
  if (first[slot] === key && second[slot] === b) return result[slot]!;
  const la = level[a]!;
  const lb = level[b]!;
  const top = la < lb ? la : lb;
  const up = join(op, la === top ? high[a]! : a, lb === top ? high[b]! : b);
  const down = join(op, la === top ? low[a]! : a, lb === top ? low[b]! : b);
  const n = node(top, up, down);
  first[slot] = key;
  second[slot] = b;
  result[slot] = n;
  return n;
}

/** Chance that the first component works; `works` by component. */
export function limitOfDiagram(graph: Graph, works: readonly number[]): number {
  count = 2;
  level[0] = level[1] = 0x7fffffff;
  slots.fill(0);
  first.fill(0);
  const built = new Int32Array(graph.length);
  const either = (a: number, b: number): number => (a < 0 ? 1 : b < 0 ? built[a]! : join(1, built[a]!, built[b]!));
  for (let i = graph.length - 1; i >= 0; i--) {
    const [a, b, c, d] = graph[i]! as [number, number, number, number];
    built[i] = join(0, node(i, 1, 0), join(0, either(a, b), either(c, d)));
  }
  const root = built[0]!;
  chance[1] = 1;
  for (let n = 2; n <= root; n++) {
    const p = works[level[n]!]!;
    chance[n] = p * chance[high[n]!]! + (1 - p) * chance[low[n]!]!;
  }
  return chance[root]!;
}
