import { describe, expect, test } from 'vitest';
import { adoption } from '../../../src/domain/adoption/adoption-reminder.ts';
import { isStage3 } from '../../../src/domain/readiness/crossing-test.ts';
import { resumeUseCase, suspendUseCase } from '../../../src/domain/suspensions/suspensions.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { dueOn } from '../../support/nudges.ts';
import { type CastMember, metIn, stage3, textsOf, type Workspace } from '../../support/register.ts';

const reason = 'It sent wrong refunds';
const suspends = (company: Workspace, who: CastMember = 'operator') =>
  company.do(who, suspendUseCase, { useCase: 'UC-1', reason });

describe('while a use case is suspended', () => {
  test('requirement 1 does not count it, and the verdict says since when and why', () => {
    const company = suspends(stage3());
    const [r1] = company.assess().requirements;
    expect(metIn(company.assess())).toBe('R2 R3 R4');
    expect(textsOf(r1.gaps)).toEqual(['UC-1: suspended since 2 February 2026: It sent wrong refunds']);
    expect(r1.gaps[0]?.step).toEqual({ do: 'resume-use-case', useCase: 'UC-1' });
    expect(isStage3(company.register, company.today)).toBe(false);
  });

  test('a reason with a period ends the sentence of the verdict once', () => {
    const company = stage3().do('operator', suspendUseCase, {
      useCase: 'UC-1',
      reason: 'It sent wrong refunds.',
    });
    expect(textsOf(company.assess().requirements[0].gaps)).toEqual([
      'UC-1: suspended since 2 February 2026: It sent wrong refunds',
    ]);
  });

  test('no check-in is asked for, until it is resumed', () => {
    const company = suspends(stage3());
    const listReminders = () =>
      dueOn(adoption, company, '2026-02-16').filter((line) => line.includes('UC-1'));
    expect(listReminders()).toEqual([]);
    company.do('owner', resumeUseCase, { useCase: 'UC-1', changed: 'Refunds are reviewed' });
    expect(listReminders()).toHaveLength(1);
  });

  test('it is not suspended again, and retiring it ends the suspension', () => {
    const company = suspends(stage3());
    expect(company.attempt('lead', suspendUseCase, { useCase: 'UC-1', reason })?.message).toBe(
      'UC-1 has been suspended since 2 February 2026: It sent wrong refunds',
    );
    company.do('lead', stopUseCase, { useCase: 'UC-1', reason: 'Replaced' });
    expect(company.attempt('lead', resumeUseCase, { useCase: 'UC-1', changed: 'x' })?.code).toBe('not-now');
  });
});

test('resuming restores the verdict, and asks what changed', () => {
  const company = suspends(stage3());
  const resume = (changed: string) => company.attempt('owner', resumeUseCase, { useCase: 'UC-1', changed });
  expect(resume(' ')?.fields).toEqual({ changed: 'Say what changed, so that it may run again.' });
  expect(resume('Refunds are reviewed')).toBeNull();
  expect(metIn(company.assess())).toBe('R1 R2 R3 R4');
  expect(resume('Again')?.message).toBe('UC-1 is not suspended.');
});

test.each<[CastMember, boolean]>([
  ['owner', true],
  ['operator', true],
  ['lead', true],
  ['admin', true],
  ['member', false],
  ['seller', false],
  ['guest', false],
])('%s may suspend and resume: %s', (who, may) => {
  const refusal = stage3().attempt(who, suspendUseCase, { useCase: 'UC-1', reason });
  expect(refusal === null).toBe(may);
  const resumed = suspends(stage3()).attempt(who, resumeUseCase, { useCase: 'UC-1', changed: 'Fixed' });
  expect(resumed === null).toBe(may);
});

test('only a use case in production is suspended, with a reason', () => {
  expect(stage3().attempt('lead', suspendUseCase, { useCase: 'UC-2', reason })?.message).toBe(
    'UC-2 is not in production. Only a use case in production can be suspended.',
  );
  expect(stage3().attempt('lead', suspendUseCase, { useCase: 'UC-1', reason: '\n' })?.fields).toEqual({
    reason: 'Say why it is suspended.',
  });
});
