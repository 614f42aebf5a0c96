import { describe, expect, test } from 'vitest';
import {
  issueAuditToken,
  refuseAuditEvents,
  withdrawAuditToken,
} from '../../../src/domain/audit-trail/audit-tokens.ts';
import { explainAuditGap, followTrails } from '../../../src/domain/audit-trail/audit-trail.ts';
import { resumeUseCase, suspendUseCase } from '../../../src/domain/suspensions/suspensions.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { Workspace } from '../../support/register.ts';

const liveOn = '2026-03-02';
const hash = 'a'.repeat(64);

/** UC-1 in production, of this autonomy, live since 2 March. */
function live(autonomy: 'suggest' | 'draft' | 'execute' = 'execute'): Workspace {
  const workspace = new Workspace(liveOn);
  workspace.registers({
    ...{ autonomy, vendors: ['Acme'] },
    standing: { stage: 'production', liveOn, rollout: { audience: 'volunteers', deployed: 5 } },
  });
  return workspace;
}

/** Returns the changes of the trail when its last event was on a day. */
const follow = ({ register }: Workspace, lastDay: string, today: string) =>
  followTrails(register, new Map([['UC-1', lastDay]]), today).map(({ action, after }) => [action, after]);

const gapOn = ({ register }: Workspace, day: string) => {
  const useCase = register.useCases.get('UC-1');
  return useCase ? explainAuditGap(register, useCase, day) : null;
};

const withTrail = (workspace: Workspace, silentSince: string | null) =>
  workspace.put('auditTrails', 'UC-1', { useCase: 'UC-1', since: liveOn, silentSince });

describe('a gap in the audit trail', () => {
  test('exists when a use case that may execute has sent nothing for a week after it went live', () => {
    expect(gapOn(live(), '2026-03-08')).toBeNull();
    expect(gapOn(live(), '2026-03-09')).toBe(
      'it may execute, and has sent no audit event since it went live on 2 March 2026',
    );
  });

  test('names the day of the last event', () => {
    expect(gapOn(withTrail(live(), '2026-03-05'), '2026-03-14')).toBe(
      'no audit event since 5 March 2026 (9 days ago)',
    );
    expect(gapOn(withTrail(live(), null), '2026-12-01')).toBeNull();
  });

  test('does not exist while the use case is suspended, nor in the week after it was resumed', () => {
    const workspace = withTrail(live(), '2026-03-05').on('2026-03-14');
    workspace.do('owner', suspendUseCase, { useCase: 'UC-1', reason: 'Wrong refunds' });
    expect(gapOn(workspace, '2026-04-14')).toBeNull();
    workspace.on('2026-04-14').do('owner', resumeUseCase, { useCase: 'UC-1', changed: 'Limits are set' });
    expect(gapOn(workspace, '2026-04-20')).toBeNull();
    expect(gapOn(workspace, '2026-04-21')).toBe('no audit event since 5 March 2026 (47 days ago)');
  });

  test.each(['suggest', 'draft'] as const)('does not exist for a use case that may only %s', (autonomy) => {
    expect(gapOn(live(autonomy), '2026-12-01')).toBeNull();
  });

  test('does not exist before production or after the end', () => {
    const pilot = new Workspace(liveOn);
    pilot.startsPilot(pilot.registers({ autonomy: 'execute' }), { stack: null });
    expect(gapOn(pilot, '2026-12-01')).toBeNull();
    expect(
      gapOn(live().do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Off' }), '2026-12-01'),
    ).toBeNull();
  });
});

describe('what is recorded of a trail', () => {
  test('is its first event', () => {
    expect(follow(live(), liveOn, liveOn)).toEqual([
      ['begin-audit-trail', { useCase: 'UC-1', since: liveOn, silentSince: null }],
    ]);
  });

  test('is nothing while events come', () => {
    const workspace = withTrail(live(), null);
    for (const today of ['2026-03-05', '2026-03-11'])
      expect(follow(workspace, '2026-03-05', today)).toEqual([]);
  });

  test('is a silence of seven days, with the day of the last event', () => {
    expect(follow(withTrail(live(), null), '2026-03-05', '2026-03-12')).toEqual([
      ['note-audit-silence', { useCase: 'UC-1', since: liveOn, silentSince: '2026-03-05' }],
    ]);
  });

  test('is a silence once', () => {
    expect(follow(withTrail(live(), '2026-03-05'), '2026-03-05', '2026-05-12')).toEqual([]);
  });

  test('is the end of a silence, and another one that nobody saw begin', () => {
    const silent = withTrail(live(), '2026-03-05');
    expect(follow(silent, '2026-03-20', '2026-03-20')).toMatchObject([
      ['resume-audit-trail', { since: liveOn, silentSince: null }],
    ]);
    expect(follow(silent, '2026-03-20', '2026-03-30')).toMatchObject([
      ['note-audit-silence', { silentSince: '2026-03-20' }],
    ]);
  });

  test('is nothing of a use case that has ended or does not exist', () => {
    const over = withTrail(live(), null).do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Off' });
    expect(follow(over, '2026-03-05', '2026-06-01')).toEqual([]);
    expect(followTrails(over.register, new Map([['UC-9', liveOn]]), '2026-06-01')).toEqual([]);
  });
});

describe('a token', () => {
  const token = { useCase: 'UC-1', hash };

  test('is the only one of its use case that works', () => {
    const workspace = live().do('owner', issueAuditToken, token);
    expect(refuseAuditEvents(workspace.register, token)).toBeNull();
    const replaced = workspace.do('owner', issueAuditToken, { useCase: 'UC-1', hash: 'b'.repeat(64) });
    expect(refuseAuditEvents(replaced.register, token)).toMatchObject({
      refusal: { code: 'not-permitted', message: expect.stringContaining('was replaced or withdrawn') },
    });
  });

  test('stops working when it is withdrawn, and when the use case ends', () => {
    const issued = () => live().do('owner', issueAuditToken, token);
    const withdrawn = issued().do('owner', withdrawAuditToken, { useCase: 'UC-1' });
    expect(refuseAuditEvents(withdrawn.register, token)).not.toBeNull();
    const over = issued().do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Off' });
    expect(refuseAuditEvents(over.register, token)).toMatchObject({ refusal: { code: 'not-now' } });
  });

  test('that does not exist cannot be withdrawn', () => {
    expect(live().attempt('owner', withdrawAuditToken, { useCase: 'UC-1' })).toMatchObject({
      message: 'UC-1 has no audit token.',
    });
  });

  test('is no evidence of an adoption token', () => {
    const workspace = live().do('owner', issueAuditToken, token);
    expect(workspace.register.intakeTokens.size).toBe(0);
  });
});
