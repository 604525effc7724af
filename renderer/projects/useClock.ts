// The time, told anew now and then, so that "4 minutes ago" does not grow old on the screen.
import { useEffect, useState } from 'react';

const EVERY_MS = 30_000;

export function useClock(): Date {
  const [time, setTime] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setTime(new Date()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return time;
}
