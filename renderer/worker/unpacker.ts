// The receiving end of an answer's way between two threads.
import { Kept, type List, LONG, MARK, type Packed, type Plain } from './packed.ts';

/** What it gives out is kept and must not be changed. */
export class Unpacker {
  readonly #kept = new Kept();
  #packed!: Packed;
  #marked = 0;
  #numbered = 0;
  #lists: List[] = [];

  unpack(packed: Packed): unknown {
    if (packed.anew) this.#kept.clear();
    this.#packed = packed;
    this.#marked = this.#numbered = 0;
    this.#lists = [];
    const value = this.#read(this.#kept.get(packed.key));
    this.#kept.set(packed.key, value);
    return value;
  }

  /** Of `before` only that is looked at which the other end knows too; where it is something else, it may be anything. */
  #read(before: unknown): unknown {
    switch (this.#mark()) {
      case MARK.before:
        return before;
      case MARK.number:
        return this.#packed.numbers[this.#numbered++];
      case MARK.text:
        return this.#packed.texts[this.#mark()];
      case MARK.list:
        return this.#list(this.#mark(), before as List | null | undefined);
      case MARK.record:
        return this.#record(this.#packed.shapes[this.#mark()]!, before as Plain | null | undefined);
      case MARK.changed:
        return Array.isArray(before) ? this.#changedList(before) : this.#changedRecord(before as Plain);
      case MARK.again:
        return this.#lists[this.#mark()];
      case MARK.true:
        return true;
      case MARK.false:
        return false;
      case MARK.null:
        return null;
      default:
        return undefined;
    }
  }

  #mark(): number {
    return this.#packed.marks[this.#marked++]!;
  }

  #list(length: number, old: List | null | undefined): List {
    const list: unknown[] = [];
    for (let i = 0; i < length; i++) list.push(this.#read(old?.[i]));
    return this.#listed(list);
  }

  #changedList(old: List): List {
    const list = old.slice();
    for (let left = this.#mark(); left > 0; left--) {
      const at = this.#mark();
      list[at] = this.#read(old[at]);
    }
    return this.#listed(list);
  }

  #listed(list: List): List {
    if (list.length >= LONG) this.#lists.push(list);
    return list;
  }

  #record(keys: readonly string[], old: Plain | null | undefined): Plain {
    const record: Plain = {};
    for (const key of keys) {
      const value = this.#read(old?.[key]);
      if (key === '__proto__')
        Object.defineProperty(record, key, { value, configurable: true, enumerable: true, writable: true });
      else record[key] = value;
    }
    return record;
  }

  #changedRecord(old: Plain): Plain {
    const record = { ...old };
    const keys = Object.keys(old);
    for (let left = this.#mark(); left > 0; left--) {
      const key = keys[this.#mark()]!;
      record[key] = this.#read(old[key]);
    }
    return record;
  }
}
