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

const known = new WeakMap<Register, Map<Day, readonly DueNudge[]>>();

/** Returns everything that is due on a day, before the rules on when to ask. */
export function listDueNudges(register: Register, today: Day): readonly DueNudge[] {
  const days = known.get(register) ?? new Map<Day, readonly DueNudge[]>();
  known.set(register, days);
  const dueNudges = days.get(today) ?? findDueNudges(register, today);
  days.set(today, dueNudges);
  return dueNudges;
}

function findDueNudges(register: Register, today: Day): readonly DueNudge[] {
  const dueNudges = listNudgeKinds().flatMap(({ key, due }) =>
    due(register, today).map((content) => ({ ...content, kind: key })),
  );
  return [...dueNudges.filter(({ urgent }) => urgent), ...dueNudges.filter(({ urgent }) => !urgent)];
}
