import { describe, expect, test } from 'vitest';
import { endAbsence, enterAbsence } from '../../../src/domain/absences/absences.ts';
import { muteNudges } from '../../../src/domain/reminders/mutes.ts';
import { planReminders } from '../../../src/domain/reminders/plan-reminders.ts';
import { type CastMember, Workspace } from '../../support/register.ts';
import { ReminderRun } from '../../support/reminder-run.ts';

/**
 * Returns a run in which the owner of UC-1 has a check-in, which can wait, and a DPA missing in production, which
 * cannot.
 */
function createMissingDpa(): ReminderRun {
  const workspace = new Workspace('2026-01-05');
  workspace.registers({
    vendors: ['Acme'],
    standing: { stage: 'production', liveOn: '2025-12-01', rollout: { audience: 'volunteers', deployed: 5 } },
  });
  return new ReminderRun(workspace);
}
const enterAway = (
  run: ReminderRun,
  who: CastMember,
  deputy: CastMember | null,
  from = '2026-01-05',
  until = '2026-02-01',
) => {
  run.workspace.do(who, enterAbsence, { from, until, deputy });
  return run;
};
const violation = (who: CastMember) => `${who}: dpa vendors:acme`;
const days = ['2026-01-12', '2026-01-13', '2026-01-19', '2026-01-20', '2026-01-30'];

describe('while somebody is away', () => {
  test('nothing is sent to them, and what is urgent goes to the deputy, who reads for whom', () => {
    const run = enterAway(createMissingDpa(), 'owner', 'seller');
    const asked = run.looksOn(...days).flat();
    expect(asked.filter((one) => one.startsWith('owner'))).toEqual([]);
    expect(new Set(asked.filter((one) => one.startsWith('seller')))).toEqual(new Set([violation('seller')]));
    const [message] = planReminders(run.state('2026-01-31T10:00Z')).messages;
    expect(message).toBeUndefined();
    const next = planReminders({ ...run.state('2026-01-29T10:00Z'), nudges: [] }).messages;
    expect(next.find(({ person }) => person === 'seller')?.dueNudges[0]?.awayPerson).toBe('owner');
  });

  test('without a deputy, or with one who left, what is urgent goes to the lead', () => {
    expect(enterAway(createMissingDpa(), 'owner', null).looksOn('2026-01-12')).toEqual([[violation('lead')]]);
    const left = enterAway(createMissingDpa(), 'owner', 'seller');
    left.workspace.leaves('seller');
    expect(left.looksOn('2026-01-12')).toEqual([[violation('lead')]]);
  });

  test('the lead is not asked for help with what waits for them', () => {
    const run = createMissingDpa();
    run.looksOn('2026-01-12', '2026-01-19');
    enterAway(run, 'owner', 'seller', '2026-01-20');
    expect(run.looksOn('2026-01-20', '2026-01-27').flat()).toEqual([
      violation('seller'),
      violation('seller'),
    ]);
  });

  test('a lead who is away is replaced by another lead, or by their deputy', () => {
    const run = createMissingDpa();
    run.workspace.set({ leads: ['lead', 'member'] });
    enterAway(run, 'lead', null);
    expect(enterAway(run, 'owner', null).looksOn('2026-01-12')).toEqual([[violation('member')]]);
    const alone = enterAway(createMissingDpa(), 'lead', 'admin');
    expect(enterAway(alone, 'owner', null).looksOn('2026-01-12')).toEqual([[violation('admin')]]);
  });

  test('earlier reminders of an absent person lapse', () => {
    const run = createMissingDpa();
    run.looksOn('2026-01-12');
    enterAway(run, 'owner', null, '2026-01-13');
    expect(new Set(run.outcomes('2026-01-13T10:00Z'))).toEqual(new Set(['lapsed']));
  });
});

describe('after the return', () => {
  test('on return, current reminders come once, in one message', () => {
    const run = enterAway(createMissingDpa(), 'owner', null, '2026-01-05', '2026-01-18');
    run.looksOn('2026-01-12', '2026-01-13', '2026-01-14', '2026-01-15', '2026-01-16');
    run.nudges = run.nudges.map((ask) => ({ ...ask, outcome: 'lapsed' }));
    const { messages } = planReminders(run.state('2026-01-19T10:00Z'));
    const own = messages.filter(({ person }) => person === 'owner');
    expect(own).toHaveLength(1);
    expect(own[0]?.dueNudges.map(({ kind }) => kind)).toEqual(['dpa', 'cost-report', 'adoption']);
  });

  test('a person who returns early is asked from then on', () => {
    const run = enterAway(createMissingDpa(), 'owner', null);
    run.workspace.on('2026-01-12').do('owner', endAbsence, {});
    expect(run.looksOn('2026-01-12').flat()).toContain(violation('owner'));
  });
});

describe('an absence counts by the calendar of the person who is away', () => {
  const livesIn = (run: ReminderRun, who: CastMember, timeZone: string) => {
    run.workspace.movesTo(who, timeZone);
    return run;
  };
  const awayLead = (ownerZone: string, leadZone: string) => {
    const run = livesIn(livesIn(createMissingDpa(), 'owner', ownerZone), 'lead', leadZone);
    run.workspace.do('owner', muteNudges, { kind: 'adoption' });
    return enterAway(run, 'lead', null, '2026-01-05', '2026-01-19');
  };
  const muted = 'lead: help adoption/UC-1/owner';

  test('a lead is not asked to help while it is the day after only where the owner is', () => {
    const run = awayLead('Pacific/Kiritimati', 'Asia/Riyadh');
    // 14:00 on the 19th in Riyadh, 1:00 on the 20th in Kiritimati.
    expect(run.looks('2026-01-19T11:00Z')).not.toContain(muted);
    expect(run.looks('2026-01-20T06:00Z')).toContain(muted);
  });

  test('a lead who is back is asked while it is still the day before where the owner is', () => {
    const run = awayLead('America/Los_Angeles', 'Pacific/Kiritimati');
    // 9:00 on the 20th in Kiritimati, 11:00 on the 19th in Los Angeles.
    expect(run.looks('2026-01-19T19:00Z')).toContain(muted);
  });

  test.each([
    // 14:00 on the 19th in Riyadh, 1:00 on the 20th in Kiritimati.
    ['is passed over while away', 'Asia/Riyadh', 'Pacific/Kiritimati', '2026-01-19T11:00Z', 'lead'],
    // 22:00 on the 19th in Riyadh, 9:00 on the 20th in Kiritimati.
    ['is asked once back', 'Pacific/Kiritimati', 'Asia/Riyadh', '2026-01-19T19:00Z', 'seller'],
  ] as const)('a deputy %s', (_, deputyZone, ownerZone, at, asked) => {
    const run = livesIn(livesIn(createMissingDpa(), 'owner', ownerZone), 'seller', deputyZone);
    enterAway(run, 'owner', 'seller', '2026-01-05', '2026-02-01');
    enterAway(run, 'seller', null, '2026-01-06', '2026-01-19');
    expect(run.looks(at)).toEqual([violation(asked)]);
  });

  test('the schedule looks as an absence begins and as it ends, wherever that is', () => {
    const run = awayLead('America/Los_Angeles', 'Pacific/Kiritimati');
    run.workspace.do('owner', muteNudges, { kind: 'dpa' });
    const midnight = '2026-01-19T10:00';
    expect(run.nextAt('2026-01-19T09:00Z')).toBe(midnight);
    enterAway(run, 'lead', null, '2026-01-20', '2026-01-25');
    expect(run.nextAt('2026-01-19T09:00Z')).toBe(midnight);
  });
});
