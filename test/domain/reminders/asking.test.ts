import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptAccountabilities, nameOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import {
  holidayId,
  type Person,
  type Register,
  settingsId,
  settingsOf,
} from '../../../src/domain/register.ts';
import {
  type Ask,
  askOutcomes,
  canSnooze,
  fates,
  nextRound,
  type Situation,
} from '../../../src/domain/reminders/asking.ts';
import { muteNudges, unmuteNudges } from '../../../src/domain/reminders/mutes.ts';
import { concernsOf } from '../../../src/domain/reminders/nudge-kinds.ts';
import { keepHoliday } from '../../../src/domain/settings/holidays.ts';
import { handOver } from '../../../src/domain/use-cases/hand-over.ts';
import { asksOf, Desk } from '../../support/asking.ts';
import { cast, type Somebody, Workspace } from '../../support/register.ts';

/** Somebody was named for AI Operations last year, and is to accept. */
const named = (workspace: Workspace, person: Somebody) =>
  workspace.keep('operators', person, { person, namedOn: '2025-12-22', namedBy: 'lead', accepted: {} });
/** The operator is asked every two working days to accept, and nothing else is due. 5 January is a Monday. */
const accepting = (settings: Parameters<Workspace['set']>[0] = {}) => {
  const workspace = new Workspace('2026-01-05', settings);
  named(workspace, 'operator');
  return new Desk(workspace);
};
/** The owner of UC-1 is asked daily about a DPA that is missing in production. */
const violating = (settings: Parameters<Workspace['set']>[0] = {}) => {
  const workspace = new Workspace('2026-01-05', settings);
  workspace.registers({
    vendors: ['Acme'],
    standing: { stage: 'production', liveOn: '2026-01-05', rollout: { audience: 'volunteers', deployed: 5 } },
  });
  return new Desk(workspace);
};
const asked = 'operator: accountability operator';
const help = 'lead: help accountability/operator/operator';
const violation = 'owner: dpa vendors:acme';

const moves = ({ workspace }: Desk, id: Somebody, timeZone: string) =>
  workspace.keep('people', id, { id, name: cast[id].name, active: true, timeZone, kind: 'member' });
const holiday = ({ workspace }: Desk, day: string, timeZone: string | null = null) =>
  workspace.do('lead', keepHoliday, { day, until: null, name: 'Holiday', timeZone });

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

describe('put off', () => {
  test('is put off until the day that was chosen, and then until working hours', () => {
    const desk = violating();
    desk.looksOn('2026-01-05');
    desk.comes('snoozed', 'owner', '2026-01-05T11:00Z', '2026-01-09');
    const days = ['2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09'];
    expect(desk.looksOn(...days)).toEqual([[], [], [], [violation]]);
    desk.comes('snoozed', 'owner', '2026-01-09T11:00Z', '2026-01-10');
    expect(desk.looksOn('2026-01-10', '2026-01-12')).toEqual([[], [violation, 'owner: adoption UC-1']]);
  });

  test('counts as an answer: nobody is asked to help', () => {
    const desk = accepting();
    desk.looksOn('2026-01-05');
    desk.comes('snoozed', 'operator', '2026-01-05T11:00Z', '2026-01-06');
    expect(desk.looksOn('2026-01-06', '2026-01-08', '2026-01-12')).toEqual([[asked], [asked], [help]]);
  });

  const thread = (...outcomes: Ask['outcome'][]): Ask[] =>
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
    const desk = accepting();
    named(desk.workspace, 'member');
    desk.workspace.do('operator', muteNudges, { kind: 'accountability' });
    expect(desk.looksOn('2026-01-05')).toEqual([[help, 'member: accountability member']]);
    desk.workspace.do('operator', unmuteNudges, { kind: 'accountability' });
    expect(desk.looksOn('2026-01-06')).toEqual([[asked]]);
  });
});

describe('not mine', () => {
  test('asks the lead at once, who is told what the person said', () => {
    const desk = accepting();
    desk.looksOn('2026-01-05');
    desk.comes('not-mine', 'operator', '2026-01-05T11:00Z');
    expect(desk.helps('lead', '2026-01-05T11:00Z')).toEqual({
      person: 'operator',
      because: 'not-mine',
      askedOn: ['2026-01-05'],
    });
    expect(desk.looks('2026-01-05T11:00Z')).toEqual([help]);
    expect(desk.looksOn('2026-01-06', '2026-01-07', '2026-01-12')).toEqual([[], [], [help]]);
  });

  test('at once also where the person has just changed something about it', () => {
    const desk = accepting();
    desk.looksOn('2026-01-05');
    desk.workspace.on('2026-01-08').do('operator', acceptAccountabilities, { accept: ['uptime'] });
    desk.comes('not-mine', 'operator', '2026-01-08T13:00Z').heedsChanges();
    expect(desk.looks('2026-01-08T13:00Z')).toEqual([help]);
  });

  test('gives the lead the step that they can take', () => {
    const desk = accepting();
    desk.looksOn('2026-01-05');
    desk.comes('not-mine', 'operator', '2026-01-05T11:00Z');
    const [message] = nextRound(desk.situation('2026-01-05T11:00Z')).messages;
    expect(message?.concerns[0]?.step).toEqual({ do: 'name-operators' });
  });

  test('what was once asked, and is not theirs, is asked again when the lead wants it', () => {
    const workspace = new Workspace('2026-01-05');
    workspace.startsPilot(workspace.registers({ data: ['none'] }), { decideBy: '2026-01-19' });
    const desk = new Desk(workspace);
    expect(desk.looksOn('2026-01-06')).toEqual([['owner: decision-near UC-1:2026-01-19']]);
    desk.comes('not-mine', 'owner', '2026-01-06T11:00Z');
    expect(desk.looks('2026-01-06T11:00Z')).toEqual(['lead: help decision-near/UC-1:2026-01-19/owner']);
    desk.comes('answered', 'lead', '2026-01-06T12:00Z');
    expect(desk.looksOn('2026-01-07', '2026-01-08')).toEqual([['owner: decision-near UC-1:2026-01-19'], []]);
  });
});

describe('after two asks without an answer', () => {
  /** Asked on Monday and on Wednesday. */
  const silent = () => {
    const desk = accepting();
    expect(desk.looksOn('2026-01-05', '2026-01-07')).toEqual([[asked], [asked]]);
    return desk;
  };

  test('the lead is asked to help, once the last ask had its time, and told on which days it was asked', () => {
    const desk = silent();
    expect(desk.looksOn('2026-01-08')).toEqual([[]]);
    expect(desk.helps('lead', '2026-01-09T10:00Z')).toEqual({
      person: 'operator',
      because: 'silence',
      askedOn: ['2026-01-05', '2026-01-07'],
    });
    expect(desk.looksOn('2026-01-09')).toEqual([[help]]);
  });

  test('a lead who is at work before the person is asked at once', () => {
    const desk = accepting();
    moves(desk, 'operator', 'Pacific/Auckland');
    expect(desk.looks('2026-01-04T20:00Z')).toEqual([asked]);
    expect(desk.looks('2026-01-06T20:00Z')).toEqual([asked]);
    expect(desk.nextAt('2026-01-08T10:00Z')).toBe('2026-01-08T11:00');
    expect(desk.looks('2026-01-08T11:00Z')).toEqual([help]);
  });

  test('the lead is asked weekly, and after two without an answer the person again: both by turns', () => {
    const desk = silent();
    desk.looksOn('2026-01-09');
    expect(desk.looksOn('2026-01-12', '2026-01-15', '2026-01-16', '2026-01-22')).toEqual([
      [],
      [],
      [help],
      [],
    ]);
    expect(desk.looksOn('2026-01-23', '2026-01-26', '2026-01-27')).toEqual([[asked], [], [asked]]);
    expect(desk.looksOn('2026-01-28', '2026-01-29')).toEqual([[], [help]]);
    expect(desk.helps('lead', '2026-02-05T10:00Z')?.askedOn).toEqual(['2026-01-23', '2026-01-27']);
    expect(desk.looksOn('2026-02-05', '2026-02-12')).toEqual([[help], [asked]]);
  });

  test('a person who is at work before the lead is asked again at once', () => {
    const desk = silent();
    moves(desk, 'operator', 'Pacific/Kiritimati');
    moves(desk, 'lead', 'Asia/Tokyo');
    desk.looks('2026-01-09T02:00Z');
    desk.looks('2026-01-16T02:00Z');
    expect(desk.nextAt('2026-01-22T10:00Z')).toBe('2026-01-22T15:00');
  });

  test('a violation goes on being asked about every day, of the one or the other', () => {
    const desk = violating();
    const days = [
      '2026-01-05',
      '2026-01-06',
      '2026-01-07',
      '2026-01-08',
      '2026-01-09',
      '2026-01-12',
      '2026-01-13',
    ];
    const who = desk.looksOn(...days).map(([line]) => line?.split(':')[0]);
    expect(who).toEqual(['owner', 'owner', 'lead', 'lead', 'owner', 'owner', 'lead']);
  });

  test('a lead who has handed it back can still help: what they were asked stays open', () => {
    const desk = silent();
    desk.looksOn('2026-01-09', '2026-01-16', '2026-01-23');
    expect(desk.fates('2026-01-23T11:00Z')).toEqual(Array.from({ length: 5 }, () => 'open'));
  });

  test('while the lead puts it off, it is not handed back', () => {
    const desk = silent();
    desk.looksOn('2026-01-09', '2026-01-16');
    desk.comes('snoozed', 'lead', '2026-01-16T12:00Z', '2026-01-26');
    expect(desk.looksOn('2026-01-23', '2026-01-26')).toEqual([[], [help]]);
  });

  test('snoozed by the person keeps the lead out of it', () => {
    const desk = silent().comes('snoozed', 'operator', '2026-01-08T10:00Z', '2026-01-09');
    expect(desk.looksOn('2026-01-09')).toEqual([[asked]]);
  });

  test('answered by the person keeps the lead out of it, and holds as long as if it had been asked that day', () => {
    const desk = silent().comes('answered', 'operator', '2026-01-08T10:00Z');
    expect(desk.looksOn('2026-01-09', '2026-01-12')).toEqual([[], [asked]]);
  });

  test('an answer before counts as one: the two are counted from it on', () => {
    const desk = accepting();
    desk.looksOn('2026-01-05');
    desk.comes('answered', 'operator', '2026-01-05T12:00Z');
    expect(desk.looksOn('2026-01-07', '2026-01-09', '2026-01-13')).toEqual([[asked], [asked], [help]]);
  });

  test('nobody is asked to help while the person is at it', () => {
    const desk = silent();
    desk.workspace.on('2026-01-08').do('operator', acceptAccountabilities, { accept: ['uptime'] });
    desk.heedsChanges();
    expect(desk.looksOn('2026-01-09')).toEqual([[]]);
    expect(desk.looksOn('2026-01-12')).toEqual([[help]]);
  });

  test('"ask again" asks the person the next day, and counts anew', () => {
    const desk = silent();
    desk.looksOn('2026-01-09');
    desk.comes('answered', 'lead', '2026-01-09T12:00Z');
    expect(desk.looks('2026-01-09T12:00Z')).toEqual([asked]);
    expect(desk.looksOn('2026-01-12', '2026-01-13', '2026-01-15')).toEqual([[], [asked], [help]]);
    expect(desk.helps('lead', '2026-01-22T10:00Z')?.askedOn).toEqual(['2026-01-09', '2026-01-13']);
  });

  test('it counts anew too where the lead who said so has left since', () => {
    const desk = silent();
    desk.workspace.set({ leads: ['lead', 'member'] });
    desk.looksOn('2026-01-09');
    desk.comes('answered', 'lead', '2026-01-09T12:00Z');
    desk.workspace.leaves('lead');
    expect(desk.looksOn('2026-01-12')).toEqual([['member: owner-left lead', asked]]);
  });

  test('without a lead, or where the lead does not want to help, the person is asked on', () => {
    const nobody = silent();
    nobody.workspace.leaves('lead');
    expect(nobody.looksOn('2026-01-09', '2026-01-13')).toEqual([[asked], [asked]]);
    const unwilling = silent();
    unwilling.workspace.do('lead', muteNudges, { kind: 'help' });
    expect(unwilling.looksOn('2026-01-09')).toEqual([[asked]]);
  });

  test('a lead is helped by another one, or asked on', () => {
    const workspace = new Workspace('2026-01-05');
    named(workspace, 'lead');
    const alone = new Desk(workspace);
    const own = 'lead: accountability lead';
    expect(alone.looksOn('2026-01-05', '2026-01-07', '2026-01-09')).toEqual([[own], [own], [own]]);
    alone.workspace.set({ leads: ['lead', 'member'] });
    expect(alone.looksOn('2026-01-13')).toEqual([['member: help accountability/lead/lead']]);
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

describe('whatever the people, the calendar, the moment and the answers', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Auckland',
    'America/Sao_Paulo',
  ];
  const somebody = ['owner', 'seller', 'operator', 'lead', 'member', 'admin'] as const;
  const busy = busyWorkspace();
  const firstDay = '2026-02-20';
  const people = fc.tuple(...somebody.map(() => fc.constantFrom(null, ...zones)));
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
  const workingDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  const scene = fc.record({
    people,
    days,
    workingDays,
    zone: fc.constantFrom(...zones),
    leads: fc.boolean(),
  });

  type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;
  function registerOf({ people, days, workingDays, zone, leads }: Scene): Register {
    const { register } = busy;
    const known = somebody.map((id, turn): [string, Person] => [
      id,
      { id, name: cast[id].name, active: true, timeZone: people[turn] ?? null, kind: 'member' as const },
    ]);
    const holidays = days.map((after, turn) => {
      const one = {
        day: addDays(firstDay, after),
        name: 'Day',
        timeZone: turn % 2 ? null : (zones[turn % 6] ?? null),
      };
      return [holidayId(one), one] as const;
    });
    const settings = {
      ...settingsOf(register),
      timeZone: zone,
      workingDays,
      leads: leads ? ['lead', 'member'] : [],
    };
    return {
      ...register,
      people: new Map(known),
      holidays: new Map(holidays),
      settings: new Map([[settingsId, settings]]),
    };
  }

  /** The day and the hour of a moment somewhere, as the calendar of the machine has it. */
  function locally(at: number, timeZone: string): { readonly day: string; readonly hour: number } {
    const [day = '', time = ''] = new Date(at).toLocaleString('sv', { timeZone }).split(' ');
    return { day, hour: Number(time.slice(0, 2)) };
  }

  function expectRulesKept(situation: Situation): readonly Ask[] {
    const { register, now, asks, touches } = situation;
    const { messages, nextAt } = nextRound(situation);
    expect(nextAt).toBeGreaterThan(now);
    expect(new Set(messages.map(({ person }) => person)).size).toBe(messages.length);
    for (const { person, day, expiresAt, concerns } of messages) {
      const zone = register.people.get(person)?.timeZone ?? settingsOf(register).timeZone;
      const there = locally(now, zone);
      expect(there.day).toBe(day);
      expect(there.hour).toBeGreaterThanOrEqual(9);
      expect(there.hour).toBeLessThan(17);
      expect(locally(expiresAt, zone)).toEqual({ day, hour: 17 });
      expect(settingsOf(register).workingDays).toContain(new Date(day).getUTCDay() || 7);
      expect([...register.holidays.values()].filter((one) => one.day === day)).not.toContainEqual(
        expect.objectContaining({ timeZone: zone }),
      );
      expect(register.holidays.has(day)).toBe(false);
      expect(asks.filter((ask) => ask.person === person && ask.askedOn === day)).toEqual([]);
      expect(concerns.length).toBeGreaterThan(0);
      for (const { about } of concerns) {
        const lately = touches.filter(({ at }) => at > now - 48 * 3_600_000);
        expect(lately.filter((touch) => touch.person === person && about.includes(touch.subject))).toEqual(
          [],
        );
      }
    }
    const entered = messages.flatMap((message) => asksOf(message, now));
    expect(nextRound({ ...situation, asks: [...asks, ...entered] }).messages).toEqual([]);
    const fateOf = fates({ ...situation, asks: [...asks, ...entered] });
    expect(entered.map(fateOf)).toEqual(entered.map(() => 'open'));
    return entered;
  }

  const outcome = fc.constantFrom(...askOutcomes.filter((one) => one !== 'not-sent'));
  const step = fc.record({
    hours: fc.integer({ min: 1, max: 60 }),
    outcomes: fc.array(outcome, { maxLength: 6 }),
  });

  test('no rule is broken at any step of weeks with random answers', () => {
    fc.assert(
      fc.property(scene, fc.array(step, { minLength: 8, maxLength: 20 }), (given, steps) => {
        const register = registerOf(given);
        const touches = busy.changes.slice(-6).map(({ actor }, turn) => ({
          person: actor,
          subject: `UC-${1 + (turn % 3)}`,
          at: Date.parse(`${firstDay}T12:00Z`) + turn * 9 * 3_600_000,
        }));
        let now = Date.parse(`${firstDay}T00:00Z`);
        let asks: Ask[] = [];
        for (const { hours, outcomes } of steps) {
          now += hours * 3_600_000;
          asks.push(...expectRulesKept({ register, now, asks, touches }));
          asks = asks.map((ask, index): Ask => {
            const comes = ask.outcome === 'open' ? outcomes[(asks.length - index) % 9] : undefined;
            return comes === undefined || comes === 'open'
              ? ask
              : {
                  ...ask,
                  outcome: comes,
                  outcomeAt: now,
                  until: comes === 'snoozed' ? addDays(ask.askedOn, 3) : null,
                };
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('looking at the next moment that is named is enough: nothing would have been asked before it', () => {
    fc.assert(
      fc.property(
        scene,
        fc.integer({ min: 0, max: 30 * 24 * 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, minutes, part) => {
          const register = registerOf(given);
          const now = Date.parse(`${firstDay}T00:00Z`) + minutes * 60_000;
          const { messages, nextAt } = nextRound({ register, now, asks: [], touches: [] });
          const asks = messages.flatMap((message) => asksOf(message, now));
          const between = Math.min(nextAt - 1, now + Math.floor((nextAt - now) * part));
          expect(nextRound({ register, now: between, asks, touches: [] }).messages).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Something due of nearly every kind, for nearly everybody. */
function busyWorkspace(): Workspace {
  const workspace = new Workspace('2025-12-01');
  workspace.do('lead', nameOperators, { people: ['operator', 'member'] });
  const names = [
    'Ticket triage',
    'Invoice reader',
    'Call notes',
    'Contract search',
    'Job adverts',
    'Forecasts',
  ];
  const owners = ['owner', 'seller', 'operator', 'lead', 'member', 'admin'];
  for (const [turn, name] of names.entries()) {
    const fields = { name, purpose: name, owner: owners[turn] ?? 'owner', vendors: ['Acme'] };
    if (turn % 2 === 0)
      workspace.startsPilot(workspace.registers(fields), { decideBy: '2026-03-05', stack: null });
    else {
      const rollout = { audience: 'volunteers', deployed: 5 } as const;
      workspace.registers({ ...fields, standing: { stage: 'production', liveOn: '2025-12-01', rollout } });
    }
  }
  expect(concernsOf(workspace.register, '2026-03-03').length).toBeGreaterThan(15);
  return workspace;
}
