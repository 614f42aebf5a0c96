import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { createDraft } from '../../src/domain/change.ts';
import { editUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { createHeartbeat, type Heartbeat } from '../../src/operations/heartbeat.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { defaultTiming } from '../../src/operations/send.ts';
import { createSchedule, type Schedule } from '../../src/schedule/schedule.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { everyTenant } from '../support/installations.ts';
import { allKinds, planned } from '../support/messages.ts';
import { recordOverduePilot } from '../support/overdue-pilot.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { plainUseCase } from '../support/plain-use-case.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';
import { type SlowSlack, startSlowSlack } from '../support/slow-slack.ts';

/** A Monday, ten in the morning in Berlin. */
const monday = Date.UTC(2026, 0, 12, 9);
const day = 24 * 60 * 60 * 1000;

let folder: string;
let workspace: Sandbox;
let slack: SlowSlack;
let store: Store;
let heartbeat: Heartbeat;
let schedule: Schedule;
let clock: number;
let lines: { level: number; workspace?: string; msg: string }[];
let ticks: string[];
const now = () => clock;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crossing-schedule-'));
  clock = monday;
  lines = [];
  ticks = [];
  workspace = await startSampleWorkspace({ ...patientLimits, now });
  slack = await startSlowSlack(workspace.apiUrl);
  store = await openStore(`sqlite:${join(folder, 'crossing.db')}`);
  heartbeat = createHeartbeat(now);
  const log = createLog('debug', { write: (line) => void lines.push(JSON.parse(line)) });
  schedule = createSchedule({
    sending: {
      store,
      now,
      sender: createSlackSender(
        everyTenant({ botToken: workspace.botToken, slackApiUrl: slack.apiUrl }, log),
        log,
      ),
      ...createQueries({ store, now }),
      kinds: allKinds,
      timing: { ...defaultTiming, pace: 0 },
    },
    heartbeat,
    ticked: (outcome) => void ticks.push(outcome),
    log,
  });
});
afterEach(async () => {
  await schedule.stop();
  await slack.close();
  await workspace.close();
  await store.close().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

/** Omar's pilot was to be decided before Monday, and Lena leads. */
async function omarIsLate(teamId = workspace.teamId): Promise<void> {
  clock = monday - 40 * day;
  const crossing = { store, now, workspace: { ...workspace, teamId } };
  await recordOverduePilot(crossing);
  clock = monday;
}

const toOmar = () => workspace.as('Omar Owner').directMessages();
const posts = () => workspace.control.calls().filter(({ method }) => method === 'chat.postMessage');

/** Records something in a workspace of this id. */
async function something(id: string): Promise<void> {
  const { seq } = await store.load(id);
  const drafts = [createDraft(await store.load(id), 'edit-use-case', 'useCases', 'UC-1', plainUseCase())];
  await store.commit(id, { seenSeq: seq, delivery: null, actor: 'U1', at: clock, drafts });
}

const dueAt = async (id: string) => (await store.outbox.agendaOf(id))?.dueAt ?? 0;

describe('a tick', () => {
  test('asks everybody for what is due, once, however many ticks follow', async () => {
    await omarIsLate();
    for (let tick = 0; tick < 5; tick += 1) {
      await schedule.tick();
      await schedule.idle();
      clock += 15_000;
    }
    expect(toOmar()).toHaveLength(1);
    expect(toOmar()[0]?.text).toContain('UC-1 AI Support Agent');
  });

  test('sends one message once where two ticks meet', async () => {
    await omarIsLate();
    const letGo = slack.hold('chat.postMessage');
    await schedule.tick();
    const goOn = await letGo;
    await Promise.all([schedule.tick(), schedule.tick()]);
    goOn();
    await schedule.idle();
    const toMany = posts().map(({ args }) => args.channel);
    expect(toMany.length).toBe(new Set(toMany).size);
    expect(toOmar()).toHaveLength(1);
  });

  test('waits for no message that is under way', async () => {
    await omarIsLate();
    const held = slack.hold('chat.postMessage');
    await schedule.tick();
    const goOn = await held;
    await schedule.tick();
    expect(ticks).toEqual(['done', 'done']);
    expect(toOmar()).toHaveLength(0);
    goOn();
    await schedule.idle();
    expect(toOmar()).toHaveLength(1);
  });

  test('finds later what is due later, and nothing before', async () => {
    await omarIsLate();
    clock = monday - 2 * 60 * 60 * 1000;
    await schedule.tick();
    await schedule.idle();
    expect(posts()).toEqual([]);
    expect(await dueAt(workspace.teamId)).toBe(monday - 60 * 60 * 1000);
    clock = await dueAt(workspace.teamId);
    await schedule.tick();
    await schedule.idle();
    expect(toOmar()).toHaveLength(1);
  });

  test('looks at more workspaces than are taken in one go, and others have their turn in between', async () => {
    const all = Array.from({ length: 250 }, (_, index) => `T${index}`);
    for (const id of all) await something(id);
    let turns = 0;
    let over = false;
    const others = () => {
      turns += 1;
      if (!over) setImmediate(others);
    };
    setImmediate(others);
    await schedule.tick();
    over = true;
    for (const id of all) expect(await dueAt(id)).toBeGreaterThan(clock);
    expect(turns).toBeGreaterThanOrEqual(all.length);
  });

  test('a workspace that Slack limits keeps no other from being redrawn', async () => {
    const ids = ['T1', 'T2', 'T3'];
    for (const id of ids) {
      await something(id);
      const asks = [{ kind: 'stale-pilot', subject: 'UC-1', person: 'U0OMAR' }];
      const daily = { kind: 'daily', recipient: 'U0OMAR', day: '2026-01-12', expiresAt: clock + day, asks };
      await store.outbox.plan(id, clock, [planned(daily)]);
      const message = await store.outbox.claim(id, allKinds.keys, clock, clock + 1000);
      if (!message) throw new Error('nothing was planned');
      const place = { channel: 'D0OMAR', ts: '1.1', text: '', sentAt: clock };
      await store.outbox.settle(message, { status: 'sent', ...place });
      const [ask] = await store.outbox.nudgesOf(id, message.id);
      await store.outbox.answer(id, ask ? [ask] : [], { outcome: 'done', at: clock });
    }
    workspace.control.failNext('chat.update', { retryAfterSeconds: 30 });
    await schedule.tick();
    await schedule.idle();
    const stale = await Promise.all(ids.map(async (id) => (await store.outbox.messages(id))[0]?.redrawAt));
    expect(stale.filter((redrawAt) => redrawAt === null)).toHaveLength(2);
  });

  test('a look that does not end holds back no message that is ready', async () => {
    await omarIsLate();
    clock += 1000;
    await something('TSLOW');
    const { load } = store;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    store.load = (id) => (id === 'TSLOW' ? held.then(() => load(id)) : load(id));
    const arrived = slack.hold('chat.postMessage');
    let over = false;
    const ticked = schedule.tick().then(() => {
      over = true;
    });
    const send = await arrived;
    expect(over).toBe(false);
    send();
    await schedule.idle();
    expect(toOmar()).toHaveLength(1);
    goOn();
    await ticked;
  });

  test('sends what is due while other workspaces are still looked at', async () => {
    await omarIsLate();
    clock += 1000;
    for (let count = 0; count < 300; count += 1) await something(`T${count}`);
    const arrived = slack.hold('chat.postMessage');
    let over = false;
    const ticked = schedule.tick().then(() => {
      over = true;
    });
    const goOn = await arrived;
    expect(over).toBe(false);
    goOn();
    await ticked;
    await schedule.idle();
    expect(toOmar()).toHaveLength(1);
  });

  test('sends what is planned while its lane hears that nothing was left', async () => {
    await omarIsLate();
    const earlier = planned({
      kind: 'daily',
      recipient: 'U0LENA',
      day: '2026-01-12',
      expiresAt: monday + day,
    });
    await store.outbox.plan(workspace.teamId, clock, [earlier]);
    const { load } = store;
    const { claim } = store.outbox;
    let lookOn = (): void => undefined;
    const nothingLeft = new Promise<void>((resolve) => {
      lookOn = resolve;
    });
    let hear = (): void => undefined;
    const looked = new Promise<void>((resolve) => {
      hear = resolve;
    });
    store.outbox.claim = async (...about) => {
      const message = await claim(...about);
      if (message !== null) return message;
      lookOn();
      await looked;
      return null;
    };
    let loads = 0;
    store.load = async (id) => {
      loads += 1;
      if (loads === 1) await nothingLeft;
      return load(id);
    };
    await schedule.tick();
    hear();
    await schedule.idle();
    expect(toOmar()).toHaveLength(1);
  });

  describe('a workspace does not wait for another', () => {
    beforeEach(async () => {
      for (const id of [workspace.teamId, 'T2', 'T3']) await omarIsLate(id);
    });

    test('of which Slack limits the messages', async () => {
      workspace.control.failNext('chat.postMessage', { retryAfterSeconds: 30 });
      await schedule.tick();
      await schedule.idle();
      expect(toOmar()).toHaveLength(2);
    });

    test('whose message Slack does not answer', async () => {
      const held = slack.hold('chat.postMessage');
      await schedule.tick();
      const goOn = await held;
      await expect.poll(() => toOmar().length).toBe(2);
      await schedule.tick();
      expect(ticks).toEqual(['done', 'done']);
      goOn();
      await schedule.idle();
      expect(toOmar()).toHaveLength(3);
    });

    test('whose redrawing Slack does not answer, nor does its own sending', async () => {
      await schedule.tick();
      await schedule.idle();
      const [message] = (await store.outbox.messages('T2')).filter(({ status }) => status === 'sent');
      const [ask] = await store.outbox.nudgesOf('T2', message?.id ?? '');
      await store.outbox.answer('T2', ask ? [ask] : [], { outcome: 'done', at: clock });
      const held = slack.hold('chat.update');
      clock = monday + 7 * day;
      await schedule.tick();
      const goOn = await held;
      const sentIn = async (id: string) =>
        (await store.outbox.messages(id)).filter(({ status }) => status === 'sent').length;
      for (const id of ['T2', 'T3']) await expect.poll(() => sentIn(id)).toBe(2);
      goOn();
      await schedule.idle();
    });
  });

  test.each([
    ['records that cannot be read', `UPDATE use_cases SET life = '{}'`, `UPDATE use_cases SET life = kept`],
    [
      'a table that is missing',
      'ALTER TABLE waivers RENAME TO hidden',
      'ALTER TABLE hidden RENAME TO waivers',
    ],
    [
      'a column that is missing',
      'ALTER TABLE vendors RENAME name TO called',
      'ALTER TABLE vendors RENAME called TO name',
    ],
  ])(
    'that fails in every workspace for %s is no sign of life, and the next that works is',
    async (_, breaks, mends) => {
      const elsewhere = await openStore(`sqlite:${join(folder, 'crossing.db')}`);
      for (const id of ['T1', 'T2']) {
        const drafts = [
          createDraft(await elsewhere.load(id), 'edit-use-case', 'useCases', 'UC-1', plainUseCase()),
        ];
        await elsewhere.commit(id, { seenSeq: 0, delivery: null, actor: 'U1', at: monday - day, drafts });
      }
      await elsewhere.close();
      const client = new Sqlite(join(folder, 'crossing.db'));
      client.exec('ALTER TABLE use_cases ADD COLUMN kept');
      client.exec('UPDATE use_cases SET kept = life');
      client.exec(breaks);
      const failing = 'every workspace that was due could not be looked at: see the log';
      for (let round = 1; round <= 2; round += 1) {
        await schedule.tick();
        expect([heartbeat.trouble(), heartbeat.lastRound(), ticks.length]).toEqual([failing, null, round]);
      }
      expect(ticks).toEqual(['failed', 'failed']);
      client.exec(mends);
      client.close();
      await schedule.tick();
      expect([heartbeat.trouble(), heartbeat.lastRound()]).toEqual([null, clock]);
    },
  );

  test('goes on where one workspace is broken; it is named in the log, and due again when its lease is over', async () => {
    await omarIsLate();
    const elsewhere = await openStore(`sqlite:${join(folder, 'crossing.db')}`);
    const drafts = [
      createDraft(await elsewhere.load('TBAD'), 'edit-use-case', 'useCases', 'UC-1', plainUseCase()),
    ];
    const commit = { seenSeq: 0, delivery: null, actor: 'U1', at: monday - day, drafts };
    await elsewhere.commit('TBAD', commit);
    await elsewhere.close();
    const client = new Sqlite(join(folder, 'crossing.db'));
    client.exec(`UPDATE use_cases SET life = '{}' WHERE workspace = 'TBAD'`);
    client.close();

    await schedule.tick();
    await schedule.idle();
    expect(toOmar()).toHaveLength(1);
    expect(ticks).toEqual(['done']);
    const errors = lines.filter(({ level }) => level >= 50);
    expect(errors.map(({ workspace: where, msg }) => [where, msg])).toEqual([['TBAD', 'looking failed']]);
    expect(await dueAt('TBAD')).toBe(clock + 5 * 60 * 1000);
  });

  test('that finds no database fails without a word to anybody, and the next one goes on', async () => {
    await omarIsLate();
    const client = new Sqlite(join(folder, 'crossing.db'));
    client.exec('ALTER TABLE agenda RENAME TO hidden');
    await schedule.tick();
    expect([ticks, heartbeat.lastRound()]).toEqual([['failed'], null]);
    client.exec('ALTER TABLE hidden RENAME TO agenda');
    client.close();
    await schedule.tick();
    await schedule.idle();
    expect([ticks, heartbeat.lastRound()]).toEqual([['failed', 'done'], clock]);
    expect(toOmar()).toHaveLength(1);
  });
});

test('what was recorded shows at once in the message that asked for it', async () => {
  await omarIsLate();
  await schedule.tick();
  await schedule.idle();
  const before = toOmar()[0]?.buttons ?? [];
  const useCase = (await store.load(workspace.teamId)).useCases.get('UC-1');
  expect(useCase?.life.stage).toBe('pilot');
  clock += 60_000;
  await records({ store, now, workspace }, editUseCase, {
    ...registration({ owner: 'U0LENA' }),
    useCase: 'UC-1',
    goLivePlannedOn: null,
  });
  await schedule.catchUp(workspace.teamId);
  expect(toOmar()).toHaveLength(1);
  expect(toOmar()[0]?.buttons.length).toBeLessThan(before.length);
});

describe('stopping', () => {
  test('waits for the message that is under way, and sends none after it', async () => {
    await omarIsLate();
    const held = slack.hold('chat.postMessage');
    await schedule.tick();
    const goOn = await held;
    let stopped = false;
    const stopping = schedule.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stopped).toBe(false);
    goOn();
    await stopping;
    expect(posts()).toHaveLength(1);
    await schedule.tick();
    expect([posts().length, ticks]).toEqual([1, ['done']]);
  });
});

test('once started it ticks at once, and then by itself', async () => {
  await omarIsLate();
  schedule.start();
  await expect.poll(() => toOmar().length).toBe(1);
  expect(ticks).toHaveLength(1);
  await expect.poll(() => ticks.length, { timeout: 20_000 }).toBe(2);
  expect(heartbeat.trouble()).toBeNull();
});
