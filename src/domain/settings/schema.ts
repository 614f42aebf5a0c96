import { z } from 'zod';
import { day, noInput, userId } from '../values.ts';

export const readings = ['five', 'four', 'three'] as const;

/**
 * The number of decision categories that requirement 2 requires. The source names five, four and three in different
 * places.
 */
export type Reading = (typeof readings)[number];

const settings = z.object({
  timeZone: z.string(),
  leads: z.array(userId),
  reading: z.enum(readings),
  currency: z.string().length(3),
  /** 1 is Monday, 7 is Sunday. */
  workingDays: z.array(z.int().min(1).max(7)),
  /** When the first thing was recorded; null before that. */
  openedOn: day.nullable(),
});
export type Settings = z.infer<typeof settings>;

/** A day without reminders. */
const holiday = z.object({
  day,
  name: z.string().min(1),
  /** Only for people in this time zone; null for everybody. */
  timeZone: z.string().nullable(),
});
export type Holiday = z.infer<typeof holiday>;

export const holidayId = ({ day, timeZone }: Pick<Holiday, 'day' | 'timeZone'>): string =>
  timeZone === null ? day : `${day}:${timeZone}`;

/** Records, actions with their change-log words, and steps of the settings. Keys are stored: never rename one. */
export const settingsSchema = {
  entities: { settings, holidays: holiday },
  actions: {
    'open-register': 'set up Crossing',
    'change-settings': 'changed the settings',
    'keep-holiday': 'added a holiday',
    'drop-holiday': 'removed a holiday',
  },
  steps: {
    'change-settings': noInput,
    'keep-holiday': noInput,
    'drop-holiday': z.object({ id: z.string() }),
  },
};
