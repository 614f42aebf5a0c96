import { addDays, dayOf, formatDay } from '../../domain/calendar.ts';
import { type Day, settingsOf } from '../../domain/register.ts';
import type { Readiness } from '../../operations/readiness.ts';
import type { PageContext } from '../kit/page.ts';

/** The most past days that are assessed to find when something began. */
const assessedDays = 15;
/** The most changes whose days are considered. */
const searchedChanges = 500;

/** The first day of a state that lasts; `exact` is false when it may have begun earlier. */
interface Begin {
  readonly on: Day;
  readonly exact: boolean;
}

/**
 * Returns since when something that is met today has been met. Only a change can meet a requirement, so only days with
 * changes are assessed.
 */
export async function findBegin(
  context: PageContext,
  isMet: (readiness: Readiness) => boolean,
): Promise<Begin> {
  const { timeZone } = settingsOf(context.register);
  const changes = await context.loadLog(null, searchedChanges);
  const days = [...new Set(changes.map(({ at }) => dayOf(at, timeZone)))].slice(0, assessedDays);
  for (const on of days) if (!isMet(await context.loadAsOf(addDays(on, -1)))) return { on, exact: true };
  return {
    on: days.at(-1) ?? context.today,
    exact: changes.length < searchedChanges && days.length < assessedDays,
  };
}

/** Returns the day, and that it may have been earlier. */
export const formatBegin = ({ on, exact }: Begin): string => `${formatDay(on)}${exact ? '' : ' or earlier'}`;
