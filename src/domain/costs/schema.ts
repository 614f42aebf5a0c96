import { z } from 'zod';
import { day, noInput, useCaseKey, userId } from '../values.ts';

/** A calendar month, `2026-01`. */
export const costMonth = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);
export type Month = string;

/** The largest amount of a month, in the workspace's currency. */
export const maxAmount = 1_000_000_000;
/** The largest number of tokens or calls of a month. */
export const maxCount = 1_000_000_000_000_000;

const cost = z.object({
  useCase: useCaseKey,
  month: costMonth,
  /** Everything that vendors charged for the month, in the workspace's currency. */
  amount: z.number().nonnegative(),
  /** Null when not stated. */
  tokens: z.int().nonnegative().nullable(),
  calls: z.int().nonnegative().nullable(),
  /** `measured` when the amount is on an invoice or in a usage report. */
  source: z.enum(['typed', 'measured']),
  by: userId,
  on: day,
  /** Null until the owner of the cost report confirms the month. */
  confirmed: z.object({ by: userId, on: day }).nullable(),
});
export type Cost = z.infer<typeof cost>;

export const costId = (useCase: string, of: Month): string => `${useCase}:${of}`;

/** The most use cases in one form of costs. */
export const maxCostsPerForm = 20;

/** Records, actions with their change-log words, and steps of costs. Keys are stored: never rename one. */
export const costsSchema = {
  entities: { costs: cost },
  actions: {
    'record-costs': 'recorded the costs',
    'confirm-costs': 'confirmed the costs',
    'import-costs': 'imported the costs',
    'remove-costs': 'removed the costs',
  },
  steps: {
    /** `month` is null for the month that is asked for next. */
    'record-costs': z.object({ useCase: z.string(), month: costMonth.nullable() }),
    'record-costs-several': z.object({
      useCases: z.array(z.string()).min(1).max(maxCostsPerForm).readonly(),
      month: costMonth,
    }),
    'remove-costs': z.object({ useCase: z.string(), month: costMonth }),
    'import-costs': noInput,
  },
};
