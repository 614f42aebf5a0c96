import { describe, expect, test } from 'vitest';
import { acceptAccountabilities, appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { isStage3 } from '../../../src/domain/readiness/crossing-test.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import { answer } from '../../support/facts.ts';
import {
  commitment,
  committedStack,
  metIn,
  salesAssistant,
  stage3,
  Workspace,
} from '../../support/register.ts';

const today = '2026-02-02';

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

  test('is not Scaled pilot with one requirement that is new', () => {
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

describe('blockers', () => {
  test('begin with the requirement that takes the fewest steps', () => {
    const workspace = new Workspace(today).do('lead', appointOperators, { people: ['operator'] });
    workspace.startsPilot(workspace.registers());
    const order = [...new Set(workspace.assess().blockers.map(({ requirement }) => requirement))];
    expect(order).toEqual(['R4', 'R2', 'R3', 'R1']);
    workspace.commits('model-provider', 'vector-database', 'guardrails', 'observability');
    workspace.do('lead', appointOperators, { people: [] }).commits('api-ownership');
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
    workspace.do('lead', appointOperators, { people: ['member'] });
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
        text: 'UC-1 runs on Guardrails AI, but NeMo is committed',
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

test("a record an hour before midnight belongs to that day in the workspace's time zone", () => {
  const workspace = stage3('2026-02-02', { timeZone: 'Pacific/Kiritimati' });
  expect(new Date(workspace.changes.at(-1)?.at ?? 0).toISOString()).toMatch(/^2026-02-01T2/);
  expect(isStage3(workspace.asOf('2026-02-02'), '2026-02-02')).toBe(true);
  expect(isStage3(workspace.asOf('2026-02-01'), '2026-02-01')).toBe(false);
});

test('an accountability that is withdrawn with the role is a requirement lost', () => {
  const workspace = stage3().do('lead', appointOperators, { people: ['member'] });
  expect(metIn(workspace.assess())).toBe('R1 R2 R3');
  workspace.do('member', acceptAccountabilities, {
    accept: ['uptime', 'incident-response', 'model-versioning'],
  });
  expect(answer(workspace)).toBe('Stage 3, 4 of 4');
});

describe('gaps when use cases have ended', () => {
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
