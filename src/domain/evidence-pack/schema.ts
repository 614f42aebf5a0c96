import { z } from 'zod';
import { day } from '../values.ts';

/** Records, actions with their change-log words, and steps of the evidence pack. Keys are stored: never rename one. */
export const evidencePackSchema = {
  entities: {},
  actions: {},
  steps: {
    /** `day` is null for today. */
    'send-evidence-pack': z.object({ day: day.nullable() }),
  },
};
