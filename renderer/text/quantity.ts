// Quantities as people type them: "250 ms", "3s", "1.2k/s", "512 MiB", "50 %". Read into the unit of the model, and written back for editing.
import { bytes, duration, plain } from '../../shared/explain/numbers.ts';

/** What a field holds in the model. A share is 0 to 1 and shown in percent; a percent is 0 to 100. */
export type Unit =
  | 'ms'
  | 'seconds'
  | 'minutes'
  | 'hours'
  | 'perSecond'
  | 'bytes'
  | 'GiB'
  | 'share'
  | 'percent'
  | 'usd'
  | 'count'
  | 'number';

export type Parsed = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly reason: string };

const MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  msec: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hr: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
};

const BYTES: Readonly<Record<string, number>> = {
  b: 1,
  byte: 1,
  bytes: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

const MANY: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mio: 1e6, bn: 1e9 };

interface Kind {
  /** Stands behind the number; what a bare number means. */
  readonly sign: string;
  readonly reason: string;
  /** Factor from a written unit to that of the model; `''` is a bare number. */
  readonly factors: Readonly<Record<string, number>>;
}

const time = (sign: string, ms: number, reason: string): Kind => ({
  sign,
  reason,
  factors: {
    ...Object.fromEntries(Object.entries(MS).map(([unit, factor]) => [unit, factor / ms])),
    '': 1,
  },
});

const KINDS: Readonly<Record<Unit, Kind>> = {
  ms: time('ms', 1, 'A time such as 250 ms or 3 s'),
  seconds: time('s', 1000, 'A time such as 90 s or 5 min'),
  minutes: time('min', 60_000, 'A time such as 30 min or 2 h'),
  hours: time('h', 3_600_000, 'A time such as 36 h or 7 days'),
  perSecond: { sign: '/s', reason: 'A rate such as 120/s or 90/min', factors: rates() },
  bytes: { sign: 'B', reason: 'A size such as 512 B or 3 MB', factors: { ...BYTES, '': 1 } },
  GiB: {
    sign: 'GiB',
    reason: 'A size such as 512 MiB or 4 GiB',
    factors: { ...Object.fromEntries(Object.entries(BYTES).map(([unit, size]) => [unit, size / 2 ** 30])), '': 1 },
  },
  share: { sign: '%', reason: 'A share such as 50 % or 0.5', factors: { '%': 0.01, percent: 0.01, '': 0.01 } },
  percent: { sign: '%', reason: 'A percentage such as 50 %', factors: { '%': 1, percent: 1, '': 1 } },
  usd: { sign: '$', reason: 'An amount such as $12 or $1,200', factors: { ...MANY, usd: 1, $: 1, '': 1 } },
  count: { sign: '', reason: 'A whole number such as 3 or 1,200', factors: { ...MANY, '': 1 } },
  number: { sign: '', reason: 'A number such as 0.5 or 2', factors: { ...MANY, '': 1, '×': 1, x: 1, times: 1 } },
};

/** "/s", "per second", "rps", with "k" or "m" before. */
function rates(): Readonly<Record<string, number>> {
  const periods: readonly (readonly [number, readonly string[]])[] = [
    [1, ['', '/s', '/sec', '/second', 'pers', 'persecond', 'rps', 'req/s', 'qps']],
    [60, ['/min', '/m', '/minute', 'permin', 'perminute', 'rpm', 'req/min']],
    [3600, ['/h', '/hr', '/hour', 'perh', 'perhour']],
    [86_400, ['/d', '/day', 'perd', 'perday']],
  ];
  const all = periods.flatMap(([seconds, words]) =>
    words.flatMap((word) => [
      [word, 1 / seconds] as const,
      ...Object.entries(MANY).map(([sign, many]) => [sign + word, many / seconds] as const),
    ]),
  );
  return Object.fromEntries(all);
}

// Thousands by comma, space, apostrophe or underscore; decimals by a point.
const NUMBER = /^([+−-]?)((?:\d{1,3}(?:[,\s'_]\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d+)?)(?![\d.])\s*(.*)$/iu;

/** The number in the unit of the model, or what the field takes. `suffix` is a word that the field itself shows behind the number. */
export function parseQuantity(text: string, unit: Unit, suffix = ''): Parsed {
  const { reason, factors } = KINDS[unit];
  const found = NUMBER.exec(text.trim().replace(/^([+−-]?)\s*\$\s*/, '$1'));
  const digits = found?.[2]?.replace(/[,\s'_]/g, '') ?? '';
  if (!found || !/\d/.test(digits)) return { ok: false, reason };
  const plainNumber = Number(digits) * (found[1] === '-' || found[1] === '−' ? -1 : 1);
  const written = (found[3] ?? '').toLowerCase().replace(/\s+/g, '');
  const word = written === suffix.toLowerCase().replace(/\s+/g, '') ? '' : written;
  const factor = Object.hasOwn(factors, word) ? factors[word] : undefined;
  if (factor === undefined || !Number.isFinite(plainNumber)) return { ok: false, reason };
  // The model's own form: nobody who writes 0.5 without a sign means half a percent.
  if (unit === 'share' && word === '' && Math.abs(plainNumber) < 1) return { ok: true, value: plainNumber };
  return { ok: true, value: clean(plainNumber * factor) };
}

/** "120/s, peak 360": the peak takes the period of the average unless it has its own. Null when no peak is named. */
export function parseRate(text: string): { readonly average: Parsed; readonly peak: Parsed } | null {
  const parts = /^(.*?)[,;]?\s*peak\s*(.*)$/iu.exec(text.trim());
  if (!parts) return null;
  const [, first = '', second = ''] = parts;
  const period = /(?:\/|\s*per\s*).*$/iu.exec(first)?.[0] ?? '';
  return {
    average: parseQuantity(first, 'perSecond'),
    peak: parseQuantity(/(?:\/|per|r?q?p[sm]$)/iu.test(second) ? second : second + period, 'perSecond'),
  };
}

/** The number as it stands in a field. */
export function quantityText(value: number, unit: Unit): string {
  if (unit === 'share') return `${digits(value * 100)} %`;
  if (unit === 'percent') return `${digits(value)} %`;
  return unit === 'usd' ? `${value < 0 ? '−' : ''}$${digits(Math.abs(value))}` : digits(value);
}

/** The unit that stands behind the number; signs that are part of the text are not repeated. */
export const unitSign = (unit: Unit): string =>
  unit === 'share' || unit === 'percent' || unit === 'usd' ? '' : KINDS[unit].sign;

/** A large time or size in words that are easier to take in: "1 min" for 60,000 ms. Empty for small ones. */
export function inOtherWords(value: number, unit: Unit): string {
  if (unit === 'ms' && value >= 10_000) return tidy(plain(duration(value)));
  if (unit === 'bytes' && value >= 10_000) return tidy(plain(bytes(value)));
  return '';
}

/** "From 1 to 1,000", in the unit of the field. */
export function rangeWords(unit: Unit, [least, most]: readonly [number, number]): string {
  const words = (value: number): string => {
    if (unit === 'ms' && value >= 10_000) return tidy(plain(duration(value)));
    const sign = unitSign(unit);
    return quantityText(value, unit) + (sign === '' || sign.startsWith('/') ? sign : ` ${sign}`);
  };
  const whole = unit === 'count' ? 'A whole number, from' : 'From';
  return `${whole} ${words(least)} to ${words(most)}`;
}

/** The next value by the arrow keys: about a tenth of the value, on round numbers; whole numbers by one. */
export function stepped(value: number, unit: Unit, steps: number): number {
  const size = stepSize(value, unit);
  const from = value / size;
  const next = steps > 0 ? Math.floor(from + 1e-6) + steps : Math.ceil(from - 1e-6) + steps;
  return clean(next * size);
}

function stepSize(value: number, unit: Unit): number {
  if (unit === 'count' || unit === 'percent') return 1;
  if (unit === 'share') {
    // Close to 0 and to 1 it is the last digit that matters: 99.95 % steps by hundredths.
    const left = Math.min(Math.abs(value), Math.abs(1 - value));
    return left < 1e-9 || left >= 0.1 ? 0.01 : 10 ** Math.floor(Math.log10(left * 1.000001));
  }
  if (value === 0) return unit === 'GiB' ? 0.5 : 1;
  const power = 10 ** Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  return Math.abs(value) >= 10 ? power / 10 : power / 2;
}

/** Without the dust of binary fractions. */
const clean = (value: number): number => Number(value.toPrecision(12));

const digits = (value: number): string =>
  clean(value).toLocaleString('en-US', { maximumSignificantDigits: 12, maximumFractionDigits: 20 }).replace('-', '−');

/** "1.0 min" is "1 min". */
const tidy = (text: string): string => text.replace(/\.0+(?= )/, '');
