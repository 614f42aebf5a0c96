import { describe, expect, test } from 'vitest';
import { assessPurgatory } from '../../../src/domain/purgatory/purgatory.ts';
import type { EvidenceDetails } from '../../../src/domain/register.ts';
import { listDueNudges } from '../../../src/domain/reminders/nudge-kinds.ts';
import { extendPilot, scalePilot } from '../../../src/domain/use-cases/pilots.ts';
import { goLive, listMissingForProduction, widenRollout } from '../../../src/domain/use-cases/production.ts';
import { editUseCase, registerUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import { registration, textsOf, Workspace } from '../../support/register.ts';

const today = '2026-01-12';
const charter = { startedOn: today, decideBy: '2026-03-13', volunteers: 5, criteria: ['Faster'] };

describe('the decision to scale', () => {
  /** Returns a pilot to be decided by 13 March that has nothing for production. */
  const createPilot = () => {
    const workspace = new Workspace(today);
    return workspace.startsPilot(workspace.registers(), { ...charter, stack: null });
  };
  const scaled = (liveOn = '2026-04-01') =>
    createPilot()
      .on('2026-03-20')
      .confirms('UC-1', evidence)
      .do('owner', scalePilot, { useCase: 'UC-1', liveOn });
  const evidence: EvidenceDetails = { item: 'model-versions', log: [] };
  const purgatoryOn = (workspace: Workspace, day: string) =>
    assessPurgatory(workspace.register, day).present.flatMap(({ key, evidence }) =>
      key === 'never-ending-pilot' ? evidence : [],
    );
  const due = (workspace: Workspace, day: string) =>
    listDueNudges(workspace.register, day)
      .filter(({ kind }) => ['stale-pilot', 'decision-near', 'open-checklist'].includes(kind))
      .map(({ kind, fact }) => `${kind}: ${fact}`);

  test('is recorded while things are missing, and the pilot is overdue no more', () => {
    expect(purgatoryOn(createPilot(), '2026-03-20')).toEqual([
      'UC-1: decision was due by 13 March 2026, and is still open',
    ]);
    expect(scaled().getUseCase('UC-1')).toMatchObject({
      goLivePlannedOn: '2026-04-01',
      life: { charter: { scaled: { on: '2026-03-20', by: 'owner', goLiveBy: '2026-04-01' } } },
    });
    expect(purgatoryOn(scaled(), '2026-04-01')).toEqual([]);
  });

  test('has what is missing asked for until its day, and is asked about as overdue past it', () => {
    expect(due(scaled(), '2026-03-25')).toEqual([
      expect.stringMatching(
        /^open-checklist: UC-1 AI Support Agent: go-live is planned for 1 April 2026, and 10 things are missing/,
      ),
    ]);
    expect(due(scaled(), '2026-04-02')).toEqual([
      'stale-pilot: UC-1 AI Support Agent: go-live was due by 1 April 2026, as decided on 20 March 2026',
    ]);
    expect(purgatoryOn(scaled(), '2026-04-02')).toEqual([
      'UC-1: go-live was due by 1 April 2026, as decided on 20 March 2026, and is still open',
    ]);
  });

  test('is for a year at most, and not for a day that has passed', () => {
    for (const liveOn of ['2026-03-19', '2027-03-21'])
      expect(
        createPilot().on('2026-03-20').attempt('owner', scalePilot, { useCase: 'UC-1', liveOn })?.fields,
      ).toHaveProperty('liveOn');
  });

  test('gives way to an extension, and its day is changed by deciding again alone', () => {
    const workspace = scaled();
    const moved = { ...registration(), useCase: 'UC-1', goLivePlannedOn: '2026-06-01' };
    expect(workspace.attempt('owner', editUseCase, moved)?.fields?.goLivePlannedOn).toContain('Decide again');
    workspace.do('owner', scalePilot, { useCase: 'UC-1', liveOn: '2026-05-01' });
    expect(workspace.getUseCase('UC-1').goLivePlannedOn).toBe('2026-05-01');
    workspace.do('owner', extendPilot, { useCase: 'UC-1', decideBy: '2026-06-01', reason: 'Prices moved' });
    expect(workspace.getUseCase('UC-1')).toMatchObject({
      goLivePlannedOn: null,
      life: { charter: { scaled: null, decideBy: '2026-06-01' } },
    });
  });

  test('settles a pilot that is more than a year old, until its day', () => {
    const standing = { stage: 'pilot', charter: { ...charter, startedOn: '2024-01-15' } } as const;
    const workspace = new Workspace(today).do('owner', registerUseCase, registration({ standing }));
    expect(purgatoryOn(workspace, today)).toHaveLength(1);
    workspace.do('owner', scalePilot, { useCase: 'UC-1', liveOn: '2026-02-01' });
    expect(purgatoryOn(workspace, today)).toEqual([]);
  });
});

describe('going live', () => {
  test('is refused with everything that is missing, the three usually deferred first', () => {
    const workspace = new Workspace(today).commits();
    const useCase = workspace.registers();
    workspace.startsPilot(useCase);
    const live = { useCase, liveOn: today, audience: 'everyone', deployed: 40 } as const;
    const refusal = workspace.attempt('owner', goLive, live);
    expect(refusal?.code).toBe('incomplete');
    expect(refusal?.missing?.map(({ step }) => ('item' in step ? step.item : step.do))).toEqual([
      'monitoring',
      'cost-monitoring',
      'record-dpa',
      'fallback',
      'human-review',
      'model-versions',
      'incident-response',
      'training',
      'record-roi',
      'plan-rollout',
    ]);
    expect(refusal?.missing?.map(({ owner }) => owner)).toEqual(Array(10).fill('owner'));
    workspace.makesReady(useCase);
    expect(listMissingForProduction(workspace.register, workspace.getUseCase(useCase), today)).toEqual([]);
    workspace.do('owner', goLive, live);
  });

  test('is asked for again once evidence lapsed between readiness and the day', () => {
    const workspace = new Workspace('2025-10-01').commits();
    const useCase = workspace.registers();
    workspace.startsPilot(useCase).makesReady(useCase).on('2025-12-31');
    const missing = listMissingForProduction(
      workspace.register,
      workspace.getUseCase(useCase),
      workspace.today,
    );
    expect(missing).toHaveLength(7);
    expect(textsOf(missing)[0]).toContain('last confirmed on 1 October 2025 (91 days ago)');
  });

  test.each([
    ['liveOn', { liveOn: '2026-01-13' }],
    ['liveOn', { liveOn: '2026-01-11' }],
    ['deployed', { deployed: 0 }],
  ])('is refused at %s when it cannot be', (field, wrong) => {
    const workspace = new Workspace(today).commits();
    const useCase = workspace.registers();
    workspace.startsPilot(useCase).makesReady(useCase);
    const live = { useCase, liveOn: today, audience: 'everyone', deployed: 40, ...wrong } as const;
    expect(Object.keys(workspace.attempt('owner', goLive, live)?.fields ?? {})).toEqual([field]);
  });

  test('for volunteers is live, and is widened to everyone later', () => {
    const workspace = new Workspace(today).commits();
    const useCase = workspace.registers();
    workspace.startsPilot(useCase).makesReady(useCase);
    workspace.do('owner', goLive, { useCase, liveOn: today, audience: 'volunteers', deployed: 12 });
    expect(workspace.assess().requirements[0].met).toBe(false);
    workspace.do('owner', widenRollout, { useCase, audience: 'everyone', deployed: 40 });
    expect(workspace.assess().requirements[0].met).toBe(true);
  });

  test.each([
    ['everyone', 79, 80, ['UC-1: live for 79 of 80 intended users']],
    ['everyone', 85, 80, []],
    ['volunteers', 80, 80, ['UC-1: live for volunteers only, 80 of 80 intended users']],
    ['everyone', 1, 80, ['UC-1: live for 1 of 80 intended users']],
  ] as const)(
    'for %s, %i of %i, is recorded as it is and judged after',
    (audience, deployed, intendedUsers, gaps) => {
      const workspace = new Workspace(today).commits();
      const useCase = workspace.registers({ intendedUsers });
      workspace.startsPilot(useCase).makesReady(useCase);
      workspace.confirms(useCase, {
        item: 'training',
        toldOn: today,
        trained: 85,
        covered: ['review', 'correct', 'escalate'],
      });
      workspace.do('owner', goLive, { useCase, liveOn: today, audience, deployed });
      const [r1] = workspace.assess().requirements;
      expect(textsOf(r1.gaps)).toEqual(gaps);
      expect(r1.evidence[0]).toMatchObject({ fact: 'use-case-live', values: { deployed, intendedUsers } });
    },
  );

  test('leaves the intended users free to be lowered below those it reaches', () => {
    const workspace = new Workspace(today).commits();
    const useCase = workspace.registers();
    workspace.startsPilot(useCase).makesReady(useCase).goesLive(useCase);
    const smaller = { ...registration({ intendedUsers: 30 }), useCase, goLivePlannedOn: null };
    workspace.do('owner', editUseCase, smaller);
    const [r1] = workspace.assess().requirements;
    expect(r1.met).toBe(true);
    expect(r1.evidence[0]).toMatchObject({ values: { deployed: 40, intendedUsers: 30 } });
  });

  test('clears the day it was planned for', () => {
    const workspace = new Workspace(today).commits();
    const useCase = workspace.registers();
    workspace.do('owner', editUseCase, { ...registration(), useCase, goLivePlannedOn: '2026-02-01' });
    expect(workspace.getUseCase(useCase).goLivePlannedOn).toBe('2026-02-01');
    workspace.startsPilot(useCase).makesReady(useCase).goesLive(useCase);
    expect(workspace.getUseCase(useCase).goLivePlannedOn).toBeNull();
  });
});
