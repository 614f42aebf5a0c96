import { z } from 'zod';
import { day, noInput, userId } from '../values.ts';

/** The days a person is away. The record is kept after the last day. */
const absence = z.object({
  person: userId,
  from: day,
  /** The last day away. */
  until: day,
  /** The person who gets urgent reminders meanwhile; null for the lead. */
  deputy: userId.nullable(),
  enteredOn: day,
});
export type Absence = z.infer<typeof absence>;

/** Records, actions with their change-log words, and steps of absences. Keys are stored: never rename one. */
export const absencesSchema = {
  entities: { absences: absence },
  actions: {
    'enter-absence': 'entered an absence',
    'end-absence': 'ended an absence',
  },
  steps: {
    'enter-absence': noInput,
    'end-absence': noInput,
  },
};
