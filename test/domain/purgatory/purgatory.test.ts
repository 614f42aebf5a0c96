import { describe, expect, test } from 'vitest';
import { commitDecision, proposeDecision } from '../../../src/domain/infrastructure/decisions.ts';
import {
  closeEvaluation,
  type EvaluationInput,
  openEvaluation,
} from '../../../src/domain/infrastructure/evaluations.ts';
import { answerPulse } from '../../../src/domain/purgatory/pulse.ts';
import { symptoms } from '../../../src/domain/purgatory/purgatory.ts';
import type { PulseScore } from '../../../src/domain/purgatory/schema.ts';
import type { Charter } from '../../../src/domain/register.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { editUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import {
  type CastMember,
  commitment,
  registration,
  salesAssistant,
  Workspace,
} from '../../support/register.ts';

const today = '2026-01-12';
const listSymptoms = (workspace: Workspace, day = workspace.today) =>
  Object.fromEntries(workspace.assess(day).purgatory.present.map(({ key, evidence }) => [key, evidence]));

/** Returns a pilot since 12 January, to be decided by 13 March. */
const pilot = (charter: Partial<Charter> = {}) => {
  const workspace = new Workspace(today);
  const key = workspace.registers();
  workspace.startsPilot(key);
  const useCase = workspace.getUseCase(key);
  if (useCase.life.stage !== 'pilot') throw new Error('no pilot');
  const life = { stage: 'pilot', charter: { ...useCase.life.charter, ...charter } } as const;
  return workspace.put('useCases', key, { ...useCase, life });
};

test('there are five symptoms', () => {
  expect(symptoms).toHaveLength(5);
});

describe('pilots that never end', () => {
  test('begin on the day after the one to decide by', () => {
    expect(listSymptoms(pilot(), '2026-03-13')).toEqual({});
    expect(listSymptoms(pilot(), '2026-03-14')['never-ending-pilot']).toEqual([
      'UC-1: decision was due by 13 March 2026, and is still open',
    ]);
  });

  test('are those of twelve months, whatever was agreed', () => {
    const extended = pilot({ decideBy: '2027-12-31' }).commits('guardrails');
    expect(listSymptoms(extended, '2027-01-11')).toEqual({});
    expect(listSymptoms(extended, '2027-01-12')).toEqual({
      'never-ending-pilot': ['UC-1 has been a pilot since 12 January 2026'],
    });
  });

  test('end with a decision', () => {
    const workspace = pilot().on('2026-03-20');
    expect(listSymptoms(workspace)).toHaveProperty('never-ending-pilot');
    workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Not better than search' });
    expect(listSymptoms(workspace)).toEqual({});
  });
});

describe('tools compared in parallel', () => {
  test('are two proposals in one category, not in two', () => {
    const workspace = new Workspace(today);
    const proposal = { category: 'vector-database', rationale: '', alternatives: '', link: null } as const;
    workspace.do('member', proposeDecision, { ...proposal, choice: 'Pinecone' });
    workspace.do('member', proposeDecision, { ...proposal, category: 'guardrails', choice: 'NeMo' });
    expect(listSymptoms(workspace)).toEqual({});
    workspace.do('owner', proposeDecision, { ...proposal, choice: 'Qdrant' });
    expect(listSymptoms(workspace)).toEqual({
      'parallel-evaluation': ['Vector database: Pinecone, Qdrant are compared in parallel'],
    });
    workspace.do('lead', commitDecision, commitment('vector-database'));
    expect(listSymptoms(workspace)).toEqual({});
  });

  const evaluation = (fields: Partial<EvaluationInput>): EvaluationInput => ({
    category: null,
    useCase: null,
    tools: ['Qdrant', 'Weaviate'],
    decideBy: '2026-02-12',
    ...fields,
  });

  test('are two under evaluation for one decision, until it is committed', () => {
    const workspace = new Workspace(today);
    workspace.do('member', openEvaluation, evaluation({ category: 'vector-database' }));
    expect(listSymptoms(workspace)).toEqual({
      'parallel-evaluation': ['Vector database: Qdrant, Weaviate are compared in parallel'],
    });
    workspace.do('lead', commitDecision, commitment('vector-database'));
    expect(listSymptoms(workspace)).toEqual({});
  });

  test('are one proposed and another evaluated, not the same one twice', () => {
    const workspace = new Workspace(today);
    const proposal = { category: 'guardrails', rationale: '', alternatives: '', link: null } as const;
    workspace.do('member', proposeDecision, { ...proposal, choice: 'NeMo' });
    workspace.do('member', openEvaluation, evaluation({ category: 'guardrails', tools: ['nemo'] }));
    expect(listSymptoms(workspace)).toEqual({});
    workspace.do('owner', openEvaluation, evaluation({ category: 'guardrails', tools: ['Guardrails AI'] }));
    expect(listSymptoms(workspace)).toHaveProperty('parallel-evaluation');
    workspace.do('owner', closeEvaluation, { evaluation: 'E-2', outcome: 'Too slow' });
    expect(listSymptoms(workspace)).toEqual({});
  });

  test('are two for one use case, until the evaluation is closed or the use case stops', () => {
    const open = () => {
      const workspace = new Workspace(today);
      workspace.registers();
      workspace.do('member', openEvaluation, evaluation({ useCase: 'UC-1', tools: ['Qdrant'] }));
      expect(listSymptoms(workspace)).toEqual({});
      return workspace.do('member', openEvaluation, evaluation({ useCase: 'UC-1', tools: ['Weaviate'] }));
    };
    const present = { 'parallel-evaluation': ['UC-1: Qdrant, Weaviate are compared in parallel'] };
    const closed = open();
    expect(listSymptoms(closed)).toEqual(present);
    closed.do('member', closeEvaluation, { evaluation: 'E-1', outcome: 'Not chosen' });
    expect(listSymptoms(closed)).toEqual({});
    const stopped = open();
    expect(listSymptoms(stopped)).toEqual(present);
    stopped.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Enough' });
    expect(listSymptoms(stopped)).toEqual({});
  });

  test('are an evaluation past its own date, of one tool too, until it is closed', () => {
    const workspace = new Workspace(today);
    workspace.do('member', openEvaluation, evaluation({ category: 'guardrails', tools: ['NeMo'] }));
    expect(listSymptoms(workspace, '2026-02-12')).toEqual({});
    expect(listSymptoms(workspace, '2026-02-13')).toEqual({
      'parallel-evaluation': ['E-1, Guardrail tooling: decision was due by 12 February 2026'],
    });
    workspace.on('2026-02-13').do('member', closeEvaluation, { evaluation: 'E-1', outcome: 'Not chosen' });
    expect(listSymptoms(workspace)).toEqual({});
  });

  test('are no longer what was proposed beside the commitment', () => {
    const workspace = new Workspace(today);
    const proposal = { category: 'vector-database', rationale: '', alternatives: '', link: null } as const;
    for (const choice of ['Pinecone', 'Qdrant', 'Weaviate'])
      workspace.do('member', proposeDecision, { ...proposal, choice });
    expect(listSymptoms(workspace)).toHaveProperty('parallel-evaluation');
    workspace.do('lead', commitDecision, commitment('vector-database'));
    expect(listSymptoms(workspace)).toEqual({});
  });
});

describe('waiting for more data', () => {
  const extension = { on: today, by: 'owner', decideBy: '2026-05-01', reason: 'Holidays' };

  test('is a pilot extended twice, not once', () => {
    expect(listSymptoms(pilot({ extensions: [extension] }))).toEqual({});
    expect(listSymptoms(pilot({ extensions: [extension, extension] }))).toEqual({
      'one-more-data-point': ['UC-1 was extended 2 times'],
    });
  });

  test('is a bar that moved after the start', () => {
    const moved = { on: today, by: 'owner', criterion: 'Also in French' };
    expect(listSymptoms(pilot({ movedBars: [moved] }))).toEqual({
      'one-more-data-point': ['UC-1 got another success criterion after its start'],
    });
  });
});

describe('no infrastructure decisions', () => {
  test('is none committed while a pilot is 90 days old', () => {
    const late = pilot({ decideBy: '2026-12-31' });
    expect(listSymptoms(late, '2026-04-11')).toEqual({});
    expect(listSymptoms(late, '2026-04-12')).toEqual({
      'no-infrastructure': ['no decision is committed, though UC-1 has been a pilot since 12 January 2026'],
    });
  });

  test('is none committed while a pilot is past the day to decide by', () => {
    expect(listSymptoms(pilot(), '2026-03-13')).toEqual({});
    expect(listSymptoms(pilot(), '2026-03-14')).toHaveProperty('no-infrastructure');
  });

  test('is over with the first commitment that is asked for', () => {
    expect(listSymptoms(pilot().commits('api-ownership'), '2026-03-14')).not.toHaveProperty(
      'no-infrastructure',
    );
    expect(
      listSymptoms(pilot().commits('api-ownership').set({ reading: 'four' }), '2026-03-14'),
    ).toHaveProperty('no-infrastructure');
  });
});

describe('the team is worn out', () => {
  /** Returns a workspace with three pilots and a colleague on all of them, as owner or member. */
  const three = () => {
    const workspace = new Workspace(today);
    const keys = [
      workspace.registers({ owner: 'owner', members: ['member'] }),
      workspace.registers({ ...salesAssistant, owner: 'member' }),
      workspace.registers({ name: 'Contract reader', purpose: 'Finds clauses', members: ['member'] }),
    ];
    for (const key of keys) workspace.startsPilot(key);
    return workspace;
  };

  test('is one person on three use cases that run; they are counted, and nobody is named', () => {
    const workspace = three();
    expect(listSymptoms(workspace)).toEqual({
      'worn-out-team': ['one person owns or works on 3 active use cases'],
    });
    workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Enough' });
    expect(listSymptoms(workspace)).toEqual({});
  });

  test('is several people, each on as many as it says', () => {
    const workspace = three();
    const another = registration({
      name: 'Offer drafts',
      purpose: 'Writes offers',
      owner: 'seller',
      members: ['member', 'operator'],
    });
    for (const key of ['UC-1', 'UC-2']) {
      const useCase = workspace.getUseCase(key);
      workspace.put('useCases', key, { ...useCase, members: [...useCase.members, 'operator'] });
    }
    workspace.startsPilot(workspace.registers(another));
    expect(listSymptoms(workspace)).toEqual({
      'worn-out-team': ['2 people each own or work on 3 to 4 active use cases'],
    });
  });

  test('by count ends when the work is spread, which the lead can do; nobody has to be named for it', () => {
    const workspace = three();
    const [wayOut, ...others] = workspace.assess().purgatory.waysOut;
    expect(others).toEqual([]);
    expect(wayOut).toEqual({
      text: 'UC-3: reassign it or change its team, so that nobody has 3 active use cases',
      owner: 'lead',
      step: { do: 'edit-use-case', useCase: 'UC-3' },
    });
    const { life: _, ...known } = workspace.getUseCase('UC-3');
    workspace.do('lead', editUseCase, { ...known, useCase: 'UC-3', members: [] });
    expect(listSymptoms(workspace)).toEqual({});
  });

  const team = ['owner', 'member', 'seller', 'operator'] as const;
  const createPilot = () => {
    const workspace = new Workspace(today);
    return workspace.startsPilot(workspace.registers({ members: team.slice(1) }));
  };
  const answers = (
    workspace: Workspace,
    scores: readonly PulseScore[],
    people: readonly CastMember[] = team,
  ) =>
    scores.reduce(
      (answered, score, index) =>
        answered.do(people[index] ?? 'owner', answerPulse, { useCase: 'UC-1', score }),
      workspace,
    );
  const wornOut = { 'worn-out-team': ['the pilot team of UC-1 answers 2 of 5 or less on average'] };

  test('is a pulse of the pilot team that averages 2 or less, from three answers on', () => {
    const workspace = answers(createPilot(), [1, 1]);
    expect(listSymptoms(workspace)).toEqual({});
    workspace.do('seller', answerPulse, { useCase: 'UC-1', score: 4 });
    expect(listSymptoms(workspace)).toEqual(wornOut);
    workspace.do('operator', answerPulse, { useCase: 'UC-1', score: 3 });
    expect(listSymptoms(workspace)).toEqual({});
  });

  test('is over when nobody has said so for 30 days, and when the pilot is', () => {
    const workspace = answers(createPilot(), [2, 2, 2]);
    expect(listSymptoms(workspace, '2026-02-11')).toEqual(wornOut);
    expect(listSymptoms(workspace, '2026-02-12')).toEqual({});
    workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Enough' });
    expect(listSymptoms(workspace)).toEqual({});
  });

  test('is not one person who says so in three weeks', () => {
    const workspace = createPilot();
    for (const day of [today, '2026-01-19', '2026-01-26']) answers(workspace.on(day), [1], ['member']);
    expect(listSymptoms(workspace)).toEqual({});
  });
});

describe('the way out', () => {
  const ways = (workspace: Workspace, day = workspace.today) =>
    workspace.assess(day).purgatory.waysOut.map(({ owner, step }) => ({ owner, ...step }));

  test('of a pilot that does not end is the decision of its owner, once; shared decisions come first', () => {
    const workspace = pilot({
      movedBars: [{ on: today, by: 'owner', criterion: 'Also in French' }],
      decideBy: '2026-02-01',
    });
    expect(ways(workspace, '2026-02-02')).toEqual([
      { owner: 'lead', do: 'commit-decision', category: 'model-provider' },
      { owner: 'owner', do: 'decide-pilot', useCase: 'UC-1' },
    ]);
  });

  test('is named for each symptom, before a second one for any', () => {
    const workspace = new Workspace(today).commits();
    const members = ['member'];
    for (const name of ['Offers', 'Contracts', 'Minutes', 'Invoices', 'Mail', 'Leads']) {
      const key = workspace.registers({ name, purpose: name, members });
      workspace.startsPilot(key);
    }
    expect(ways(workspace, '2026-03-14').slice(0, 2)).toEqual([
      { owner: 'owner', do: 'decide-pilot', useCase: 'UC-1' },
      { owner: 'lead', do: 'edit-use-case', useCase: 'UC-6' },
    ]);
  });

  test('is asked of the lead when the owner has left', () => {
    const workspace = pilot().commits('guardrails');
    const input = registration({ owner: 'seller' });
    workspace.do('lead', editUseCase, { ...input, useCase: 'UC-1', goLivePlannedOn: null });
    workspace.leaves('seller');
    expect(ways(workspace, '2026-03-14')).toEqual([{ owner: 'lead', do: 'decide-pilot', useCase: 'UC-1' }]);
  });

  test('of an evaluation past its date is its end, asked of whoever opened it', () => {
    const workspace = new Workspace(today);
    const about = { category: 'guardrails', useCase: null, tools: ['NeMo'] } as const;
    workspace.do('member', openEvaluation, { ...about, decideBy: '2026-02-12' });
    expect(ways(workspace, '2026-02-13')).toEqual([
      { owner: 'member', do: 'close-evaluation', evaluation: 'E-1' },
    ]);
  });

  test('of tools compared for a decision is to commit it', () => {
    const workspace = new Workspace(today);
    const about = { category: 'guardrails', useCase: null, tools: ['NeMo', 'LLM Guard'] } as const;
    workspace.do('member', openEvaluation, { ...about, decideBy: '2026-02-12' });
    expect(ways(workspace)).toEqual([{ owner: 'lead', do: 'commit-decision', category: 'guardrails' }]);
  });

  test('is not needed while there is no symptom', () => {
    expect(ways(pilot())).toEqual([]);
  });
});

test('one symptom is not purgatory, two are', () => {
  expect(pilot().commits('guardrails').assess('2026-03-14').purgatory.stuck).toBe(false);
  expect(pilot().assess('2026-03-14').purgatory.stuck).toBe(true);
});
