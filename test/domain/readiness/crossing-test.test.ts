import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { acceptAccountabilities, nameOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { isStage3 } from '../../../src/domain/readiness/crossing-test.ts';
import type { EvidenceDetails } from '../../../src/domain/register.ts';
import { handOver } from '../../../src/domain/use-cases/hand-over.ts';
import { extendPilot } from '../../../src/domain/use-cases/pilots.ts';
import { stopUseCase, widenRollout } from '../../../src/domain/use-cases/production.ts';
import { quietDays } from '../../../src/domain/use-cases/signs-of-life.ts';
import { editUseCase, joinUseCase, recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import { evidenceOf, flagsOf } from '../../support/facts.ts';
import {
  commitment,
  committedStack,
  completeEvidence,
  metIn,
  registration,
  salesAssistant,
  stage3,
  textsOf,
  Workspace,
} from '../../support/register.ts';

const today = '2026-02-02';
const report = (on: string) => ({
  ...{ useCase: 'UC-2', on, intended: 20 },
  ...{ daily: 2, weekly: 5, notAtAll: 3, result: '' },
});
const passing = { person: 'seller', to: 'member', instead: {} };
const extension = { useCase: 'UC-2', decideBy: '2026-12-01', reason: 'One more month' };
const answer = (workspace: Workspace) => {
  const { verdict, met } = workspace.assess();
  return `${verdict}, ${met} of 4`;
};

describe('the verdict', () => {
  test('is Stage 1 before any pilot, whatever else is in place', () => {
    const workspace = new Workspace(today);
    expect(answer(workspace)).toBe('Stage 1, 0 of 4');
    workspace.registers();
    workspace.commits().namesOperator();
    expect(answer(workspace)).toBe('Stage 1, 2 of 4');
  });

  test('is Stage 2 from the first pilot on, also when it was stopped or retired', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    workspace.startsPilot(useCase);
    expect(answer(workspace)).toBe('Stage 2, 0 of 4');
    workspace.do('owner', stopUseCase, { useCase, reason: 'No use' });
    expect(answer(workspace)).toBe('Stage 2, 0 of 4');
  });

  test('does not fall back to Stage 1 when what ran in production is retired, a recorded pilot or not', () => {
    const workspace = new Workspace(today);
    const rollout = { audience: 'volunteers', deployed: 4 } as const;
    const useCase = workspace.registers({ standing: { stage: 'production', liveOn: today, rollout } });
    expect(answer(workspace)).toBe('Stage 2, 0 of 4');
    workspace.do('owner', stopUseCase, { useCase, reason: 'Replaced' });
    expect(answer(workspace)).toBe('Stage 2, 0 of 4');
  });

  test('stays Stage 1 when a proposal is stopped', () => {
    const workspace = new Workspace(today);
    workspace.do('owner', stopUseCase, { useCase: workspace.registers(), reason: 'No budget' });
    expect(answer(workspace)).toBe('Stage 1, 0 of 4');
  });

  test('is Scaled pilot with R1 and nothing else, and Stage 2 with R1 and one more', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    workspace.startsPilot(useCase, { stack: null }).makesReady(useCase).goesLive(useCase);
    expect(answer(workspace)).toBe('Scaled pilot, 1 of 4');
    expect(answer(workspace.namesOperator())).toBe('Stage 2, 2 of 4');
  });

  test('is not Scaled pilot with one requirement that is another one', () => {
    const workspace = new Workspace(today).namesOperator();
    workspace.startsPilot(workspace.registers());
    expect(answer(workspace)).toBe('Stage 2, 1 of 4');
  });

  test('is Stage 3 with all four, without a blocker or a gap', () => {
    const workspace = stage3();
    expect(answer(workspace)).toBe('Stage 3, 4 of 4');
    expect(isStage3(workspace.register, today)).toBe(true);
    expect(workspace.assess().blockers).toEqual([]);
    expect(workspace.assess().requirements.flatMap(({ gaps }) => gaps)).toEqual([]);
  });
});

/** The flags about how many use what is live. */
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
      '8 of 8 on the checklist',
      'monitoring is active',
      'UC-1: weekly use is unknown, no check-in was recorded',
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
    [4, 20, 'UC-1: 4 of 20 use it weekly (20%, last week, now meant for 40): under 40%'],
    [8, 40, 'UC-1: 8 of 40 use it weekly (20%, last week): under 40%'],
    // The share of 20 is no share of 40.
    [15, 20, 'UC-1: 15 of 20 use it weekly (75%, last week, now meant for 40): under 40%'],
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
    expect(ofUse(flagsOf(company))).toEqual(['UC-1: weekly use is unknown, no check-in was recorded']);
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
        text: 'UC-1: Fallback exists is waived until 31 March 2026; a waiver is not evidence',
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
      '1 of 8 on the checklist',
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

describe('R3, a second use case in active pilot', () => {
  const r3 = (workspace: Workspace, day = workspace.today) => workspace.assess(day).requirements[2];

  test('is another one than that of R1', () => {
    const workspace = new Workspace(today).commits();
    workspace.startsPilot(workspace.registers());
    expect(r3(workspace)).toMatchObject({
      met: false,
      useCase: null,
      gaps: [{ text: 'there is no second use case', owner: 'lead', step: { do: 'register-use-case' } }],
    });
  });

  test('is running, not planned', () => {
    const workspace = stage3().do('seller', stopUseCase, { useCase: 'UC-2', reason: 'No use' });
    workspace.registers({ name: 'Contract reader', purpose: 'Finds clauses', retrieval: false });
    workspace.do('owner', recordStack, { useCase: 'UC-3', stack: committedStack });
    expect(r3(workspace)).toMatchObject({
      met: false,
      evidence: [{ fact: 'use-case-closest', values: { useCase: 'UC-3', stage: 'proposed' } }],
      gaps: [
        {
          text: 'UC-3: its pilot has not started',
          owner: 'owner',
          step: { do: 'start-pilot', useCase: 'UC-3' },
        },
      ],
    });
  });

  test('counts as running through 30 days of silence, and again from the next check-in', () => {
    const workspace = stage3();
    expect(r3(workspace, addDays(today, quietDays)).met).toBe(true);
    expect(r3(workspace, addDays(today, quietDays + 1)).gaps).toEqual([
      {
        text: 'UC-2: no check-in and no new evidence for 31 days, so it does not count as running',
        owner: 'seller',
        step: { do: 'check-in', useCase: 'UC-2' },
      },
    ]);
    const counts = { intended: 20, daily: 2, weekly: 5, notAtAll: 3, result: '' };
    workspace.on(addDays(today, 31));
    workspace.do('seller', checkIn, { useCase: 'UC-2', on: workspace.today, ...counts });
    expect(r3(workspace).met).toBe(true);
  });

  test.each([
    ['a check-in', (late: Workspace) => late.do('seller', checkIn, report(late.today)), true],
    [
      'new evidence',
      (late: Workspace) => late.confirms('UC-2', completeEvidence(20)[0] as EvidenceDetails),
      true,
    ],
    ['somebody who joins', (late: Workspace) => late.do('member', joinUseCase, { useCase: 'UC-2' }), false],
    ['a new owner', (late: Workspace) => late.do('lead', handOver, passing), false],
    ['a moved date', (late: Workspace) => late.do('seller', extendPilot, extension), false],
    [
      'a stack',
      (late: Workspace) => late.do('seller', recordStack, { useCase: 'UC-2', stack: committedStack }),
      false,
    ],
    [
      'a check-in of another',
      (late: Workspace) => late.do('owner', checkIn, { ...report(late.today), useCase: 'UC-1' }),
      false,
    ],
  ])('after 30 days of silence, whether it runs again by %s', (_, happens, runs) => {
    const late = happens(stage3().on(addDays(today, 31)));
    expect(r3(late).met).toBe(runs);
    expect(isStage3(late.register, late.today)).toBe(late.assess().verdict === 'Stage 3');
  });

  test('may have gone on to production, and may then be silent', () => {
    const workspace = stage3().makesReady('UC-2').goesLive('UC-2');
    expect(r3(workspace)).toMatchObject({
      met: true,
      evidence: [{ fact: 'pilot-went-live' }],
    });
    expect(r3(workspace, addDays(today, 80)).met).toBe(true);
  });

  test('does not hold while what it runs on is not recorded', () => {
    const workspace = stage3().do('seller', recordStack, { useCase: 'UC-2', stack: {} });
    expect(metIn(workspace.assess())).toBe('R1 R2 R4');
    expect(r3(workspace).gaps).toMatchObject([
      { owner: 'seller', step: { do: 'record-stack', useCase: 'UC-2' } },
    ]);
  });

  test('does not hold while R2 does not, though nothing is wrong with the pilot', () => {
    const workspace = stage3();
    workspace.do('lead', commitDecision, commitment('guardrails', { choice: 'NeMo' }));
    workspace.do('seller', recordStack, {
      useCase: 'UC-2',
      stack: { ...committedStack, guardrails: ['NeMo'] },
    });
    expect(metIn(workspace.assess())).toBe('R1 R4');
    expect(r3(workspace).gaps).toMatchObject([
      { owner: 'owner', step: { do: 'record-stack', useCase: 'UC-1' } },
    ]);
  });

  test('names the pilot that is closest: of a drifting and a good one, the good one', () => {
    const workspace = stage3();
    const third = workspace.registers({ name: 'Contract reader', purpose: 'Finds clauses', owner: 'member' });
    workspace.startsPilot(third, { stack: { ...committedStack, 'vector-database': ['Qdrant'] } });
    expect(answer(workspace)).toBe('Stage 3, 4 of 4');
    workspace.do('seller', stopUseCase, { useCase: 'UC-2', reason: 'No use' });
    expect(metIn(workspace.assess())).toBe('R1 R4');
    expect(r3(workspace).useCase?.key).toBe('UC-3');
  });
});

describe('blockers', () => {
  test('begin with the requirement that takes the fewest steps', () => {
    const workspace = new Workspace(today).do('lead', nameOperators, { people: ['operator'] });
    workspace.startsPilot(workspace.registers());
    const order = [...new Set(workspace.assess().blockers.map(({ requirement }) => requirement))];
    expect(order).toEqual(['R4', 'R2', 'R3', 'R1']);
    workspace.commits('model-provider', 'vector-database', 'guardrails', 'observability');
    workspace.do('lead', nameOperators, { people: [] }).commits('api-ownership');
    expect(
      workspace
        .assess()
        .blockers.map(({ requirement }) => requirement)
        .slice(0, 2),
    ).toEqual(['R3', 'R4']);
  });

  test('of R3 come after those of R2, on which it stands', () => {
    const workspace = stage3();
    for (const category of ['guardrails', 'observability'] as const) {
      workspace.do('lead', commitDecision, commitment(category, { choice: 'Another' }));
    }
    workspace.do('lead', nameOperators, { people: ['member'] });
    workspace.do('seller', stopUseCase, { useCase: 'UC-2', reason: 'No use' });
    expect(workspace.assess().blockers.map(({ requirement, step }) => `${requirement} ${step.do}`)).toEqual([
      'R2 record-stack',
      'R4 accept-accountabilities',
      'R3 register-use-case',
    ]);
  });

  test('ask for one thing once, in the words of the requirement it belongs to', () => {
    const workspace = stage3().do('lead', commitDecision, commitment('guardrails', { choice: 'NeMo' }));
    workspace.do('seller', recordStack, {
      useCase: 'UC-2',
      stack: { ...committedStack, guardrails: ['NeMo'] },
    });
    expect(workspace.assess().blockers).toEqual([
      {
        requirement: 'R2',
        text: 'UC-1 runs on Guardrails AI, and NeMo is what was committed',
        owner: 'owner',
        step: { do: 'record-stack', useCase: 'UC-1' },
      },
    ]);
  });

  test('have nobody to ask while nobody leads', () => {
    const workspace = new Workspace(today, null);
    expect(workspace.assess().blockers.map(({ owner }) => owner)).toEqual(Array(7).fill(null));
  });
});

test('an answer about a past day is judged on what was recorded by then', () => {
  const workspace = stage3();
  workspace.on('2026-02-10').do('seller', stopUseCase, { useCase: 'UC-2', reason: 'No use' });
  expect(answer(workspace)).toBe('Stage 2, 3 of 4');
  expect(isStage3(workspace.asOf('2026-02-09'), '2026-02-09')).toBe(true);
  expect(isStage3(workspace.asOf('2026-02-10'), '2026-02-10')).toBe(false);
  expect(isStage3(workspace.asOf('2026-02-01'), '2026-02-01')).toBe(false);
});

test('what was recorded an hour before midnight belongs to that day in the zone of the workspace', () => {
  const workspace = stage3('2026-02-02', { timeZone: 'Pacific/Kiritimati' });
  expect(new Date(workspace.changes.at(-1)?.at ?? 0).toISOString()).toMatch(/^2026-02-01T2/);
  expect(isStage3(workspace.asOf('2026-02-02'), '2026-02-02')).toBe(true);
  expect(isStage3(workspace.asOf('2026-02-01'), '2026-02-01')).toBe(false);
});

test('an accountability that is withdrawn with the role is a requirement lost', () => {
  const workspace = stage3().do('lead', nameOperators, { people: ['member'] });
  expect(metIn(workspace.assess())).toBe('R1 R2 R3');
  workspace.do('member', acceptAccountabilities, {
    accept: ['uptime', 'incident-response', 'model-versioning'],
  });
  expect(answer(workspace)).toBe('Stage 3, 4 of 4');
});

describe('what is missing where use cases have ended', () => {
  const gapsOf = (workspace: Workspace) =>
    ([0, 2] as const).map((index) => workspace.assess().requirements[index].gaps[0]?.text);
  const stops = (workspace: Workspace, useCase: string) =>
    workspace.do('lead', stopUseCase, { useCase, reason: 'No use' });

  test('is said as it is, whether none was registered, all ended, or one is left', () => {
    const workspace = new Workspace(today);
    expect(gapsOf(workspace)).toEqual(['no use case is registered yet', 'there is no second use case']);
    workspace.registers();
    expect(gapsOf(workspace)[1]).toBe('there is no second use case');
    stops(workspace, 'UC-1');
    const all = 'every use case was stopped or retired';
    expect(gapsOf(workspace)).toEqual([all, all]);
    workspace.registers(salesAssistant);
    expect(gapsOf(workspace)[1]).toBe('every other use case was stopped or retired');
  });
});
