// One line of the inspector: a value, its unit, and where the value comes from.
import type { Default } from '../../shared/model/defaults.ts';
import type { Distribution } from '../../shared/model/types.ts';
import { duration, plain, quantity } from '../text/numbers.ts';

export interface Field {
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly origin: 'typed' | 'default';
  /** Of a default: its source. */
  readonly source?: string;
}

export const typed = (label: string, value: string, unit = ''): Field => ({ label, value, unit, origin: 'typed' });

/** The typed value where there is one, else the default with its source. */
export function valued<T>(
  label: string,
  own: T | undefined,
  fallback: Default<T>,
  write: (value: T) => { value: string; unit?: string },
): Field {
  if (own !== undefined) return { label, ...write(own), origin: 'typed' };
  return { label, ...write(fallback.value), origin: 'default', source: fallback.source };
}

export function onlyTyped<T>(
  label: string,
  own: T | undefined,
  write: (value: T) => { value: string; unit?: string },
): Field[] {
  return own === undefined ? [] : [{ label, ...write(own), origin: 'typed' }];
}

export const ms = (value: number): { value: string; unit: string } => {
  const figure = duration(value);
  return { value: figure.text, unit: figure.unit };
};
export const count =
  (unit = '') =>
  (value: number): { value: string; unit: string } => ({
    value: quantity(value).text + (quantity(value).unit ? ` ${quantity(value).unit}` : ''),
    unit,
  });
export const word = (value: string): { value: string } => ({ value });
export const yesNo = (value: boolean): { value: string } => ({ value: value ? 'Yes' : 'No' });

/** "6.2 ms, exponential" or "150 ms at p50, 800 ms at p99". */
export function distributionWords(law: Distribution): { value: string; unit?: string } {
  if ('mean' in law) {
    const figure = duration(law.mean);
    const shape = law.shape ?? (law.cv === undefined ? 'exponential' : 'lognormal');
    const spread = law.cv === undefined ? shape : `cv ${law.cv}`;
    return law.mean === 0 ? { value: 'none' } : { value: figure.text, unit: `${figure.unit}, ${spread}` };
  }
  return { value: `${plain(duration(law.p50))} p50`, unit: `${plain(duration(law.p99))} p99` };
}
