import type { DueNudge, NudgeKind } from '../nudge-kind.ts';
import type { Day, Register } from '../register.ts';
import { subjects } from '../subjects.ts';

let kinds: readonly NudgeKind[] | undefined;

/** Every kind of nudge, most urgent first. A function: the list of subjects names this one as well. */
export function listNudgeKinds(): readonly NudgeKind[] {
  kinds ??= subjects.flatMap(({ reminders = [] }) => reminders).sort((a, b) => a.rank - b.rank);
  return kinds;
}

/** Asking somebody to help with what another person did not answer, whatever its kind. */
export const helpKind = { key: 'help', title: 'Help asked of the lead' } as const;

/** How a kind is named to people; null when there is none of this key. */
export const findKindTitle = (key: string): string | null =>
  [...listNudgeKinds(), helpKind].find((kind) => kind.key === key)?.title ?? null;

const known = new WeakMap<Register, { readonly today: Day; readonly dueNudges: readonly DueNudge[] }>();

/** All that could be asked of anybody as the register stands on a day, whether or not it is time to ask. */
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
