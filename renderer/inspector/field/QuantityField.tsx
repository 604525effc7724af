// A number with its unit: typed in any unit of its kind, stepped by the arrow keys, held to its range.
import { LIMITS, type Range } from '../../../shared/model/limits.ts';
import type { Json } from '../../../shared/model/types.ts';
import {
  inOtherWords,
  parseQuantity,
  quantityText,
  rangeWords,
  stepped,
  unitSign,
  type Unit,
} from '../../text/quantity.ts';
import { wordOf } from '../fact.ts';
import { useFact, type Fact, type FactPlace } from '../useFact.ts';
import { Frame } from './Frame.tsx';
import { elsewhereOf, originOf, type Fallback } from './origin.ts';
import { useDraft, type Reading } from './useDraft.ts';

export interface QuantityProps {
  readonly label: string;
  readonly unit: Unit;
  readonly range: Range | readonly [number, number];
  readonly fallback?: Fallback | undefined;
  /** What stands there when nothing is typed and nothing is assumed. */
  readonly empty?: string;
  /** Behind the number instead of the unit's own sign: "a replica". */
  readonly suffix?: string;
  readonly tip?: string;
  /** A word that is taken for a value: "unbounded". */
  readonly word?: string;
  readonly required?: boolean;
  /** Reads texts that say more than one number, before they are read as one; null = not such a text. */
  readonly readMore?: (text: string) => Reading | null;
}

export function QuantityField({ path, clears, ...props }: QuantityProps & FactPlace) {
  return <QuantityBox {...props} fact={useFact(path, clears)} />;
}

/** The same for a value that is not a fact of its own, such as one number of a distribution. */
export function QuantityBox({ fact, ...props }: QuantityProps & { readonly fact: Fact }) {
  const { label, unit, fallback, empty = 'None', suffix, tip, word, required = false } = props;
  const range = typeof props.range === 'string' ? LIMITS.range[props.range] : props.range;
  const sign = suffix ?? unitSign(unit);
  const gap = sign === '' || sign.startsWith('/') ? '' : ' ';
  const text = (value: Json): string => (typeof value === 'number' ? quantityText(value, unit) : wordOf(value));
  const words = (value: Json): string => text(value) + (typeof value === 'number' ? gap + sign : '');
  const shown = fact.value ?? fallback?.value;

  const draft = useDraft({
    own: fact.value,
    shown: shown === undefined ? '' : text(shown),
    write: fact.set,
    read(typed): Reading {
      if (typed.trim() === '')
        return required ? { reason: `A value is needed. ${rangeWords(unit, range)}` } : { value: null };
      if (word !== undefined && typed.trim().toLowerCase() === word) return { value: word };
      const more = props.readMore?.(typed);
      if (more) return more;
      const parsed = parseQuantity(typed, unit, sign);
      if (!parsed.ok) return { reason: word === undefined ? parsed.reason : `${parsed.reason}, or ${word}` };
      const { value } = parsed;
      const fits = value >= range[0] && value <= range[1] && (unit !== 'count' || Number.isInteger(value));
      return fits ? { value } : { reason: rangeWords(unit, range) };
    },
    step(typed, steps) {
      const parsed = parseQuantity(typed, unit, sign);
      const from = parsed.ok ? parsed.value : typeof shown === 'number' ? shown : range[0];
      return Math.min(range[1], Math.max(range[0], stepped(from, unit, steps)));
    },
  });

  const more = typeof shown === 'number' ? inOtherWords(shown, unit) : '';
  const filled = draft.input.value !== '';
  return (
    <Frame
      label={label}
      tip={tip}
      trouble={draft.trouble}
      origin={originOf({ label, fact, fallback, words, apply: draft.apply, required })}
      elsewhere={elsewhereOf(fact, fallback, words)}
    >
      {({ id, described, invalid }) => (
        <>
          <input
            id={id}
            type="text"
            className={filled ? 'sized' : ''}
            autoComplete="off"
            spellCheck={false}
            placeholder={empty}
            aria-describedby={described}
            aria-invalid={invalid}
            {...draft.input}
          />
          {filled && typeof shown === 'number' && sign !== '' ? (
            <span className="field-unit" aria-hidden="true">
              {sign}
              {more === '' ? '' : `, ${more}`}
            </span>
          ) : null}
        </>
      )}
    </Frame>
  );
}
