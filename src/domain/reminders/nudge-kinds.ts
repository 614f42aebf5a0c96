import { memoizePerState } from '../by-use-case.ts';
import { createMemo } from '../memoize.ts';
import type { DueNudge, NudgeKind } from '../nudge-kind.ts';
import type { Day, Register } from '../register.ts';
import { subjects } from '../subjects.ts';

let kinds: readonly NudgeKind[] | undefined;

/**
 * Returns every kind of nudge, most urgent first. It is a function because the list of subjects imports this module
 * too.
 */
export function listNudgeKinds(): readonly NudgeKind[] {
  kinds ??= subjects.flatMap(({ reminders = [] }) => reminders).sort((a, b) => a.rank - b.rank);
  return kinds;
}

/** The kind of all help requests. */
export const helpKind = { key: 'help', title: 'Requests for help' } as const;

/** Returns the title of a kind; null for an unknown key. */
export const findKindTitle = (key: string): string | null =>
  [...listNudgeKinds(), helpKind].find((kind) => kind.key === key)?.title ?? null;

/**
 * Caches the due reminders of each day. A sweep also asks about the days on which open reminders were sent. A register
 * without changes is asked about another day every day, so the days are dropped now and then.
 */
const dueByDay = memoizePerState(() => createMemo<readonly DueNudge[]>(100));

/** Returns everything that is due on a day, before the rules on when to ask. */
export const listDueNudges = (register: Register, today: Day): readonly DueNudge[] =>
  dueByDay(register)(today, () => findDueNudges(register, today));

function findDueNudges(register: Register, today: Day): readonly DueNudge[] {
  const dueNudges = listNudgeKinds().flatMap(({ key, due }) =>
    due(register, today).map((content) => ({ ...content, kind: key })),
  );
  return [...dueNudges.filter(({ urgent }) => urgent), ...dueNudges.filter(({ urgent }) => !urgent)];
}
