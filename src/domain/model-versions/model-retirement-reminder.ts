import { listActiveOperators } from '../ai-operations/index.ts';
import { daysBetween, formatDay } from '../calendar.ts';
import { type NudgeContent, type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import { listRunning } from '../use-cases/index.ts';
import { findModelRetirement } from './retirements.ts';

/** Within these days the reminder repeats every week, before that every month. */
const weeklyWithin = 30;

/** Reminds the owner and AI Operations 90 days before the provider ends the model that a use case runs. */
export const modelRetirement: NudgeKind = {
  key: 'model-retirement',
  rank: 45,
  title: 'Models that their provider retires',
  due: (register, today) =>
    listRunning(register).flatMap((useCase): readonly NudgeContent[] => {
      const retirement = findModelRetirement(register, useCase.key, today);
      if (retirement === null) return [];
      const { key, name } = useCase;
      const owner = assigneeOf(register, useCase);
      const operators = listActiveOperators(register).map(({ person }) => person);
      const people = new Set([...(owner === null ? [] : [owner]), ...operators]);
      const { model, endsOn } = retirement;
      return [...people].map((person) => ({
        subject: `${key}:${retirement.key}:${endsOn}`,
        person,
        fact: `${key} ${name}: the provider ${endsOn < today ? 'retired' : 'retires'} ${model} on ${formatDay(endsOn)}`,
        why: 'the use case stops when its model ends',
        step: { do: 'record-model-version', useCase: key },
        about: [key],
        repeat: daysBetween(today, endsOn) <= weeklyWithin ? weekly : { days: 30 },
      }));
    }),
};
