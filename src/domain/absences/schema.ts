import { z } from 'zod';
import { day, noInput, userId } from '../values.ts';

/** Days on which somebody sends word that they are away; kept after it is over. */
const absence = z.object({
  person: userId,
  from: day,
  /** The last day away. */
  until: day,
  /** Who is asked meanwhile what cannot wait; null for the lead. */
  deputy: userId.nullable(),
  enteredOn: day,
});
export type Absence = z.infer<typeof absence>;

/** Records, actions with their words for the change log, and steps of absences. Keys are stored: never rename one. */
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
