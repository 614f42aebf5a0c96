import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { stopUseCase, widenRollout } from '../../../src/domain/use-cases/production.ts';
import { editUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import { answer, evidenceOf, flagsOf } from '../../support/facts.ts';
import { metIn, registration, salesAssistant, stage3, textsOf, Workspace } from '../../support/register.ts';

const today = '2026-02-02';

/** Returns the flags about weekly use. */
const ofUse = (flags: readonly string[]) => flags.filter((flag) => /weekly/.test(flag));

describe('R1, one use case in production', () => {
  test('asks the lead to register one when there is none', () => {
    expect(new Workspace(today).assess().requirements[0]).toMatchObject({
      useCase: null,
      gaps: [{ text: 'no use case is registered yet', owner: 'lead', step: { do: 'register-use-case' } }],
    });
  });

  test('says what it holds on', () => {
    expect(evidenceOf(stage3(), 0)).toEqual([
      'UC-1 AI Support Agent: live since 2 February 2026, 40 of 40 users',
      '8 of 8 checklist items complete',
      'monitoring is active',
      'UC-1: weekly use is unknown without a check-in',
    ]);
  });

  test('is lost when the use case is meant for more people than have it, and found when they do', () => {
    const workspace = stage3();
    const edit = { ...registration({ intendedUsers: 60 }), useCase: 'UC-1', goLivePlannedOn: null };
    workspace.do('owner', editUseCase, edit).confirmsAll('UC-1');
    expect(textsOf(workspace.assess().requirements[0].gaps)).toEqual([
      'UC-1: live for 40 of 60 intended users',
    ]);
    workspace.do('owner', widenRollout, { useCase: 'UC-1', audience: 'everyone', deployed: 60 });
    expect(answer(workspace)).toBe('Stage 3, 4 of 4');
  });

  test.each([
    [4, 20, 'UC-1: 4 of 20 use it weekly (20%, last week, now 40 intended): low (under 40%)'],
    [8, 40, 'UC-1: 8 of 40 use it weekly (20%, last week): low (under 40%)'],
    // The share of 20 is no share of 40.
    [15, 20, 'UC-1: 15 of 20 use it weekly (75%, last week, now 40 intended): low (under 40%)'],
    [30, 40, null],
  ])('with %i of %i weekly users it holds, and low use is a flag', (weekly, intended, flag) => {
    const company = stage3().on('2026-02-09');
    const counts = { intended, daily: 1, weekly, notAtAll: 0, result: '' };
    company.do('owner', checkIn, { useCase: 'UC-1', on: '2026-02-08', ...counts });
    expect(company.assess().requirements[0].met).toBe(true);
    expect(evidenceOf(company, 0)).toContainEqual(
      expect.stringContaining(`${weekly} of ${intended} use it weekly`),
    );
    expect(ofUse(flagsOf(company))).toEqual(flag === null ? [] : [flag]);
  });

  test('use that nobody reported, that is older than 30 days, or that falls three weeks running is a flag', () => {
    const company = stage3();
    expect(ofUse(flagsOf(company))).toEqual(['UC-1: weekly use is unknown without a check-in']);
    const reports = (on: string, weekly: number) =>
      company.on(on).do('owner', checkIn, {
        useCase: 'UC-1',
        on,
        intended: 40,
        daily: 1,
        weekly,
        notAtAll: 0,
        result: '',
      });
    reports('2026-02-08', 36);
    expect(ofUse(flagsOf(company, addDays('2026-02-08', 30)))).toEqual([]);
    expect(ofUse(flagsOf(company, addDays('2026-02-08', 31)))).toEqual([
      'UC-1: 36 of 40 use it weekly (90%, week of 2 February 2026, 31 days old): older than 30 days',
    ]);
    reports('2026-02-15', 32);
    reports('2026-02-22', 30);
    expect(ofUse(flagsOf(company))).toEqual([]);
    reports('2026-03-01', 28);
    expect(ofUse(flagsOf(company))).toEqual([
      'UC-1: 28 of 40 use it weekly (70%, this week): fallen three weeks running',
    ]);
  });

  test('does not hold for volunteers, even when they are everyone intended', () => {
    const workspace = stage3().do('owner', widenRollout, {
      useCase: 'UC-1',
      audience: 'volunteers',
      deployed: 40,
    });
    expect(workspace.assess().requirements[0].met).toBe(false);
  });

  test('does not hold while one item is waived, and says so', () => {
    const workspace = stage3().confirms('UC-1', {
      item: 'fallback',
      modelTimeout: null,
      guardrailTrigger: null,
      rateLimit: null,
    });
    workspace.do('operator', waive, {
      useCase: 'UC-1',
      subject: { kind: 'item', item: 'fallback' },
      reason: 'March',
      until: '2026-03-31',
    });
    expect(workspace.assess().requirements[0].gaps).toEqual([
      {
        text: 'UC-1: Fallback is waived until 31 March 2026; requirement 1 needs its evidence',
        owner: 'owner',
        step: { do: 'confirm-item', useCase: 'UC-1', item: 'fallback' },
      },
    ]);
  });

  test('names the use case with the fewest gaps, not the oldest', () => {
    const workspace = new Workspace(today).commits();
    workspace.startsPilot(workspace.registers());
    const second = workspace.registers({ ...salesAssistant, data: ['none'] });
    workspace.startsPilot(second);
    expect(workspace.assess().requirements[0]).toMatchObject({
      met: false,
      useCase: { key: 'UC-2' },
    });
    expect(evidenceOf(workspace, 0)).toEqual([
      'closest: UC-2 Call summaries, in pilot',
      '1 of 8 checklist items complete',
    ]);
    workspace.confirmsAll('UC-1');
    expect(workspace.assess().requirements[0].useCase?.key).toBe('UC-1');
  });

  test('of equals names the older one, and before it the one further along', () => {
    const workspace = new Workspace(today).commits();
    const [first, second] = [workspace.registers(), workspace.registers(salesAssistant)];
    workspace.startsPilot(first).startsPilot(second).makesReady(first).makesReady(second);
    expect(workspace.assess().requirements[0].useCase?.key).toBe(first);
    workspace.goesLive(second);
    workspace.do('seller', widenRollout, { useCase: second, audience: 'volunteers', deployed: 3 });
    expect(workspace.assess().requirements[0]).toMatchObject({ useCase: { key: second }, gaps: [{}] });
  });

  test('passes to another use case in production when the first one is retired', () => {
    const workspace = stage3();
    workspace.signsDpa('UC-2', 'OpenAI').makesReady('UC-2').goesLive('UC-2');
    expect(answer(workspace)).toBe('Stage 3, 4 of 4');
    workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Replaced' });
    expect(metIn(workspace.assess())).toBe('R1 R2 R4');
    expect(workspace.assess().requirements[0].useCase?.key).toBe('UC-2');
  });

  test('a proposal needs its pilot first, and everything that production asks for', () => {
    const workspace = new Workspace(today);
    workspace.registers({ ...salesAssistant, data: ['none'] });
    const { gaps } = workspace.assess().requirements[0];
    expect(gaps.map(({ step }) => step.do)).toEqual([
      'start-pilot',
      ...Array(7).fill('confirm-item'),
      'record-roi',
      'plan-rollout',
      'go-live',
    ]);
    expect(new Set(gaps.map(({ owner }) => owner))).toEqual(new Set(['seller']));
  });

  test('asks the lead for what an owner who left can no longer give', () => {
    const workspace = stage3('2026-02-02').on('2026-05-20').leaves('owner');
    const owners = workspace.assess().requirements[0].gaps.map(({ owner }) => owner);
    expect(new Set(owners)).toEqual(new Set(['lead']));
  });
});
