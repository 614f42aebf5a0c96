import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../../src/domain/calendar.ts';
import {
  chooseDigest,
  type DigestInput,
  defaultSchedule,
  endDigest,
  findDueDigest,
  findNextDigestTime,
  maxDigests,
  stopRefusedDigest,
} from '../../../src/domain/digest/digests.ts';
import { type Digest, holidayId, type Instant, type Register } from '../../../src/domain/register.ts';
import { findWorkingHours, isWorkingDay } from '../../../src/domain/working-days.ts';
import { Workspace } from '../../support/register.ts';

const given: DigestInput = { channel: 'C0PROGRAM', weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' };
const hour = 60 * 60 * 1000;
const instant = (text: string): Instant => Temporal.Instant.from(text).epochMilliseconds;

describe('choosing a digest', () => {
  test('is for the lead and for Slack admins', () => {
    const workspace = new Workspace('2026-03-02');
    expect(workspace.attempt('owner', chooseDigest, given)).toMatchObject({
      code: 'not-permitted',
      ask: 'lead',
    });
    expect(workspace.attempt('guest', chooseDigest, given)?.code).toBe('not-permitted');
    expect(workspace.attempt('lead', chooseDigest, given)).toBeNull();
    expect(workspace.attempt('admin', chooseDigest, { ...given, channel: 'G0PRIVATE' })).toBeNull();
    expect(workspace.attempt('member', endDigest, { channel: given.channel })?.code).toBe('not-permitted');
  });

  test.each([
    ['weekday', { weekday: 0 }],
    ['weekday', { weekday: 8 }],
    ['weekday', { weekday: 1.5 }],
    ['time', { time: '24:00' }],
    ['time', { time: '9:00' }],
    ['time', { time: 'soon' }],
    ['timeZone', { timeZone: 'Berlin' }],
    ['timeZone', { timeZone: '+02:00' }],
  ])('is refused at %s where it makes no sense: %j', (field, wrong) => {
    const refusal = new Workspace('2026-03-02').attempt('lead', chooseDigest, { ...given, ...wrong });
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
  });

  test('is usually Mondays at nine, where the workspace is', () => {
    const { register } = new Workspace('2026-03-02', { timeZone: 'Asia/Tokyo' });
    expect(defaultSchedule(register)).toEqual({ weekday: 1, time: '09:00', timeZone: 'Asia/Tokyo' });
  });

  test('keeps who chose it and when; the same again changes nothing', () => {
    const workspace = new Workspace('2026-03-02').do('lead', chooseDigest, given);
    const { seq, digests } = workspace.register;
    expect(digests.get('C0PROGRAM')).toMatchObject({ ...given, chosenBy: 'lead', stopped: null });
    workspace.on('2026-03-03').do('admin', chooseDigest, given);
    expect(workspace.register.seq).toBe(seq);
    workspace.do('admin', chooseDigest, { ...given, weekday: 5 });
    expect(workspace.register.digests.get('C0PROGRAM')).toMatchObject({ weekday: 5, chosenBy: 'admin' });
  });

  test(`is for ${maxDigests} channels at most; one of them may still change`, () => {
    const workspace = new Workspace('2026-03-02');
    for (let turn = 0; turn < maxDigests; turn += 1) {
      workspace.do('lead', chooseDigest, { ...given, channel: `C0PROGRAM${turn}` });
    }
    expect(workspace.attempt('lead', chooseDigest, given)?.fields?.channel).toContain('End one of them');
    workspace.do('lead', chooseDigest, { ...given, channel: 'C0PROGRAM3', time: '10:00' });
    workspace.do('lead', endDigest, { channel: 'C0PROGRAM3' }).do('lead', chooseDigest, given);
  });

  test('a digest ends once', () => {
    const workspace = new Workspace('2026-03-02').do('lead', chooseDigest, given);
    workspace.do('lead', endDigest, { channel: given.channel });
    expect(workspace.register.digests.size).toBe(0);
    expect(workspace.attempt('lead', endDigest, { channel: given.channel })?.code).toBe('not-found');
  });

  test('a refused digest stops once, and continues when it is chosen again', () => {
    const workspace = new Workspace('2026-03-02').do('lead', chooseDigest, given);
    const [draft, ...more] = stopRefusedDigest(
      workspace.register,
      'C0PROGRAM',
      'the channel is archived',
      '2026-03-09',
    );
    expect(more).toEqual([]);
    expect(draft).toMatchObject({
      action: 'digest-refused',
      after: { stopped: { on: '2026-03-09', reason: 'the channel is archived' } },
    });
    workspace.put('digests', 'C0PROGRAM', draft?.after as Digest);
    expect(stopRefusedDigest(workspace.register, 'C0PROGRAM', 'again', '2026-03-10')).toEqual([]);
    expect(stopRefusedDigest(workspace.register, 'C0OTHER', 'none', '2026-03-10')).toEqual([]);
    const stopped = workspace.register.digests.get('C0PROGRAM') as Digest;
    const later = instant('2026-03-16T09:00+01:00');
    expect(findDueDigest(stopped, workspace.register, later)).toBeNull();
    expect(findNextDigestTime(stopped, workspace.register, later)).toBeNull();
    workspace.on('2026-03-10').do('lead', chooseDigest, given);
    const again = workspace.register.digests.get('C0PROGRAM') as Digest;
    expect(again.stopped).toBeNull();
    expect(findDueDigest(again, workspace.register, later)).toMatchObject({ day: '2026-03-16' });
  });
});

describe('when a digest is due', () => {
  const { register } = new Workspace('2026-01-05', { timeZone: 'Europe/Berlin' });
  const digest: Digest = {
    ...given,
    chosenBy: 'lead',
    chosenAt: instant('2026-01-07T12:00Z'),
    stopped: null,
  };
  const due = (at: string, from: Partial<Digest> = {}, knowing: Register = register) =>
    findDueDigest({ ...digest, ...from }, knowing, instant(at));
  const findNext = (at: string, from: Partial<Digest> = {}, knowing: Register = register) => {
    const found = findNextDigestTime({ ...digest, ...from }, knowing, instant(at));
    return found === null ? null : Temporal.Instant.fromEpochMilliseconds(found).toString();
  };

  test('from its moment on, and not a millisecond before', () => {
    expect(due('2026-01-12T07:59:59.999Z')).toBeNull();
    expect(due('2026-01-12T08:00:00Z')).toEqual({
      day: '2026-01-12',
      at: instant('2026-01-12T08:00Z'),
      expiresAt: instant('2026-01-19T08:00Z'),
    });
  });

  test('never for a moment before it was chosen', () => {
    expect(due('2026-01-07T12:00:01Z')).toBeNull();
    expect(due('2026-01-11T22:00Z')).toBeNull();
    expect(findNext('2026-01-07T12:00:01Z')).toBe('2026-01-12T08:00:00Z');
  });

  test('due or past: what was missed is the same digest until the next one', () => {
    expect(due('2026-01-14T10:00Z')?.day).toBe('2026-01-12');
    expect(due('2026-01-16T15:00Z')?.day).toBe('2026-01-12');
  });

  test('after weeks of downtime there is one, the latest, and no backlog', () => {
    expect(due('2026-03-11T10:00Z')).toMatchObject({ day: '2026-03-09' });
  });

  test('up to an hour late it comes whatever the hour', () => {
    const late = { time: '22:00' };
    expect(due('2026-01-12T21:00Z', late)?.day).toBe('2026-01-12');
    expect(due('2026-01-12T22:00Z', late)?.day).toBe('2026-01-12');
  });

  test('later than an hour it waits for working hours', () => {
    const late = { time: '22:00' };
    expect(due('2026-01-12T22:00:00.001Z', late)).toBeNull();
    expect(due('2026-01-13T07:59Z', late)).toBeNull();
    expect(findNext('2026-01-12T23:00Z', late)).toBe('2026-01-13T08:00:00Z');
    expect(due('2026-01-13T08:00Z', late)?.day).toBe('2026-01-12');
    expect(due('2026-01-13T16:00Z', late)).toBeNull();
    expect(findNext('2026-01-13T16:00Z', late)).toBe('2026-01-14T08:00:00Z');
  });

  test('late on a Friday evening it waits over the weekend, and over a holiday', () => {
    const friday = { weekday: 5, time: '12:00' };
    expect(due('2026-01-16T18:00Z', friday)).toBeNull();
    expect(due('2026-01-17T10:00Z', friday)).toBeNull();
    expect(due('2026-01-19T08:00Z', friday)?.day).toBe('2026-01-16');
    const epiphany = { day: '2026-01-19', name: 'A day off', timeZone: null };
    const resting = { ...register, holidays: new Map([[holidayId(epiphany), epiphany]]) };
    expect(due('2026-01-19T08:00Z', friday, resting)).toBeNull();
    expect(findNext('2026-01-19T08:00Z', friday, resting)).toBe('2026-01-20T08:00:00Z');
  });

  test('on time it comes on a day off too: the channel chose the day', () => {
    expect(due('2026-01-17T08:30Z', { weekday: 6 })?.day).toBe('2026-01-17');
  });

  test('late where no working hours are left before the next one, only the next one comes', () => {
    const holidays = new Map(
      ['12', '13', '14', '15', '16'].map((date) => {
        const day = { day: `2026-01-${date}`, name: 'Closed', timeZone: null };
        return [holidayId(day), day];
      }),
    );
    const closed = { ...register, holidays };
    expect(due('2026-01-12T10:00Z', {}, closed)).toBeNull();
    expect(findNext('2026-01-12T10:00Z', {}, closed)).toBe('2026-01-19T08:00:00Z');
  });

  test('keeps its time of day when the clocks go forward and back', () => {
    expect(due('2026-03-30T06:59Z')).toBeNull();
    expect(due('2026-03-30T07:00Z')).toMatchObject({ at: instant('2026-03-30T07:00Z') });
    expect(due('2026-10-26T07:59Z')).toBeNull();
    expect(due('2026-10-26T08:00Z')).toMatchObject({
      at: instant('2026-10-26T08:00Z'),
      expiresAt: instant('2026-11-02T08:00Z'),
    });
  });

  test('an hour that the clocks skip is an hour later, and one that comes twice is its first', () => {
    const night = { weekday: 7, time: '02:30' };
    expect(due('2026-03-29T00:59Z', night)).toBeNull();
    expect(due('2026-03-29T01:30Z', night)).toMatchObject({
      day: '2026-03-29',
      at: instant('2026-03-29T01:30Z'),
    });
    expect(findNext('2026-10-24T20:00Z', night)).toBe('2026-10-25T00:30:00Z');
    expect(due('2026-10-25T01:00Z', night)).toMatchObject({ at: instant('2026-10-25T00:30Z') });
  });

  test('is a matter of its own time zone, not of the workspace', () => {
    const tokyo = { timeZone: 'Asia/Tokyo' };
    expect(due('2026-01-11T23:59Z', tokyo)).toBeNull();
    expect(due('2026-01-12T00:00Z', tokyo)?.day).toBe('2026-01-12');
  });

  test('leap day is a day', () => {
    const sunday = { weekday: 2, chosenAt: instant('2028-02-01T00:00Z') };
    expect(due('2028-02-29T08:00Z', sunday)?.day).toBe('2028-02-29');
  });

  test('planning again at the given time finds each digest once, on time, on its weekday', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ];
    fc.assert(
      fc.property(
        fc.record({
          weekday: fc.integer({ min: 1, max: 7 }),
          time: fc
            .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
            .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
          timeZone: fc.constantFrom(...zones),
          chosenAt: fc.integer({ min: instant('2026-01-01T00:00Z'), max: instant('2026-12-31T00:00Z') }),
          outage: fc.integer({ min: 0, max: 20 * 24 * hour }),
        }),
        ({ outage, ...schedule }) => {
          const one = { ...digest, ...schedule };
          const sent: string[] = [];
          let now = one.chosenAt + outage;
          for (let round = 0; round < 30; round += 1) {
            const found = findDueDigest(one, register, now);
            if (found) {
              expect(found.at).toBeGreaterThanOrEqual(one.chosenAt);
              expect(found.at).toBeLessThanOrEqual(now);
              expect(found.expiresAt).toBeGreaterThan(now);
              expect(Temporal.PlainDate.from(found.day).dayOfWeek).toBe(one.weekday);
              if (now - found.at > hour) {
                expect(isWorkingDay(register, dayOf(now, one.timeZone), one.timeZone)).toBe(true);
                expect(findWorkingHours(register, now, one.timeZone).from).toBeLessThanOrEqual(now);
              }
              if (sent.at(-1) !== found.day) sent.push(found.day);
            }
            const after = findNextDigestTime(one, register, now);
            expect(after).toBeGreaterThan(now);
            now = after ?? Number.POSITIVE_INFINITY;
          }
          expect(new Set(sent).size).toBe(sent.length);
          expect(sent.length).toBeGreaterThan(10);
        },
      ),
    );
  });
});
