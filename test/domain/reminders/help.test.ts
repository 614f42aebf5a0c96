import { describe, expect, test } from 'vitest';
import { acceptAccountabilities } from '../../../src/domain/ai-operations/ai-operations.ts';
import { muteNudges } from '../../../src/domain/reminders/mutes.ts';
import { accepting, asked, Desk, help, moves, named, violating } from '../../support/asking.ts';
import { Workspace } from '../../support/register.ts';

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
