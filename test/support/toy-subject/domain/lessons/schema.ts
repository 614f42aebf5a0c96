import { z } from 'zod';
import { day, noInput, userId } from '../values.ts';

/** Something that a company learned from a use case. */
const lesson = z.object({ key: z.string().regex(/^L-\d+$/), text: z.string(), by: userId, on: day });

export const lessonsSchema = {
  entities: { lessons: lesson },
  actions: { 'record-lesson': 'recorded a lesson' },
  steps: { 'record-lesson': noInput },
};
