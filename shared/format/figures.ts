/** Numbers as people read them: times, shares, money, counts; used by the command line and the written exports. */
import type { Unit } from '../engine/compare.ts';
import type { Accuracy, ScorecardFigure } from '../engine/types.ts';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `1234.5` with two places: "1,234.50". */
export function fixed(value: number, places: number): string {
  const [whole = '0', part] = Math.abs(value).toFixed(places).split('.');
  const sign = value < 0 && Number(value.toFixed(places)) !== 0 ? '-' : '';
  return sign + grouped(whole) + (part === undefined ? '' : `.${part}`);
}

/** Without zeros that say nothing; exponents are left alone. */
const trimmed = (text: string): string =>
  text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;

/** Three significant digits, no exponent between 1e-3 and 1e15, no trailing zeros: "0.35", "12.2", "1,350". */
export function rounded(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 1e-3 || size >= 1e15) return trimmed(value.toPrecision(3));
  const places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3 - Math.ceil(Math.log10(size) + 1e-12);
  const text = fixed(value, Math.min(6, places));
  return trimmed(text);
}

/** Nobody waits for less. */
const LEAST_MS = 0.001;

/** Milliseconds with a unit that suits their size: "0.35 ms", "204 ms", "1.4 s", "30 min". */
export function time(ms: number): string {
  const size = Math.abs(ms);
  if (size > 0 && size < LEAST_MS) return `under ${LEAST_MS} ms`;
  if (size < 1_000) return `${rounded(ms)} ms`;
  if (size < 600_000) return `${rounded(ms / 1_000)} s`;
  if (size < 7_200_000) return `${rounded(ms / 60_000)} min`;
  return `${rounded(ms / 3_600_000)} h`;
}

/** Enough nines to tell good from better: "99.95 %", "99.9968 %", "100 %". */
export function availability(share: number): string {
  if (share >= 1) return '100 %';
  const missing = (1 - share) * 100;
  const places = Math.min(9, Math.max(2, 2 - Math.floor(Math.log10(missing))));
  return `${(share * 100).toFixed(places).replace(/0+$/, '').replace(/\.$/, '')} %`;
}

/** Below it a share of requests is too small to have a meaning. */
const LEAST_SHARE = 1e-6;

/** "25 %", "0.39 %", "0.0016 %". */
export const percent = (share: number): string =>
  share > 0 && share < LEAST_SHARE ? `<${rounded(LEAST_SHARE * 100)} %` : `${rounded(share * 100)} %`;

export const usd = (value: number): string => `${fixed(value, 2)} USD`;

const SAY: Readonly<Record<Unit, (value: number) => string>> = {
  ms: time,
  share: availability,
  usd,
  factor: (value) => `${rounded(value)} x`,
  count: rounded,
  cores: rounded,
};

/** A comparison's value in its unit. */
export const inUnit = (value: number, unit: Unit): string => SAY[unit](value);

/** A difference in its unit, with its sign; shares in points. */
export function difference(value: number, unit: Unit): string {
  if (value === 0) return '=';
  if (unit === 'ms' && Math.abs(value) < LEAST_MS) return '~0 ms';
  const text = unit === 'share' ? `${rounded(value * 100)} points` : inUnit(value, unit);
  return value > 0 ? `+${text}` : text;
}

/** A figure of a scorecard with its unit; "-" where there is none. */
export function aspectFigure(figure: ScorecardFigure | null): string {
  if (figure === null || figure.value === null) return '-';
  const { value, unit } = figure;
  if (typeof value === 'string') return value;
  if (unit === 'ms') return time(value);
  if (unit === 'USD a month') return usd(value);
  if (unit.startsWith('share of time')) return availability(value);
  if (unit.startsWith('share')) return percent(value);
  return `${rounded(value)} ${unit}`.trimEnd();
}

/** Marks a figure that should not be read to the last digit. */
export const marked = (text: string, accuracy: Accuracy): string =>
  accuracy === 'rough' ? `~${text}` : accuracy === 'invalid' ? `?${text}` : text;
