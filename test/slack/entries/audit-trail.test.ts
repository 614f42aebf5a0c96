import { expect, test } from 'vitest';
import type { AuditEvent, AuditView } from '../../../src/operations/audit-trail.ts';
import { answer, contextOf, open, say } from '../../support/answers.ts';
import { stage3 } from '../../support/register.ts';

/** UC-1 may execute and is live since 2 February 2026; today is 20 February. */
const company = () => {
  const workspace = stage3('2026-02-02');
  const useCase = workspace.getUseCase('UC-1');
  return workspace.put('useCases', 'UC-1', { ...useCase, autonomy: 'execute' }).on('2026-02-20');
};
const event = (result: AuditEvent['result'], what: string): AuditEvent => ({
  ...{ id: null, at: Date.UTC(2026, 1, 20, 9), result },
  body: {
    actor: 'agent',
    approvedBy: null,
    details: 'secret',
    target: 'order 7',
    what,
    when: '2026-02-20T09:00Z',
  },
});
const view: AuditView = {
  head: { useCase: 'UC-1', position: 1200, hash: 'abcdef0123456789', recordedAt: Date.UTC(2026, 1, 20, 9) },
  days: [{ day: '2026-02-20', counts: { done: 90, failed: 8, refused: 2 } }],
  events: [event('failed', 'Refund *of* 20')],
};
const noTrail: AuditView = { head: null, days: [], events: [] };
const sees = (loaded: AuditView) => {
  const workspace = company().put('auditTrails', 'UC-1', {
    useCase: 'UC-1',
    since: '2026-02-03',
    silentSince: null,
  });
  return contextOf(loaded.head ? workspace : company(), 'member', { loadAudit: async () => loaded });
};
const textOf = async (key: string, loaded: AuditView, useCase = 'UC-1') =>
  (await answer(key, sees(loaded), { useCase })).text
    .replace(/<!date\^\d{8}\^[^>]*\|([^>]*)>/g, '$1')
    .replace(/<!date[^>]*\|([^>]*)>/g, '$1');

test('the use cases that may execute are named with their trails', async () => {
  expect(await say('executing-use-cases', company())).toBe(
    '1 use case may execute, 1 of them in production: *UC-1 AI Support Agent* (in production; it may execute, and has sent no audit event since it went live on 2 February 2026).',
  );
  expect(await say('executing-use-cases', stage3('2026-02-02'))).toBe(
    'No use case may execute. Each only suggests or drafts, and a person acts.',
  );
});

test('the last event is measured, and details of it stay on the page', async () => {
  const { text, source, data } = await answer('last-audit-event', sees(view), { useCase: 'UC-1' });
  expect(text).toContain('1,200 events since 3 February 2026. Last one: ');
  expect(text).toMatch(/The trail ends at #1,200, `[0-9a-f]{8}`\.$/);
  expect(text).not.toContain('secret');
  expect(source).toEqual({ source: 'measured', at: '2026-02-20', by: null, refs: ['auditTrails:UC-1'] });
  expect(data).toMatchObject({ events: 1200, lastEvent: { result: 'failed' } });
});

test('a trail without events says so', async () => {
  expect(await textOf('last-audit-event', noTrail)).toContain(
    'It may execute, and has sent no audit event since it went live on 2 February 2026',
  );
  expect(await textOf('audit-failures', noTrail)).toBe(
    '*UC-1 AI Support Agent* has sent no audit event, so no failure is known.',
  );
});

test('failures are counted over the last seven days', async () => {
  expect(await textOf('audit-failures', view)).toContain(
    '*UC-1 AI Support Agent*: 8 of 100 events failed (8%) and 2 were refused in the last 7 days. The last failure: ',
  );
});

test('a refused action has what it was about and the reason', async () => {
  const refused = { ...view, events: [event('refused', 'Closed ticket')] };
  expect(await textOf('audit-refusals', refused)).toMatch(
    /^\*UC-1 AI Support Agent\*: 2 actions were refused in the last 7 days\. .*: Closed ticket, order 7\. Reason: secret\.$/,
  );
  expect(await textOf('audit-refusals', { ...view, events: [] })).toBe(
    'No action of *UC-1 AI Support Agent* was refused.',
  );
  expect(await textOf('audit-refusals', noTrail)).toContain('no refused action is known');
});

test('a ticket has its last event, and what happened to it before', async () => {
  const events = [event('done', 'Refund'), event('failed', 'Refund')];
  const { text } = await answer('audit-event', sees({ ...view, events }), { useCase: 'UC-1', words: '7' });
  expect(text).toMatch(/: Refund, order 7: done, .*\. Before: failed, .* \(secret\)\.$/);
});

test('gaps are those of the domain', async () => {
  expect(await say('silent-audit-trails', company())).toContain(
    '1 audit trail has a gap: *UC-1 AI Support Agent*',
  );
  expect(await say('silent-audit-trails', stage3('2026-02-02'))).toContain('No audit trail has a gap');
});

test('an answer does not claim that the chain was checked', async () => {
  expect(await textOf('audit-chain', view)).toContain(
    'ends at #1,200, `abcdef01`. No event of a trail and no change in the change log can be edited or removed unnoticed',
  );
  const { text, data } = await answer('audit-chain', sees(view));
  expect(text).toContain('Crossing does not check the whole chain in an answer');
  expect(data).toEqual({ isCheckedNow: false });
});

test('a token is issued with its form', () => {
  expect(open('issue-audit-token', sees(noTrail), { useCase: 'UC-1' }).step).toEqual({
    ...{ do: 'issue-audit-token', useCase: 'UC-1' },
  });
});

test('a numbered case is found in the trail of another use case', async () => {
  const context = contextOf(company(), 'member', {
    loadAudit: async (useCase) => (useCase === 'UC-1' ? view : noTrail),
  });
  const { text, about } = await answer('audit-event', context, { useCase: 'UC-2', words: 'order 7' });
  expect(text).toMatch(/^\*UC-1 AI Support Agent\*: Refund/);
  expect(about).toEqual({ useCase: 'UC-1' });
});
