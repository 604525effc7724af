/** Changes one value deep inside a project without touching the original: the common ground of overrides and edits. */
import { isRecord, ownValue, UNSAFE_KEYS } from './paths.ts';
import type { Json } from './types.ts';

const NOWHERE = Symbol('nowhere');

/**
 * A copy of `root` with the value at `path` replaced, or removed when `value` is null; null when the path leads nowhere.
 * A step of the path is a key of an object, or in a list the id of an item or else its number. Objects missing on the
 * way are made, list items are not. Everything off the path is shared with the original.
 * @throws RangeError on `__proto__`, `constructor` and `prototype`.
 */
export function setPath<T extends object>(root: T, path: readonly string[], value: Json): T | null {
  const unsafe = path.find((key) => UNSAFE_KEYS.has(key));
  if (unsafe !== undefined) throw new RangeError(`${unsafe} is no field of a project`);
  const changed = change(root, path, value);
  return changed === NOWHERE ? null : (changed as T);
}

function change(node: unknown, path: readonly string[], value: Json): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(node)) return changeItem(node, key, rest, value);
  if (!isRecord(node)) return NOWHERE;
  const old = ownValue(node, key);
  if (rest.length > 0) {
    if (old === undefined && value === null) return NOWHERE;
    const inner = change(old ?? {}, rest, value);
    return inner === NOWHERE ? NOWHERE : { ...node, [key]: inner };
  }
  if (value !== null) return { ...node, [key]: value };
  if (old === undefined) return NOWHERE;
  return Object.fromEntries(Object.entries(node).filter(([other]) => other !== key));
}

function changeItem(list: readonly unknown[], key: string, rest: readonly string[], value: Json): unknown {
  const byId = list.findIndex((item) => isRecord(item) && ownValue(item, 'id') === key);
  const index = byId >= 0 ? byId : /^\d{1,9}$/.test(key) ? Number(key) : -1;
  if (index < 0 || index >= list.length) return NOWHERE;
  if (rest.length === 0 && value === null) return list.filter((_, place) => place !== index);
  const inner = change(list[index], rest, value);
  return inner === NOWHERE ? NOWHERE : list.with(index, inner);
}
