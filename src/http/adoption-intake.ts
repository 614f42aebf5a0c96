import { z } from 'zod';
import { maxPeople } from '../domain/register.ts';
import { readIsoDay } from '../domain/typed.ts';
import type { Crossing } from '../operations/act.ts';
import { recordAdoptionReport } from '../operations/report-adoption.ts';
import type { Route } from './server.ts';
import { createTokenRoute, failWith, failWithFields, type Guarded, problemsOf } from './token-route.ts';

const people = z
  .int('Enter a whole number.')
  .min(0, 'Enter at least 0.')
  .max(maxPeople, 'Enter at most 1,000,000.');
const aDay = 'Enter a day of the reported week, such as 2026-01-26.';
const body = z.strictObject({
  week: z.string(aDay).superRefine((written, { addIssue }) => {
    const read = readIsoDay(written);
    if (!read.ok) addIssue({ code: 'custom', message: `${aDay} ${read.problem}` });
  }),
  intended: people,
  daily: people,
  weekly: people,
  notAtAll: people,
  result: z.string('Enter text.').max(3000, 'Enter at most 3,000 characters.').optional(),
});

/**
 * Creates the route for adoption reports. It answers 200 with the recorded check-in, 409 for a use case that is neither
 * in pilot nor in production, or 422 with `fields`.
 */
export const createAdoptionIntake = (crossing: Crossing, guarded: Guarded): Route =>
  createTokenRoute(crossing, guarded, {
    ...{ name: 'intake', path: '/adoption', kind: 'intakeTokens' },
    ...{ prefix: 'crossing-intake-', tokenName: 'intake token', maxBytes: 16 * 1024, maxRequests: 60 },
    async answer(tracked, { workspace, useCase, hash }, json) {
      const read = body.safeParse(json);
      if (!read.success) return failWithFields(problemsOf(read.error));
      const { week: on, result = null, ...counted } = read.data;
      const report = { ...counted, useCase, on, result, hash };
      const { checkIn, ...outcome } = await recordAdoptionReport(tracked, workspace, report);
      if (outcome.ok) {
        const { by: _, on: __, source: ___, ...recorded } = checkIn ?? {};
        return { status: 200, json: recorded };
      }
      const { code, message, fields = {} } = outcome.refusal;
      if (code !== 'invalid') return failWith(code === 'not-permitted' ? 401 : 409, message);
      const { on: wrongDay, ...rest } = fields;
      return failWithFields(wrongDay === undefined ? rest : { ...rest, week: wrongDay });
    },
  });
