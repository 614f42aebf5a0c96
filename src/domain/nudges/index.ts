import type { Day, Register } from '../register.ts';
import { accountability } from './accountability.ts';
import { adoption } from './adoption.ts';
import type { Concern, NudgeKind } from './concern.ts';
import { decisionNear } from './decision-near.ts';
import { digestStopped } from './digest-stopped.ts';
import { dpa } from './dpa.ts';
import { evidenceLapsing } from './evidence-lapsing.ts';
import { keyRotation } from './key-rotation.ts';
import { openChecklist } from './open-checklist.ts';
import { ownerLeft } from './owner-left.ts';
import { quarterlyReview } from './quarterly-review.ts';
import { stalePilot } from './stale-pilot.ts';
import { waiverEnding } from './waiver-ending.ts';

/** Everything that people are asked about, most urgent first. */
export const nudgeKinds: readonly NudgeKind[] = [
  dpa,
  ownerLeft,
  accountability,
  stalePilot,
  evidenceLapsing,
  waiverEnding,
  keyRotation,
  openChecklist,
  decisionNear,
  quarterlyReview,
  adoption,
  digestStopped,
];

/** Asking somebody to help with what another person did not answer, whatever its kind. */
export const helpKind = { key: 'help', title: 'Help asked of the lead' } as const;

/** How a kind is named to people; null when there is none of this key. */
export const kindTitle = (key: string): string | null =>
  [...nudgeKinds, helpKind].find((kind) => kind.key === key)?.title ?? null;

const known = new WeakMap<Register, { readonly today: Day; readonly concerns: readonly Concern[] }>();

/** All that could be asked of anybody as the register stands on a day, whether or not it is time to ask. */
export function concernsOf(register: Register, today: Day): readonly Concern[] {
  const kept = known.get(register);
  if (kept?.today === today) return kept.concerns;
  const concerns = nudgeKinds.flatMap(({ key, due }) =>
    due(register, today).map((concern) => ({ ...concern, kind: key })),
  );
  const ordered = [...concerns.filter(({ urgent }) => urgent), ...concerns.filter(({ urgent }) => !urgent)];
  known.set(register, { today, concerns: ordered });
  return ordered;
}
