import { describe, expect, test } from 'vitest';
import { commitDecision, proposeDecision } from '../../src/domain/decisions.ts';
import { symptoms } from '../../src/domain/purgatory.ts';
import type { Charter } from '../../src/domain/register.ts';
import { stopUseCase } from '../../src/domain/use-cases.ts';
import { commitment, salesAssistant, Workspace } from '../support/register.ts';

const today = '2026-01-12';
const shown = (workspace: Workspace, day = workspace.today) =>
  Object.fromEntries(workspace.assess(day).purgatory.present.map(({ key, evidence }) => [key, evidence]));

/** A pilot since 12 January, to be decided by 13 March. */
const pilot = (charter: Partial<Charter> = {}) => {
  const workspace = new Workspace(today);
  const key = workspace.registers();
  workspace.startsPilot(key);
  const useCase = workspace.found(key);
  if (useCase.life.stage !== 'pilot') throw new Error('no pilot');
  const life = { stage: 'pilot', charter: { ...useCase.life.charter, ...charter } } as const;
  return workspace.keep('useCases', key, { ...useCase, life });
};

test('there are five symptoms', () => {
  expect(symptoms).toHaveLength(5);
});

describe('pilots that never end', () => {
  test('begin on the day after the one to decide by', () => {
    expect(shown(pilot(), '2026-03-13')).toEqual({});
    expect(shown(pilot(), '2026-03-14')['never-ending-pilot']).toEqual([
      'UC-1 was to be decided by 13 March 2026, and has not been',
    ]);
  });

  test('are those of twelve months, whatever was agreed', () => {
    const extended = pilot({ decideBy: '2027-12-31' }).commits('guardrails');
    expect(shown(extended, '2027-01-11')).toEqual({});
    expect(shown(extended, '2027-01-12')).toEqual({
      'never-ending-pilot': ['UC-1 has been a pilot since 12 January 2026'],
    });
  });

  test('end with a decision', () => {
    const workspace = pilot().on('2026-03-20');
    expect(shown(workspace)).toHaveProperty('never-ending-pilot');
    workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Not better than search' });
    expect(shown(workspace)).toEqual({});
  });
});

describe('tools compared in parallel', () => {
  test('are two proposals in one category, not in two', () => {
    const workspace = new Workspace(today);
    const proposal = { category: 'vector-database', rationale: '', alternatives: '', link: null } as const;
    workspace.do('member', proposeDecision, { ...proposal, choice: 'Pinecone' });
    workspace.do('member', proposeDecision, { ...proposal, category: 'guardrails', choice: 'NeMo' });
    expect(shown(workspace)).toEqual({});
    workspace.do('owner', proposeDecision, { ...proposal, choice: 'Qdrant' });
    expect(shown(workspace)).toEqual({
      'parallel-evaluation': ['Vector database: Pinecone, Qdrant are proposed side by side'],
    });
    workspace.do('lead', commitDecision, commitment('vector-database'));
    expect(shown(workspace)).toEqual({});
  });
});

describe('one more data point', () => {
  const extension = { on: today, by: 'owner', decideBy: '2026-05-01', reason: 'Holidays' };

  test('is a pilot extended twice, not once', () => {
    expect(shown(pilot({ extensions: [extension] }))).toEqual({});
    expect(shown(pilot({ extensions: [extension, extension] }))).toEqual({
      'one-more-data-point': ['UC-1 was extended 2 times'],
    });
  });

  test('is a bar that moved after the start', () => {
    const moved = { on: today, by: 'owner', criterion: 'Also in French' };
    expect(shown(pilot({ movedBars: [moved] }))).toEqual({
      'one-more-data-point': ['the bar of UC-1 moved after its start'],
    });
  });
});

describe('no infrastructure decisions', () => {
  test('is none committed while a pilot is 90 days old', () => {
    const late = pilot({ decideBy: '2026-12-31' });
    expect(shown(late, '2026-04-11')).toEqual({});
    expect(shown(late, '2026-04-12')).toEqual({
      'no-infrastructure': ['none is committed, though UC-1 has been a pilot since 12 January 2026'],
    });
  });

  test('is none committed while a pilot is past the day to decide by', () => {
    expect(shown(pilot(), '2026-03-13')).toEqual({});
    expect(shown(pilot(), '2026-03-14')).toHaveProperty('no-infrastructure');
  });

  test('is over with the first commitment that is asked for', () => {
    expect(shown(pilot().commits('api-ownership'), '2026-03-14')).not.toHaveProperty('no-infrastructure');
    expect(shown(pilot().commits('api-ownership').set({ reading: 'four' }), '2026-03-14')).toHaveProperty(
      'no-infrastructure',
    );
  });
});

describe('the team is worn out', () => {
  test('is one person on three use cases that run, as owner or member, and nobody is named', () => {
    const workspace = new Workspace(today);
    const keys = [
      workspace.registers({ owner: 'owner', members: ['member'] }),
      workspace.registers({ ...salesAssistant, owner: 'member' }),
      workspace.registers({ name: 'Contract reader', purpose: 'Finds clauses', members: ['member'] }),
    ];
    workspace.startsPilot(keys[0] as string).startsPilot(keys[1] as string);
    expect(shown(workspace)).toEqual({});
    workspace.startsPilot(keys[2] as string);
    expect(shown(workspace)).toEqual({
      'worn-out-team': ['one person is on three or more active use cases'],
    });
    workspace.do('owner', stopUseCase, { useCase: keys[0] as string, reason: 'Enough' });
    expect(shown(workspace)).toEqual({});
  });
});

test('one symptom is not purgatory, two are', () => {
  expect(pilot().commits('guardrails').assess('2026-03-14').purgatory.stuck).toBe(false);
  expect(pilot().assess('2026-03-14').purgatory.stuck).toBe(true);
});
