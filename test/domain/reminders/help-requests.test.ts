import { describe, expect, test } from 'vitest';
import { acceptAccountabilities } from '../../../src/domain/ai-operations/ai-operations.ts';
import { muteNudges } from '../../../src/domain/reminders/mutes.ts';
import { Workspace } from '../../support/register.ts';
import {
  asked,
  createAcceptanceRun,
  createViolationRun,
  help,
  moveToTimeZone,
  nameOperator,
  ReminderRun,
} from '../../support/reminder-run.ts';

describe('after two asks without an answer', () => {
  /** Returns a run in which the owner got reminders on Monday and Wednesday and answered none. */
  const silent = () => {
    const run = createAcceptanceRun();
    expect(run.looksOn('2026-01-05', '2026-01-07')).toEqual([[asked], [asked]]);
    return run;
  };

  test('the lead is asked to help, once the last ask had its time, and told on which days it was asked', () => {
    const run = silent();
    expect(run.looksOn('2026-01-08')).toEqual([[]]);
    expect(run.helps('lead', '2026-01-09T10:00Z')).toEqual({
      person: 'operator',
      because: 'silence',
      askedOn: ['2026-01-05', '2026-01-07'],
    });
    expect(run.looksOn('2026-01-09')).toEqual([[help]]);
  });

  test('a lead who is at work before the person is asked at once', () => {
    const run = createAcceptanceRun();
    moveToTimeZone(run, 'operator', 'Pacific/Auckland');
    expect(run.looks('2026-01-04T20:00Z')).toEqual([asked]);
    expect(run.looks('2026-01-06T20:00Z')).toEqual([asked]);
    expect(run.nextAt('2026-01-08T10:00Z')).toBe('2026-01-08T11:00');
    expect(run.looks('2026-01-08T11:00Z')).toEqual([help]);
  });

  test('the lead is asked weekly, and after two without an answer the person again: both by turns', () => {
    const run = silent();
    run.looksOn('2026-01-09');
    expect(run.looksOn('2026-01-12', '2026-01-15', '2026-01-16', '2026-01-22')).toEqual([[], [], [help], []]);
    expect(run.looksOn('2026-01-23', '2026-01-26', '2026-01-27')).toEqual([[asked], [], [asked]]);
    expect(run.looksOn('2026-01-28', '2026-01-29')).toEqual([[], [help]]);
    expect(run.helps('lead', '2026-02-05T10:00Z')?.askedOn).toEqual(['2026-01-23', '2026-01-27']);
    expect(run.looksOn('2026-02-05', '2026-02-12')).toEqual([[help], [asked]]);
  });

  test('a person who is at work before the lead is asked again at once', () => {
    const run = silent();
    moveToTimeZone(run, 'operator', 'Pacific/Kiritimati');
    moveToTimeZone(run, 'lead', 'Asia/Tokyo');
    run.looks('2026-01-09T02:00Z');
    run.looks('2026-01-16T02:00Z');
    expect(run.nextAt('2026-01-22T10:00Z')).toBe('2026-01-22T15:00');
  });

  test('a violation goes on being asked about every day, of the one or the other', () => {
    const run = createViolationRun();
    const days = [
      '2026-01-05',
      '2026-01-06',
      '2026-01-07',
      '2026-01-08',
      '2026-01-09',
      '2026-01-12',
      '2026-01-13',
    ];
    const who = run.looksOn(...days).map(([line]) => line?.split(':')[0]);
    expect(who).toEqual(['owner', 'owner', 'lead', 'lead', 'owner', 'owner', 'lead']);
  });

  test('a lead who has handed it back can still help: what they were asked stays open', () => {
    const run = silent();
    run.looksOn('2026-01-09', '2026-01-16', '2026-01-23');
    expect(run.outcomes('2026-01-23T11:00Z')).toEqual(Array.from({ length: 5 }, () => 'open'));
  });

  test('while the lead puts it off, it is not handed back', () => {
    const run = silent();
    run.looksOn('2026-01-09', '2026-01-16');
    run.comes('snoozed', 'lead', '2026-01-16T12:00Z', '2026-01-26');
    expect(run.looksOn('2026-01-23', '2026-01-26')).toEqual([[], [help]]);
  });

  test('snoozed by the person keeps the lead out of it', () => {
    const run = silent().comes('snoozed', 'operator', '2026-01-08T10:00Z', '2026-01-09');
    expect(run.looksOn('2026-01-09')).toEqual([[asked]]);
  });

  test('answered by the person keeps the lead out of it, and holds as long as if it had been asked that day', () => {
    const run = silent().comes('answered', 'operator', '2026-01-08T10:00Z');
    expect(run.looksOn('2026-01-09', '2026-01-12')).toEqual([[], [asked]]);
  });

  test('an answer before counts as one: the two are counted from it on', () => {
    const run = createAcceptanceRun();
    run.looksOn('2026-01-05');
    run.comes('answered', 'operator', '2026-01-05T12:00Z');
    expect(run.looksOn('2026-01-07', '2026-01-09', '2026-01-13')).toEqual([[asked], [asked], [help]]);
  });

  test('nobody is asked to help while the person is at it', () => {
    const run = silent();
    run.workspace.on('2026-01-08').do('operator', acceptAccountabilities, { accept: ['uptime'] });
    run.heedsChanges();
    expect(run.looksOn('2026-01-09')).toEqual([[]]);
    expect(run.looksOn('2026-01-12')).toEqual([[help]]);
  });

  test('"ask again" asks the person the next day, and counts anew', () => {
    const run = silent();
    run.looksOn('2026-01-09');
    run.comes('answered', 'lead', '2026-01-09T12:00Z');
    expect(run.looks('2026-01-09T12:00Z')).toEqual([asked]);
    expect(run.looksOn('2026-01-12', '2026-01-13', '2026-01-15')).toEqual([[], [asked], [help]]);
    expect(run.helps('lead', '2026-01-22T10:00Z')?.askedOn).toEqual(['2026-01-09', '2026-01-13']);
  });

  test('it counts anew too where the lead who said so has left since', () => {
    const run = silent();
    run.workspace.set({ leads: ['lead', 'member'] });
    run.looksOn('2026-01-09');
    run.comes('answered', 'lead', '2026-01-09T12:00Z');
    run.workspace.leaves('lead');
    expect(run.looksOn('2026-01-12')).toEqual([['member: owner-left lead', asked]]);
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
    nameOperator(workspace, 'lead');
    const alone = new ReminderRun(workspace);
    const own = 'lead: accountability lead';
    expect(alone.looksOn('2026-01-05', '2026-01-07', '2026-01-09')).toEqual([[own], [own], [own]]);
    alone.workspace.set({ leads: ['lead', 'member'] });
    expect(alone.looksOn('2026-01-13')).toEqual([['member: help accountability/lead/lead']]);
  });
});
