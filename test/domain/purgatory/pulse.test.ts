import { describe, expect, test } from 'vitest';
import { answerPulse, askPulse, pulseOf } from '../../../src/domain/purgatory/pulse.ts';
import type { PulseScore } from '../../../src/domain/purgatory/schema.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { type CastMember, Workspace } from '../../support/register.ts';

/** A Monday. */
const today = '2026-01-12';
const useCase = 'UC-1';

/** Returns a pilot of the owner with three more on its team. */
const pilot = (members: readonly CastMember[] = ['member', 'seller', 'operator']) => {
  const workspace = new Workspace(today);
  return workspace.startsPilot(workspace.registers({ members }));
};
const answer = (workspace: Workspace, who: CastMember, score: PulseScore = 3) =>
  workspace.attempt(who, answerPulse, { useCase, score });
const readPulse = (workspace: Workspace, day = workspace.today) =>
  pulseOf(workspace.register, workspace.getUseCase(useCase), day);

describe('the pulse of a pilot team', () => {
  test('has no average until three people answered; how many did is told', () => {
    const workspace = pilot();
    answer(workspace, 'owner', 1);
    answer(workspace, 'member', 2);
    expect(readPulse(workspace)).toMatchObject({ average: null, answered: 2 });
    answer(workspace, 'seller', 5);
    expect(readPulse(workspace)).toMatchObject({ average: 8 / 3, answered: 3 });
  });

  test('takes the answers of 30 days together, each person counted once', () => {
    const workspace = pilot();
    answer(workspace, 'member', 1);
    answer(workspace.on('2026-01-19'), 'member', 1);
    answer(workspace.on('2026-01-26'), 'member', 1);
    expect(readPulse(workspace)).toMatchObject({ average: null, answered: 1 });
    answer(workspace, 'owner', 4);
    answer(workspace, 'seller', 3);
    expect(readPulse(workspace)).toMatchObject({ average: 2, answered: 3 });
    expect(readPulse(workspace, '2026-02-12')).toMatchObject({ average: 9 / 4, answered: 3 });
    expect(readPulse(workspace, '2026-03-30')).toEqual({
      average: null,
      answered: 0,
      asked: false,
      askedThisWeek: false,
    });
  });

  test('is kept as a sum and who answered, in no order of answering', () => {
    const workspace = pilot();
    answer(workspace, 'seller', 5);
    answer(workspace, 'member', 1);
    answer(workspace, 'owner', 2);
    expect([...workspace.register.pulses.values()]).toEqual([
      { useCase, week: today, answers: 3, sum: 8, answered: ['member', 'owner', 'seller'] },
    ]);
  });
});

describe('an answer', () => {
  test.each<[CastMember, string | undefined]>([
    ['owner', undefined],
    ['member', undefined],
    ['lead', 'not-permitted'],
    ['admin', 'not-permitted'],
    ['guest', 'not-permitted'],
  ])('of %s: %s', (who, code) => {
    expect(answer(pilot(), who)?.code).toBe(code);
  });

  test('counts once a week for each person, and again from Monday on', () => {
    const workspace = pilot();
    expect(answer(workspace, 'member')).toBeNull();
    expect(answer(workspace.on('2026-01-18'), 'member', 5)).toMatchObject({
      code: 'not-now',
      message:
        'Thank you, you have already answered for UC-1 this week. You can answer again on 19 January 2026 or later.',
    });
    expect(answer(workspace, 'owner')).toBeNull();
    expect(answer(workspace.on('2026-01-19'), 'member')).toBeNull();
  });

  test('is not taken for a use case that is no pilot, or none at all', () => {
    const workspace = new Workspace(today);
    workspace.registers();
    expect(answer(workspace, 'owner')?.message).toBe(
      'UC-1 is proposed. Only the team of a pilot can be asked.',
    );
    workspace.do('owner', stopUseCase, { useCase, reason: 'Enough' });
    expect(answer(workspace, 'owner')?.code).toBe('not-now');
    expect(workspace.attempt('owner', answerPulse, { useCase: 'UC-9', score: 3 })?.code).toBe('not-found');
  });
});

describe('asking the team', () => {
  const ask = (workspace: Workspace, who: CastMember) => workspace.attempt(who, askPulse, { useCase });

  test.each<[CastMember, string | undefined]>([
    ['owner', undefined],
    ['lead', undefined],
    ['admin', undefined],
    ['member', 'not-permitted'],
    ['guest', 'not-permitted'],
  ])('by %s: %s', (who, code) => {
    expect(ask(pilot(), who)?.code).toBe(code);
  });

  test('is done once a week, and counts nobody as having answered', () => {
    const workspace = pilot();
    expect(readPulse(workspace)).toMatchObject({ asked: false, askedThisWeek: false });
    expect(ask(workspace, 'owner')).toBeNull();
    expect(readPulse(workspace)).toEqual({ average: null, answered: 0, asked: true, askedThisWeek: true });
    expect(ask(workspace.on('2026-01-18'), 'owner')?.message).toBe(
      'The team of UC-1 was asked this week. Ask again on 19 January 2026 or later.',
    );
    workspace.on('2026-01-19');
    expect(readPulse(workspace)).toMatchObject({ asked: true, askedThisWeek: false });
    expect(ask(workspace, 'owner')).toBeNull();
  });

  test('takes a team in which no answer would show: three people who are here', () => {
    const tooSmall = {
      code: 'not-now',
      message: expect.stringContaining('The team of UC-1 has fewer than 3 people'),
    };
    expect(ask(pilot(['member']), 'owner')).toMatchObject(tooSmall);
    expect(ask(pilot(['member', 'seller']), 'owner')).toBeNull();
    expect(ask(pilot(['member', 'seller']).leaves('seller'), 'owner')).toMatchObject(tooSmall);
  });

  test('is for pilots', () => {
    const workspace = pilot().do('owner', stopUseCase, { useCase, reason: 'Enough' });
    expect(ask(workspace, 'owner')?.code).toBe('not-now');
    expect(workspace.attempt('owner', askPulse, { useCase: 'UC-9' })?.code).toBe('not-found');
  });
});
