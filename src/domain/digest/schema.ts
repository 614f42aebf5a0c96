import { z } from 'zod';
import { day, instant, userId } from '../values.ts';

/** A channel that gets the readiness digest every week. */
const digest = z.object({
  channel: z.string().min(1),
  /** 1 is Monday, 7 is Sunday. */
  weekday: z.int().min(1).max(7),
  /** `HH:MM` in the time zone. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  timeZone: z.string(),
  chosenBy: userId,
  /** A digest is never due for a week before this moment. */
  chosenAt: instant,
  /** Why Slack refuses this channel; null while it does not. */
  stopped: z.object({ on: day, reason: z.string() }).nullable(),
});
export type Digest = z.infer<typeof digest>;

/** Records, actions with their change-log words, and steps of the digest. Keys are stored: never rename one. */
export const digestSchema = {
  entities: { digests: digest },
  actions: {
    'choose-digest': 'scheduled the digest of a channel',
    'end-digest': 'ended the digest of a channel',
    'digest-refused': 'recorded that Slack refuses the digest',
  },
  steps: {
    'choose-digest': z.object({ channel: z.string().exactOptional() }),
    'end-digest': z.object({ channel: z.string() }),
  },
};
