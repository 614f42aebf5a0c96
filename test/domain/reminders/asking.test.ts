import { describe, expect, test } from 'vitest';
import { acceptAccountabilities } from '../../../src/domain/ai-operations/ai-operations.ts';
import { nextRound } from '../../../src/domain/reminders/asking.ts';
import { handOver } from '../../../src/domain/use-cases/hand-over.ts';
import {
  accepting,
  asked,
  Desk,
  help,
  holiday,
  moves,
  named,
  violating,
  violation,
} from '../../support/asking.ts';
import { Workspace } from '../../support/register.ts';

describe('one message a person a day', () => {
  test('holds everything for them, what is urgent first', () => {
    const desk = violating();
    named(desk.workspace, 'owner');
    expect(desk.looks('2026-01-05T10:00Z')).toEqual([violation, 'owner: accountability owner']);
  });

  test('what turns up later that day waits for the next one', () => {
    const desk = violating();
    desk.looks('2026-01-05T10:00Z');
    named(desk.workspace, 'owner');
    expect(desk.looks('2026-01-05T11:00Z')).toEqual([]);
    expect(desk.looks('2026-01-06T09:00Z')).toEqual([violation, 'owner: accountability owner']);
  });

  test('nothing is planned twice when somebody looks again at once', () => {
    const desk = accepting();
    expect(desk.looks('2026-01-05T10:00Z')).toEqual([asked]);
    expect(desk.looks('2026-01-05T10:00Z')).toEqual([]);
  });

  test('a message that never arrived does not count', () => {
    const desk = accepting();
    desk.looks('2026-01-05T10:00Z');
    desk.comes('not-sent', 'operator', '2026-01-05T10:01Z');
    expect(desk.looks('2026-01-05T10:02Z')).toEqual([asked]);
  });

  test('whoever travels is asked once on the day they were asked, on either calendar', () => {
    const west = violating();
    moves(west, 'owner', 'Asia/Tokyo');
    expect(west.looks('2026-01-06T00:00Z')).toEqual([violation]);
    moves(west, 'owner', 'America/Los_Angeles');
    // Still Monday there, on which they were asked; Tuesday is the day on which they were asked in Tokyo.
    expect(west.looks('2026-01-06T00:30Z')).toEqual([]);
    expect(west.looks('2026-01-06T17:00Z')).toEqual([]);
    expect(west.looks('2026-01-07T17:00Z')).toEqual([violation]);
    const east = violating();
    moves(east, 'owner', 'America/Los_Angeles');
    expect(east.looks('2026-01-07T00:30Z')).toEqual([violation]);
    moves(east, 'owner', 'Asia/Tokyo');
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
    expect(accepting().looks(at)).toEqual(is ? [asked] : []);
  });

  test('the clock is the person’s, or the workspace’s while Slack does not say', () => {
    const desk = accepting({ timeZone: 'America/New_York' });
    expect(desk.looks('2026-01-05T13:59Z')).toEqual([]);
    moves(desk, 'operator', 'Asia/Tokyo');
    expect(desk.looks('2026-01-05T23:59Z')).toEqual([]);
    expect(desk.looks('2026-01-06T00:00Z')).toEqual([asked]);
  });

  test('a message is worth sending until the hours end', () => {
    const desk = accepting();
    moves(desk, 'operator', 'Asia/Kolkata');
    const [message] = nextRound(desk.situation('2026-01-06T05:00Z')).messages;
    expect(message?.day).toBe('2026-01-06');
    expect(message?.expiresAt).toBe(Date.parse('2026-01-06T11:30Z'));
  });

  test('working days are those of the settings', () => {
    const desk = accepting({ workingDays: [7, 1, 2, 3, 4] });
    expect(desk.looksOn('2026-01-09', '2026-01-10', '2026-01-11')).toEqual([[], [], [asked]]);
  });

  test('a holiday for all is a day off for everybody, one of a time zone for whoever is there', () => {
    const desk = accepting();
    moves(desk, 'operator', 'Europe/Berlin');
    holiday(desk, '2026-01-05');
    holiday(desk, '2026-01-06', 'Europe/Berlin');
    holiday(desk, '2026-01-07', 'Europe/Paris');
    expect(desk.looksOn('2026-01-05', '2026-01-06', '2026-01-07')).toEqual([[], [], [asked]]);
  });

  test('a nudge held back over days off does not use up a reminder', () => {
    const desk = accepting();
    expect(desk.looksOn('2026-01-10', '2026-01-11')).toEqual([[], []]);
    expect(desk.looksOn('2026-01-12', '2026-01-13', '2026-01-14')).toEqual([[asked], [], [asked]]);
    expect(desk.looks('2026-01-15T10:00Z')).toEqual([]);
    expect(desk.looks('2026-01-16T10:00Z')).toEqual([help]);
  });
});

describe('never about what somebody changed in the last 48 hours', () => {
  test('the hours are counted from the change, to the minute', () => {
    const desk = accepting();
    desk.workspace.do('operator', acceptAccountabilities, { accept: ['uptime'] });
    const { at } = desk.workspace.changes.at(-1) ?? { at: 0 };
    const later = (milliseconds: number) => new Date(at + milliseconds).toISOString();
    desk.heedsChanges();
    const two = 48 * 60 * 60 * 1000;
    expect(desk.looks(later(two - 1))).toEqual([]);
    expect(desk.nextAt(later(two - 60_000))).toBe(later(two).slice(0, 16));
    expect(desk.looks(later(two))).toEqual([asked]);
  });

  test('what somebody else changed keeps nobody from being asked', () => {
    const desk = violating().heedsChanges();
    desk.workspace.signsDpa('UC-1', 'Other');
    expect(desk.looks('2026-01-05T14:00Z')).toEqual([violation]);
  });
});

describe('due or past, and after downtime what is true now, once', () => {
  test('after three days without anybody looking there is one message, not three', () => {
    const desk = violating();
    expect(desk.looksOn('2026-01-05', '2026-01-09', '2026-01-09')).toEqual([[violation], [violation], []]);
  });

  test('what was due in the meantime and is done is never asked', () => {
    const desk = violating();
    desk.workspace.on('2026-01-07').signsDpa('UC-1', 'Acme');
    expect(desk.looksOn('2026-01-08')).toEqual([[]]);
  });

  test('a time that was missed is no reason to wait for the next', () => {
    const desk = accepting();
    desk.looksOn('2026-01-05');
    expect(desk.looksOn('2026-01-08', '2026-01-09')).toEqual([[asked], []]);
  });
});

describe('how often', () => {
  test('every two working days means working days of the person', () => {
    const desk = accepting();
    holiday(desk, '2026-01-09');
    expect(desk.looksOn('2026-01-07', '2026-01-08')).toEqual([[asked], []]);
    expect(desk.looksOn('2026-01-09', '2026-01-10', '2026-01-12', '2026-01-13')).toEqual([
      [],
      [],
      [asked],
      [],
    ]);
  });

  test('once means once, and once more only where it was put off', () => {
    const desk = new Desk(new Workspace('2025-12-01'));
    const review = 'lead: quarterly-review 2026-Q1';
    expect(desk.looksOn('2026-03-17', '2026-03-24', '2026-03-30')).toEqual([[review], [], []]);
    desk.asks = [];
    desk.looksOn('2026-03-17');
    desk.comes('snoozed', 'lead', '2026-03-17T11:00Z', '2026-03-20');
    expect(desk.looksOn('2026-03-19', '2026-03-20', '2026-03-23')).toEqual([[], [review], []]);
  });
});

describe('who has left', () => {
  test('is never asked, nor counted on for help', () => {
    const desk = violating();
    desk.workspace.leaves('owner');
    expect(desk.looksOn('2026-01-05')).toEqual([['lead: dpa vendors:acme', 'lead: owner-left owner']]);
    desk.workspace.leaves('lead');
    expect(desk.looksOn('2026-01-06')).toEqual([[]]);
  });
});

describe('what stands', () => {
  test('is done once it is so, whoever did it', () => {
    const desk = violating();
    desk.looksOn('2026-01-05');
    expect(desk.fates('2026-01-05T11:00Z')).toEqual(['open']);
    desk.workspace.signsDpa('UC-1', 'Acme');
    expect(desk.fates('2026-01-05T11:00Z')).toEqual(['done']);
  });

  test('lapses where the same is asked of somebody else: nobody did it', () => {
    const desk = violating();
    desk.looksOn('2026-01-05');
    desk.workspace.do('lead', handOver, { person: 'owner', to: 'member', instead: {} });
    expect(desk.fates('2026-01-05T11:00Z')).toEqual(['lapsed']);
  });

  test('lapses where the days alone end it, and is nobody’s doing', () => {
    const workspace = new Workspace('2026-01-05');
    workspace.startsPilot(workspace.registers(), { decideBy: '2026-01-19' });
    const desk = new Desk(workspace);
    desk.looksOn('2026-01-08');
    expect(desk.fates('2026-01-19T10:00Z')).toEqual(['open']);
    expect(desk.fates('2026-01-20T10:00Z')).toEqual(['lapsed']);
  });

  test('a person’s ask stands while somebody else is asked to help, and the help until there is an answer', () => {
    const desk = accepting();
    desk.looksOn('2026-01-05', '2026-01-07', '2026-01-09');
    expect(desk.fates('2026-01-09T11:00Z')).toEqual(['open', 'open', 'open']);
    desk.comes('snoozed', 'operator', '2026-01-09T12:00Z', '2026-01-12');
    expect(desk.fates('2026-01-09T12:00Z')).toEqual(['open', 'open', 'lapsed']);
  });
});
