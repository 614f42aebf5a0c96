import { addDays, weekOf } from '../calendar.ts';
import type { Day } from '../register.ts';

/** The snooze options: form key, label, and the day of return. */
export const snoozes = [
  { key: 'tomorrow', title: 'Tomorrow', until: (today: Day) => addDays(today, 1) },
  { key: 'three-days', title: 'In 3 days', until: (today: Day) => addDays(today, 3) },
  { key: 'next-week', title: 'Next week, on Monday', until: (today: Day) => addDays(weekOf(today), 7) },
] as const;
export type Snooze = (typeof snoozes)[number]['key'];

/** Returns the day on which a snoozed reminder returns. @throws RangeError for an unknown key */
export function snoozedUntil(key: Snooze, today: Day): Day {
  const found = snoozes.find((snooze) => snooze.key === key);
  if (!found) throw new RangeError(`no snooze ${key}`);
  return found.until(today);
}
