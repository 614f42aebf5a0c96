import type { Concern, NudgeKind } from '../nudge-kind.ts';
import type { Day, Register } from '../register.ts';
import { subjects } from '../subjects.ts';

let kinds: readonly NudgeKind[] | undefined;

/** Every kind of nudge, most urgent first. A function: the list of subjects names this one as well. */
export function nudgeKinds(): readonly NudgeKind[] {
  kinds ??= subjects.flatMap(({ reminders = [] }) => reminders).sort((a, b) => a.rank - b.rank);
  return kinds;
}

/** Asking somebody to help with what another person did not answer, whatever its kind. */
export const helpKind = { key: 'help', title: 'Help asked of the lead' } as const;

/** How a kind is named to people; null when there is none of this key. */
export const kindTitle = (key: string): string | null =>
  [...nudgeKinds(), helpKind].find((kind) => kind.key === key)?.title ?? null;

const known = new WeakMap<Register, { readonly today: Day; readonly concerns: readonly Concern[] }>();

/** All that could be asked of anybody as the register stands on a day, whether or not it is time to ask. */
export function concernsOf(register: Register, today: Day): readonly Concern[] {
  const kept = known.get(register);
  if (kept?.today === today) return kept.concerns;
  const concerns = nudgeKinds().flatMap(({ key, due }) =>
    due(register, today).map((concern) => ({ ...concern, kind: key })),
  );
  const ordered = [...concerns.filter(({ urgent }) => urgent), ...concerns.filter(({ urgent }) => !urgent)];
  known.set(register, { today, concerns: ordered });
  return ordered;
}
