import { daysBetween, formatDay } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { isActive, leadOf } from '../people.ts';
import { explainOverdueRotation, rotationOf } from './infrastructure.ts';

/** The first reminder is this many days before the rotation is due. */
const daysAhead = 7;

/** Reminds a week before the key rotation is due, and weekly once it is overdue. */
export const keyRotation: NudgeKind = {
  key: 'key-rotation',
  rank: 70,
  title: 'API key rotation',
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
        fact: explainOverdueRotation(register, today) ?? `API key rotation is due on ${formatDay(next)}`,
        why: 'an old key may be known to people who have left',
        step: { do: 'record-rotation' },
        about: [`decisions:${decision.key}`],
        repeat: weekly,
      },
    ];
  },
};
