import { addDays, daysBetween, weekOf } from '../calendar.ts';
import type { Day, Register } from '../register.ts';

/** The check-ins of one week added up, in people. */
export interface AdoptionWeek {
  /** Its Monday. */
  readonly week: Day;
  readonly weekly: number;
  readonly intended: number;
  readonly useCases: number;
}

/**
 * Returns weekly and intended users for each week, over the use cases that checked in. Weeks without a check-in are
 * left out.
 */
export function computeAdoptionTrend(register: Register, today: Day, weeks: number): readonly AdoptionWeek[] {
  const first = addDays(weekOf(today), -7 * weeks);
  const trend = new Map<Day, AdoptionWeek>();
  for (const { week, weekly, intended } of register.checkIns.values()) {
    if (week < first || daysBetween(week, today) < 0) continue;
    const sum = trend.get(week) ?? { week, weekly: 0, intended: 0, useCases: 0 };
    trend.set(week, {
      week,
      weekly: sum.weekly + weekly,
      intended: sum.intended + intended,
      useCases: sum.useCases + 1,
    });
  }
  return [...trend.values()].sort((a, b) => a.week.localeCompare(b.week)).slice(-weeks);
}
