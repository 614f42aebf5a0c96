import { expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { adoption } from '../../../src/domain/adoption/adoption-reminder.ts';
import { stalePilot } from '../../../src/domain/use-cases/stale-pilot-reminder.ts';
import { daysDue, dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

/** Returns a workspace with a pilot since Wednesday, 7 January. */
const createPilot = () => {
  const workspace = new Workspace('2026-01-07');
  return workspace.startsPilot(workspace.registers(), { decideBy: '2026-06-01' });
};
const answers = (workspace: Workspace, on: string, weekly = 8) =>
  workspace.on(on).do('owner', checkIn, {
    useCase: 'UC-1',
    on,
    intended: 12,
    daily: 3,
    weekly,
    notAtAll: 2,
    result: '',
  });

test('the owner is asked from the Monday on after the first week in which it ran', () => {
  const days = daysDue(adoption, createPilot(), '2026-01-07', '2026-01-20');
  expect([days[0], days.length]).toEqual(['2026-01-12', 9]);
});

test('an answer for last week, or for this one, is enough until the next Monday', () => {
  const workspace = answers(createPilot(), '2026-01-14');
  expect(daysDue(adoption, workspace, '2026-01-14', '2026-01-28')[0]).toBe('2026-01-26');
  expect(dueOn(adoption, workspace, '2026-01-26')).toEqual([
    "owner: UC-1 AI Support Agent: last week's check-in is missing (last known: 8 of 12 people weekly)",
  ]);
});

test('why it matters to a pilot is its decision, or that adoption is low, where it is', () => {
  const usual = theDue(adoption, createPilot(), '2026-01-12');
  expect(usual).toMatchObject({
    why: 'the decision to scale it needs these figures',
    step: { do: 'check-in', useCase: 'UC-1' },
    repeat: { days: 7 },
  });
  const low = theDue(adoption, answers(createPilot(), '2026-01-14', 3), '2026-01-26');
  expect(low.why).toBe('25% use it weekly; under 40% is low');
});

test('a pilot whose silence is asked about is asked about once; one that is overdue is asked for both', () => {
  const workspace = createPilot();
  expect([
    dueOn(adoption, workspace, '2026-01-20').length,
    dueOn(stalePilot, workspace, '2026-01-20'),
  ]).toEqual([1, []]);
  expect([
    dueOn(adoption, workspace, '2026-01-21'),
    dueOn(stalePilot, workspace, '2026-01-21').length,
  ]).toEqual([[], 1]);
  expect(theDue(stalePilot, workspace, '2026-01-21').step.do).toBe('check-in');
  expect(dueOn(adoption, workspace, '2026-06-02')).toHaveLength(1);
  expect(theDue(stalePilot, workspace, '2026-06-02').step.do).toBe('decide-pilot');
});

test('a proposal has nobody who uses it; what is in production is asked about as well', () => {
  const workspace = new Workspace('2026-01-07');
  workspace.registers();
  expect(dueOn(adoption, workspace, '2026-03-01')).toEqual([]);
  workspace.registers({
    name: 'Invoice reader',
    purpose: 'Books bills',
    standing: { stage: 'production', liveOn: '2026-01-01', rollout: { audience: 'volunteers', deployed: 5 } },
  });
  expect(theDue(adoption, workspace, '2026-01-12').why).toBe(
    'without it the verdict shows weekly use as unknown',
  );
});
