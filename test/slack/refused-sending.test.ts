import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLocalCrossing } from '../../sandbox/crossing.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { createDraft } from '../../src/domain/change.ts';
import { settingsId, settingsOf } from '../../src/domain/register.ts';
import { listDueNudges } from '../../src/domain/reminders/nudge-kinds.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { everyTenant } from '../support/installations.ts';
import { memoryFolder } from '../support/memory.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';
import {
  advanceClock,
  beginAtNine,
  calls,
  channel,
  daily,
  digest,
  end,
  inChannel,
  listOutcomes,
  message,
  minute,
  nine,
  plan,
  readMessages,
  record,
  send,
  sendingBy,
  store,
  team,
  text,
  workspace,
} from '../support/sending.ts';

beforeEach(beginAtNine);
afterEach(end);

describe('errors of Slack', () => {
  test('a person who is gone is noted as such, and is asked nothing more', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { error: 'user_not_found' });
    await send();
    expect(await message()).toMatchObject({ status: 'refused', reason: 'user_not_found' });
    expect(await listOutcomes()).toEqual(['not-sent']);
    expect((await store.load(team())).people.get('U0OMAR')).toMatchObject({ active: false });
  });

  test('of a conversation that is not found, opening it tells whether the person left', async () => {
    await plan(daily);
    await workspace.control.deactivate('omar');
    workspace.control.failNext('chat.postMessage', { error: 'channel_not_found' });
    await send();
    expect(await message()).toMatchObject({ status: 'refused', reason: 'user_disabled' });
    expect((await store.load(team())).people.get('U0OMAR')).toMatchObject({ active: false });
  });

  test('and whoever is still there is not taken to have left', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { error: 'channel_not_found' });
    await send();
    expect(await message()).toMatchObject({ status: 'refused', reason: 'channel_not_found' });
    expect((await store.load(team())).people.get('U0OMAR')).toMatchObject({ active: true });
  });

  test.each([
    ['is_archived', 'the channel is archived'],
    ['not_in_channel', 'Crossing is not in the channel'],
    ['channel_not_found', 'the channel was deleted, or is private and Crossing is not in it'],
    [
      'restricted_action_read_only_channel',
      'Crossing may not post in the channel (restricted_action_read_only_channel)',
    ],
  ])('after %s for a digest the lead is told that it reaches nobody', async (error, reason) => {
    await plan(digest);
    workspace.control.failNext('chat.postMessage', { error });
    await send();
    expect(await message()).toMatchObject({ status: 'refused', reason: error });
    const register = await store.load(team());
    expect(register.digests.get(channel)).toMatchObject({ stopped: { on: '2026-03-02', reason } });
    expect(listDueNudges(register, '2026-03-02')).toContainEqual(
      expect.objectContaining({ kind: 'digest-stopped', person: 'U0LENA' }),
    );
  });

  test.each(['token_revoked', 'account_inactive', 'invalid_auth', 'missing_scope'])(
    'after %s nothing is sent to the workspace until something is recorded there',
    async (error) => {
      await plan(daily, digest);
      workspace.control.failNext('chat.postMessage', { error });
      await send();
      expect(await store.outbox.agendaOf(team())).toMatchObject({ parked: error });
      await send();
      expect(calls('chat.postMessage')).toHaveLength(1);
      await record((register) => [
        createDraft(register, 'change-settings', 'settings', settingsId, {
          ...settingsOf(register),
          currency: 'USD',
        }),
      ]);
      await send();
      expect([readMessages(), inChannel()]).toEqual([[text], [text]]);
    },
  );

  test('a start with a token that Slack takes lets what was held back go', async () => {
    const folder = mkdtempSync(join(memoryFolder, 'crossing-sending-'));
    const database = `sqlite:${join(folder, 'crossing.db')}`;
    const before = await startLocalCrossing(database, patientLimits);
    const { teamId } = before.workspace;
    await records(before, registerUseCase, registration({ owner: 'U0OMAR' }));
    await before.store.outbox.park(teamId, 'token_revoked');
    await before.close();
    const after = await startLocalCrossing(database, patientLimits);
    expect(await after.store.outbox.agendaOf(teamId)).toMatchObject({ parked: null });
    await after.close();
    rmSync(folder, { recursive: true });
  });

  test('a message in doubt stays in doubt while the workspace takes nothing', async () => {
    await plan(daily);
    workspace.control.failNext('chat.postMessage', { resetAfter: true });
    await send();
    workspace.control.failNext('conversations.history', { error: 'token_revoked' });
    advanceClock(minute);
    await send();
    expect(await message()).toMatchObject({ status: 'sending', doubtSince: nine });
    await store.outbox.park(team(), null);
    await send();
    expect(await message()).toMatchObject({ status: 'sent' });
    expect(readMessages()).toEqual([text]);
  });

  test('while Slack cannot be reached, nothing is in doubt', async () => {
    await plan(digest);
    const nowhere = {
      botToken: workspace.botToken,
      slackApiUrl: `http://127.0.0.1:${await freePort()}/api/`,
    };
    await send(sendingBy({ sender: createSlackSender(everyTenant(nowhere), createLog('silent')) }));
    expect(await message()).toMatchObject({ status: 'pending', doubtSince: null });
    advanceClock(minute);
    await send();
    expect(inChannel()).toEqual([text]);
  });
});
