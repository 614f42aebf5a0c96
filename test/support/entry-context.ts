import type { InputBlock } from '@slack/types';
import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import { computeAdoptionTrend } from '../../src/domain/digest/adoption-trend.ts';
import { snapshotOf, summarizeChanges } from '../../src/domain/digest/change-summary.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import { emptyHistory, findPeriodOn, replay } from '../../src/domain/readiness/stage3-history.ts';
import type { Day } from '../../src/domain/register.ts';
import { listDueNudges } from '../../src/domain/reminders/nudge-kinds.ts';
import { listOpenNudges } from '../../src/operations/nudge-states.ts';
import type { Readiness } from '../../src/operations/readiness.ts';
import type { PageContext } from '../../src/slack/kit/page.ts';
import type { Answer, Slots } from '../../src/slack/kit/question.ts';
import { entries, findForm, formFor, subcommands } from '../../src/slack/subjects.ts';
import type { StoredNudge } from '../../src/store/open.ts';
import { type CastMember, cast, type Workspace } from './register.ts';

/** Returns the verdict as of the end of a day, from the changes of the workspace. */
function readinessOf(workspace: Workspace, day: Day): Readiness {
  const end = endOfDay(day, workspace.settings.timeZone);
  const history = replay(
    emptyHistory('T1'),
    workspace.changes.filter(({ at }) => at <= end),
  );
  const assessment = assess(history.register, day);
  return {
    ...{ register: history.register, today: day, assessment },
    lost: assessment.met === 4 ? null : findPeriodOn(history, day),
  };
}

/** Returns the page context of a person in a workspace on its current day. */
export function contextIn(workspace: Workspace, who: CastMember = 'lead'): PageContext {
  const { register, today } = workspace;
  const { at } = workspace.act(who);
  const readiness = { ...readinessOf(workspace, today), register };
  const weekAgo = addDays(today, -7);
  const before = snapshotOf(readinessOf(workspace, weekAgo).assessment);
  const since = endOfDay(addDays(today, -8), workspace.settings.timeZone);
  const changes = workspace.changes.filter((change) => change.at > since);
  const nudges = listDueNudges(register, today)
    .filter(({ person }) => person === who)
    .map(
      ({ kind, subject }, position): StoredNudge => ({
        ...{ kind, subject, person: who, message: 'f'.repeat(32), position, words: null, until: null },
        ...{ askedOn: today, askedAt: at - 1, outcome: 'open', outcomeAt: null },
      }),
    );
  return {
    ...{ register, at, today, readiness, findForm, assessment: readiness.assessment, commands: subcommands },
    actor: { id: who, active: true, timeZone: null, ...cast[who] },
    loadAsOf: async (day) => readinessOf(workspace, day),
    loadWeek: async () => ({
      ...{
        readiness,
        since: weekAgo,
        before,
        trails: [],
        history: [{ on: today, met: readiness.assessment.met }],
      },
      change: summarizeChanges(before, readiness.assessment, register, changes),
      adoption: computeAdoptionTrend(register, today, 8),
      head: { seq: register.seq, hash: 'f'.repeat(64) },
    }),
    loadLog: async (useCase, limit) =>
      workspace.changes
        .filter((change) => useCase === null || change.useCase === useCase)
        .slice(-limit)
        .reverse(),
    loadAudit: async () => ({ head: null, days: [], events: [] }),
    loadOpenNudges: async () => listOpenNudges({ register, now: at, nudges, recentChanges: [] }, who),
    loadNudgeReport: async () => {
      const none = { daily: 0, seen: 0, digest: 0, waiting: 0, refused: 0, unknown: 0 };
      const agenda = { dueAt: at, parked: null };
      return { lastRound: null, kinds: [], month: none, quarter: none, problems: [], agenda };
    },
  };
}

/** Answers a question. @throws RangeError when there is none of this key */
export async function answerTo(
  key: string,
  context: PageContext,
  slots: Partial<Slots> = {},
  said?: string,
): Promise<Answer> {
  const entry = entries.find((one) => one.key === key);
  if (entry?.kind !== 'question') throw new RangeError(`no question ${key}`);
  return entry.answer(context, slots, said);
}

/** Returns the text of an answer. */
export async function textOf(key: string, context: PageContext, slots: Partial<Slots> = {}): Promise<string> {
  return (await answerTo(key, context, slots)).text;
}

/** Opens the form of a request. @throws RangeError when there is no request of this key, or no form */
export function openForm(key: string, context: PageContext, slots: Partial<Slots> = {}) {
  const entry = entries.find((one) => one.key === key);
  if (entry?.kind !== 'request') throw new RangeError(`no request ${key}`);
  const { step, prefilled } = entry.open(context, slots);
  const view = formFor(step).view(step, context, prefilled);
  const inputs = view.blocks.flatMap((block) => (block.type === 'input' ? [block as InputBlock] : []));
  return {
    step,
    labels: inputs.map(({ label }) => label.text),
    /** Returns the initial value of an input: a text, a day, a person or the label of a choice. */
    initial(label: string): string | null {
      const found = inputs.find((input) => input.label.text === label);
      if (!found) throw new RangeError(`no input ${label}`);
      const element = found.element as unknown as Record<string, unknown>;
      const [, value] = Object.entries(element).find(([name]) => name.startsWith('initial_')) ?? [];
      if (Array.isArray(value)) return value.join(', ');
      return typeof value === 'object' && value !== null
        ? (value as { text: { text: string } }).text.text
        : ((value as string | undefined) ?? null);
    },
  };
}
