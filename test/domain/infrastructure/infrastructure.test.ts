import { describe, expect, test } from 'vitest';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import {
  categoryEntry,
  decisionCategories,
  describeCommitment,
  explainOpenCategory,
  findDrift,
  listRequiredCategories,
  listUnrecordedCategories,
  rotationOf,
  committedStack as stackOfCommitments,
} from '../../../src/domain/infrastructure/infrastructure.ts';
import { type Category, categories } from '../../../src/domain/register.ts';
import { recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import { evidenceOf } from '../../support/facts.ts';
import { commitment, committedStack, salesAssistant, textsOf, Workspace } from '../../support/register.ts';

const today = '2026-01-12';

test('the list of decisions is in the order of the categories', () => {
  expect(decisionCategories.map(({ key }) => key)).toEqual(categories);
  expect(() => categoryEntry('budget' as Category)).toThrow(RangeError);
});

describe('requirement 2', () => {
  test.each([
    ['five', ['model-provider', 'vector-database', 'guardrails', 'observability', 'api-ownership']],
    ['four', ['model-provider', 'vector-database', 'guardrails', 'observability']],
    ['three', ['model-provider', 'vector-database', 'observability']],
  ] as const)(
    'read as %s asks for these, holds with these, and says which reading it is',
    (reading, asked) => {
      const workspace = new Workspace(today, { reading });
      expect(listRequiredCategories(workspace.register).map(({ key }) => key)).toEqual(asked);
      const [last, ...others] = [...asked].reverse();
      workspace.commits(...others);
      expect(workspace.assess().requirements[1].met).toBe(false);
      workspace.commits(last as Category);
      expect(workspace.assess()).toMatchObject({ reading, met: 1 });
      expect(workspace.assess().requirements[1].met).toBe(true);
    },
  );

  test('is read strictly unless the workspace relaxes it, and anew as soon as it does', () => {
    const workspace = new Workspace(today).commits('model-provider', 'vector-database', 'observability');
    expect(textsOf(workspace.assess().requirements[1].gaps)).toEqual([
      'Guardrail tooling: no decision yet',
      'API ownership and rate limits: no decision yet',
    ]);
    expect(workspace.set({ reading: 'four' }).assess().requirements[1].gaps).toHaveLength(1);
    expect(workspace.set({ reading: 'three' }).assess().requirements[1].met).toBe(true);
    expect(workspace.set({ reading: 'five' }).assess().requirements[1].met).toBe(false);
  });

  test('asks the lead for each open decision', () => {
    const { gaps } = new Workspace(today).assess().requirements[1];
    expect(gaps[0]).toEqual({
      text: 'Model provider: no decision yet',
      owner: 'lead',
      step: { do: 'commit-decision', category: 'model-provider' },
    });
  });

  test('fails when what a use case in production runs on is not recorded; a pilot may be silent about it', () => {
    const workspace = new Workspace(today).commits();
    const useCase = workspace.registers();
    workspace
      .startsPilot(useCase)
      .makesReady(useCase)
      .do('owner', recordStack, {
        useCase,
        stack: { 'model-provider': ['OpenAI Enterprise'], 'vector-database': ['Pinecone'] },
      });
    expect(workspace.assess().requirements[1].met).toBe(true);
    workspace.goesLive(useCase);
    expect(workspace.assess().requirements[1].gaps).toEqual([
      {
        text: 'UC-1: its stack is not recorded (guardrail tooling, observability stack, API ownership and rate limits)',
        owner: 'owner',
        step: { do: 'record-stack', useCase },
      },
    ]);
  });

  test('does not ask a use case without retrieval for its vector database', () => {
    const workspace = new Workspace(today).commits();
    const useCase = workspace.getUseCase(workspace.registers(salesAssistant));
    expect(listUnrecordedCategories(workspace.register, useCase).map(({ key }) => key)).not.toContain(
      'vector-database',
    );
  });

  test('does not look at what a mere proposal would run on', () => {
    const workspace = new Workspace(today).commits();
    workspace.startsPilot(workspace.registers());
    const proposed = workspace.registers(salesAssistant);
    workspace.do('seller', recordStack, { useCase: proposed, stack: { guardrails: ['NeMo'] } });
    expect(workspace.assess().requirements[1].met).toBe(true);
  });
});

describe('drift', () => {
  const company = (stack: Partial<Record<Category, string[]>> = {}) => {
    const workspace = new Workspace(today).commits();
    workspace.startsPilot(workspace.registers(), { stack: { ...committedStack, ...stack } });
    return workspace;
  };
  const listDrift = (workspace: Workspace, day = today) =>
    findDrift(workspace.register, workspace.getUseCase('UC-1'), day);

  test.each(['openai enterprise', 'Open AI Enterprise', 'OpenAI-Enterprise Inc.'])(
    'is no other way to write the committed name: %s',
    (name) => {
      expect(listDrift(company({ 'model-provider': [name] }))).toEqual([]);
    },
  );

  test('is what a use case runs on beside the commitment, by any spelling of the same name', () => {
    expect(listDrift(company({ 'vector-database': ['PINECONE '] }))).toEqual([]);
    expect(listDrift(company({ 'vector-database': ['Pinecone', 'pgvector', 'Qdrant'] }))).toMatchObject([
      { category: 'vector-database', runsOn: 'pgvector, Qdrant', committed: 'Pinecone', waiver: null },
    ]);
  });

  test('is none on any of several committed model providers', () => {
    const workspace = company({ 'model-provider': ['Anthropic'] });
    expect(listDrift(workspace)).toMatchObject([{ runsOn: 'Anthropic', committed: 'OpenAI Enterprise' }]);
    workspace.do('lead', commitDecision, commitment('model-provider', { choice: 'Anthropic' }));
    expect(listDrift(workspace)).toEqual([]);
  });

  test('is none where nothing is committed yet, and appears with the commitment', () => {
    const workspace = new Workspace(today);
    workspace.startsPilot(workspace.registers(), { stack: { guardrails: ['NeMo'] } });
    expect(listDrift(workspace)).toEqual([]);
    expect(listDrift(workspace.commits('guardrails'))).toMatchObject([
      { runsOn: 'NeMo', committed: 'Guardrails AI' },
    ]);
  });

  test('begins for everybody when a commitment is superseded', () => {
    const workspace = company();
    workspace.do('lead', commitDecision, commitment('observability', { choice: 'Langfuse' }));
    expect(listDrift(workspace)).toMatchObject([{ runsOn: 'LangSmith', committed: 'Langfuse' }]);
  });

  test('is only counted in the categories that the reading asks for', () => {
    const workspace = company({ 'api-ownership': ['A key of mine'] });
    expect(listDrift(workspace)).toHaveLength(1);
    expect(listDrift(workspace.set({ reading: 'four' }))).toEqual([]);
  });

  test('is also a vector database where none was decided to be needed', () => {
    const workspace = new Workspace(today);
    const details = { category: 'vector-database', notNeeded: true } as const;
    const decision = commitment('vector-database', { choice: 'Not needed', vendor: null, details });
    const useCase = workspace.registers(salesAssistant);
    workspace
      .do('lead', commitDecision, decision)
      .startsPilot(useCase, { stack: { 'vector-database': ['Qdrant'] } });
    expect(listDrift(workspace)).toMatchObject([{ runsOn: 'Qdrant', committed: 'no vector database' }]);
  });

  test('in production it fails R2, asks the owner to change it, and stands with a waiver until its last day', () => {
    const workspace = company();
    workspace.makesReady('UC-1').goesLive('UC-1');
    workspace.do('owner', recordStack, {
      useCase: 'UC-1',
      stack: { ...committedStack, guardrails: ['NeMo'] },
    });
    expect(workspace.assess().requirements[1].gaps).toEqual([
      {
        text: 'UC-1 runs on NeMo, but Guardrails AI is committed',
        owner: 'owner',
        step: { do: 'record-stack', useCase: 'UC-1' },
      },
    ]);
    workspace
      .namesOperator()
      .do('operator', waive, createDriftWaiver('2026-02-01'))
      .do('lead', waive, createDriftWaiver('2026-03-01'));
    expect(workspace.assess().requirements[1].met).toBe(true);
    expect(evidenceOf(workspace, 1)).toContainEqual(expect.stringContaining('waived until 1 March 2026'));
    expect(listDrift(workspace, '2026-03-01')[0]?.waiver?.key).toBe('W-2');
    expect(listDrift(workspace, '2026-03-02')[0]?.waiver).toBeNull();
    expect(workspace.assess('2026-03-02').requirements[1].met).toBe(false);
  });

  test('a waiver for one category or use case is none for another', () => {
    const workspace = company({ guardrails: ['NeMo'], observability: ['Datadog'] });
    workspace.namesOperator().do('operator', waive, createDriftWaiver('2026-02-01'));
    expect(listDrift(workspace).map(({ waiver }) => waiver?.key ?? null)).toEqual(['W-1', null]);
  });
});

const createDriftWaiver = (until: string) =>
  ({
    useCase: 'UC-1',
    subject: { kind: 'drift', category: 'guardrails' },
    reason: 'Contract',
    until,
  }) as const;

test('the committed stack of a use case leaves out what it does not need and what is not needed', () => {
  const workspace = new Workspace(today).commits();
  const [first, second] = [workspace.registers(), workspace.registers(salesAssistant)];
  expect(stackOfCommitments(workspace.register, workspace.getUseCase(first))).toEqual(committedStack);
  expect(stackOfCommitments(workspace.register, workspace.getUseCase(second))).not.toHaveProperty(
    'vector-database',
  );
});

test('keys are next to be rotated so many days after the last time', () => {
  const workspace = new Workspace(today);
  expect(rotationOf(workspace.register)).toBeNull();
  expect(rotationOf(workspace.commits('api-ownership').register)?.next).toBe('2025-12-30');
});

test('a decision says since when it stands', () => {
  const workspace = new Workspace(today).commits('guardrails');
  const decision = workspace.register.decisions.get('D-1');
  const since = (day: string) => decision && describeCommitment(decision, day);
  expect(since('2026-01-20')).toBe('committed on 12 January 2026, 8 days ago');
  expect(since('2026-01-13')).toBe('committed on 12 January 2026, 1 day ago');
  expect(since('2026-01-12')).toBe('committed on 12 January 2026, today');
  expect(explainOpenCategory(workspace.register, 'guardrails')).toBeNull();
});
