import { describe, expect, test } from 'vitest';
import { emptyRegister, type Register } from '../../../src/domain/register.ts';
import type { Nudge, NudgeOutcome } from '../../../src/domain/reminders/nudge.ts';
import {
  calculateStatistics,
  type KindStatistics,
  responseRate,
} from '../../../src/domain/reminders/statistics.ts';

const now = Date.UTC(2026, 5, 1, 9);
const empty = emptyRegister('T1');

/** Returns this many nudges about adoption, sent this many days ago. */
const createNudges = (count: number, outcome: NudgeOutcome, daysAgo: number, kind = 'adoption'): Nudge[] =>
  Array.from({ length: count }, (_, index) => ({
    kind,
    subject: `UC-${index}`,
    person: 'owner',
    askedOn: '2026-05-01',
    askedAt: now - daysAgo * 24 * 60 * 60 * 1000,
    outcome,
    outcomeAt: null,
    until: null,
  }));

function adoption(asks: readonly Nudge[], register: Register = empty): KindStatistics {
  const found = calculateStatistics(register, asks, now).find(({ kind }) => kind === 'adoption');
  if (!found) throw new Error('no such kind');
  return found;
}

describe('the outcomes of a kind of nudge', () => {
  test('is counted by outcome over the last 30 and the last 90 days', () => {
    const { month, quarter } = adoption([
      ...createNudges(3, 'done', 10),
      ...createNudges(2, 'snoozed', 29),
      ...createNudges(4, 'answered', 31),
      ...createNudges(1, 'not-mine', 89),
      ...createNudges(5, 'done', 91),
    ]);
    expect(month).toMatchObject({ asked: 5, outcomes: { done: 3, snoozed: 2, answered: 0 } });
    expect(quarter).toMatchObject({ asked: 10, outcomes: { done: 3, answered: 4, 'not-mine': 1 } });
  });

  test('leaves out what reached nobody', () => {
    expect(adoption([...createNudges(7, 'not-sent', 5), ...createNudges(1, 'done', 5)]).month.asked).toBe(1);
  });

  test('leaves out other kinds, and lists each kind that there is', () => {
    const kinds = calculateStatistics(empty, createNudges(4, 'done', 5, 'dpa'), now);
    expect(kinds.find(({ kind }) => kind === 'dpa')?.month.asked).toBe(4);
    expect(kinds.find(({ kind }) => kind === 'adoption')?.month.asked).toBe(0);
    expect(kinds.find(({ kind }) => kind === 'help')?.title).toBe('Requests for help');
  });
});

describe('the response rate', () => {
  test('counts what was done, answered, snoozed and said to be of somebody else', () => {
    const asks = (['done', 'answered', 'snoozed', 'not-mine', 'open'] as const).flatMap((outcome) =>
      createNudges(1, outcome, 20),
    );
    expect(responseRate(adoption(asks).month)).toBe(0.8);
  });

  test('takes an ask for unanswered after a week, and not before', () => {
    expect(responseRate(adoption([...createNudges(1, 'done', 2), ...createNudges(9, 'open', 6)]).month)).toBe(
      1,
    );
    expect(responseRate(adoption([...createNudges(1, 'done', 2), ...createNudges(9, 'open', 8)]).month)).toBe(
      0.1,
    );
  });

  test('takes muting for no answer', () => {
    expect(
      responseRate(adoption([...createNudges(1, 'done', 2), ...createNudges(3, 'muted', 2)]).month),
    ).toBe(0.25);
  });

  test('is unknown while nothing was asked', () => {
    expect(responseRate(adoption([]).month)).toBeNull();
  });
});

describe('a kind that nobody answers', () => {
  test('is told after 20 asks in 90 days, fewer than a tenth of which led to something', () => {
    expect(adoption([...createNudges(19, 'open', 40), ...createNudges(1, 'done', 40)]).isRarelyAnswered).toBe(
      true,
    );
  });

  test('is not told after 19 asks', () => {
    expect(adoption(createNudges(19, 'open', 40)).isRarelyAnswered).toBe(false);
  });

  test('is not told when a tenth led to something', () => {
    expect(adoption([...createNudges(18, 'open', 40), ...createNudges(2, 'done', 40)]).isRarelyAnswered).toBe(
      false,
    );
  });

  test('is not told for asks that had no week to be answered, or are older than 90 days', () => {
    expect(
      adoption([
        ...createNudges(15, 'open', 3),
        ...createNudges(15, 'open', 100),
        ...createNudges(5, 'open', 30),
      ]).isRarelyAnswered,
    ).toBe(false);
  });

  test('is never the help asked of the lead: that is what is left when nobody answers', () => {
    const help = calculateStatistics(empty, createNudges(40, 'open', 40, 'help'), now).find(
      ({ kind }) => kind === 'help',
    );
    expect(help).toMatchObject({ quarter: { asked: 40, responses: 0 }, isRarelyAnswered: false });
  });
});

test('people who muted a kind are counted while they are here', () => {
  const mutes = [
    ['here', 'adoption'],
    ['gone', 'adoption'],
    ['here', 'dpa'],
  ].map(([person = '', kind = '']) => [`${person}:${kind}`, { person, kind, on: '2026-05-01' }] as const);
  const gone = { id: 'gone', name: 'Gone', active: false, timeZone: null, kind: 'member' as const };
  const register: Register = { ...empty, mutes: new Map(mutes), people: new Map([['gone', gone]]) };
  expect(adoption([], register).mutedBy).toEqual(['here']);
});
