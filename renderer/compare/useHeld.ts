// Old figures stand until new ones are there, but not for long.
import { useEffect, useState } from 'react';

const HELD_MS = 100;

/** The value, or for a moment after it is gone the one before, where that was for the same key. */
export function useHeld<T>(value: T | null, key: string): T | null {
  const [held, setHeld] = useState<{ readonly key: string; readonly value: T } | null>(null);
  if (value !== null && (held?.value !== value || held.key !== key)) setHeld({ key, value });
  const gone = value === null;
  useEffect(() => {
    if (!gone) return undefined;
    const timer = setTimeout(() => setHeld(null), HELD_MS);
    return () => clearTimeout(timer);
  }, [gone]);
  return value ?? (held?.key === key ? held.value : null);
}
