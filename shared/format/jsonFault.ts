/** Looks for the first fault of JSON text: exact places of errors, and what a JSON parser lets pass but a project file may not hold. */
import { UNSAFE_KEYS } from '../model/paths.ts';
import { HALF_PAIR } from '../model/schemaParts.ts';

export interface JsonFault {
  readonly kind: 'not-json' | 'truncated' | 'refused';
  /** Without the place: "expected a comma". */
  readonly message: string;
  /** Both from 1; a column counts UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

class Fault extends Error {
  readonly kind: JsonFault['kind'];
  readonly at: number;
  constructor(kind: JsonFault['kind'], at: number, message: string) {
    super(message);
    this.kind = kind;
    this.at = at;
  }
}

/**
 * The first fault of the text, or null when it is JSON that may be parsed. Refused although it is JSON: nesting deeper
 * than `depth`, a key that occurs twice in one object, `__proto__` and its like as a key, a number beyond the range of
 * doubles, half a surrogate pair.
 */
export function findJsonFault(text: string, depth: number): JsonFault | null {
  try {
    new Scanner(text, depth).document();
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.at);
    const line = before.split('\n').length;
    return { kind: error.kind, message: error.message, line, column: error.at - before.lastIndexOf('\n') };
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const [BLANK, TAB, NEW_LINE, RETURN] = [0x20, 0x09, 0x0a, 0x0d];
const CUT_ESCAPE = /^\\(?:u[\da-fA-F]{0,3})?$/;

/** Recursive descent over the grammar of RFC 8259; the depth limit also keeps it off the end of the stack. */
class Scanner {
  readonly #text: string;
  readonly #depth: number;
  #at = 0;

  constructor(text: string, depth: number) {
    this.#text = text;
    this.#depth = depth;
  }

  document(): void {
    this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#fail('not-json', 'expected the end of the file');
  }

  #value(level: number): void {
    this.#space();
    const sign = this.#text[this.#at];
    if ((sign === '{' || sign === '[') && level >= this.#depth) {
      this.#fail('refused', `brackets are nested more than ${this.#depth} deep`);
    }
    if (sign === '{') this.#object(level);
    else if (sign === '[') this.#list(level);
    else if (sign === '"') this.#string();
    else if (sign === 't') this.#word('true');
    else if (sign === 'f') this.#word('false');
    else if (sign === 'n') this.#word('null');
    else this.#number();
  }

  #object(level: number): void {
    const keys = new Set<string>();
    this.#at++;
    if (this.#next('}')) return;
    do {
      this.#space();
      const at = this.#at;
      if (this.#text[at] !== '"') this.#expected('a key in double quotes');
      const key = this.#string();
      if (UNSAFE_KEYS.has(key)) this.#fail('refused', `the key "${key}" is not allowed`, at);
      if (keys.has(key)) this.#fail('refused', `the key ${JSON.stringify(key)} occurs twice in one object`, at);
      keys.add(key);
      if (!this.#next(':')) this.#expected('a colon');
      this.#value(level + 1);
    } while (this.#next(','));
    if (!this.#next('}')) this.#expected('a comma or }');
  }

  #list(level: number): void {
    this.#at++;
    if (this.#next(']')) return;
    do this.#value(level + 1);
    while (this.#next(','));
    if (!this.#next(']')) this.#expected('a comma or ]');
  }

  #string(): string {
    const start = this.#at++;
    let escaped = false;
    this.#plain();
    while (this.#text[this.#at] === '\\') {
      escaped = true;
      if (this.#match(ESCAPE) === '') this.#expected('an escape such as \\n or \\u0041', CUT_ESCAPE);
      this.#plain();
    }
    if (this.#text[this.#at] !== '"') this.#expected('a closing double quote');
    this.#at++;
    const value = escaped
      ? (JSON.parse(this.#text.slice(start, this.#at)) as string)
      : this.#text.slice(start + 1, this.#at - 1);
    if (HALF_PAIR.test(value)) this.#fail('refused', 'a text holds half of a character pair', start);
    return value;
  }

  #space(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== BLANK && code !== TAB && code !== NEW_LINE && code !== RETURN) return;
    }
  }

  /** Characters that stand for themselves. */
  #plain(): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE || code === BACKSLASH || code < FIRST_PRINTABLE) return;
    }
  }

  #number(): void {
    const start = this.#at;
    const digits = this.#match(NUMBER);
    if (digits === '') this.#expected('a value', /^-?$/);
    if (!Number.isFinite(Number(digits)))
      this.#fail('refused', `the number ${digits.slice(0, 40)} is too large`, start);
    // "1." and "1e" are the beginnings of numbers; what follows them is not.
    if (/[.eE]/.test(this.#text[this.#at] ?? '')) {
      this.#at++;
      this.#match(/[+-]?/y);
      this.#expected('a digit');
    }
  }

  #word(word: string): void {
    const rest = this.#text.slice(this.#at, this.#at + word.length);
    if (rest !== word) this.#fail(word.startsWith(rest) ? 'truncated' : 'not-json', `expected ${word}`);
    this.#at += word.length;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #next(sign: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  /** Something else than expected: the text was cut off when all that is left of it matches `cut`. */
  #expected(what: string, cut = /^$/): never {
    if (cut.test(this.#text.slice(this.#at))) {
      this.#fail('truncated', `it ends where ${what} is expected`, this.#text.length);
    }
    return this.#fail('not-json', `expected ${what}`);
  }

  #fail(kind: JsonFault['kind'], message: string, at = this.#at): never {
    throw new Fault(kind, at, message);
  }
}
