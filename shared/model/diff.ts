/** The difference between two values of JSON, small enough to keep for undo and to send to a worker, and its reverse. */
import { isRecord, type JsonPath, type JsonRecord } from './paths.ts';

/** One place that differs. Undefined stands for "not there". Lists of another length change by a splice. */
export type Change =
  | { readonly kind: 'set'; readonly path: JsonPath; readonly before: unknown; readonly after: unknown }
  | {
      readonly kind: 'splice';
      readonly path: JsonPath;
      readonly index: number;
      readonly removed: readonly unknown[];
      readonly added: readonly unknown[];
    };

/** The changes that lead from `before` to `after`; empty when both say the same. Parts shared by both are not walked. */
export function diff(before: unknown, after: unknown): readonly Change[] {
  const changes: Change[] = [];
  compare(before, after, [], changes);
  return changes;
}

/** The changes that lead back. */
export function reverse(changes: readonly Change[]): readonly Change[] {
  return changes
    .toReversed()
    .map((change) =>
      change.kind === 'set'
        ? { ...change, before: change.after, after: change.before }
        : { ...change, removed: change.added, added: change.removed },
    );
}

/** Carries out changes without touching the original. @throws RangeError when they were made for another value. */
export function applyChanges<T>(root: T, changes: readonly Change[]): T {
  return changes.reduce<unknown>((node, change) => applyOne(node, change.path, change), root) as T;
}

function compare(before: unknown, after: unknown, path: JsonPath, changes: Change[]): void {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, changes);
  else if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(before[key], after[key], [...path, key], changes);
    }
  } else changes.push({ kind: 'set', path, before, after });
}

function compareLists(before: readonly unknown[], after: readonly unknown[], path: JsonPath, changes: Change[]): void {
  if (before.length === after.length) {
    before.forEach((item, index) => compare(item, after[index], [...path, index], changes));
    return;
  }
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && same(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && same(before.at(-1 - end), after.at(-1 - end))) end++;
  const removed = before.slice(start, before.length - end);
  const added = after.slice(start, after.length - end);
  changes.push({ kind: 'splice', path, index: start, removed, added });
}

/** True when both say the same, so that there is nothing to change. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  // A key that holds nothing is as good as none.
  for (const key in a) if (!same(a[key], b[key])) return false;
  for (const key in b) if (a[key] === undefined && b[key] !== undefined) return false;
  return true;
}

function applyOne(node: unknown, path: JsonPath, change: Change): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change.kind === 'set' ? change.after : spliced(node, change);
  if (Array.isArray(node) && typeof key === 'number' && key < node.length) {
    return node.with(key, applyOne(node[key], rest, change));
  }
  if (isRecord(node) && typeof key === 'string') return withKey(node, key, applyOne(node[key], rest, change));
  throw new RangeError(`a change leads nowhere: ${change.path.join('/')}`);
}

function spliced(node: unknown, change: Extract<Change, { kind: 'splice' }>): readonly unknown[] {
  if (!Array.isArray(node)) throw new RangeError(`a change leads nowhere: ${change.path.join('/')}`);
  return node.toSpliced(change.index, change.removed.length, ...change.added);
}

function withKey(record: JsonRecord, key: string, value: unknown): JsonRecord {
  if (value !== undefined) return { ...record, [key]: value };
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}
