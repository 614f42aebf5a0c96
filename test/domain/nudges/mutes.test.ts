import { describe, expect, test } from 'vitest';
import { mutedBy, muteNudges, unmuteNudges } from '../../../src/domain/nudges/mutes.ts';
import { snoozedUntil } from '../../../src/domain/nudges/snoozes.ts';
import { Workspace } from '../../support/register.ts';

const kind = 'adoption';

describe('muting a kind of nudge', () => {
  test('holds for whoever muted it, from that day on, until they unmute it', () => {
    const workspace = new Workspace('2026-03-02').do('owner', muteNudges, { kind });
    expect(mutedBy(workspace.register, 'owner')).toEqual([{ person: 'owner', kind, on: '2026-03-02' }]);
    expect(mutedBy(workspace.register, 'lead')).toEqual([]);
    workspace.on('2026-03-09').do('lead', unmuteNudges, { kind });
    expect(mutedBy(workspace.register, 'owner')).toHaveLength(1);
    workspace.do('owner', unmuteNudges, { kind });
    expect(mutedBy(workspace.register, 'owner')).toEqual([]);
  });

  test('twice changes nothing', () => {
    const workspace = new Workspace('2026-03-02').do('owner', muteNudges, { kind });
    const { seq } = workspace.register;
    expect(workspace.do('owner', muteNudges, { kind }).register.seq).toBe(seq);
  });

  test('is for members, and for kinds that there are', () => {
    const workspace = new Workspace('2026-03-02');
    expect(workspace.attempt('guest', muteNudges, { kind })?.code).toBe('not-permitted');
    expect(workspace.attempt('guest', unmuteNudges, { kind })?.code).toBe('not-permitted');
    expect(workspace.attempt('owner', muteNudges, { kind: 'horoscopes' })?.code).toBe('not-found');
  });
});

describe('what is put off comes back', () => {
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
