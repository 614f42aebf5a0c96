import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import { adoptionTrend } from '../../src/domain/digest/adoption-trend.ts';
import { type Position, whatChanged } from '../../src/domain/digest/what-changed.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import { emptyRegister, type Register, settingsOf, type UserId } from '../../src/domain/register.ts';
import { askOutcomes } from '../../src/domain/reminders/asks.ts';
import { concernsOf, helpKind, nudgeKinds } from '../../src/domain/reminders/nudge-kinds.ts';
import { nudgeStatistics } from '../../src/domain/reminders/statistics.ts';
import { type Asked, openFor } from '../../src/operations/asked.ts';
import type { Week } from '../../src/operations/digest.ts';
import type { NudgeReport } from '../../src/operations/nudge-report.ts';
import type { Readiness } from '../../src/operations/readiness.ts';
import type { PageScene } from '../../src/slack/kit/page.ts';
import { findForm, subcommands } from '../../src/slack/subjects.ts';
import type { PlacedAsk } from '../../src/store/open.ts';
import { hostileRegister, hostileTexts, lead, today } from './hostile-register.ts';

export const texts = Object.values(hostileTexts);

/** Every kind of nudge, asked so often and in vain that it is proposed to be retired. */
const askedOften = [...nudgeKinds(), helpKind].flatMap(({ key: kind }) =>
  askOutcomes.flatMap((outcome) =>
    Array.from({ length: outcome === 'open' ? 100 : 1 }, () => ({
      ...{ kind, outcome, subject: 'UC-1', person: lead, askedOn: today, until: null, outcomeAt: null },
      askedAt: endOfDay(addDays(today, -10), 'UTC'),
    })),
  ),
);

/** All that could be asked of somebody, asked in one message. */
function askedOf(register: Register, person: UserId): readonly Asked[] {
  const asks = concernsOf(register, today)
    .filter((concern) => concern.person === person)
    .map(
      ({ kind, subject }, position): PlacedAsk => ({
        ...{ kind, subject, person, message: 'f'.repeat(32), position, words: null, until: null },
        ...{ askedOn: today, askedAt: endOfDay(today, 'UTC'), outcome: 'open', outcomeAt: null },
      }),
    );
  return openFor({ register, now: endOfDay(today, 'UTC'), asks, touches: [] }, person);
}

/** A hostile workspace, as each of its people sees it; their own name is hostile too. */
function hostileWorkspace(useCases: number) {
  const { register, changes } = hostileRegister(useCases);
  const readiness: Readiness = {
    register,
    today,
    assessment: assess(register, today),
    lost: { from: '2025-12-31', until: today, lost: texts, steps: [] },
  };
  const before: Position = { verdict: 'Stage 1', met: ['R1'], symptoms: ['worn-out-team'] };
  const week: Week = {
    readiness,
    since: '2026-02-23',
    before,
    change: whatChanged(before, readiness.assessment, register, changes),
    history: Array.from({ length: 8 }, (_, turn) => ({ on: addDays(today, -7 * turn), met: turn % 5 })),
    adoption: adoptionTrend(register, today, 8),
    head: { seq: register.seq, hash: 'f'.repeat(64) },
  };
  const sending = { daily: 1_000_000, seen: 999_999, digest: 5, waiting: 1, refused: 12, unknown: 3 };
  const nudges: NudgeReport = {
    lastRound: null,
    kinds: nudgeStatistics(register, askedOften, endOfDay(today, 'UTC')),
    month: sending,
    quarter: sending,
    troubles: texts.flatMap((reason, turn) =>
      (['refused', 'unknown'] as const).map((status) => ({ status, reason, count: turn })),
    ),
    agenda: { dueAt: endOfDay(today, 'UTC'), parked: texts.join(' ') },
  };
  const sceneOf = (person: string): PageScene => ({
    register,
    at: endOfDay(today, settingsOf(register).timeZone),
    today,
    actor: {
      id: person,
      name: hostileTexts.channel ?? '',
      kind: 'member',
      admin: false,
      active: true,
      timeZone: null,
    },
    assessment: readiness.assessment,
    findForm,
    commands: subcommands,
    readiness,
    asOf: async () => readiness,
    week: async () => week,
    nudges: async () => nudges,
    asked: async () => askedOf(register, person),
    log: async (useCase, limit) =>
      changes
        .filter((change) => useCase === null || change.useCase === useCase)
        .slice(-limit)
        .reverse(),
  });
  return { register, readiness, week, sceneOf };
}

export const large = hostileWorkspace(1000);

/** As hostile, and quick enough to be judged anew after each step. */
export const small = hostileWorkspace(60);

/** A workspace in which nothing is recorded, as each of its people sees it. */
export function sceneOfNothing(): (person: string) => PageScene {
  const register = emptyRegister('T0NEW');
  const readiness: Readiness = { register, today, assessment: assess(register, today), lost: null };
  return (person) => ({
    ...small.sceneOf(person),
    ...{ register, readiness, assessment: readiness.assessment },
    asOf: async () => readiness,
    week: async () => ({ ...small.week, readiness, history: [], adoption: [] }),
    asked: async () => [],
    log: async () => [],
  });
}

/** Use cases of every stage, and with every hostile text as their name. */
export const some = Array.from({ length: 30 }, (_, index) => `UC-${index + 1}`);
