import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { createDraft } from '../../src/domain/change.ts';
import { settingsId, settingsOf } from '../../src/domain/register.ts';
import { createLog } from '../../src/log.ts';
import { createHeartbeat } from '../../src/operations/heartbeat.ts';
import {
  defineMessage,
  type MessageDefinition,
  type MessageKind,
  messageKindsOf,
} from '../../src/operations/message-kind.ts';
import { planNotice } from '../../src/operations/notices.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { defaultTiming } from '../../src/operations/send.ts';
import { createSchedule, type Schedule } from '../../src/schedule/schedule.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { messageKinds } from '../../src/slack/subjects.ts';
import { openStore, type PlannedMessage, type Store } from '../../src/store/open.ts';
import { everyTenant } from '../support/installations.ts';
import { manifest } from '../support/without-optional-scopes.ts';

const minute = 60_000;
const hour = 60 * minute;
/** A Tuesday, two in the morning in Berlin, where the working day begins at nine. */
const night = Date.UTC(2026, 2, 3, 1);
const morning = Date.UTC(2026, 2, 3, 8);
const channel = 'C00001';

let clock: number;
let workspace: Sandbox;
let store: Store;
let lines: { readonly msg: string; readonly kind?: string; readonly message?: string }[];
let running: Schedule[];
const now = () => clock;

beforeEach(async () => {
  clock = night;
  lines = [];
  running = [];
  workspace = await startSampleWorkspace({ now, manifest });
  store = await openStore('sqlite::memory:');
  const register = await store.load(workspace.teamId);
  const settings = {
    ...settingsOf(register),
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    openedOn: '2026-03-02',
  };
  const omar = {
    id: 'U0OMAR',
    name: 'Omar',
    active: true,
    timeZone: 'Europe/Berlin',
    kind: 'member' as const,
  };
  const operator = { person: 'U0OMAR', namedOn: '2026-03-02', namedBy: 'U0LENA', accepted: {} };
  const digest = { channel, weekday: 1, time: '09:00', timeZone: 'Europe/Berlin', chosenBy: 'U0LENA' };
  await store.commit(workspace.teamId, {
    ...{ seenSeq: register.seq, delivery: null, actor: 'U0LENA', at: clock },
    drafts: [
      createDraft(register, 'change-settings', 'settings', settingsId, settings),
      createDraft(register, 'person-seen', 'people', 'U0OMAR', omar),
      createDraft(register, 'name-operators', 'operators', 'U0OMAR', operator),
      createDraft(register, 'choose-digest', 'digests', channel, {
        ...digest,
        chosenAt: clock,
        stopped: null,
      }),
    ],
  });
});
afterEach(async () => {
  for (const schedule of running) await schedule.stop();
  await workspace.close();
  await store.close();
});

/** Returns a schedule that knows only these kinds of messages. */
function appKnowing(kinds: readonly MessageKind[]): Schedule {
  const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
  const config = { botToken: workspace.botToken, slackApiUrl: workspace.apiUrl };
  const schedule = createSchedule({
    sending: {
      ...{ store, now, ...createQueries({ store, now }), kinds: messageKindsOf(kinds) },
      ...{ sender: createSlackSender(everyTenant(config, log), log), timing: { ...defaultTiming, pace: 0 } },
    },
    ...{ heartbeat: createHeartbeat(now), ticked: () => {}, log },
  });
  running.push(schedule);
  return schedule;
}
async function tick(schedule: Schedule): Promise<void> {
  await schedule.tick();
  await schedule.idle();
}

/** Returns a message kind that renders its data as text. */
const kindOf = (key: string, more: Partial<MessageDefinition<string>> = {}): MessageKind =>
  defineMessage<string>({
    ...{ key, to: 'person', data: z.string(), mayRepeat: false },
    render: async (_, __, text) => ({ text, blocks: [] }),
    ...more,
  });
const plan = (kind: string, data: unknown, more: Partial<PlannedMessage> = {}) =>
  store.outbox.plan(workspace.teamId, clock, [
    {
      ...{ kind, recipient: 'U0OMAR', key: `${kind} ${data}`, day: '2026-03-03', data },
      ...{ notBefore: clock, expiresAt: clock + 24 * hour, urgency: 'routine', ...more },
    },
  ]);
const readMessages = () =>
  workspace
    .as('omar')
    .directMessages()
    .map(({ text }) => text);
const statuses = async () =>
  Object.fromEntries(
    (await store.outbox.messages(workspace.teamId)).map(({ kind, status }) => [kind, status]),
  );

describe('A kind of message is one definition', () => {
  test('no two have one key', () => {
    expect(new Set(messageKinds.map(({ key }) => key)).size).toBe(messageKinds.length);
  });

  test('one more in the list is all that it takes to have it sent', async () => {
    const schedule = appKnowing([...messageKinds, kindOf('pulse-check')]);
    await plan('pulse-check', 'How was the week?');
    await tick(schedule);
    expect(readMessages()).toEqual(['How was the week?']);
  });

  test('its last status is followed by what it says, in the same transaction', async () => {
    const told: string[] = [];
    const schedule = appKnowing([
      kindOf('first', {
        async followUp(_, { kind }, data, status) {
          told.push(`${kind} ${data} ${status}`);
          const second = { kind: 'second', recipient: 'U0OMAR', key: data, day: '2026-03-03', data } as const;
          return status === 'sent'
            ? { plans: [{ ...second, notBefore: clock, expiresAt: clock + hour, urgency: 'routine' }] }
            : {};
        },
        render: async (_, __, text) => (text === 'nothing' ? null : { text, blocks: [] }),
      }),
      kindOf('second'),
    ]);
    await plan('first', 'one');
    await plan('first', 'nothing');
    await plan('first', 'late', { expiresAt: clock - 1 });
    await tick(schedule);
    await tick(schedule);
    expect(readMessages()).toEqual(['one', 'one']);
    expect(told.sort()).toEqual(['first late withdrawn', 'first nothing withdrawn', 'first one sent']);
  });
});

describe('At night', () => {
  test('an immediate message goes out at once, and a routine one waits for the morning', async () => {
    const schedule = appKnowing([
      kindOf('incident', { postponedUntil: async () => (clock < morning ? morning : null) }),
    ]);
    await plan('incident', 'not urgent');
    await plan('incident', 'Customers see each other', { urgency: 'immediate' });
    await tick(schedule);
    expect(readMessages()).toEqual(['Customers see each other']);
    clock = morning;
    await tick(schedule);
    expect(readMessages()).toEqual(['Customers see each other', 'not urgent']);
  });

  test('a notice waits for working hours, the answer to somebody who waits for it does not', async () => {
    const register = await store.load(workspace.teamId);
    const named = {
      kind: 'notice',
      recipient: 'U0OMAR',
      notice: { kind: 'operator', by: 'U0LENA' },
    } as const;
    const chosen = { kind: 'digest-chosen', by: 'U0LENA', again: false } as const;
    const plans = [
      planNotice(register, named, '1', clock),
      planNotice(register, { kind: 'announcement', recipient: channel, notice: chosen }, '1', clock),
    ];
    expect(plans).toMatchObject([
      { urgency: 'prompt', notBefore: morning },
      { urgency: 'immediate', notBefore: night },
    ]);
    await store.outbox.plan(workspace.teamId, clock, plans);
    const schedule = appKnowing(messageKinds);
    await tick(schedule);
    expect(await statuses()).toMatchObject({ notice: 'pending', announcement: 'sent' });
    clock = morning;
    await tick(schedule);
    expect(await statuses()).toMatchObject({ notice: 'sent' });
  });
});

describe('What a newer version planned', () => {
  test('of a kind that this one does not know is left alone and logged once, and the rest goes out', async () => {
    const older = appKnowing([kindOf('known')]);
    await plan('of-next-year', 'Later', { urgency: 'immediate' });
    await plan('known', 'Now');
    await tick(older);
    await tick(older);
    expect(readMessages()).toEqual(['Now']);
    expect(await statuses()).toMatchObject({ 'of-next-year': 'pending' });
    const logged = lines.filter(({ kind }) => kind === 'of-next-year');
    expect(logged.map(({ msg }) => msg)).toEqual([
      'skipped messages of a kind that this version does not know',
    ]);
    await tick(appKnowing([kindOf('known'), kindOf('of-next-year')]));
    expect(readMessages()).toEqual(['Now', 'Later']);
  });

  test('with data that this one cannot read is left alone and logged, and the rest goes out', async () => {
    const older = appKnowing([kindOf('known')]);
    await plan('known', { words: 'Later' }, { urgency: 'immediate', key: 'of next year' });
    await plan('known', 'Now');
    await tick(older);
    expect(readMessages()).toEqual(['Now']);
    expect(lines.map(({ msg }) => msg)).toContain('skipped a message that a newer version planned');
    clock += hour;
    const data = z.looseObject({ words: z.string() });
    const newer = defineMessage({
      ...{ key: 'known', to: 'person', data, mayRepeat: false },
      render: async (_, __, { words: text }) => ({ text, blocks: [] }),
    });
    await tick(appKnowing([newer]));
    expect(readMessages()).toEqual(['Now', 'Later']);
  });

  test('is in nobody’s way where messages are drawn again', async () => {
    await plan('of-next-year', 'Later', { shows: 'open' });
    const [message] = await store.outbox.messages(workspace.teamId);
    const claimed = await store.outbox.claim(workspace.teamId, ['of-next-year'], clock, clock + minute);
    if (!message || !claimed) throw new Error('nothing was planned');
    const place = { channel: 'D0OMAR', ts: '1.1', text: 'Later', sentAt: clock };
    await store.outbox.settle(claimed, { status: 'sent', ...place });
    await store.outbox.setShown(message, 'open', clock);
    await tick(appKnowing(messageKinds));
    expect((await store.outbox.messages(workspace.teamId))[0]).toMatchObject({
      redrawAt: clock,
      shows: 'open',
    });
    expect(lines.filter(({ msg }) => msg.includes('failed'))).toEqual([]);
  });
});

describe('A message to a channel whose history the app may not read, and of which nobody can tell if it arrived', () => {
  test.each([
    ['is sent again where none would be worse than two', true, 'sent', 2],
    ['is given up where two would be worse than none', false, 'unknown', 1],
  ])('%s', async (_, mayRepeat, status, posts) => {
    const schedule = appKnowing([kindOf('escalation', { to: 'channel', mayRepeat })]);
    await plan('escalation', 'Stop the agent', { recipient: channel });
    workspace.control.failNext('chat.postMessage', { error: 'fatal_error' });
    await tick(schedule);
    clock += 2 * defaultTiming.settle;
    await tick(schedule);
    expect(await statuses()).toEqual({ escalation: status });
    const posted = workspace.control.calls().filter(({ method }) => method === 'chat.postMessage');
    expect(posted).toHaveLength(posts);
  });
});
