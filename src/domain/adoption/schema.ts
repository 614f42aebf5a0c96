import { z } from 'zod';
import { accessToken, type Day, day, useCaseKey, userId } from '../values.ts';

const checkIn = z.object({
  useCase: useCaseKey,
  /** The Monday of the reported week. */
  week: day,
  intended: z.int().nonnegative(),
  daily: z.int().nonnegative(),
  weekly: z.int().nonnegative(),
  notAtAll: z.int().nonnegative(),
  /** The observed result, in the owner's words. */
  result: z.string(),
  by: userId,
  on: day,
  /** `measured` when a system sent it. Null in records from before this field existed. */
  source: z.enum(['typed', 'measured']).nullable().default(null),
});
export type CheckIn = z.infer<typeof checkIn>;

export const checkInId = (useCase: string, week: Day): string => `${useCase}:${week}`;

/** The four parts of change management. Going live requires all four. */
const rolloutPlan = z.object({
  useCase: useCaseKey,
  sessionOn: day.nullable(),
  sessionAttendees: z.int().nonnegative(),
  optionalUntil: day.nullable(),
  fearAddressedAt: z.string(),
  aiDoes: z.string(),
  peopleDo: z.string(),
  adoptionMeasuredBy: z.string(),
});
export type RolloutPlan = z.infer<typeof rolloutPlan>;

/** The most use cases in one form of check-ins. */
export const maxCheckInsPerForm = 20;

/** Records, actions with their change-log words, and steps of adoption. Keys are stored: never rename one. */
export const adoptionSchema = {
  entities: { checkIns: checkIn, intakeTokens: accessToken, rolloutPlans: rolloutPlan },
  actions: {
    'check-in': 'checked in',
    'issue-intake-token': 'issued an intake token',
    'withdraw-intake-token': 'withdrew the intake token',
    'plan-rollout': 'saved the roll-out plan',
  },
  steps: {
    /** `typed` holds the words of a command that could not be recorded. */
    'check-in': z.object({ useCase: z.string(), typed: z.record(z.string(), z.string()).exactOptional() }),
    /** Figures that were read from a person's message. */
    'record-check-in': z.object({
      useCase: z.string(),
      on: day,
      ...{ intended: z.int(), daily: z.int(), weekly: z.int(), notAtAll: z.int(), result: z.string() },
    }),
    /** One row for each use case; `on` is a day in the reported week. */
    'check-in-several': z.object({
      useCases: z.array(z.string()).min(1).max(maxCheckInsPerForm).readonly(),
      on: day,
    }),
    'issue-intake-token': z.object({ useCase: z.string() }),
    'withdraw-intake-token': z.object({ useCase: z.string() }),
    'plan-rollout': z.object({ useCase: z.string() }),
  },
};
