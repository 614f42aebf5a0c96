import { formatDay } from '../calendar.ts';
import { type NudgeContent, type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import { describeDeadline } from './pilots.ts';
import { listPilots } from './running.ts';
import { countQuietDays, quietDays } from './signs-of-life.ts';
import { findStaleReason } from './staleness.ts';

/** Asks the owner about a stale pilot. Source: "What pilot purgatory looks like", pilots that never end. */
export const stalePilot: NudgeKind = {
  key: 'stale-pilot',
  rank: 40,
  title: 'Stale pilots',
  due: (register, today) =>
    listPilots(register).flatMap(({ useCase, charter }): readonly NudgeContent[] => {
      const { key, name } = useCase;
      const person = assigneeOf(register, useCase);
      const reason = findStaleReason(register, useCase, charter, today);
      if (person === null || reason === null) return [];
      const content = { subject: `${key}:${reason}`, person, about: [key], repeat: weekly };
      const decide = { do: 'decide-pilot', useCase: key } as const;
      if (reason === 'overdue') {
        const fact = `${key} ${name}: ${describeDeadline(charter, today)}`;
        const why = charter.scaled ? 'it was decided to scale this pilot' : 'only a decision ends a pilot';
        return [{ ...content, step: decide, fact, why }];
      }
      if (reason === 'year') {
        const fact = `${key} ${name} has been a pilot since ${formatDay(charter.startedOn)}`;
        return [{ ...content, step: decide, fact, why: 'after a year, decide to scale it or stop it' }];
      }
      const silence = countQuietDays(register, useCase, charter, today);
      const fact = `${key} ${name}: no check-in and no new evidence for ${silence} days`;
      const why =
        silence <= quietDays
          ? `after ${quietDays} days without either, the pilot is inactive`
          : 'requirement 3 counts active pilots only';
      return [{ ...content, step: { do: 'check-in', useCase: key }, fact, why }];
    }),
};
