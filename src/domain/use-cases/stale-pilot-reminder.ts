import { written } from '../calendar.ts';
import { type Due, type NudgeKind, weekly } from '../nudge-kind.ts';
import { answersFor } from '../people.ts';
import { dueWords } from './pilots.ts';
import { pilotsOf } from './running.ts';
import { quietDays, quietFor } from './signs-of-life.ts';
import { staleness } from './staleness.ts';

/** Source: "What pilot purgatory looks like", pilots that never end. */
export const stalePilot: NudgeKind = {
  key: 'stale-pilot',
  rank: 40,
  title: 'Stale pilots',
  due: (register, today) =>
    pilotsOf(register).flatMap(({ useCase, charter }): readonly Due[] => {
      const { key, name } = useCase;
      const person = answersFor(register, useCase);
      const reason = staleness(register, useCase, charter, today);
      if (person === null || reason === null) return [];
      const concern = { subject: `${key}:${reason}`, person, about: [key], rhythm: weekly };
      const decide = { do: 'decide-pilot', useCase: key } as const;
      if (reason === 'overdue') {
        const fact = `${key} ${name} ${dueWords(charter, today)}`;
        const why = charter.scaled
          ? 'the decision to scale it has passed its date'
          : 'a pilot without a decision never ends';
        return [{ ...concern, step: decide, fact, why }];
      }
      if (reason === 'year') {
        const fact = `${key} ${name} has been a pilot since ${written(charter.startedOn)}`;
        return [{ ...concern, step: decide, fact, why: 'a year is long enough to scale it or to stop it' }];
      }
      const silence = quietFor(register, useCase, charter, today);
      const fact = `${key} ${name}: no check-in and no new evidence for ${silence} days`;
      const why =
        silence <= quietDays
          ? `after ${quietDays} days it no longer counts as running`
          : 'it no longer counts as running';
      return [{ ...concern, step: { do: 'check-in', useCase: key }, fact, why }];
    }),
};
