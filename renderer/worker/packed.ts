// An answer on its way between two threads: one row of marks, one of numbers and every text once. The browser's own copy of
// thousands of small objects takes several times as long.

export interface Packed {
  readonly marks: Uint8Array<ArrayBuffer>;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly texts: readonly string[];
  /** Keys of records. */
  readonly shapes: readonly (readonly string[])[];
}

/** What comes next; of all but the first four something stands in `numbers`. */
const MARK = { null: 0, false: 1, true: 2, undefined: 3, number: 4, text: 5, list: 6, record: 7, again: 8 } as const;

/** Writes a value of JSON, undefined included; what stands in it twice is written once. */
export function pack(value: unknown): Packed {
  let marks = new Uint8Array(1 << 15);
  let numbers = new Float64Array(1 << 15);
  let marked = 0;
  let numbered = 0;
  const texts = new Map<string, number>();
  const shapes: (readonly string[])[] = [];
  const lists = new Map<object, number>();

  const mark = (what: number): void => {
    if (marked === marks.length) marks = doubled(marks, new Uint8Array(2 * marked));
    marks[marked++] = what;
  };
  const number = (x: number): void => {
    if (numbered === numbers.length) numbers = doubled(numbers, new Float64Array(2 * numbered));
    numbers[numbered++] = x;
  };
  const text = (of: string): number => {
    let index = texts.get(of);
    if (index === undefined) texts.set(of, (index = texts.size));
    return index;
  };
  /** Records of one kind follow one another, so the latest shapes are looked at first. */
  const shape = (keys: readonly string[]): number => {
    for (let i = shapes.length - 1; i >= 0; i--) if (sameKeys(shapes[i]!, keys)) return i;
    return shapes.push(keys) - 1;
  };
  const write = (of: unknown): void => {
    if (typeof of === 'number') {
      mark(MARK.number);
      number(of);
    } else if (typeof of === 'string') {
      mark(MARK.text);
      number(text(of));
    } else if (Array.isArray(of)) {
      const known = lists.get(of);
      mark(known === undefined ? MARK.list : MARK.again);
      number(known ?? of.length);
      if (known !== undefined) return;
      for (const item of of) write(item);
      lists.set(of, lists.size);
    } else if (typeof of === 'object' && of !== null) {
      const keys = Object.keys(of);
      mark(MARK.record);
      number(shape(keys));
      for (const item of Object.values(of) as unknown[]) write(item);
    } else mark(of === null ? MARK.null : of === undefined ? MARK.undefined : of === true ? MARK.true : MARK.false);
  };
  write(value);
  return { marks: marks.slice(0, marked), numbers: numbers.slice(0, numbered), texts: [...texts.keys()], shapes };
}

export function unpack({ marks, numbers, texts, shapes }: Packed): unknown {
  let marked = 0;
  let numbered = 0;
  const lists: unknown[] = [];
  const read = (): unknown => {
    switch (marks[marked++]!) {
      case MARK.number:
        return numbers[numbered++];
      case MARK.text:
        return texts[numbers[numbered++]!];
      case MARK.list: {
        const list: unknown[] = [];
        for (let left = numbers[numbered++]!; left > 0; left--) list.push(read());
        lists.push(list);
        return list;
      }
      case MARK.record: {
        const record: Record<string, unknown> = {};
        for (const key of shapes[numbers[numbered++]!]!) record[key] = read();
        return record;
      }
      case MARK.again:
        return lists[numbers[numbered++]!];
      case MARK.true:
        return true;
      case MARK.false:
        return false;
      case MARK.null:
        return null;
      default:
        return undefined;
    }
  };
  return read();
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function doubled<T extends Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(small: T, large: T): T {
  large.set(small);
  return large;
}
