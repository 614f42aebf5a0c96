import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const day = 24 * 60 * 60 * 1000;
let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', { ...patientLimits, log: createLog('silent') });
  crossing.moveTo('2026-01-12');
});
afterEach(() => crossing.close());

const names = async (leads: string[]) =>
  records(crossing, changeSettings, {
    leads,
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });

/** Records this many pilots of Omar's, a week overdue. The changes are too old to delay reminders. */
async function latePilots(count: number): Promise<void> {
  crossing.moveTo('2025-12-03');
  await names(['U0SARA']);
  for (let each = 1; each <= count; each += 1) {
    const name = `Pilot of the ${each}. kind`;
    await records(crossing, registerUseCase, registration({ owner: 'U0OMAR', name, whyNew: 'Another job' }));
    await records(crossing, startPilot, {
      useCase: `UC-${each}`,
      startedOn: '2025-12-01',
      decideBy: '2026-01-05',
      volunteers: 12,
      criteria: ['30% of tickets resolved'],
      stack: null,
    });
  }
  crossing.moveTo('2026-01-12');
}

async function ticks(): Promise<void> {
  await crossing.schedule.tick();
  await crossing.schedule.idle();
}

/** Returns a person's answer to `/stage3 nudges`. */
async function answer(who = 'Lena Lead'): Promise<string> {
  const { messages } = await crossing.workspace.as(who).types('#general', '/stage3 nudges');
  return messages[0]?.text ?? '';
}

describe('permission to see the nudge results', () => {
  test('a Slack admin and the transformation lead do', async () => {
    await names(['U0SARA']);
    expect(await answer('Lena Lead')).toContain('Nudge results');
    expect(await answer('Sara Sales')).toContain('Nudge results');
  });

  test('others read whom to ask', async () => {
    await names(['U0SARA']);
    const text = await answer('Omar Owner');
    expect(text).toContain('Only the transformation lead and Slack admins can see the nudge results.');
    expect(text).toContain('Ask @Sara Sales (sample).');
    expect(text).not.toContain('schedule');
  });

  test('while nobody leads they read that an admin names the lead', async () => {
    expect(await answer('Omar Owner')).toContain('There is no lead yet: ask a Slack admin to appoint one.');
  });

  test('the settings lead to it', async () => {
    const { messages } = await crossing.workspace.as('Lena Lead').types('#general', '/stage3 settings');
    await messages[0]?.clicks('Nudge results');
    expect(crossing.workspace.as('Lena Lead').sees('#general').at(-1)?.text).toContain('Schedule last ran');
  });
});

describe('the clockwork', () => {
  test('tells that nothing ran and nothing was recorded yet', async () => {
    const text = await answer();
    expect(text).toContain('Schedule last ran: not since Crossing started');
    expect(text).toContain('Next check of this workspace: after the next change');
    expect(text).toContain(
      'Last 30 days: 0 daily messages sent (0 seen) · 0 digests sent · 0 failed · 0 unconfirmed',
    );
  });

  test('tells when the last round was, and when the workspace is looked at next', async () => {
    await latePilots(1);
    await ticks();
    const text = await answer();
    expect(text).toContain('Schedule last ran: Jan 12, 2026 10:00');
    expect(text).toContain('Next check of this workspace: Jan 13, 2026 00:00');
  });

  test('tells when nothing can be sent to the workspace, and why', async () => {
    await latePilots(1);
    crossing.workspace.control.failNext('chat.postMessage', { error: 'account_inactive' });
    await ticks();
    expect(await answer()).toContain('Crossing cannot send to this workspace: account_inactive');
  });
});

describe('sent messages', () => {
  test('counts as seen once its person looks at it, which Slack tells', async () => {
    await latePilots(1);
    await ticks();
    expect(await answer()).toContain('Last 30 days: 1 daily message sent (0 seen)');
    await crossing.workspace.as('Omar Owner').opensMessages();
    expect(await answer()).toContain('Last 30 days: 1 daily message sent (1 seen)');
  });

  test('is counted, with what failed and of what nobody knows whether it arrived, each with its reason', async () => {
    await latePilots(1);
    const { control } = crossing.workspace;
    control.failNext('chat.postMessage', { error: 'msg_too_long' });
    await ticks();
    const text = await answer();
    expect(text).toContain('1 failed');
    expect(text).toMatch(/Failed in the last 90 days: Slack rejected them\s+• 1: msg_too_long/);
  });

  test('messages in doubt are counted apart when the conversation cannot be read', async () => {
    await latePilots(1);
    const { control } = crossing.workspace;
    control.failNext('chat.postMessage', { resetAfter: true });
    control.failNext('conversations.open', { error: 'missing_scope' }, 100);
    control.failNext('conversations.history', { error: 'missing_scope' }, 100);
    await ticks();
    await crossing.passTo(crossing.now() + 60 * 60 * 1000);
    const text = await answer();
    expect(text).toMatch(/[1-9] unconfirmed/);
    expect(text).toContain('they may have arrived, so Crossing does not send them again');
  });
});

describe('outcomes', () => {
  test('is told for each kind: asked, done, open, and the response rate', async () => {
    await latePilots(2);
    await ticks();
    expect(await answer()).toMatch(/Stale pilots\nLast 30 days: 2 nudges · 2 open\n/);
    await crossing.passTo(crossing.now() + 2 * day);
    const omar = crossing.workspace.as('Omar Owner');
    await omar.types('#general', '/usecase show UC-1');
    await omar.sees('#general').at(-1)?.clicks('More');
    await omar.sees('#general').at(-1)?.clicks('Stop');
    const form = await omar.openModal();
    await form.fill({ 'Reason and lessons learned': 'Nobody needed it' });
    await form.submits();
    await crossing.passTo(crossing.now() + 2 * 60 * 1000);
    expect(await answer()).toMatch(
      /Stale pilots\nLast 30 days: 2 nudges · 1 done · 1 open · 1 of 1 answered \(100%\)\n/,
    );
    await crossing.passTo(crossing.now() + 6 * day);
    expect(await answer()).toMatch(
      /Stale pilots\nLast 30 days: 3 nudges · 1 done · 2 open · 1 of 2 answered \(50%\)\n/,
    );
  });

  test('a kind without answers is proposed for removal, with numbers and no names', async () => {
    await latePilots(11);
    await ticks();
    await crossing.passTo(crossing.now() + 6 * day);
    expect(await answer()).not.toContain('Consider');
    await crossing.passTo(crossing.now() + 12 * day);
    const text = await answer();
    expect(text).toContain(
      'Consider retiring this. Of 22 nudges in the last 90 days, 0 were answered (0%). People can mute it',
    );
    expect(text).not.toContain('@');
  });
});
