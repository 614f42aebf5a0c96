import { describe, expect, test } from 'vitest';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import {
  closeEvaluation,
  type EvaluationInput,
  listOpenEvaluations,
  openEvaluation,
} from '../../../src/domain/infrastructure/evaluations.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { type CastMember, commitment, Workspace } from '../../support/register.ts';

const today = '2026-01-12';
const evaluation = (fields: Partial<EvaluationInput> = {}): EvaluationInput => ({
  category: 'vector-database',
  useCase: null,
  tools: ['Qdrant', 'Weaviate'],
  decideBy: '2026-02-12',
  ...fields,
});
const forUseCase = { category: null, useCase: 'UC-1' } as const;

/** Returns a workspace with one use case of the owner. */
const company = () => {
  const workspace = new Workspace(today);
  workspace.registers();
  return workspace;
};
const getEvaluation = (workspace: Workspace, key = 'E-1') => workspace.register.evaluations.get(key);
const open = (workspace: Workspace) => listOpenEvaluations(workspace.register).map(({ key }) => key);

describe('an evaluation', () => {
  test('is opened by any member, for a shared decision or for a use case', () => {
    const workspace = company();
    workspace.do('member', openEvaluation, evaluation());
    workspace.do('seller', openEvaluation, evaluation({ ...forUseCase, tools: ['Zendesk AI'] }));
    expect([...workspace.register.evaluations.values()]).toEqual([
      {
        key: 'E-1',
        category: 'vector-database',
        useCase: null,
        tools: ['Qdrant', 'Weaviate'],
        openedBy: 'member',
        openedOn: today,
        decideBy: '2026-02-12',
        closed: null,
      },
      expect.objectContaining({ key: 'E-2', category: null, useCase: 'UC-1', openedBy: 'seller' }),
    ]);
  });

  test.each(['guest', 'external', 'bot'] as const)('is not opened by a %s', (who) => {
    expect(company().attempt(who, openEvaluation, evaluation())?.code).toBe('not-permitted');
  });

  test('names each tool once, however it was typed', () => {
    const workspace = company();
    workspace.do(
      'member',
      openEvaluation,
      evaluation({ tools: [' Qdrant', 'QDRANT ', '', 'Azure  Search'] }),
    );
    expect(getEvaluation(workspace)?.tools).toEqual(['Qdrant', 'Azure Search']);
  });

  test.each<[string, Partial<EvaluationInput>, string, string]>([
    ['no tool', { tools: [] }, 'tools', 'Enter at least one tool.'],
    ['blanks for a tool', { tools: ['  '] }, 'tools', 'Enter at least one tool'],
    ['21 tools', { tools: Array.from({ length: 21 }, (_, n) => `T${n}`) }, 'tools', 'Enter at most 20 tools'],
    ['a name of 151 characters', { tools: ['😀'.repeat(151)] }, 'tools', 'Enter at most 150'],
    ['today to decide by', { decideBy: today }, 'decideBy', 'Choose a day in the future'],
    ['a past day to decide by', { decideBy: '2025-12-31' }, 'decideBy', 'Choose a day in the future'],
    ['a day in two years', { decideBy: '2028-01-12' }, 'decideBy', 'Choose a day within a year.'],
    ['nothing that it is for', { category: null }, 'category', 'Choose one'],
    ['two things that it is for', { useCase: 'UC-1' }, 'category', 'Choose one'],
  ])('is refused with %s, at the field', (_, fields, name, said) => {
    const refusal = company().attempt('member', openEvaluation, evaluation(fields));
    expect(refusal?.code).toBe('invalid');
    expect(Object.keys(refusal?.fields ?? {})).toEqual([name]);
    expect(refusal?.fields?.[name]).toContain(said);
  });

  test('is not opened twice for one tool and purpose; another purpose is another matter', () => {
    const workspace = company().do('member', openEvaluation, evaluation());
    expect(workspace.attempt('owner', openEvaluation, evaluation({ tools: ['qdrant'] }))?.fields).toEqual({
      tools: 'qdrant is already under evaluation in E-1. Close that evaluation first.',
    });
    workspace.do('owner', openEvaluation, evaluation({ ...forUseCase }));
    expect(open(workspace)).toEqual(['E-1', 'E-2']);
  });

  test('is not opened for a use case that does not exist, or is over', () => {
    const workspace = company();
    const input = evaluation({ ...forUseCase, useCase: 'UC-9' });
    expect(workspace.attempt('member', openEvaluation, input)?.code).toBe('not-found');
    workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Enough' });
    expect(workspace.attempt('member', openEvaluation, evaluation(forUseCase))).toMatchObject({
      code: 'not-now',
      message: expect.stringContaining('UC-1 was stopped on'),
    });
  });

  test('keys are never used twice', () => {
    const workspace = company().do('member', openEvaluation, evaluation());
    workspace.do('member', closeEvaluation, { evaluation: 'E-1', outcome: 'Neither' });
    workspace.do('member', openEvaluation, evaluation());
    expect(open(workspace)).toEqual(['E-2']);
  });
});

describe('closing an evaluation', () => {
  test('keeps what came of it, and when', () => {
    const workspace = company().do('member', openEvaluation, evaluation()).on('2026-02-01');
    workspace.do('member', closeEvaluation, { evaluation: 'E-1', outcome: ' Qdrant was faster ' });
    expect(getEvaluation(workspace)?.closed).toEqual({ on: '2026-02-01', outcome: 'Qdrant was faster' });
    expect(open(workspace)).toEqual([]);
  });

  test.each<[CastMember, boolean, boolean]>([
    ['member', true, true],
    ['lead', true, true],
    ['admin', true, true],
    ['owner', false, true],
    ['seller', false, false],
    ['operator', false, false],
    ['guest', false, false],
  ])('by %s: of a decision %s, of a use case %s', (who, ofDecision, ofUseCase) => {
    const workspace = company().do('member', openEvaluation, evaluation());
    workspace.do('member', openEvaluation, evaluation(forUseCase));
    const closes = (key: string) =>
      workspace.attempt(who, closeEvaluation, { evaluation: key, outcome: 'Neither' });
    expect([closes('E-1'), closes('E-2')].map((refusal) => refusal === null)).toEqual([
      ofDecision,
      ofUseCase,
    ]);
  });

  test('people without the permission read whom to ask', () => {
    const workspace = company().do('member', openEvaluation, evaluation());
    const refusal = () => workspace.attempt('seller', closeEvaluation, { evaluation: 'E-1', outcome: 'No' });
    expect(refusal()).toMatchObject({ code: 'not-permitted', ask: 'member' });
  });

  test('needs a word on what came of it', () => {
    const workspace = company().do('member', openEvaluation, evaluation());
    const refusal = workspace.attempt('member', closeEvaluation, { evaluation: 'E-1', outcome: ' ' });
    expect(refusal?.fields).toEqual({ outcome: 'Say what was decided, and what was learned.' });
  });

  test('happens once, and to what there is', () => {
    const workspace = company().do('member', openEvaluation, evaluation());
    const close = (key: string) =>
      workspace.attempt('member', closeEvaluation, { evaluation: key, outcome: 'Neither' });
    expect(close('E-2')?.code).toBe('not-found');
    expect(close('E-1')).toBeNull();
    expect(close('E-1')?.message).toBe('E-1 was closed on 12 January 2026: Neither');
  });
});

test('a commitment closes what was evaluated for its category, and nothing else', () => {
  const workspace = company().do('member', openEvaluation, evaluation());
  workspace.do('member', openEvaluation, evaluation({ category: 'guardrails', tools: ['NeMo'] }));
  workspace.do('member', openEvaluation, evaluation({ ...forUseCase }));
  workspace.on('2026-01-20').do('lead', commitDecision, commitment('vector-database'));
  expect(getEvaluation(workspace)?.closed).toEqual({
    on: '2026-01-20',
    outcome: 'Pinecone was committed as D-1',
  });
  expect(open(workspace)).toEqual(['E-2', 'E-3']);
});
