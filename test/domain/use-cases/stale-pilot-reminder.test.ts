import { expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { extendPilot } from '../../../src/domain/use-cases/pilots.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { stalePilot } from '../../../src/domain/use-cases/stale-pilot-reminder.ts';
import { dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

/** Returns a pilot of the owner's since 5 January, to be decided by 2 March. */
const createPilot = (startedOn = '2026-01-05', decideBy = '2026-03-02') => {
  const workspace = new Workspace('2026-01-05');
  const key = workspace.registers();
  return workspace.startsPilot(key, { startedOn, decideBy });
};
const checkInOn = (workspace: Workspace, on: string) =>
  workspace.on(on).do('owner', checkIn, {
    useCase: 'UC-1',
    on,
    intended: 12,
    daily: 3,
    weekly: 6,
    notAtAll: 2,
    result: '',
  });

test('a pilot is asked about once nothing was recorded of it for 14 days, and no more after a check-in', () => {
  const workspace = createPilot();
  expect(dueOn(stalePilot, workspace, '2026-01-18')).toEqual([]);
  expect(dueOn(stalePilot, workspace, '2026-01-19')).toEqual([
    'owner: UC-1 AI Support Agent: no check-in and no new evidence for 14 days',
  ]);
  expect(theDue(stalePilot, workspace, '2026-01-19').step).toEqual({ do: 'check-in', useCase: 'UC-1' });
  expect(dueOn(stalePilot, checkInOn(workspace, '2026-01-19'), '2026-01-20')).toEqual([]);
});

test('past its day to decide by it is to be decided, however much is recorded of it', () => {
  const workspace = checkInOn(createPilot(), '2026-03-02');
  expect(dueOn(stalePilot, workspace, '2026-03-02')).toEqual([]);
  expect(dueOn(stalePilot, workspace, '2026-03-03')).toEqual([
    'owner: UC-1 AI Support Agent: decision was due by 2 March 2026',
  ]);
  expect(theDue(stalePilot, workspace, '2026-03-03')).toMatchObject({
    step: { do: 'decide-pilot', useCase: 'UC-1' },
    repeat: { days: 7 },
    about: ['UC-1'],
  });
});

test('extending it, or stopping it, ends that; a new date alone is no sign of life', () => {
  const extended = createPilot().on('2026-03-03');
  extended.do('owner', extendPilot, { useCase: 'UC-1', decideBy: '2026-04-01', reason: 'More data' });
  expect(theDue(stalePilot, extended, '2026-03-04').subject).toBe('UC-1:silent');
  expect(dueOn(stalePilot, checkInOn(extended, '2026-03-04'), '2026-03-04')).toEqual([]);
  const stopped = createPilot().on('2026-03-03');
  stopped.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Nobody uses it' });
  expect(dueOn(stalePilot, stopped, '2026-06-04')).toEqual([]);
});

test('after a year it is a pilot no expiry date, even with time left', () => {
  const workspace = checkInOn(createPilot('2025-06-01', '2026-05-31'), '2026-05-31');
  expect(dueOn(stalePilot, workspace, '2026-05-31')).toEqual([]);
  const year = createPilot('2025-06-02', '2026-06-02');
  expect(dueOn(stalePilot, checkInOn(year, '2026-06-01'), '2026-06-01')).toEqual([]);
  expect(dueOn(stalePilot, year, '2026-06-02')).toEqual([
    'owner: UC-1 AI Support Agent has been a pilot since 2 June 2025',
  ]);
});

test('its silence, its day to decide and its year are three things: who was asked about one was not about another', () => {
  const subjects = ['2026-01-19', '2026-03-03'].map((day) => theDue(stalePilot, createPilot(), day).subject);
  const year = theDue(stalePilot, createPilot('2025-06-02', '2026-06-02'), '2026-06-02').subject;
  expect([...subjects, year]).toEqual(['UC-1:silent', 'UC-1:overdue', 'UC-1:year']);
});

test('the lead is asked once the owner has left, and nobody where nobody leads', () => {
  const workspace = createPilot().leaves('owner');
  expect(theDue(stalePilot, workspace, '2026-03-03').person).toBe('lead');
  expect(dueOn(stalePilot, workspace.leaves('lead'), '2026-03-03')).toEqual([]);
});
