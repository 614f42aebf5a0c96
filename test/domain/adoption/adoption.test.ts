import { describe, expect, test } from 'vitest';
import {
  checkIn,
  checkInsOf,
  formatWeekWithAge,
  listMissingPlanParts,
  planRollout,
} from '../../../src/domain/adoption/adoption.ts';
import { issueIntakeToken, reportAdoption } from '../../../src/domain/adoption/intake.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { completePlan, Workspace } from '../../support/register.ts';

const counts = { intended: 40, daily: 10, weekly: 25, notAtAll: 15, result: '' };

test.each([
  ['2026-03-02', 'week of 15 September 2025 (162 days ago)'],
  ['2025-09-22', 'week of 15 September 2025 (1 day ago)'],
  ['2025-09-19', 'week of 15 September 2025'],
])('on %s, the age of a check-in is counted from the end of its week', (today, words) => {
  expect(formatWeekWithAge('2025-09-15', today)).toBe(words);
});

describe("the source of a check-in's figures", () => {
  const given = { useCase: 'UC-1', on: '2026-01-12', ...counts };
  const hash = 'a'.repeat(64);
  const createPilot = () => {
    const workspace = new Workspace('2026-01-12');
    workspace.startsPilot(workspace.registers());
    return workspace.do('owner', issueIntakeToken, { useCase: 'UC-1', hash });
  };
  const source = ({ register }: Workspace) => checkInsOf(register, 'UC-1').at(-1)?.source;

  test('they are typed where a person enters them, and measured where a system reports them', () => {
    expect(source(createPilot().do('owner', checkIn, given))).toBe('typed');
    expect(source(createPilot().do('bot', reportAdoption, { ...given, hash }))).toBe('measured');
  });

  test('a system that reports what a person typed makes it measured', () => {
    const workspace = createPilot().do('owner', checkIn, given);
    expect(source(workspace.do('bot', reportAdoption, { ...given, hash }))).toBe('measured');
  });

  test('measured figures stay so when a person adds words to them, and are typed once a person changes them', () => {
    const workspace = createPilot().do('bot', reportAdoption, { ...given, hash });
    expect(source(workspace.do('owner', checkIn, { ...given, result: 'It is liked' }))).toBe('measured');
    expect(source(workspace.do('owner', checkIn, { ...given, daily: 9 }))).toBe('typed');
  });
});

describe('a check-in', () => {
  const workspace = new Workspace('2026-01-05');
  const key = workspace.registers();
  const given = { useCase: key, on: '2026-01-05', ...counts };

  test('begins with the pilot', () => {
    expect(workspace.attempt('owner', checkIn, given)?.code).toBe('not-now');
    workspace.startsPilot(key, { startedOn: '2025-12-30' }).do('owner', checkIn, given);
  });

  test('speaks of the week from Monday, and a second one replaces the first', () => {
    workspace.on('2026-01-11').do('owner', checkIn, { ...given, on: '2026-01-11', daily: 12 });
    workspace.on('2026-01-12').do('owner', checkIn, { ...given, on: '2026-01-12', daily: 13 });
    expect(checkInsOf(workspace.register, key)).toMatchObject([
      { week: '2026-01-05', daily: 12, on: '2026-01-11' },
      { week: '2026-01-12', daily: 13 },
    ]);
  });

  test('may say later what a week before was like, and they stay in the order of the weeks', () => {
    workspace.do('owner', checkIn, { ...given, on: '2025-12-30' });
    expect(checkInsOf(workspace.register, key).map(({ week }) => week)).toEqual([
      '2025-12-29',
      '2026-01-05',
      '2026-01-12',
    ]);
  });

  test.each([
    ['daily', { daily: 26 }],
    ['weekly', { weekly: 41, notAtAll: 0 }],
    ['notAtAll', { notAtAll: 16 }],
    ['intended', { intended: 0, daily: 0, weekly: 0, notAtAll: 0 }],
    ['on', { on: '2026-01-19' }],
    ['on', { on: '2025-12-28' }],
  ])('is refused at %s when the numbers cannot be', (field, wrong) => {
    const refusal = workspace.attempt('owner', checkIn, { ...given, ...wrong });
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
  });

  test('may count nobody, or everybody daily', () => {
    workspace.do('owner', checkIn, { ...given, daily: 0, weekly: 0, notAtAll: 40 });
    workspace.do('owner', checkIn, { ...given, daily: 40, weekly: 40, notAtAll: 0 });
  });

  test('ends with the use case', () => {
    workspace.do('owner', stopUseCase, { useCase: key, reason: 'Learned enough' });
    expect(workspace.attempt('owner', checkIn, given)?.code).toBe('not-now');
    expect(workspace.attempt('owner', checkIn, { ...given, useCase: 'UC-99' })?.code).toBe('not-found');
  });
});

describe('the roll-out plan', () => {
  const plan = completePlan('UC-1');

  test('lacks everything before it is written, and nothing when its four parts are filled', () => {
    expect(listMissingPlanParts(undefined)).toEqual(['not written yet']);
    expect(listMissingPlanParts(plan)).toEqual([]);
  });

  test.each([
    ['walkthrough', { sessionOn: null }],
    ['walkthrough', { sessionAttendees: 0 }],
    ['optional use', { optionalUntil: null }],
    ['Will it replace me', { fearAddressedAt: ' ' }],
    ['Will it replace me', { aiDoes: '' }],
    ['Will it replace me', { peopleDo: '' }],
    ['adoption', { adoptionMeasuredBy: '\n' }],
  ])('says that the part on %s is open with %o', (part, gap) => {
    const lacks = listMissingPlanParts({ ...plan, ...gap });
    expect(lacks).toHaveLength(1);
    expect(lacks[0]).toContain(part);
  });

  test('is kept while incomplete, but not with people who attended on no day, or a day on which nobody did', () => {
    const workspace = new Workspace('2026-01-05');
    const useCase = workspace.registers();
    workspace.do('owner', planRollout, { ...plan, useCase, aiDoes: '' });
    expect(workspace.register.rolloutPlans.get(useCase)?.aiDoes).toBe('');
    const refusal = workspace.attempt('owner', planRollout, { ...plan, useCase, sessionOn: null });
    expect(Object.keys(refusal?.fields ?? {})).toEqual(['sessionOn']);
    const unattended = workspace.attempt('owner', planRollout, { ...plan, useCase, sessionAttendees: 0 });
    expect(Object.keys(unattended?.fields ?? {})).toEqual(['sessionAttendees']);
    expect(workspace.attempt('owner', planRollout, { ...plan, useCase: 'UC-9' })?.code).toBe('not-found');
  });
});
