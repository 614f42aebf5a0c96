import { addMonths, written } from '../calendar.ts';
import { quietDays, quietFor } from '../crossing-test.ts';
import { answersFor } from '../people.ts';
import { type Due, type NudgeKind, weekly } from './concern.ts';
import { pilotsOf } from './running.ts';

/** A pilot that nobody hears of for so many days is asked about. */
const silentDays = 14;

/** Source: "What pilot purgatory looks like", pilots that never end. */
export const stalePilot: NudgeKind = {
  key: 'stale-pilot',
  title: 'Stale pilots',
  due: (register, today) =>
    pilotsOf(register).flatMap(({ useCase, charter }): readonly Due[] => {
      const { key, name } = useCase;
      const person = answersFor(register, useCase);
      if (person === null) return [];
      const concern = { person, about: [key], rhythm: weekly };
      const decide = { ...concern, step: { do: 'decide-pilot', useCase: key } } as const;
      if (charter.decideBy < today) {
        const fact = `${key} ${name} was to be decided by ${written(charter.decideBy)}`;
        return [{ ...decide, subject: `${key}:overdue`, fact, why: 'a pilot without a decision never ends' }];
      }
      if (addMonths(charter.startedOn, 12) <= today) {
        const fact = `${key} ${name} has been a pilot since ${written(charter.startedOn)}`;
        return [
          { ...decide, subject: `${key}:year`, fact, why: 'a year is long enough to scale it or to stop it' },
        ];
      }
      const silence = quietFor(register, useCase, today);
      if (silence < silentDays) return [];
      const fact = `nothing was recorded about ${key} ${name} for ${silence} days`;
      const step = { do: 'check-in', useCase: key } as const;
      const counts = silence <= quietDays;
      const why = counts
        ? `after ${quietDays} days it no longer counts as running`
        : 'it no longer counts as running';
      return [{ ...concern, subject: `${key}:silent`, step, fact, why }];
    }),
};
