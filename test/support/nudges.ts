import { addDays } from '../../src/domain/calendar.ts';
import type { NudgeContent, NudgeKind } from '../../src/domain/nudge-kind.ts';
import type { Day } from '../../src/domain/register.ts';
import type { Workspace } from './register.ts';

/** Returns what one kind finds due, one line each: "owner: UC-1 ...". */
export const dueOn = ({ due }: NudgeKind, { register }: Workspace, day: Day): readonly string[] =>
  due(register, day).map(({ person, fact }) => `${person}: ${fact}`);

/** Returns the only nudge that a kind finds due. */
export function theDue({ key, due }: NudgeKind, { register }: Workspace, day: Day): NudgeContent {
  const [one, ...more] = due(register, day);
  if (!one || more.length > 0) throw new Error(`${key}: ${one ? 1 + more.length : 'nothing'} due on ${day}`);
  return one;
}

/** Returns the consecutive days of a period on which a kind finds something due. */
export function daysDue(kind: NudgeKind, workspace: Workspace, from: Day, to: Day): readonly Day[] {
  const found: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (dueOn(kind, workspace, day).length > 0) found.push(day);
  }
  return found;
}
