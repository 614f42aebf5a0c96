import { expect, test } from 'vitest';
import { decisionNear } from '../../../src/domain/use-cases/decision-near-reminder.ts';
import { extendPilot } from '../../../src/domain/use-cases/pilots.ts';
import { daysDue, dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const createPilot = () => {
  const workspace = new Workspace('2026-01-05');
  return workspace.startsPilot(workspace.registers(), { decideBy: '2026-03-02' });
};

test('a pilot is to be decided soon from 14 days before until the day itself', () => {
  const days = daysDue(decisionNear, createPilot(), '2026-01-05', '2026-04-01');
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-02-16', '2026-03-02', 15]);
});

test('the owner reads how many days are left, and decides', () => {
  const workspace = createPilot();
  expect(dueOn(decisionNear, workspace, '2026-02-16')).toEqual([
    'owner: UC-1 AI Support Agent: decision is due by 2 March 2026 (in 14 days)',
  ]);
  expect(theDue(decisionNear, workspace, '2026-03-01').fact).toContain('in 1 day');
  expect(theDue(decisionNear, workspace, '2026-03-02').fact).toContain('decision is due today');
  expect(theDue(decisionNear, workspace, '2026-03-02').step).toEqual({ do: 'decide-pilot', useCase: 'UC-1' });
});

test('it is said once for each day that was agreed: an extension is new', () => {
  const workspace = createPilot();
  const before = theDue(decisionNear, workspace, '2026-02-20');
  workspace.on('2026-02-20');
  workspace.do('owner', extendPilot, { useCase: 'UC-1', decideBy: '2026-03-30', reason: 'More data' });
  expect(dueOn(decisionNear, workspace, '2026-02-21')).toEqual([]);
  const after = theDue(decisionNear, workspace, '2026-03-16');
  expect([before.repeat, after.repeat]).toEqual(['once', 'once']);
  expect(after.subject).not.toBe(before.subject);
});
