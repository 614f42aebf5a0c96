import { beforeEach, describe, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { editUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { allKinds, createPlannedMessage } from '../support/messages.ts';
import { plainUseCase } from '../support/plain-use-case.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';
import {
  clock,
  day,
  dueAt,
  heartbeat,
  monday,
  now,
  omarIsLate,
  prepareSchedule,
  schedule,
  slack,
  store,
  ticks,
  toOmar,
  workspace,
} from '../support/schedule.ts';

prepareSchedule();

const posts = () => workspace.control.calls().filter(({ method }) => method === 'chat.postMessage');

/** Records something in a workspace of this id. */
async function recordChange(id: string): Promise<void> {
  const { seq } = await store.load(id);
  const drafts = [createDraft(await store.load(id), 'edit-use-case', 'useCases', 'UC-1', plainUseCase())];
  await store.commit(id, { seenSeq: seq, delivery: null, actor: 'U1', at: clock.at, drafts });
}

describe('a tick', () => {
  test('sends everyone their due reminders once, over many ticks', async () => {
    await omarIsLate();
    for (let tick = 0; tick < 5; tick += 1) {
      await schedule.tick();
      await schedule.idle();
      clock.at += 15_000;
    }
    expect(toOmar()).toHaveLength(1);
    expect(toOmar()[0]?.text).toContain('UC-1 AI Support Agent');
  });

  test('sends a message once when two ticks overlap', async () => {
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

  test('does not wait for a message being sent', async () => {
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

  test('sends nothing before it is due', async () => {
    await omarIsLate();
    clock.at = monday - 2 * 60 * 60 * 1000;
    await schedule.tick();
    await schedule.idle();
    expect(posts()).toEqual([]);
    expect(await dueAt(workspace.teamId)).toBe(monday - 60 * 60 * 1000);
    clock.at = await dueAt(workspace.teamId);
    await schedule.tick();
    await schedule.idle();
    expect(toOmar()).toHaveLength(1);
  });

  test('sweeps more workspaces than one batch, and other work runs in between', async () => {
    const all = Array.from({ length: 250 }, (_, index) => `T${index}`);
    for (const id of all) await recordChange(id);
    let turns = 0;
    let over = false;
    const others = () => {
      turns += 1;
      if (!over) setImmediate(others);
    };
    setImmediate(others);
    await schedule.tick();
    over = true;
    for (const id of all) expect(await dueAt(id)).toBeGreaterThan(clock.at);
    expect(turns).toBeGreaterThanOrEqual(all.length);
  });

  test('a workspace that Slack limits keeps no other from being redrawn', async () => {
    const ids = ['T1', 'T2', 'T3'];
    for (const id of ids) {
      await recordChange(id);
      const nudges = [{ kind: 'stale-pilot', subject: 'UC-1', person: 'U0OMAR' }];
      const daily = {
        kind: 'daily',
        recipient: 'U0OMAR',
        day: '2026-01-12',
        expiresAt: clock.at + day,
        nudges,
      };
      await store.outbox.plan(id, clock.at, [createPlannedMessage(daily)]);
      const message = await store.outbox.claim(id, allKinds.keys, clock.at, clock.at + 1000);
      if (!message) throw new Error('nothing was planned');
      const place = { channel: 'D0OMAR', ts: '1.1', text: '', sentAt: clock.at };
      await store.outbox.settle(message, { status: 'sent', ...place });
      const [ask] = await store.outbox.nudgesOf(id, message.id);
      await store.outbox.answer(id, ask ? [ask] : [], { outcome: 'done', at: clock.at });
    }
    workspace.control.failNext('chat.update', { retryAfterSeconds: 30 });
    await schedule.tick();
    await schedule.idle();
    const stale = await Promise.all(ids.map(async (id) => (await store.outbox.messages(id))[0]?.redrawAt));
    expect(stale.filter((redrawAt) => redrawAt === null)).toHaveLength(2);
  });

  test('a sweep that hangs does not delay ready messages', async () => {
    await omarIsLate();
    clock.at += 1000;
    await recordChange('TSLOW');
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

  test('sends due messages while other workspaces are being swept', async () => {
    await omarIsLate();
    clock.at += 1000;
    for (let count = 0; count < 300; count += 1) await recordChange(`T${count}`);
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

  test('sends a message that is planned while its workspace finishes sending', async () => {
    await omarIsLate();
    const earlier = createPlannedMessage({
      kind: 'daily',
      recipient: 'U0LENA',
      day: '2026-01-12',
      expiresAt: monday + day,
    });
    await store.outbox.plan(workspace.teamId, clock.at, [earlier]);
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

    test('when Slack limits its messages', async () => {
      workspace.control.failNext('chat.postMessage', { retryAfterSeconds: 30 });
      await schedule.tick();
      await schedule.idle();
      expect(toOmar()).toHaveLength(2);
    });

    test('when Slack does not answer its message', async () => {
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

    test('when Slack does not answer its update, and its own sending continues', async () => {
      await schedule.tick();
      await schedule.idle();
      const [message] = (await store.outbox.messages('T2')).filter(({ status }) => status === 'sent');
      const [ask] = await store.outbox.nudgesOf('T2', message?.id ?? '');
      await store.outbox.answer('T2', ask ? [ask] : [], { outcome: 'done', at: clock.at });
      const held = slack.hold('chat.update');
      clock.at = monday + 7 * day;
      await schedule.tick();
      const goOn = await held;
      const sentIn = async (id: string) =>
        (await store.outbox.messages(id)).filter(({ status }) => status === 'sent').length;
      for (const id of ['T2', 'T3']) await expect.poll(() => sentIn(id)).toBe(2);
      goOn();
      await schedule.idle();
    });
  });
});

test('a record shows at once in the message that asked for it', async () => {
  await omarIsLate();
  await schedule.tick();
  await schedule.idle();
  const before = toOmar()[0]?.buttons ?? [];
  const useCase = (await store.load(workspace.teamId)).useCases.get('UC-1');
  expect(useCase?.life.stage).toBe('pilot');
  clock.at += 60_000;
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
  test('waits for the message being sent, and sends none after it', async () => {
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
  await expect.poll(() => ticks.length).toBeGreaterThan(2);
  expect(heartbeat.trouble()).toBeNull();
});
