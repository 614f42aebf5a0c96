import { describe, expect, test } from 'vitest';
import { acceptAccountabilities } from '../../../src/domain/ai-operations/ai-operations.ts';
import { muteNudges, unmuteNudges } from '../../../src/domain/reminders/mutes.ts';
import type { Nudge } from '../../../src/domain/reminders/nudge.ts';
import { canSnooze, planReminders } from '../../../src/domain/reminders/plan-reminders.ts';
import { Workspace } from '../../support/register.ts';
import {
  asked,
  createAcceptanceRun,
  createViolationRun,
  help,
  nameOperator,
  ReminderRun,
  violation,
} from '../../support/reminder-run.ts';

describe('put off', () => {
  test('is put off until the day that was chosen, and then until working hours', () => {
    const run = createViolationRun();
    run.looksOn('2026-01-05');
    run.comes('snoozed', 'owner', '2026-01-05T11:00Z', '2026-01-09');
    const days = ['2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09'];
    expect(run.looksOn(...days)).toEqual([[], [], [], [violation]]);
    run.comes('snoozed', 'owner', '2026-01-09T11:00Z', '2026-01-10');
    expect(run.looksOn('2026-01-10', '2026-01-12')).toEqual([[], [violation, 'owner: adoption UC-1']]);
  });

  test('counts as an answer: nobody is asked to help', () => {
    const run = createAcceptanceRun();
    run.looksOn('2026-01-05');
    run.comes('snoozed', 'operator', '2026-01-05T11:00Z', '2026-01-06');
    expect(run.looksOn('2026-01-06', '2026-01-08', '2026-01-12')).toEqual([[asked], [asked], [help]]);
  });

  const thread = (...outcomes: Nudge['outcome'][]): Nudge[] =>
    outcomes.map((outcome) => ({
      ...{ kind: 'dpa', subject: 'vendors:acme', person: 'owner', askedOn: '2026-01-05', askedAt: 0 },
      ...{ outcome, outcomeAt: null, until: null },
    }));
  test.each([
    [true, ['open']],
    [true, ['snoozed', 'snoozed', 'open']],
    [false, ['snoozed', 'snoozed', 'snoozed', 'open']],
    [false, ['snoozed', 'open', 'snoozed', 'snoozed', 'open']],
    [true, ['snoozed', 'snoozed', 'snoozed', 'answered', 'open']],
    [true, ['snoozed', 'snoozed', 'snoozed', 'done', 'snoozed', 'open']],
  ] as const)('three times in a row at most: %s after %j', (can, outcomes) => {
    expect(canSnooze(thread(...outcomes))).toBe(can);
  });
});

describe('muted', () => {
  test('a kind is asked of the lead instead of whoever muted it, and of others as before', () => {
    const run = createAcceptanceRun();
    nameOperator(run.workspace, 'member');
    run.workspace.do('operator', muteNudges, { kind: 'accountability' });
    expect(run.looksOn('2026-01-05')).toEqual([[help, 'member: accountability member']]);
    run.workspace.do('operator', unmuteNudges, { kind: 'accountability' });
    expect(run.looksOn('2026-01-06')).toEqual([[asked]]);
  });
});

describe('not mine', () => {
  test('asks the lead at once, who is told what the person said', () => {
    const run = createAcceptanceRun();
    run.looksOn('2026-01-05');
    run.comes('not-mine', 'operator', '2026-01-05T11:00Z');
    expect(run.helps('lead', '2026-01-05T11:00Z')).toEqual({
      person: 'operator',
      because: 'not-mine',
      askedOn: ['2026-01-05'],
    });
    expect(run.looks('2026-01-05T11:00Z')).toEqual([help]);
    expect(run.looksOn('2026-01-06', '2026-01-07', '2026-01-12')).toEqual([[], [], [help]]);
  });

  test('at once also where the person has just changed something about it', () => {
    const run = createAcceptanceRun();
    run.looksOn('2026-01-05');
    run.workspace.on('2026-01-08').do('operator', acceptAccountabilities, { accept: ['uptime'] });
    run.comes('not-mine', 'operator', '2026-01-08T13:00Z').heedsChanges();
    expect(run.looks('2026-01-08T13:00Z')).toEqual([help]);
  });

  test('gives the lead the step that they can take', () => {
    const run = createAcceptanceRun();
    run.looksOn('2026-01-05');
    run.comes('not-mine', 'operator', '2026-01-05T11:00Z');
    const [message] = planReminders(run.state('2026-01-05T11:00Z')).messages;
    expect(message?.dueNudges[0]?.step).toEqual({ do: 'name-operators' });
  });

  test('a declined reminder is sent again when the lead asks for it', () => {
    const workspace = new Workspace('2026-01-05');
    workspace.startsPilot(workspace.registers({ data: ['none'] }), { decideBy: '2026-01-19' });
    const run = new ReminderRun(workspace);
    expect(run.looksOn('2026-01-06')).toEqual([['owner: decision-near UC-1:2026-01-19']]);
    run.comes('not-mine', 'owner', '2026-01-06T11:00Z');
    expect(run.looks('2026-01-06T11:00Z')).toEqual(['lead: help decision-near/UC-1:2026-01-19/owner']);
    run.comes('answered', 'lead', '2026-01-06T12:00Z');
    expect(run.looksOn('2026-01-07', '2026-01-08')).toEqual([['owner: decision-near UC-1:2026-01-19'], []]);
  });
});
