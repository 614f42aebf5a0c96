import { describe, expect, test } from 'vitest';
import { checkIn } from '../../src/domain/adoption/adoption.ts';
import { issueIntakeToken, reportAdoption } from '../../src/domain/adoption/intake.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { waive } from '../../src/domain/checklist/waivers.ts';
import {
  type Evidence,
  type Fact,
  type FactValues,
  type Provenance,
  recordAt,
  refTo,
} from '../../src/domain/facts.ts';
import { recordRotation } from '../../src/domain/infrastructure/decisions.ts';
import { recordModelRetirement, recordModelVersion } from '../../src/domain/model-versions/index.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import { checkInId, type Entity, entityNames } from '../../src/domain/register.ts';
import { suspendUseCase } from '../../src/domain/suspensions/suspensions.ts';
import { recordStack } from '../../src/domain/use-cases/use-cases.ts';
import { committedStack, stage3, Workspace } from '../support/register.ts';

const today = '2026-02-02';
const hash = 'a'.repeat(64);
const counts = { intended: 40, daily: 10, weekly: 30, notAtAll: 5, result: '' };
const report = (useCase: string, on: string, fields = {}) => ({ useCase, on, ...counts, ...fields });

const factsIn = (workspace: Workspace): readonly Evidence[] => {
  const { requirements, flags } = workspace.assess();
  return [...requirements.flatMap(({ evidence }) => evidence), ...flags];
};

/** Returns the only fact of a kind in a workspace. */
const findFact = (workspace: Workspace, fact: Fact): Evidence | undefined =>
  factsIn(workspace).find((one) => one.fact === fact);

type Expected<F extends Fact> = Provenance & { readonly values: Partial<FactValues<F>> };

const operates = (company: Workspace) =>
  company
    .do('lead', appointOperators, { people: ['operator', 'member'] })
    .do('member', acceptAccountabilities, { accept: ['uptime'] });
const recordOtherTool = (company: Workspace) =>
  company.do('seller', recordStack, {
    useCase: 'UC-2',
    stack: { ...committedStack, observability: ['Datadog'] },
  });
const inProductionWithoutDpa = (company: Workspace) => {
  company.registers({
    name: 'Contract reader',
    purpose: 'Finds clauses',
    vendors: ['Zendesk'],
    standing: { stage: 'production', liveOn: today, rollout: { audience: 'everyone', deployed: 40 } },
  });
  return company;
};

/** For each fact who makes it true in a company at Stage 3, and what is then known of it. */
const facts: { readonly [F in Fact]: readonly [(company: Workspace) => Workspace, Expected<F>] } = {
  'use-case-live': [
    (company) => company,
    {
      ...{ source: 'typed', at: today, by: null, refs: ['UC-1'] },
      values: { useCase: 'UC-1', liveOn: today, deployed: 40, intendedUsers: 40 },
    },
  ],
  'use-case-closest': [
    () => {
      const company = new Workspace(today);
      company.registers();
      return company;
    },
    {
      ...{ source: 'derived', at: today, by: null, refs: ['UC-1'] },
      values: { useCase: 'UC-1', name: 'AI Support Agent', stage: 'proposed' },
    },
  ],
  'monitoring-active': [
    (company) => company,
    {
      ...{ source: 'typed', at: today, by: 'lead', refs: ['evidence:UC-1:monitoring'] },
      values: { useCase: 'UC-1' },
    },
  ],
  'checklist-items-complete': [
    (company) => company,
    {
      source: 'derived',
      at: today,
      by: null,
      refs: expect.arrayContaining(['UC-1', 'evidence:UC-1:fallback', 'vendors:openai', 'vendors:pinecone']),
      values: { useCase: 'UC-1', complete: 8, of: 8 },
    },
  ],
  'weekly-use': [
    (company) =>
      company
        .do('owner', issueIntakeToken, { useCase: 'UC-1', hash })
        .do('bot', reportAdoption, { ...report('UC-1', today), hash }),
    {
      ...{ source: 'measured', at: today, by: null, refs: [`checkIns:UC-1:${today}`] },
      values: { useCase: 'UC-1', week: today, weekly: 30, intended: 40, intendedNow: 40 },
    },
  ],
  'weekly-use-doubtful': [
    (company) => company.do('owner', checkIn, report('UC-1', today, { weekly: 12, daily: 2 })),
    {
      ...{ source: 'typed', at: today, by: 'owner', refs: [`checkIns:UC-1:${today}`] },
      values: { weekly: 12, doubts: ['low'] },
    },
  ],
  'weekly-use-unknown': [
    (company) => company,
    { ...{ source: 'derived', at: today, by: null, refs: ['UC-1'] }, values: { useCase: 'UC-1' } },
  ],
  'decision-committed': [
    (company) => company,
    {
      ...{ source: 'typed', at: today, by: 'lead', refs: ['D-1'] },
      values: { category: 'model-provider', choice: 'OpenAI Enterprise' },
    },
  ],
  'keys-rotated': [
    (company) => company.on('2026-02-03').do('admin', recordRotation, { rotatedOn: today }),
    {
      ...{ source: 'typed', at: '2026-02-03', by: 'admin', refs: [`rotations:${today}`] },
      values: { last: today, next: '2026-05-03' },
    },
  ],
  'rotation-overdue': [
    (company) => company,
    {
      ...{ source: 'derived', at: today, by: null, refs: ['D-5'] },
      values: { dueOn: '2025-12-30' },
    },
  ],
  'stacks-on-decisions': [
    (company) => company,
    {
      ...{ source: 'derived', at: today, by: null, refs: ['UC-1', 'UC-2'] },
      values: { useCases: ['UC-1', 'UC-2'] },
    },
  ],
  'stack-waived': [
    (company) =>
      recordOtherTool(company).do('operator', waive, {
        useCase: 'UC-2',
        subject: { kind: 'drift', category: 'observability' },
        reason: 'The contract ends in March',
        until: '2026-03-31',
      }),
    {
      ...{ source: 'typed', at: today, by: 'operator', refs: ['W-1', 'UC-2'] },
      values: { useCase: 'UC-2', runsOn: 'Datadog', committed: 'LangSmith', until: '2026-03-31' },
    },
  ],
  'use-case-in-pilot': [
    (company) => company,
    {
      ...{ source: 'typed', at: today, by: null, refs: ['UC-2'] },
      values: {
        useCase: 'UC-2',
        charter: { startedOn: today, decideBy: '2026-04-03', scaled: null },
      },
    },
  ],
  'pilot-sign-of-life': [
    (company) =>
      company
        .on('2026-02-09')
        .do('seller', checkIn, report('UC-2', '2026-02-09', { intended: 20, weekly: 5, daily: 1 })),
    {
      ...{ source: 'typed', at: '2026-02-09', by: 'seller', refs: ['checkIns:UC-2:2026-02-09'] },
      values: { useCase: 'UC-2', on: '2026-02-09', item: null },
    },
  ],
  'pilot-went-live': [
    (company) => company.makesReady('UC-2').goesLive('UC-2'),
    {
      ...{ source: 'typed', at: today, by: null, refs: ['UC-2'] },
      values: { useCase: 'UC-2', liveOn: today },
    },
  ],
  'accountabilities-accepted': [
    (company) => company,
    {
      ...{ source: 'typed', at: today, by: 'operator', refs: ['operators:operator'] },
      values: { person: 'operator', accountabilities: ['uptime', 'incident-response', 'model-versioning'] },
    },
  ],
  'accountabilities-waiting': [
    operates,
    {
      ...{ source: 'derived', at: today, by: null, refs: ['operators:member'] },
      values: { person: 'member', accountabilities: ['incident-response', 'model-versioning'] },
    },
  ],
  'operator-owns-use-cases': [
    (company) => company.namesOperator('owner'),
    {
      ...{ source: 'derived', at: today, by: null, refs: ['operators:owner', 'UC-1'] },
      values: { person: 'owner', useCases: ['UC-1'] },
    },
  ],
  'role-vacant': [
    (company) => company.leaves('seller'),
    {
      ...{ source: 'derived', at: today, by: null, refs: ['UC-2', 'people:seller'] },
      values: { person: 'seller', title: 'owner', useCase: 'UC-2' },
    },
  ],
  'use-case-suspended': [
    (company) => {
      const useCase = company.registers({
        ...{ name: 'Invoice reader', purpose: 'Books bills', data: ['none'] },
        standing: { stage: 'production', liveOn: today, rollout: { audience: 'everyone', deployed: 40 } },
      });
      return company.do('lead', suspendUseCase, { useCase, reason: 'Wrong totals' });
    },
    {
      ...{ source: 'typed', at: today, by: 'lead', refs: ['S-1'] },
      values: { useCase: 'UC-3', since: today, reason: 'Wrong totals' },
    },
  ],
  'model-retirement': [
    (company) =>
      company
        .do('owner', recordModelVersion, {
          ...{ useCase: 'UC-1', model: 'GPT-5', version: '2025-11-01', from: today, source: 'measured' },
        })
        .do('lead', recordModelRetirement, {
          ...{ retirement: null, model: 'GPT-5', version: '', endsOn: addDays(today, 30) },
          announcement: 'https://provider.example',
        }),
    {
      ...{ source: 'derived', at: today, by: null, refs: ['UC-1', 'modelRetirements:MR-1'] },
      values: { useCase: 'UC-1', model: 'GPT-5', endsOn: addDays(today, 30) },
    },
  ],
  'audit-trail-silent': [
    (company) => {
      company.registers({
        ...{ name: 'Invoice reader', purpose: 'Books bills', data: ['none'], autonomy: 'execute' },
        standing: {
          ...{ stage: 'production', liveOn: addDays(today, -7) },
          rollout: { audience: 'everyone', deployed: 40 },
        },
      });
      return company;
    },
    {
      ...{ source: 'derived', at: today, by: null, refs: ['UC-3'] },
      values: { useCase: 'UC-3', silentSince: null, liveOn: addDays(today, -7) },
    },
  ],
  'dpa-violation': [
    inProductionWithoutDpa,
    {
      ...{ source: 'derived', at: today, by: null, refs: ['UC-3'] },
      values: {
        useCase: 'UC-3',
        lacks: ['Zendesk has no DPA', 'in production this is a compliance violation'],
      },
    },
  ],
};

describe('a fact of the verdict says where it comes from', () => {
  test.each(Object.entries(facts))('%s', (fact, [happens, expected]) => {
    const company = happens(stage3(today));
    expect(findFact(company, fact as Fact)).toMatchObject({ fact, ...expected });
  });

  test('a sign of life is also the latest evidence, by whoever confirmed it', () => {
    const company = stage3(today).on('2026-02-09').confirmsAll('UC-2');
    expect(findFact(company, 'pilot-sign-of-life')).toMatchObject({
      ...{ source: 'typed', at: '2026-02-09', by: 'lead', refs: ['evidence:UC-2:monitoring'] },
      values: { item: 'monitoring' },
    });
  });

  test('a check-in from before its source was kept counts as typed, by nobody who is known', () => {
    const company = stage3(today).do('owner', checkIn, report('UC-1', today));
    const id = checkInId('UC-1', today);
    const record = company.register.checkIns.get(id);
    if (!record) throw new Error('no check-in');
    company.put('checkIns', id, { ...record, source: null });
    expect(findFact(company, 'weekly-use')).toMatchObject({
      source: 'typed',
      by: null,
      refs: [`checkIns:${id}`],
    });
  });

  test('keys that were never rotated since are told by the decision', () => {
    expect(findFact(stage3(today), 'keys-rotated')).toMatchObject({ by: 'lead', refs: ['D-5'] });
  });
});

describe('a reference', () => {
  test('finds every record of the register again', () => {
    const { register } = operates(stage3(today)).do('owner', checkIn, report('UC-1', today));
    const filled = entityNames.filter((entity: Entity) => register[entity].size > 0);
    expect(filled.length).toBeGreaterThan(8);
    for (const entity of filled)
      for (const [id, record] of register[entity]) expect(recordAt(register, refTo(entity, id))).toBe(record);
  });

  test.each(['UC-99', 'evidence:UC-99:monitoring', 'weather:UC-1', 'seq:1', '', 'X-1'])(
    'to %j, which is not in the register, finds nothing',
    (ref) => {
      expect(recordAt(stage3(today).register, ref)).toBeUndefined();
    },
  );
});

test('the same register on the same day gives the same facts', () => {
  const company = stage3(today);
  expect(assess(company.register, today)).toEqual(assess(company.asOf(today), today));
});
