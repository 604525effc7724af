// The sending end of an answer's way between two threads.
import { Kept, type List, LONG, MARK, type Packed, type Plain } from './packed.ts';

/** Records with more keys are hash tables inside, and one of those makes a `for in` slow for all. */
const NARROW = 19;

/** What the sending end keeps of a record, or of a list (no keys). Never changed, so that several may have the same parts. */
class Part {
  readonly keys: readonly string[] | null;
  /** Parts, and what has none: texts, numbers and so on. */
  readonly values: List;

  constructor(keys: readonly string[] | null, values: List) {
    this.keys = keys;
    this.values = values;
  }
}

/** For values of JSON and undefined. */
export class Packer {
  readonly #kept = new Kept();
  #anew = true;
  #marks = new Uint32Array(1 << 10);
  #numbers = new Float64Array(1 << 10);
  #marked = 0;
  #numbered = 0;
  #texts = new Map<string, number>();
  #shapes: (readonly string[])[] = [];
  /** Long lists of this value; `nth` of those that were written. */
  #lists = new Map<List, { readonly part: Part; readonly nth: number | undefined }>();
  #written = 0;

  /** What is packed must be unpacked, in the same order. */
  pack(key: string, value: unknown): Packed {
    this.#marked = this.#numbered = this.#written = 0;
    this.#texts = new Map();
    this.#shapes = [];
    this.#lists = new Map();
    this.#kept.set(key, this.#write(value, this.#kept.get(key)));
    const packed = {
      key,
      anew: this.#anew,
      marks: this.#marks.slice(0, this.#marked),
      numbers: this.#numbers.slice(0, this.#numbered),
      texts: [...this.#texts.keys()],
      shapes: this.#shapes,
    };
    this.#anew = false;
    return packed;
  }

  /** The next value is sent whole: nothing is known of the other end. */
  forget(): void {
    this.#kept.clear();
    this.#anew = true;
  }

  /** @returns what is to be kept of it. */
  #write(of: unknown, before: unknown): unknown {
    if (typeof of === 'object' && of !== null) {
      const part = this.#part(of, before);
      if (part === before) this.#mark(MARK.before);
      return part;
    }
    if (typeof of === 'number') this.#number(of);
    else if (typeof of === 'string') this.#mark(MARK.text, this.#text(of));
    else this.#mark(of === null ? MARK.null : of === undefined ? MARK.undefined : of ? MARK.true : MARK.false);
    return of;
  }

  /** @returns `before`, and nothing is written, where it is the same. */
  #part(of: object, before: unknown): Part {
    if (!Array.isArray(of)) return this.#record(of as Plain, before);
    if (of.length < LONG) return this.#list(of, before);
    const known = this.#lists.get(of);
    if (known && (known.part === before || known.nth !== undefined)) {
      if (known.part !== before) this.#mark(MARK.again, known.nth);
      return known.part;
    }
    const part = this.#list(of, before);
    this.#lists.set(of, { part, nth: part === before ? undefined : this.#written++ });
    return part;
  }

  #list(of: List, before: unknown): Part {
    const old = before instanceof Part && !before.keys ? before : NOTHING;
    if (old.values.length === of.length && old !== NOTHING) {
      const slot = this.#begin();
      let values: unknown[] | undefined;
      for (let i = 0; i < of.length; i++)
        if (!Object.is(of[i], old.values[i])) values = this.#compared(i, of[i], old, values, slot);
      return this.#end(old, values);
    }
    this.#mark(MARK.list, of.length);
    return new Part(
      null,
      of.map((item, i) => this.#write(item, i < old.values.length ? old.values[i] : undefined)),
    );
  }

  #record(of: Plain, before: unknown): Part {
    const old = before instanceof Part && before.keys ? before : NOTHING;
    const { keys } = old;
    if (keys && keys.length <= NARROW && hasKeys(of, keys)) {
      const slot = this.#begin();
      let values: unknown[] | undefined;
      let i = 0;
      for (const key in of) {
        if (!Object.is(of[key], old.values[i])) values = this.#compared(i, of[key], old, values, slot);
        i++;
      }
      return this.#end(old, values);
    }
    const own = Object.keys(of);
    if (keys && keys.length > NARROW && sameTexts(own, keys)) {
      const slot = this.#begin();
      let values: unknown[] | undefined;
      for (let i = 0; i < keys.length; i++) {
        const item = of[keys[i]!];
        if (!Object.is(item, old.values[i])) values = this.#compared(i, item, old, values, slot);
      }
      return this.#end(old, values);
    }
    const shape = this.#shape(own);
    this.#mark(MARK.record, shape);
    return new Part(
      this.#shapes[shape]!,
      own.map((key) => this.#write(of[key], keys ? old.values[keys.indexOf(key)] : undefined)),
    );
  }

  /** @returns where the number of changed parts stands. */
  #begin(): number {
    this.#mark(MARK.changed, 0);
    return this.#marked - 1;
  }

  /** One of the parts of something that may have changed. @returns the values, copied at the first that is new. */
  #compared(at: number, of: unknown, old: Part, values: unknown[] | undefined, slot: number): unknown[] | undefined {
    const before = old.values[at];
    this.#mark(at);
    const part = typeof of === 'object' && of !== null ? this.#part(of, before) : this.#write(of, before);
    if (part instanceof Part && part === before) {
      this.#marked--;
      return values;
    }
    this.#marks[slot]!++;
    const copy = values ?? old.values.slice();
    copy[at] = part;
    return copy;
  }

  #end(old: Part, values: List | undefined): Part {
    if (values) return new Part(old.keys, values);
    this.#marked -= 2;
    return old;
  }

  #mark(what: number, detail?: number): void {
    if (this.#marked === this.#marks.length) this.#marks = doubled(this.#marks, new Uint32Array(2 * this.#marked));
    this.#marks[this.#marked++] = what;
    if (detail !== undefined) this.#mark(detail);
  }

  #number(of: number): void {
    this.#mark(MARK.number);
    if (this.#numbered === this.#numbers.length)
      this.#numbers = doubled(this.#numbers, new Float64Array(2 * this.#numbered));
    this.#numbers[this.#numbered++] = of;
  }

  #text(of: string): number {
    let index = this.#texts.get(of);
    if (index === undefined) this.#texts.set(of, (index = this.#texts.size));
    return index;
  }

  /** Records of one kind follow one another, so the latest shapes are looked at first. */
  #shape(keys: readonly string[]): number {
    for (let i = this.#shapes.length - 1; i >= 0; i--) if (sameTexts(keys, this.#shapes[i]!)) return i;
    return this.#shapes.push(keys) - 1;
  }
}

const NOTHING = new Part(null, []);

/** In the same order. */
function hasKeys(of: Plain, keys: readonly string[]): boolean {
  let i = 0;
  for (const key in of) if (keys[i++] !== key) return false;
  return i === keys.length;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function doubled<T extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(small: T, large: T): T {
  large.set(small);
  return large;
}
