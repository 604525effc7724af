/** The small pieces the schema is built of: texts, ids, numbers in range, times. */
import { z } from 'zod';
import { LIMITS, type Range } from './limits.ts';
import { UNSAFE_KEYS } from './paths.ts';

// zod would compile its checks with `new Function`, which the window's content security policy reports as an attack.
z.config({ jitless: true });

export const number = (range: Range) => z.number().min(LIMITS.range[range][0]).max(LIMITS.range[range][1]);
export const whole = (range: Range) => z.int().min(LIMITS.range[range][0]).max(LIMITS.range[range][1]);
export const list = <T extends z.ZodType>(item: T, most: keyof typeof LIMITS.count) =>
  z.array(item).max(LIMITS.count[most]);
/** Half of a character pair. */
export const HALF_PAIR = /\p{Cs}/u;
export const text = (most: keyof typeof LIMITS.text) =>
  z
    .string()
    .max(LIMITS.text[most])
    .refine((value) => !HALF_PAIR.test(value), 'holds half of a character pair');
export const line = (most: keyof typeof LIMITS.text) =>
  text(most)
    .regex(/\S/, 'must not be empty')
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters');

// What a text may not hold is looked for: to match all that it may hold takes several times as long.
const NOT_IN_IDS = /[\p{C}\p{Zl}\p{Zp}/]|^ | $/u;
/** Ids key records of results and paths of overrides: no slash, no control character, no outer space, no `__proto__`. */
export const id = z
  .string()
  .min(1)
  .max(LIMITS.text.id)
  .refine((value) => !NOT_IN_IDS.test(value), 'an id may not hold a slash, a control character or an outer space')
  .refine((value) => !UNSAFE_KEYS.has(value), 'is a reserved word');

export const name = line('name');
export const word = line('word');
export const note = text('note');
export const ms = number('ms');
export const share = number('share');

const shape = z.enum(['constant', 'exponential', 'erlang', 'lognormal', 'hyperexponential']);
export const distribution = z.union([
  z.strictObject({ mean: ms, cv: number('cv').optional(), shape: shape.optional() }),
  z
    .strictObject({ p50: number('positiveMs'), p99: number('positiveMs'), shape: shape.optional() })
    .refine(({ p50, p99 }) => p50 <= p99, { path: ['p99'], error: 'must not be below p50' }),
]);

export const override = z.strictObject({ path: line('path'), value: z.json() });
