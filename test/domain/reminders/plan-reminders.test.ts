import { describe, expect, test } from 'vitest';
import { acceptAccountabilities } from '../../../src/domain/ai-operations/ai-operations.ts';
import { planReminders } from '../../../src/domain/reminders/plan-reminders.ts';
import { reassignUseCases } from '../../../src/domain/use-cases/reassign.ts';
import { Workspace } from '../../support/register.ts';
import {
  asked,
  createAcceptanceRun,
  createViolationRun,
  enterHoliday,
  help,
  moveToTimeZone,
  nameOperator,
  ReminderRun,
  violation,
} from '../../support/reminder-run.ts';

describe('one message a person a day', () => {
  test('holds everything for them, what is urgent first', () => {
    const run = createViolationRun();
    nameOperator(run.workspace, 'owner');
    expect(run.looks('2026-01-05T10:00Z')).toEqual([violation, 'owner: accountability owner']);
  });

  test('reminders that become due isoAfter wait for the next day', () => {
    const run = createViolationRun();
    run.looks('2026-01-05T10:00Z');
    nameOperator(run.workspace, 'owner');
    expect(run.looks('2026-01-05T11:00Z')).toEqual([]);
    expect(run.looks('2026-01-06T09:00Z')).toEqual([violation, 'owner: accountability owner']);
  });

  test('nothing is planned twice when somebody looks again at once', () => {
    const run = createAcceptanceRun();
    expect(run.looks('2026-01-05T10:00Z')).toEqual([asked]);
    expect(run.looks('2026-01-05T10:00Z')).toEqual([]);
  });

  test('a message that never arrived does not count', () => {
    const run = createAcceptanceRun();
    run.looks('2026-01-05T10:00Z');
    run.comes('not-sent', 'operator', '2026-01-05T10:01Z');
    expect(run.looks('2026-01-05T10:02Z')).toEqual([asked]);
  });

  test('a traveller gets one message a day on either calendar', () => {
    const west = createViolationRun();
    moveToTimeZone(west, 'owner', 'Asia/Tokyo');
    expect(west.looks('2026-01-06T00:00Z')).toEqual([violation]);
    moveToTimeZone(west, 'owner', 'America/Los_Angeles');
    // Still Monday there, on which they were asked; Tuesday is the day on which they were asked in Tokyo.
    expect(west.looks('2026-01-06T00:30Z')).toEqual([]);
    expect(west.looks('2026-01-06T17:00Z')).toEqual([]);
    expect(west.looks('2026-01-07T17:00Z')).toEqual([violation]);
    const east = createViolationRun();
    moveToTimeZone(east, 'owner', 'America/Los_Angeles');
    expect(east.looks('2026-01-07T00:30Z')).toEqual([violation]);
    moveToTimeZone(east, 'owner', 'Asia/Tokyo');
    expect(east.looks('2026-01-07T01:00Z')).toEqual([]);
    expect(east.looks('2026-01-08T00:00Z')).toEqual([violation]);
  });
});

describe('between 9 and 17 in the person’s own time zone, on a working day', () => {
  test.each([
    ['2026-01-05T08:59Z', false],
    ['2026-01-05T09:00Z', true],
    ['2026-01-05T16:59Z', true],
    ['2026-01-05T17:00Z', false],
    ['2026-01-10T10:00Z', false],
    ['2026-01-11T10:00Z', false],
  ])('at %s: %s', (at, is) => {
    expect(createAcceptanceRun().looks(at)).toEqual(is ? [asked] : []);
  });

  test('the clock is the person’s, or the workspace’s while Slack does not say', () => {
    const run = createAcceptanceRun({ timeZone: 'America/New_York' });
    expect(run.looks('2026-01-05T13:59Z')).toEqual([]);
    moveToTimeZone(run, 'operator', 'Asia/Tokyo');
    expect(run.looks('2026-01-05T23:59Z')).toEqual([]);
    expect(run.looks('2026-01-06T00:00Z')).toEqual([asked]);
  });

  test('a message is worth sending until the hours end', () => {
    const run = createAcceptanceRun();
    moveToTimeZone(run, 'operator', 'Asia/Kolkata');
    const [message] = planReminders(run.state('2026-01-06T05:00Z')).messages;
    expect(message?.day).toBe('2026-01-06');
    expect(message?.expiresAt).toBe(Date.parse('2026-01-06T11:30Z'));
  });

  test('working days are those of the settings', () => {
    const run = createAcceptanceRun({ workingDays: [7, 1, 2, 3, 4] });
    expect(run.looksOn('2026-01-09', '2026-01-10', '2026-01-11')).toEqual([[], [], [asked]]);
  });

  test('a holiday for all is a day off for everybody, one of a time zone for whoever is there', () => {
    const run = createAcceptanceRun();
    moveToTimeZone(run, 'operator', 'Europe/Berlin');
    enterHoliday(run, '2026-01-05');
    enterHoliday(run, '2026-01-06', 'Europe/Berlin');
    enterHoliday(run, '2026-01-07', 'Europe/Paris');
    expect(run.looksOn('2026-01-05', '2026-01-06', '2026-01-07')).toEqual([[], [], [asked]]);
  });

  test('a nudge held back over days off does not use up a reminder', () => {
    const run = createAcceptanceRun();
    expect(run.looksOn('2026-01-10', '2026-01-11')).toEqual([[], []]);
    expect(run.looksOn('2026-01-12', '2026-01-13', '2026-01-14')).toEqual([[asked], [], [asked]]);
    expect(run.looks('2026-01-15T10:00Z')).toEqual([]);
    expect(run.looks('2026-01-16T10:00Z')).toEqual([help]);
  });
});

describe('never about what somebody changed in the last 48 hours', () => {
  test('the hours are counted from the change, to the minute', () => {
    const run = createAcceptanceRun();
    run.workspace.do('operator', acceptAccountabilities, { accept: ['uptime'] });
    const { at } = run.workspace.changes.at(-1) ?? { at: 0 };
    const isoAfter = (milliseconds: number) => new Date(at + milliseconds).toISOString();
    run.heedsChanges();
    const two = 48 * 60 * 60 * 1000;
    expect(run.looks(isoAfter(two - 1))).toEqual([]);
    expect(run.nextAt(isoAfter(two - 60_000))).toBe(isoAfter(two).slice(0, 16));
    expect(run.looks(isoAfter(two))).toEqual([asked]);
  });

  test('changes of others do not delay a reminder', () => {
    const run = createViolationRun().heedsChanges();
    run.workspace.signsDpa('UC-1', 'Other');
    expect(run.looks('2026-01-05T14:00Z')).toEqual([violation]);
  });
});

describe('due or past, and after downtime what is true now, once', () => {
  test('after three days without anybody looking there is one message, not three', () => {
    const run = createViolationRun();
    expect(run.looksOn('2026-01-05', '2026-01-09', '2026-01-09')).toEqual([[violation], [violation], []]);
  });

  test('reminders that are done before sending are never sent', () => {
    const run = createViolationRun();
    run.workspace.on('2026-01-07').signsDpa('UC-1', 'Acme');
    expect(run.looksOn('2026-01-08')).toEqual([[]]);
  });

  test('a time that was missed is no reason to wait for the next', () => {
    const run = createAcceptanceRun();
    run.looksOn('2026-01-05');
    expect(run.looksOn('2026-01-08', '2026-01-09')).toEqual([[asked], []]);
  });
});

describe('how often', () => {
  test('every two working days means working days of the person', () => {
    const run = createAcceptanceRun();
    enterHoliday(run, '2026-01-09');
    expect(run.looksOn('2026-01-07', '2026-01-08')).toEqual([[asked], []]);
    expect(run.looksOn('2026-01-09', '2026-01-10', '2026-01-12', '2026-01-13')).toEqual([
      [],
      [],
      [asked],
      [],
    ]);
  });

  test('once means once, and once more only where it was put off', () => {
    const run = new ReminderRun(new Workspace('2025-12-01'));
    const review = 'lead: quarterly-review 2026-Q1';
    expect(run.looksOn('2026-03-17', '2026-03-24', '2026-03-30')).toEqual([[review], [], []]);
    run.nudges = [];
    run.looksOn('2026-03-17');
    run.comes('snoozed', 'lead', '2026-03-17T11:00Z', '2026-03-20');
    expect(run.looksOn('2026-03-19', '2026-03-20', '2026-03-23')).toEqual([[], [review], []]);
  });
});

describe('people who have left', () => {
  test('is never asked, nor counted on for help', () => {
    const run = createViolationRun();
    run.workspace.leaves('owner');
    expect(run.looksOn('2026-01-05')).toEqual([['lead: dpa vendors:acme', 'lead: owner-left owner']]);
    run.workspace.leaves('lead');
    expect(run.looksOn('2026-01-06')).toEqual([[]]);
  });
});

describe('open reminders', () => {
  test('is done once it is so, whoever did it', () => {
    const run = createViolationRun();
    run.looksOn('2026-01-05');
    expect(run.outcomes('2026-01-05T11:00Z')).toEqual(['open']);
    run.workspace.signsDpa('UC-1', 'Acme');
    expect(run.outcomes('2026-01-05T11:00Z')).toEqual(['done']);
  });

  test('lapses where the same is asked of somebody else: nobody did it', () => {
    const run = createViolationRun();
    run.looksOn('2026-01-05');
    run.workspace.do('lead', reassignUseCases, { person: 'owner', to: 'member', instead: {} });
    expect(run.outcomes('2026-01-05T11:00Z')).toEqual(['lapsed']);
  });

  test('lapses where the days alone end it, and is nobody’s doing', () => {
    const workspace = new Workspace('2026-01-05');
    workspace.startsPilot(workspace.registers(), { decideBy: '2026-01-19' });
    const run = new ReminderRun(workspace);
    run.looksOn('2026-01-08');
    expect(run.outcomes('2026-01-19T10:00Z')).toEqual(['open']);
    expect(run.outcomes('2026-01-20T10:00Z')).toEqual(['lapsed']);
  });

  test('a person’s ask stands while somebody else is asked to help, and the help until there is an answer', () => {
    const run = createAcceptanceRun();
    run.looksOn('2026-01-05', '2026-01-07', '2026-01-09');
    expect(run.outcomes('2026-01-09T11:00Z')).toEqual(['open', 'open', 'open']);
    run.comes('snoozed', 'operator', '2026-01-09T12:00Z', '2026-01-12');
    expect(run.outcomes('2026-01-09T12:00Z')).toEqual(['open', 'open', 'lapsed']);
  });
});
