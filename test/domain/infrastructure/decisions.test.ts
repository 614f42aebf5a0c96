import { describe, expect, test } from 'vitest';
import {
  commitDecision,
  proposeDecision,
  recordRotation,
  withdrawProposal,
} from '../../../src/domain/infrastructure/decisions.ts';
import {
  explainOpenCategory,
  explainOverdueRotation,
  listCommitments,
  listProposals,
  rotationOf,
} from '../../../src/domain/infrastructure/infrastructure.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { evidenceOf, flagsOf } from '../../support/facts.ts';
import { type CastMember, commitment, salesAssistant, Workspace } from '../../support/register.ts';

const today = '2026-01-12';
const proposal = {
  category: 'vector-database',
  choice: 'Weaviate',
  rationale: 'Hybrid search',
  alternatives: 'Pinecone',
  link: null,
} as const;
const notNeeded = commitment('vector-database', {
  choice: 'Not needed',
  vendor: null,
  details: { category: 'vector-database', notNeeded: true },
});

describe('a decision', () => {
  test('settles what else was proposed, where there is one choice', () => {
    const workspace = new Workspace(today)
      .do('member', proposeDecision, proposal)
      .do('member', proposeDecision, { ...proposal, choice: 'Qdrant' })
      .do('lead', commitDecision, commitment('vector-database', { choice: 'Weaviate' }));
    const found = [...workspace.register.decisions.values()].map(({ choice, status }) => [choice, status]);
    expect(found).toEqual([
      ['Weaviate', 'committed'],
      ['Qdrant', 'superseded'],
    ]);
  });

  test('is proposed by anybody, and commits nothing', () => {
    const workspace = new Workspace(today).do('member', proposeDecision, proposal);
    expect(workspace.register.decisions.get('D-1')).toMatchObject({
      status: 'proposed',
      proposedBy: 'member',
      decidedOn: null,
      details: null,
    });
    expect(workspace.assess().requirements[1].gaps[1]?.text).toBe(
      'Vector database: 1 proposed, none committed',
    );
  });

  test('is proposed once', () => {
    const workspace = new Workspace(today).do('member', proposeDecision, proposal).commits('guardrails');
    expect(
      workspace.attempt('owner', proposeDecision, { ...proposal, choice: ' WEAVIATE ' })?.fields,
    ).toEqual({
      choice: 'Already proposed as D-1. Propose something else.',
    });
    const standing = { ...proposal, category: 'guardrails', choice: 'guardrails ai' } as const;
    expect(workspace.attempt('owner', proposeDecision, standing)?.fields?.choice).toContain(
      'Already committed',
    );
    expect(workspace.attempt('owner', proposeDecision, { ...proposal, choice: ' ' })?.code).toBe('invalid');
  });

  test('is no longer proposed once withdrawn; its record has the day, the person and the reason', () => {
    const workspace = new Workspace(today).do('member', proposeDecision, proposal);
    workspace.do('member', withdrawProposal, { decision: 'D-1', reason: ' Too costly ' });
    expect(workspace.register.decisions.get('D-1')).toMatchObject({
      status: 'withdrawn',
      withdrawn: { on: today, by: 'member', reason: 'Too costly' },
    });
    expect(listProposals(workspace.register, 'vector-database')).toEqual([]);
    expect(explainOpenCategory(workspace.register, 'vector-database')).toBe(
      'Vector database: no decision yet',
    );
  });

  test('can be proposed or committed again after a withdrawal, as a new record', () => {
    const workspace = new Workspace(today)
      .do('member', proposeDecision, proposal)
      .do('member', withdrawProposal, { decision: 'D-1', reason: '' })
      .do('owner', proposeDecision, proposal)
      .do('lead', withdrawProposal, { decision: 'D-2', reason: '' })
      .do('lead', commitDecision, commitment('vector-database', { choice: 'Weaviate' }));
    expect([...workspace.register.decisions.values()].map(({ key, status }) => [key, status])).toEqual([
      ['D-1', 'withdrawn'],
      ['D-2', 'withdrawn'],
      ['D-3', 'committed'],
    ]);
  });

  test('cannot be withdrawn once committed or withdrawn', () => {
    const workspace = new Workspace(today).commits('guardrails').do('member', proposeDecision, proposal);
    const withdraw = (decision: string) =>
      workspace.attempt('lead', withdrawProposal, { decision, reason: '' });
    expect(withdraw('D-1')?.message).toBe('D-1 is committed. Only a proposal can be withdrawn.');
    expect(withdraw('D-2')).toBeNull();
    expect(withdraw('D-2')?.message).toBe('D-2 is withdrawn. Only a proposal can be withdrawn.');
    expect(withdraw('D-9')).toMatchObject({ message: 'There is no D-9.', see: { page: 'decisions' } });
  });

  test('can be withdrawn by its proposer and the lead; others read whom to ask', () => {
    const workspace = new Workspace(today).do('member', proposeDecision, proposal);
    const withdraw = (who: CastMember) =>
      workspace.attempt(who, withdrawProposal, { decision: 'D-1', reason: '' });
    expect(withdraw('owner')).toEqual({
      code: 'not-permitted',
      message: 'Only the person who proposed D-1 and the transformation lead can withdraw it.',
      ask: 'member',
    });
    expect(withdraw('guest')?.message).toContain('Crossing is for full members');
    expect(withdraw('lead')).toBeNull();
  });

  test('keeps its key, proposer and day from the proposal when it is committed', () => {
    const workspace = new Workspace('2026-01-05').do('member', proposeDecision, proposal).on(today);
    workspace.do('lead', commitDecision, commitment('vector-database', { choice: 'weaviate' }));
    expect([...workspace.register.decisions.values()]).toMatchObject([
      {
        key: 'D-1',
        status: 'committed',
        proposedBy: 'member',
        proposedOn: '2026-01-05',
        decidedOn: '2025-10-01',
        decidedBy: 'lead',
      },
    ]);
  });

  test('is never edited after it was committed: it is superseded, and says by which', () => {
    const workspace = new Workspace(today).commits('vector-database');
    const { status, supersededBy, ...recorded } = workspace.register.decisions.get('D-1') ?? {};
    expect([status, supersededBy]).toEqual(['committed', null]);
    workspace.do('lead', commitDecision, commitment('vector-database', { choice: 'Qdrant', vendor: null }));
    expect(workspace.register.decisions.get('D-1')).toEqual({
      ...recorded,
      status: 'superseded',
      supersededBy: 'D-2',
    });
    expect(listCommitments(workspace.register, 'vector-database').map(({ choice }) => choice)).toEqual([
      'Qdrant',
    ]);
  });

  test('is renewed by a record of its own, also with the same choice', () => {
    const workspace = new Workspace(today).commits('guardrails').commits('guardrails');
    expect([...workspace.register.decisions.values()].map(({ key, status }) => [key, status])).toEqual([
      ['D-1', 'superseded'],
      ['D-2', 'committed'],
    ]);
  });

  test('enters its vendor, once', () => {
    const workspace = new Workspace(today).commits('model-provider');
    const other = commitment('model-provider', { choice: 'OpenAI via Azure', vendor: ' openai ' });
    workspace.do('lead', commitDecision, other);
    expect([...workspace.register.vendors.values()]).toEqual([
      { key: 'openai', name: 'OpenAI', aliases: [], dpa: null },
    ]);
  });
});

describe('model providers', () => {
  const anthropic = commitment('model-provider', { choice: 'Anthropic', vendor: 'Anthropic' });

  test('stand side by side, unless one takes the place of another', () => {
    const workspace = new Workspace(today).commits('model-provider').do('lead', commitDecision, anthropic);
    const standing = () => listCommitments(workspace.register, 'model-provider').map(({ choice }) => choice);
    expect(standing()).toEqual(['OpenAI Enterprise', 'Anthropic']);
    const google = commitment('model-provider', { choice: 'Google', vendor: 'Google', replaces: 'D-1' });
    workspace.do('lead', commitDecision, google);
    expect(standing()).toEqual(['Anthropic', 'Google']);
    expect(workspace.register.decisions.get('D-1')?.supersededBy).toBe('D-3');
  });

  test('are committed once each, and renewed by taking their own place', () => {
    const workspace = new Workspace(today).do('lead', commitDecision, anthropic);
    expect(workspace.attempt('lead', commitDecision, anthropic)?.fields?.choice).toContain(
      'already committed',
    );
    workspace.do('lead', commitDecision, { ...anthropic, replaces: 'D-1' });
    expect(workspace.register.decisions.get('D-2')?.status).toBe('committed');
  });

  test('do not take a place that somebody else has taken meanwhile', () => {
    const workspace = new Workspace(today).commits('model-provider');
    workspace.do('lead', commitDecision, { ...anthropic, replaces: 'D-1' });
    const late = commitment('model-provider', { choice: 'Google', replaces: 'D-1' });
    expect(workspace.attempt('admin', commitDecision, late)?.fields?.replaces).toContain(
      'D-1 is no longer in force',
    );
  });

  test.each([
    ['Anthropic PBC', 'Anthropic PBC'],
    [' ', 'Anthropic'],
    [null, 'Anthropic'],
  ])('are committed with the supplier whose agreement applies: %o is %s', (vendor, supplier) => {
    const workspace = new Workspace(today);
    workspace.do('lead', commitDecision, { ...anthropic, choice: 'Anthropic', vendor });
    const key = workspace.register.decisions.get('D-1')?.vendor ?? '';
    expect(workspace.register.vendors.get(key)?.name).toBe(supplier);
  });
});

describe('a vector database that is not needed', () => {
  test('is committed as such while no use case uses retrieval', () => {
    const workspace = new Workspace(today);
    workspace.registers(salesAssistant);
    workspace.do('lead', commitDecision, notNeeded);
    expect(workspace.assess().requirements[1].gaps.map(({ text }) => text)).not.toContain(
      'Vector database: no decision yet',
    );
  });

  test('is refused while one does, and not any more once that one ended', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    expect(workspace.attempt('lead', commitDecision, notNeeded)?.fields?.notNeeded).toContain('UC-1');
    workspace.do('owner', stopUseCase, { useCase, reason: 'No use' }).do('lead', commitDecision, notNeeded);
  });

  test('is open again as soon as a use case uses retrieval', () => {
    const workspace = new Workspace(today).do('lead', commitDecision, notNeeded);
    workspace.registers();
    expect(workspace.assess().requirements[1].gaps.map(({ text }) => text)).toContain(
      'Vector database: recorded as not needed, but UC-1 uses retrieval',
    );
    workspace.commits('vector-database');
    expect(workspace.register.decisions.get('D-1')?.status).toBe('superseded');
  });
});

const rotation = {
  category: 'api-ownership',
  serviceAccountOwner: 'admin',
  rateLimit: '500',
  rotationDays: 90,
  lastRotatedOn: today,
} as const;

test.each([
  ['choice', commitment('guardrails', { choice: ' ' })],
  ['decidedOn', commitment('guardrails', { decidedOn: '2026-01-13' })],
  ['decider', commitment('guardrails', { decider: 'guest' })],
  ['measures', commitment('observability', { details: { category: 'observability', measures: [] } })],
  ['lastRotatedOn', commitment('api-ownership', { details: { ...rotation, lastRotatedOn: '2026-01-13' } })],
  ['rotationDays', commitment('api-ownership', { details: { ...rotation, rotationDays: 731 } })],
  [
    'serviceAccountOwner',
    commitment('api-ownership', { details: { ...rotation, serviceAccountOwner: 'bot' } }),
  ],
])('a commitment is refused at %s when it is wrong', (field, input) => {
  const refusal = new Workspace(today).attempt('lead', commitDecision, input);
  expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
});

test("a commitment with the details of another category is a fault, not somebody's mistake", () => {
  const { details } = commitment('observability');
  expect(() =>
    new Workspace(today).attempt('lead', commitDecision, commitment('guardrails', { details })),
  ).toThrow('details of observability for guardrails');
});

describe('a rotation of the API keys', () => {
  const company = () => new Workspace(today).commits('api-ownership').namesOperator();
  const overdue = (workspace: Workspace) => explainOverdueRotation(workspace.register, workspace.today);
  const keysInEvidence = (workspace: Workspace) =>
    evidenceOf(workspace, 1).find((line) => line.startsWith('API keys'));

  test('is a record of its own, and moves the clock without a new decision', () => {
    const workspace = company();
    expect(overdue(workspace)).toBe('API key rotation was due on 30 December 2025 (13 days ago)');
    expect(flagsOf(workspace)).toContain(overdue(workspace));
    workspace.do('admin', recordRotation, { rotatedOn: '2026-01-10' });
    expect(overdue(workspace)).toBeNull();
    expect(rotationOf(workspace.register)).toMatchObject({ last: '2026-01-10', next: '2026-04-10' });
    expect([...workspace.register.decisions.values()]).toHaveLength(1);
    expect(workspace.register.rotations.get('2026-01-10')).toEqual({
      rotatedOn: '2026-01-10',
      by: 'admin',
      on: today,
    });
  });

  test.each([
    ['2025-12-30', 'API keys: last rotated on 1 October 2025, next due on 30 December 2025'],
    ['2025-12-31', 'API keys: last rotated on 1 October 2025, overdue since 30 December 2025'],
    ['2026-06-01', 'API keys: last rotated on 1 October 2025, overdue since 30 December 2025'],
  ])('is in the evidence of the shared infrastructure, overdue or not: on %s', (day, words) => {
    const workspace = new Workspace('2025-12-01').commits('api-ownership').on(day);
    expect(keysInEvidence(workspace)).toBe(words);
    workspace.do('lead', recordRotation, { rotatedOn: day });
    expect(keysInEvidence(workspace)).toContain('next due on');
  });

  test('stays when the decision is renewed, whatever day the form then says', () => {
    const workspace = company().do('admin', recordRotation, { rotatedOn: today });
    workspace.do('lead', commitDecision, commitment('api-ownership', { choice: 'Service account of Data' }));
    expect(rotationOf(workspace.register)).toMatchObject({ last: today });
  });

  test.each([
    ['a day to come', '2026-01-13', 'This day is in the future.'],
    ['a day before the last one', '2025-09-30', 'A rotation on 1 October 2025 is already recorded.'],
  ])('on %s is refused', (_, rotatedOn, words) => {
    expect(company().attempt('operator', recordRotation, { rotatedOn })?.fields?.rotatedOn).toContain(words);
  });

  test('is recorded once for a day', () => {
    const workspace = company().do('admin', recordRotation, { rotatedOn: today });
    expect(workspace.attempt('operator', recordRotation, { rotatedOn: today })?.fields?.rotatedOn).toBe(
      'A rotation on 12 January 2026 is already recorded. Choose a later day.',
    );
  });

  test('is recorded by the owner of the service account, AI Operations and the lead, and by nobody else', () => {
    for (const who of ['admin', 'operator', 'lead'] as const)
      company().do(who, recordRotation, { rotatedOn: today });
    expect(company().attempt('member', recordRotation, { rotatedOn: today })).toMatchObject({
      code: 'not-permitted',
      ask: 'admin',
    });
    const undecided = new Workspace(today);
    expect(undecided.attempt('lead', recordRotation, { rotatedOn: today })?.code).toBe('not-now');
  });
});
