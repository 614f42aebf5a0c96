import { describe, expect, test } from 'vitest';
import { auditTrailSilent } from '../../../src/domain/audit-trail/audit-trail-reminder.ts';
import { createAgenda } from '../../../src/domain/reviews/review-agenda.ts';
import { daysDue, dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const liveOn = '2026-03-02';

/** UC-1 in production, of this autonomy, live since 2 March. */
function live(autonomy: 'suggest' | 'draft' | 'execute' = 'execute'): Workspace {
  const workspace = new Workspace(liveOn);
  workspace.registers({
    ...{ autonomy, vendors: ['Acme'] },
    standing: { stage: 'production', liveOn, rollout: { audience: 'volunteers', deployed: 5 } },
  });
  return workspace;
}

const withTrail = (workspace: Workspace, silentSince: string | null) =>
  workspace.put('auditTrails', 'UC-1', { useCase: 'UC-1', since: liveOn, silentSince });

describe('the reminder', () => {
  test('goes to the owner weekly, until events come', () => {
    const workspace = live();
    expect(dueOn(auditTrailSilent, workspace, '2026-03-09')).toEqual([
      'owner: UC-1 AI Support Agent: it may execute, and has sent no audit event since it went live on 2 March 2026',
    ]);
    expect(theDue(auditTrailSilent, workspace, '2026-03-09')).toMatchObject({
      step: { do: 'issue-audit-token', useCase: 'UC-1' },
      see: { page: 'audit', useCase: 'UC-1' },
      repeat: { days: 7 },
      about: ['UC-1'],
    });
    expect(daysDue(auditTrailSilent, workspace, '2026-03-01', '2026-03-10')).toEqual([
      '2026-03-09',
      '2026-03-10',
    ]);
    expect(dueOn(auditTrailSilent, withTrail(workspace, null), '2026-03-20')).toEqual([]);
  });

  test('is not for a use case that leaves acting to people', () => {
    for (const autonomy of ['suggest', 'draft'] as const)
      expect(dueOn(auditTrailSilent, live(autonomy), '2026-12-01')).toEqual([]);
  });

  test('goes to the lead when the owner has left', () => {
    expect(dueOn(auditTrailSilent, live().leaves('owner'), '2026-03-09')).toMatchObject([
      expect.stringContaining('lead: UC-1'),
    ]);
  });

  test('is a point of the quarterly review', () => {
    const points = createAgenda(live().register, '2026-03-20');
    expect(points.find(({ title }) => title === 'Audit trails without events')?.lines).toEqual([
      'UC-1 AI Support Agent: it may execute, and has sent no audit event since it went live on 2 March 2026',
    ]);
  });
});
