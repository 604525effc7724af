// Times in words, as a person would say them.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const THIS_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const ANY_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

const times = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'} ago`;

/** Midnights between the two, in the user's own time. */
function daysBetween(earlier: Date, later: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(later) - midnight(earlier)) / DAY);
}

/** "just now", "4 minutes ago", "yesterday", "Tuesday", "12 November". */
export function ago(iso: string, now: Date): string {
  const then = new Date(iso);
  const passed = now.getTime() - then.getTime();
  const days = daysBetween(then, now);
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return times(Math.floor(passed / MINUTE), 'minute');
  if (days === 0) return times(Math.floor(passed / HOUR), 'hour');
  return day(then, now, days);
}

function day(then: Date, now: Date, days: number): string {
  if (days === 1) return 'yesterday';
  if (days < 7) return WEEKDAY.format(then);
  return (then.getFullYear() === now.getFullYear() ? THIS_YEAR : ANY_YEAR).format(then);
}

/** "14:02", "yesterday, 14:02", "12 November, 14:02". */
export function moment(iso: string, now: Date): string {
  const then = new Date(iso);
  const days = daysBetween(then, now);
  return days <= 0 ? CLOCK.format(then) : `${day(then, now, days)}, ${CLOCK.format(then)}`;
}
