import { describe, expect, test } from 'vitest';
import {
  createEvidence,
  type Evidence,
  fromPerson,
  fromRecords,
  type Provenance,
} from '../../src/domain/facts.ts';
import { describeProvenance, formatFact, formatFactShort } from '../../src/slack/readiness/fact-words.ts';
import { stage3 } from '../support/register.ts';

const { register } = stage3('2026-02-02');
const reading = { register, today: '2026-03-09' };
const measured: Provenance = { source: 'measured', at: '2026-03-09', by: null, refs: [] };
const use = { useCase: 'UC-1', week: '2026-03-02', weekly: 30, intended: 40, intendedNow: 40 };

const says = (fact: Evidence) => [formatFact(fact, reading), describeProvenance(fact, reading)];

describe('a fact names its source', () => {
  test('the person and the day of an entry', () => {
    expect(
      says(createEvidence('monitoring-active', { useCase: 'UC-1' }, fromPerson('U0ANA', '2026-03-02'))),
    ).toEqual(['monitoring is active', 'confirmed by <@U0ANA> on 2 March']);
  });

  test('with the year where it is new', () => {
    const fact = createEvidence('weekly-use', use, fromPerson('U0ANA', '2025-12-30'));
    expect(describeProvenance(fact, reading)).toBe('entered by <@U0ANA> on 30 December 2025');
  });

  test('when it was measured, and by nobody', () => {
    expect(says(createEvidence('weekly-use', use, measured))).toEqual([
      '30 of 40 use it weekly (75%, last week)',
      'measured on 9 March',
    ]);
  });

  test('in the words of what was done', () => {
    const values = { category: 'guardrails', choice: 'NeMo' } as const;
    expect(says(createEvidence('decision-committed', values, fromPerson('U0LENA', '2026-03-02')))).toEqual([
      'Guardrail tooling: NeMo',
      'committed by <@U0LENA> on 2 March',
    ]);
  });

  test('but no day that the fact says itself', () => {
    const sign = { useCase: 'UC-2', on: '2026-03-09', item: null };
    expect(says(createEvidence('pilot-sign-of-life', sign, measured))).toEqual([
      'last check-in on 9 March 2026',
      'measured',
    ]);
    expect(says(createEvidence('pilot-sign-of-life', sign, fromPerson('U0SARA', '2026-03-09')))).toEqual([
      'last check-in on 9 March 2026',
      'entered by <@U0SARA>',
    ]);
  });

  test('and no person whom the fact names itself', () => {
    const values = { person: 'operator', accountabilities: ['uptime'] } as const;
    expect(
      says(createEvidence('accountabilities-accepted', values, fromPerson('operator', '2026-02-02'))),
    ).toEqual(['AI Operations accepted uptime, incident response and model versioning', 'on 2 February']);
  });

  test('nothing where it is derived from other records, or nobody knows who entered it', () => {
    const count = { useCase: 'UC-1', complete: 7, of: 8 };
    expect(
      says(createEvidence('checklist-items-complete', count, fromRecords('2026-03-09', 'UC-1'))),
    ).toEqual(['7 of 8 checklist items complete', null]);
    expect(
      describeProvenance(createEvidence('weekly-use', use, fromPerson(null, '2026-03-09')), reading),
    ).toBeNull();
  });
});

describe('the use cases that run on the decisions', () => {
  const words = (...useCases: string[]) =>
    formatFact(createEvidence('stacks-on-decisions', { useCases }, fromRecords('2026-03-09')), reading);

  test('are listed, and the rest is counted where there are many', () => {
    expect(words('UC-1')).toBe('UC-1 runs on the committed decisions');
    expect(words('UC-1', 'UC-2')).toBe('UC-1 and UC-2 run on the committed decisions');
    const all = Array.from({ length: 30 }, (_, index) => `UC-${index + 1}`);
    expect(words(...all)).toBe('UC-1, UC-2, UC-3, UC-4 and 26 more run on the committed decisions');
  });
});

test('a fact stands beside others in fewer words', () => {
  const live = { useCase: 'UC-1', name: 'Agent', liveOn: '2026-02-02', deployed: 40, intendedUsers: 40 };
  expect(
    formatFactShort(createEvidence('use-case-live', live, fromPerson(null, '2026-02-02')), reading),
  ).toBe('UC-1 Agent · live for 40 of 40');
  expect(formatFactShort(createEvidence('weekly-use', use, measured), reading)).toBe(
    '30 of 40 use it weekly (75%, last week)',
  );
});

test('an audit trail without events says since when', () => {
  const says = (silentSince: string | null) =>
    formatFact(
      createEvidence(
        'audit-trail-silent',
        { useCase: 'UC-1', silentSince, liveOn: '2026-02-02' },
        fromRecords('2026-03-09'),
      ),
      reading,
    );
  expect(says('2026-03-02')).toBe('UC-1: no audit event since 2 March 2026 (7 days ago)');
  expect(says(null)).toBe(
    'UC-1: it may execute, and has sent no audit event since it went live on 2 February 2026',
  );
});
