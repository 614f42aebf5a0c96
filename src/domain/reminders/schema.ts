import { z } from 'zod';
import { day, type UserId, userId } from '../values.ts';

/** A kind of nudge that a person muted. */
const mute = z.object({ person: userId, kind: z.string(), on: day });
export type Mute = z.infer<typeof mute>;

export const muteId = (person: UserId, kind: string): string => `${person}:${kind}`;

/** Records, actions with their change-log words, and steps of reminders. Keys are stored: never rename one. */
export const remindersSchema = {
  entities: { mutes: mute },
  actions: {
    'mute-nudges': 'muted a kind of reminder',
    'unmute-nudges': 'unmuted a kind of reminder',
  },
  steps: {
    /** Answers to a reminder, identified by its kind and subject. */
    snooze: z.object({ kind: z.string(), subject: z.string() }),
    'not-mine': z.object({ kind: z.string(), subject: z.string() }),
    'mute-nudges': z.object({ kind: z.string() }),
    'unmute-nudges': z.object({ kind: z.string() }),
  },
};
