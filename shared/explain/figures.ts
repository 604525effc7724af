// Amounts as figures, and the band that an accuracy mark stands for.
import { ERROR } from '../engine/compareScore.ts';
import type { Accuracy } from '../engine/types.ts';
import {
  availability,
  bytes,
  duration,
  perSecond,
  plain,
  quantity,
  share,
  times,
  unitPrice,
  usdExact,
  type FigureText,
} from './numbers.ts';
import { ACCURACY_WORD } from './words.ts';
import type { Amount } from './types.ts';

const small = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 3 });

/** Inputs can be far below what the tables show: a figure that is not zero never reads as zero. */
function orSmall(value: number, least: number, figure: FigureText): FigureText {
  return value !== 0 && Math.abs(value) < least ? { ...figure, text: small(value) } : figure;
}

export function figureOf({ amount, unit, thing }: Amount): FigureText {
  switch (unit) {
    case 'ms':
      return duration(amount);
    case 'minutes':
      return duration(amount * 60_000);
    case 'hours':
      return quantity(amount, 'h');
    case 'perSecond':
      return orSmall(amount, 0.1, perSecond(amount));
    case 'share':
      return share(amount);
    case 'uptime':
      return availability(amount);
    case 'points':
      return { text: (amount * 100).toFixed(3), unit: 'points' };
    case 'times':
      return times(amount);
    case 'number':
      return orSmall(amount, 1, quantity(amount, thing));
    case 'usd':
      return usdExact(amount);
    case 'unitPrice':
      return { ...unitPrice(amount), unit: thing === undefined ? '' : `per ${thing}` };
    case 'bytes':
      return bytes(amount);
    case 'bytesPerSecond': {
      const size = bytes(amount);
      return { ...size, unit: `${size.unit}/s` };
    }
  }
}

/** "±19 ms, within about 5 %": how far off it may be. */
export function rangeWords(value: Amount, accuracy: Accuracy): string {
  if (accuracy === 'exact') return 'exact';
  const [, means = ''] = ACCURACY_WORD[accuracy].split(': ');
  const error = ERROR[accuracy];
  const band = { ...value, amount: Math.abs(value.amount) * error };
  // A band around a share of one could pass it.
  return Number.isFinite(error) && value.amount !== 0 && value.unit !== 'uptime'
    ? `±${plain(figureOf(band))}, ${means}`
    : means;
}
