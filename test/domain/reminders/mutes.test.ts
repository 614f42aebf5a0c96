import { describe, expect, test } from 'vitest';
import { isMutedByOwner } from '../../../src/domain/reminders/muted-owners.ts';
import { listMutes, muteNudges, unmuteNudges } from '../../../src/domain/reminders/mutes.ts';
import { snoozedUntil } from '../../../src/domain/reminders/snoozes.ts';
import { salesAssistant, stage3, Workspace } from '../../support/register.ts';
import { ReminderRun } from '../../support/reminder-run.ts';

const kind = 'adoption';

describe('muting a kind of nudge', () => {
  test('holds for whoever muted it, from that day on, until they unmute it', () => {
    const workspace = new Workspace('2026-03-02').do('owner', muteNudges, { kind });
    expect(listMutes(workspace.register, 'owner')).toEqual([{ person: 'owner', kind, on: '2026-03-02' }]);
    expect(listMutes(workspace.register, 'lead')).toEqual([]);
    workspace.on('2026-03-09').do('lead', unmuteNudges, { kind });
    expect(listMutes(workspace.register, 'owner')).toHaveLength(1);
    workspace.do('owner', unmuteNudges, { kind });
    expect(listMutes(workspace.register, 'owner')).toEqual([]);
  });

  test('twice changes nothing', () => {
    const workspace = new Workspace('2026-03-02').do('owner', muteNudges, { kind });
    const { seq } = workspace.register;
    expect(workspace.do('owner', muteNudges, { kind }).register.seq).toBe(seq);
  });

  test('is for members', () => {
    const workspace = new Workspace('2026-03-02');
    expect(workspace.attempt('guest', muteNudges, { kind })?.code).toBe('not-permitted');
    expect(workspace.attempt('guest', unmuteNudges, { kind })?.code).toBe('not-permitted');
  });
});

describe('snoozed reminders return', () => {
  test.each([
    ['tomorrow', '2026-03-04', '2026-03-05'],
    ['three-days', '2026-03-04', '2026-03-07'],
    ['next-week', '2026-03-04', '2026-03-09'],
    ['next-week', '2026-03-08', '2026-03-09'],
    ['next-week', '2026-03-09', '2026-03-16'],
  ] as const)('%s, said on %s, on %s', (snooze, today, until) => {
    expect(snoozedUntil(snooze, today)).toBe(until);
  });
});

describe('muted reminders are not hidden', () => {
  /** Returns a run in which UC-2 is silent and nothing else is due. Its owner muted that reminder. */
  const silent = (settings = {}) => {
    const workspace = stage3('2026-02-02', settings).on('2026-03-10');
    workspace.do('seller', muteNudges, { kind: 'stale-pilot' });
    return workspace;
  };
  const toLead = 'lead: help stale-pilot/UC-2:silent/seller';
  const about = (asked: readonly string[]) => asked.filter((one) => one.includes('stale-pilot'));

  test('it reaches the lead in the next message, weekly, and not the person', () => {
    const run = new ReminderRun(silent());
    expect(about(run.looks('2026-03-10T10:00Z'))).toEqual([toLead]);
    expect(run.looksOn('2026-03-11', '2026-03-12', '2026-03-16').map(about)).toEqual([[], [], []]);
    expect(about(run.looks('2026-03-17T10:00Z'))).toEqual([toLead]);
  });

  test('the lead reads that it was muted, and by whom', () => {
    expect(new ReminderRun(silent()).helps('lead', '2026-03-10T10:00Z')).toEqual({
      person: 'seller',
      because: 'muted',
      askedOn: [],
    });
  });

  test('a lead who muted requests to help is asked all the same', () => {
    const workspace = silent().do('lead', muteNudges, { kind: 'help' });
    expect(about(new ReminderRun(workspace).looks('2026-03-10T10:00Z'))).toEqual([toLead]);
    const two = silent({ leads: ['lead', 'member'] }).do('lead', muteNudges, { kind: 'help' });
    expect(about(new ReminderRun(two).looks('2026-03-10T10:00Z'))).toEqual([
      toLead.replace('lead', 'member'),
    ]);
  });

  test('the gap says that its owner muted it, until they unmute it', () => {
    const workspace = silent();
    const gap = () => workspace.assess().requirements[2].gaps[0];
    const says = () => isMutedByOwner(workspace.register, gap() as never, workspace.today);
    expect(gap()).toMatchObject({ owner: 'seller' });
    expect(says()).toBe(true);
    workspace.do('seller', unmuteNudges, { kind: 'stale-pilot' });
    expect(says()).toBe(false);
  });

  test('a violation is asked of the person who muted its kind as before', () => {
    const workspace = new Workspace('2026-01-05');
    workspace.registers({
      ...salesAssistant,
      vendors: ['Acme'],
      standing: {
        stage: 'production',
        liveOn: '2026-01-05',
        rollout: { audience: 'volunteers', deployed: 5 },
      },
    });
    workspace.do('seller', muteNudges, { kind: 'dpa' });
    expect(new ReminderRun(workspace).looks('2026-01-05T10:00Z')).toContain('seller: dpa vendors:acme');
  });
});
