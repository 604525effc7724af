// The origin of a fact for its mark, and what the other variants have where this one differs.
import type { Json } from '../../../shared/model/types.ts';
import { press } from '../press.ts';
import type { Fact } from '../useFact.ts';
import type { OriginProps } from './OriginMark.tsx';

/** What stands where nothing is typed, and where it comes from. */
export interface Fallback<T = Json> {
  readonly value: T;
  readonly source?: string;
}

interface Said {
  readonly label: string;
  readonly fact: Fact;
  readonly fallback: Fallback | undefined;
  readonly words: (value: Json) => string;
  /** Sets a value and shows at the field what is wrong with it. */
  readonly apply: (value: Json) => void;
  readonly required: boolean;
}

export function originOf({ label, fact, fallback, words, apply, required }: Said): OriginProps | null {
  const { value, differs } = fact;
  if (value === undefined && !differs && fallback?.source === undefined) return null;
  // A name that must be there comes from nowhere else.
  if (required && !fact.canDiffer) return null;
  const typed = value !== undefined;
  const assumed = fallback && words(fallback.value);
  const shown = value ?? fallback?.value;
  return {
    origin: differs ? 'here' : typed ? 'typed' : 'default',
    label,
    assumed,
    source: fallback?.source,
    reset: typed && !differs && !required ? () => apply(null) : undefined,
    onlyHere: fact.canDiffer && !differs && shown !== undefined ? press(() => fact.onlyHere(shown)) : undefined,
    likeElsewhere: differs ? press(fact.likeElsewhere) : undefined,
  };
}

export function elsewhereOf(fact: Fact, fallback: Fallback | undefined, words: (value: Json) => string) {
  if (!fact.differs) return undefined;
  const value = fact.elsewhere ?? fallback?.value;
  return value === undefined ? 'nothing' : words(value);
}
