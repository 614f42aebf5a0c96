import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import type { Change } from '../../src/domain/change.ts';
import { computeAdoptionTrend } from '../../src/domain/digest/adoption-trend.ts';
import { summarizeChanges, type VerdictSnapshot } from '../../src/domain/digest/change-summary.ts';
import { createMemo } from '../../src/domain/memoize.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import {
  auditResults,
  emptyRegister,
  type Register,
  settingsOf,
  type UserId,
} from '../../src/domain/register.ts';
import { nudgeOutcomes } from '../../src/domain/reminders/nudge.ts';
import { helpKind, listDueNudges, listNudgeKinds } from '../../src/domain/reminders/nudge-kinds.ts';
import { calculateStatistics } from '../../src/domain/reminders/statistics.ts';
import type { AuditEvent } from '../../src/operations/audit-trail.ts';
import type { Week } from '../../src/operations/digest.ts';
import type { NudgeReport } from '../../src/operations/nudge-report.ts';
import { listOpenNudges, type NudgeState } from '../../src/operations/nudge-states.ts';
import type { Readiness } from '../../src/operations/readiness.ts';
import type { PageContext } from '../../src/slack/kit/page.ts';
import { findForm, subcommands } from '../../src/slack/subjects.ts';
import type { StoredNudge } from '../../src/store/open.ts';
import { hostileRegister, hostileTexts, lead, today } from './hostile-register.ts';

export const texts = Object.values(hostileTexts);

/** Every kind of nudge, asked so often and in vain that it is proposed to be retired. */
const askedOften = [...listNudgeKinds(), helpKind].flatMap(({ key: kind }) =>
  nudgeOutcomes.flatMap((outcome) =>
    Array.from({ length: outcome === 'open' ? 100 : 1 }, () => ({
      ...{ kind, outcome, subject: 'UC-1', person: lead, askedOn: today, until: null, outcomeAt: null },
      askedAt: endOfDay(addDays(today, -10), 'UTC'),
    })),
  ),
);

/** Returns every possible reminder of a person, as one message's nudges. */
function askedOf(register: Register, person: UserId): readonly NudgeState[] {
  const nudges = listDueNudges(register, today)
    .filter((concern) => concern.person === person)
    .map(
      ({ kind, subject }, position): StoredNudge => ({
        ...{ kind, subject, person, message: 'f'.repeat(32), position, words: null, until: null },
        ...{ askedOn: today, askedAt: endOfDay(today, 'UTC'), outcome: 'open', outcomeAt: null },
      }),
    );
  return listOpenNudges({ register, now: endOfDay(today, 'UTC'), nudges, recentChanges: [] }, person);
}

const trailOf = (useCase: string) => ({
  ...{ useCase, position: 123_456_789, hash: 'f'.repeat(64), recordedAt: endOfDay(today, 'UTC') },
});

/** Returns a hostile workspace as each of its people sees it, with a hostile name of their own. */
export function hostileWorkspace(useCases: number) {
  const { register, changes } = hostileRegister(useCases);
  const readiness: Readiness = {
    register,
    today,
    assessment: assess(register, today),
    lost: { from: '2025-12-31', until: today, lost: texts, steps: [] },
  };
  const before: VerdictSnapshot = { verdict: 'Stage 1', met: ['R1'], symptoms: ['worn-out-team'] };
  const week: Week = {
    readiness,
    since: '2026-02-23',
    before,
    change: summarizeChanges(before, readiness.assessment, register, changes),
    history: Array.from({ length: 8 }, (_, turn) => ({ on: addDays(today, -7 * turn), met: turn % 5 })),
    adoption: computeAdoptionTrend(register, today, 8),
    head: { seq: register.seq, hash: 'f'.repeat(64) },
    trails: Array.from({ length: 200 }, (_, turn) => trailOf(`UC-${turn + 1}`)),
  };
  const sending = { daily: 1_000_000, seen: 999_999, digest: 5, waiting: 1, refused: 12, unknown: 3 };
  const nudges: NudgeReport = {
    lastRound: null,
    kinds: calculateStatistics(register, askedOften, endOfDay(today, 'UTC')),
    month: sending,
    quarter: sending,
    problems: texts.flatMap((reason, turn) =>
      (['refused', 'unknown'] as const).map((status) => ({ status, reason, count: turn })),
    ),
    agenda: { dueAt: endOfDay(today, 'UTC'), parked: texts.join(' ') },
  };
  const asked = new Map<UserId, readonly NudgeState[]>();
  const byUseCase = createMemo<readonly Change[]>();
  const changesOf = (useCase: string) =>
    byUseCase(useCase, () => changes.filter((change) => change.useCase === useCase));
  const contextOf = (person: string): PageContext => ({
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
    mcpUrl: 'https://crossing.example.com/mcp',
    readiness,
    loadAsOf: async () => readiness,
    loadWeek: async () => week,
    loadNudgeReport: async () => nudges,
    async loadOpenNudges() {
      const known = asked.get(person) ?? askedOf(register, person);
      asked.set(person, known);
      return known;
    },
    loadAudit: async (useCase, { limit }) => ({
      head: trailOf(useCase),
      days: Array.from({ length: 14 }, (_, turn) => ({
        day: addDays(today, turn - 13),
        counts: { done: 999_999_999 - turn, failed: turn, refused: 999_999 },
      })),
      events: Array.from({ length: limit }, (_, turn): AuditEvent => {
        const words = texts[turn % texts.length] ?? '';
        const body = { actor: words, approvedBy: words, details: words, target: words, what: words };
        return {
          ...{ id: words, at: endOfDay(today, 'UTC') },
          ...{ result: auditResults[turn % 3] ?? 'done', body: { ...body, when: words } },
        };
      }),
    }),
    loadLog: async (useCase, limit) =>
      (useCase === null ? changes : changesOf(useCase)).slice(-limit).reverse(),
  });
  return { register, readiness, week, contextOf };
}

/** As hostile, and quick enough to be judged anew after each step. */
export const small = hostileWorkspace(30);

/** Returns an empty workspace as each of its people sees it. */
export function createEmptyContexts(): (person: string) => PageContext {
  const register = emptyRegister('T0NEW');
  const readiness: Readiness = { register, today, assessment: assess(register, today), lost: null };
  return (person) => ({
    ...small.contextOf(person),
    ...{ register, readiness, assessment: readiness.assessment },
    loadAsOf: async () => readiness,
    loadWeek: async () => ({ ...small.week, readiness, history: [], adoption: [] }),
    loadOpenNudges: async () => [],
    loadLog: async () => [],
  });
}

/** Use cases of every stage, and with every hostile text as their name. */
export const some = Array.from({ length: 30 }, (_, index) => `UC-${index + 1}`);
