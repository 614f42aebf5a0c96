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

const known = new WeakMap<Register, { readonly today: Day; readonly dueNudges: readonly DueNudge[] }>();

/** Returns everything that is due on a day, before the rules on when to ask. */
export function listDueNudges(register: Register, today: Day): readonly DueNudge[] {
  const kept = known.get(register);
  if (kept?.today === today) return kept.dueNudges;
  const dueNudges = listNudgeKinds().flatMap(({ key, due }) =>
    due(register, today).map((content) => ({ ...content, kind: key })),
  );
  const ordered = [...dueNudges.filter(({ urgent }) => urgent), ...dueNudges.filter(({ urgent }) => !urgent)];
  known.set(register, { today, dueNudges: ordered });
  return ordered;
}
