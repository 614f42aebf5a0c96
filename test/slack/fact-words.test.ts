import { describe, expect, test } from 'vitest';
import { derivedOn, type Evidence, evidenceOf, type Provenance, typedBy } from '../../src/domain/facts.ts';
import { factShort, factText, provenance } from '../../src/slack/readiness/fact-words.ts';
import { stage3 } from '../support/register.ts';

const { register } = stage3('2026-02-02');
const reading = { register, today: '2026-03-09' };
const measured: Provenance = { source: 'measured', at: '2026-03-09', by: null, refs: [] };
const use = { useCase: 'UC-1', week: '2026-03-02', weekly: 30, intended: 40, intendedNow: 40 };

const says = (fact: Evidence) => [factText(fact, reading), provenance(fact, reading)];

describe('where a fact comes from stands behind it', () => {
  test('who entered it and when', () => {
    expect(
      says(evidenceOf('monitoring-active', { useCase: 'UC-1' }, typedBy('U0ANA', '2026-03-02'))),
    ).toEqual(['monitoring is active', 'confirmed by <@U0ANA> on 2 March']);
  });

  test('with the year where it is another one', () => {
    const fact = evidenceOf('weekly-use', use, typedBy('U0ANA', '2025-12-30'));
    expect(provenance(fact, reading)).toBe('entered by <@U0ANA> on 30 December 2025');
  });

  test('when it was measured, and by nobody', () => {
    expect(says(evidenceOf('weekly-use', use, measured))).toEqual([
      '30 of 40 use it weekly (75%, last week)',
      'measured on 9 March',
    ]);
  });

  test('in the words of what was done', () => {
    const values = { category: 'guardrails', choice: 'NeMo' } as const;
    expect(says(evidenceOf('decision-committed', values, typedBy('U0LENA', '2026-03-02')))).toEqual([
      'Guardrail tooling: NeMo',
      'committed by <@U0LENA> on 2 March',
    ]);
  });

  test('but no day that the fact says itself', () => {
    const sign = { useCase: 'UC-2', on: '2026-03-09', item: null };
    expect(says(evidenceOf('pilot-sign-of-life', sign, measured))).toEqual([
      'last check-in on 9 March 2026',
      'measured',
    ]);
    expect(says(evidenceOf('pilot-sign-of-life', sign, typedBy('U0SARA', '2026-03-09')))).toEqual([
      'last check-in on 9 March 2026',
      'entered by <@U0SARA>',
    ]);
  });

  test('and no person whom the fact names itself', () => {
    const values = { person: 'operator', accountabilities: ['uptime'] } as const;
    expect(says(evidenceOf('accountabilities-accepted', values, typedBy('operator', '2026-02-02')))).toEqual([
      'AI Operations accepted uptime, incident response and model versioning',
      'on 2 February',
    ]);
  });

  test('nothing where it is derived from other records, or nobody knows who entered it', () => {
    const count = { useCase: 'UC-1', complete: 7, of: 8 };
    expect(says(evidenceOf('checklist-items-complete', count, derivedOn('2026-03-09', 'UC-1')))).toEqual([
      '7 of 8 on the checklist',
      null,
    ]);
    expect(provenance(evidenceOf('weekly-use', use, typedBy(null, '2026-03-09')), reading)).toBeNull();
  });
});

describe('the use cases that run on the decisions', () => {
  const words = (...useCases: string[]) =>
    factText(evidenceOf('stacks-on-decisions', { useCases }, derivedOn('2026-03-09')), reading);

  test('are listed, and the rest is counted where there are many', () => {
    expect(words('UC-1')).toBe('UC-1 runs on what was committed');
    expect(words('UC-1', 'UC-2')).toBe('UC-1 and UC-2 run on what was committed');
    const all = Array.from({ length: 30 }, (_, index) => `UC-${index + 1}`);
    expect(words(...all)).toBe('UC-1, UC-2, UC-3, UC-4 and 26 more run on what was committed');
  });
});

test('a fact stands beside others in fewer words', () => {
  const live = { useCase: 'UC-1', name: 'Agent', liveOn: '2026-02-02', deployed: 40, intendedUsers: 40 };
  expect(factShort(evidenceOf('use-case-live', live, typedBy(null, '2026-02-02')), reading)).toBe(
    'UC-1 Agent · 40 of 40 live',
  );
  expect(factShort(evidenceOf('weekly-use', use, measured), reading)).toBe(
    '30 of 40 use it weekly (75%, last week)',
  );
});
