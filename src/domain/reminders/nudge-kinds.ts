import { adoption } from '../adoption/adoption-reminder.ts';
import { accountability } from '../ai-operations/accountability-reminder.ts';
import { evidenceLapsing } from '../checklist/evidence-lapsing-reminder.ts';
import { openChecklist } from '../checklist/open-checklist-reminder.ts';
import { waiverEnding } from '../checklist/waiver-ending-reminder.ts';
import { digestStopped } from '../digest/digest-stopped-reminder.ts';
import { keyRotation } from '../infrastructure/key-rotation-reminder.ts';
import type { Concern, NudgeKind } from '../nudge-kind.ts';
import type { Day, Register } from '../register.ts';
import { quarterlyReview } from '../reviews/quarterly-review-reminder.ts';
import { decisionNear } from '../use-cases/decision-near-reminder.ts';
import { ownerLeft } from '../use-cases/owner-left-reminder.ts';
import { stalePilot } from '../use-cases/stale-pilot-reminder.ts';
import { dpa } from '../vendors/dpa-reminder.ts';

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
