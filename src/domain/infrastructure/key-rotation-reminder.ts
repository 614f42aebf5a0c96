import { daysBetween, formatDay } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { isActive, leadOf } from '../people.ts';
import { explainOverdueRotation, rotationOf } from './infrastructure.ts';

/** Asked so many days before the keys are to be rotated. */
const daysAhead = 7;

/** A week before the keys of the service account are to be rotated, and weekly once that is overdue. */
export const keyRotation: NudgeKind = {
  key: 'key-rotation',
  rank: 70,
  title: 'API keys to be rotated',
  due: (register, today) => {
    const rotation = rotationOf(register);
    if (rotation === null || daysBetween(today, rotation.next) > daysAhead) return [];
    const { decision, owner, next } = rotation;
    const person = isActive(register, owner) ? owner : leadOf(register);
    if (person === null) return [];
    return [
      {
        subject: `${decision.key}:${next}`,
        person,
        fact:
          explainOverdueRotation(register, today) ?? `the API keys are to be rotated by ${formatDay(next)}`,
        why: 'an old key may be known to people who have left',
        step: { do: 'record-rotation' },
        about: [`decisions:${decision.key}`],
        repeat: weekly,
      },
    ];
  },
};
