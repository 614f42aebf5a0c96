import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { isStage3 } from '../../../src/domain/readiness/crossing-test.ts';
import type { EvidenceDetails } from '../../../src/domain/register.ts';
import { extendPilot } from '../../../src/domain/use-cases/pilots.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { reassignUseCases } from '../../../src/domain/use-cases/reassign.ts';
import { quietDays } from '../../../src/domain/use-cases/signs-of-life.ts';
import { joinUseCase, recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import { answer } from '../../support/facts.ts';
import {
  commitment,
  committedStack,
  completeEvidence,
  metIn,
  stage3,
  Workspace,
} from '../../support/register.ts';

const today = '2026-02-02';

const report = (on: string) => ({
  ...{ useCase: 'UC-2', on, intended: 20 },
  ...{ daily: 2, weekly: 5, notAtAll: 3, result: '' },
});

const passing = { person: 'seller', to: 'member', instead: {} };
const extension = { useCase: 'UC-2', decideBy: '2026-12-01', reason: 'One more month' };

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
        text: 'UC-2: no check-in and no new evidence for 31 days, so the pilot is inactive',
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
    ['a new owner', (late: Workspace) => late.do('lead', reassignUseCases, passing), false],
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
