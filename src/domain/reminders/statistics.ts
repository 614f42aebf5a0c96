import { isActive } from '../people.ts';
import type { Instant, Register, UserId } from '../register.ts';
import type { Nudge, NudgeOutcome } from './nudge.ts';
import { helpKind, listNudgeKinds } from './nudge-kinds.ts';

/** Counts for a kind, and who muted it. Nobody is ranked. */
export interface KindStatistics {
  /** The key of a kind of nudge. */
  readonly kind: string;
  readonly title: string;
  /** Of the last 30 days. */
  readonly month: Tally;
  /** Of the last 90 days. */
  readonly quarter: Tally;
  /** Active people who muted it; their reminders go to the lead. */
  readonly mutedBy: readonly UserId[];
  /** True when so few answer it that the kind should be reconsidered. */
  readonly isRarelyAnswered: boolean;
}

export interface Tally {
  /** How often people were asked. */
  readonly asked: number;
  readonly outcomes: Readonly<Record<Exclude<NudgeOutcome, 'not-sent'>, number>>;
  /** Reminders that count for the response rate: answered, or open for a week. */
  readonly decided: number;
  /** Of these, the ones with a response. A mute is not a response. */
  readonly responses: number;
}

/** The periods of the statistics, in days. */
export const statisticsDays = { month: 30, quarter: 90 } as const;

const day = 24 * 60 * 60 * 1000;
/** An open reminder counts as unanswered only after this time, in milliseconds. */
const answerPeriod = 7 * day;
/** A kind with this many reminders in 90 days and a response rate below the share is flagged. */
export const minNudgesForRate = 20;
export const lowResponseRate = 0.1;

/** Returns the share of counted reminders with a response; null without any. */
export const responseRate = ({ decided, responses }: Tally): number | null =>
  decided === 0 ? null : responses / decided;

/** Returns the outcomes of each kind of nudge. */
export function calculateStatistics(
  register: Register,
  nudges: readonly Nudge[],
  now: Instant,
): readonly KindStatistics[] {
  const muting = [...register.mutes.values()].filter(({ person }) => isActive(register, person));
  return [...listNudgeKinds(), helpKind].map(({ key, title }) => {
    const own = nudges.filter(({ kind }) => kind === key);
    const quarter = countOutcomes(own, statisticsDays.quarter, now);
    return {
      kind: key,
      title,
      month: countOutcomes(own, statisticsDays.month, now),
      quarter,
      mutedBy: muting.filter(({ kind }) => kind === key).map(({ person }) => person),
      isRarelyAnswered:
        key !== helpKind.key &&
        quarter.decided >= minNudgesForRate &&
        quarter.responses < lowResponseRate * quarter.decided,
    };
  });
}

function countOutcomes(nudges: readonly Nudge[], days: number, now: Instant): Tally {
  const outcomes = { open: 0, answered: 0, done: 0, snoozed: 0, 'not-mine': 0, muted: 0, lapsed: 0 };
  let open = 0;
  for (const { outcome, askedAt } of nudges) {
    if (outcome === 'not-sent' || askedAt <= now - days * day) continue;
    outcomes[outcome] += 1;
    if (outcome === 'open' && askedAt > now - answerPeriod) open += 1;
  }
  const asked = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const responses = outcomes.answered + outcomes.done + outcomes.snoozed + outcomes['not-mine'];
  return { asked, outcomes, decided: asked - open, responses };
}
