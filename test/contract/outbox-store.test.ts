import { describe, expect, test } from 'vitest';
import { databases } from '../support/databases.ts';
import {
  claimMessage,
  kinds,
  minute,
  nine,
  opensOutbox,
  other,
  plan,
  recordChange,
  sent,
  sentTo,
  store,
  theMessage,
  workspace,
} from '../support/outbox.ts';

describe.each(databases)('The outbox on $name', ({ create }) => {
  opensOutbox(create);

  describe('planning', () => {
    test('a message is entered with its asks, in their order', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const messages = await store.outbox.messages(workspace);
      expect(messages).toEqual([
        {
          ...{ workspace, id: expect.stringMatching(/^[0-9a-f]{32}$/), kind: 'daily', recipient: 'U1' },
          ...{ day: '2026-03-02', plannedAt: nine, status: 'pending', readyAt: nine },
          ...{ expiresAt: nine + 8 * 60 * minute, doubtSince: null, tries: 0, channel: null, ts: null },
          ...{ sentAt: null, seenAt: null, text: null, reason: null, redrawAt: null },
          ...{ data: null, shows: null, urgency: 'routine', notBefore: nine },
        },
      ]);
      const ask = { message: messages[0]?.id, person: 'U1', askedOn: '2026-03-02', askedAt: nine };
      const open = { outcome: 'open', outcomeAt: null, until: null, words: null };
      expect(await store.outbox.nudgesOf(workspace, messages[0]?.id ?? '')).toEqual([
        { ...ask, ...open, position: 0, kind: 'dpa', subject: 'UC-1/V-1' },
        { ...ask, ...open, position: 1, kind: 'adoption', subject: 'UC-1' },
      ]);
    });

    test('a notice is one message for its key; only one that was withdrawn is sent after all when planned anew', async () => {
      const notice = (key: string, notBefore = nine) =>
        plan('U1', {
          ...{ kind: 'notice', key, notBefore, nudges: [] },
          ...{ data: { kind: 'operator', by: 'U2' }, shows: 'open', reopensWithdrawn: true },
        });
      await store.outbox.plan(workspace, nine, [notice('1'), notice('2', nine + minute)]);
      await other.outbox.plan(workspace, nine + 1, [notice('1'), notice('2')]);
      expect(await store.outbox.messages(workspace)).toHaveLength(2);
      const first = await store.outbox.claim(workspace, kinds, nine, nine + minute);
      expect(first?.data).toEqual({ kind: 'operator', by: 'U2' });
      expect(await store.outbox.claim(workspace, kinds, nine, nine + minute)).toBeNull();
      if (first) await store.outbox.settle(first, { status: 'withdrawn', reason: 'no longer needed' });
      await store.outbox.plan(workspace, nine + 2, [notice('1')]);
      const again = await store.outbox.claim(workspace, kinds, nine + 2, nine + minute);
      expect(again?.id).toBe(first?.id);
      const place = { channel: 'D1', ts: '1.0', text: 'Named', sentAt: nine };
      if (again) await store.outbox.settle(again, { status: 'sent', ...place });
      await store.outbox.plan(workspace, nine + 3, [notice('1')]);
      expect(await store.outbox.claim(workspace, kinds, nine + 3, nine + minute)).toBeNull();
      expect((await store.outbox.watched(workspace)).map(({ id }) => id)).toEqual([first?.id]);
      if (again) await store.outbox.setShown(again, null, nine);
      expect(await store.outbox.watched(workspace)).toEqual([]);
    });

    test('the last told requirements change only from the value before', async () => {
      const knows = async () =>
        [...(await store.outbox.lastTold(workspace))].map(([who, { met }]) => [who, met]);
      await store.outbox.saveLastTold(
        workspace,
        new Map([
          ['U1', 'R1'],
          ['U2', ''],
        ]),
        nine,
      );
      await store.outbox.saveLastTold(workspace, new Map([['U1', 'R1 R4']]), nine);
      expect(await knows()).toEqual([['U1', 'R1']]);
      for (const [was, is] of [
        ['R1', 'R1 R4'],
        ['R2', 'R3'],
      ] as const) {
        await store.outbox.plan(workspace, nine, [plan('U1', { kind: 'notice', key: is, nudges: [] })]);
        const lastTold = { recipient: 'U1', was, is };
        await store.outbox.settle(await claimMessage(), { ...sent, ts: is }, { lastTold, at: nine });
      }
      expect(await knows()).toEqual([['U1', 'R1 R4']]);
    });

    test('the same kind, recipient and day are one message, and what it asks stays as it was first', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const more = { kind: 'accountability', subject: 'U1', person: 'U1' };
      await other.outbox.plan(workspace, nine + 1, [
        plan('U1', { nudges: [...(plan('U1').nudges ?? []), more] }),
      ]);
      expect(await store.outbox.messages(workspace)).toHaveLength(1);
      expect(await store.outbox.nudges(workspace, 0)).toHaveLength(2);
      await store.outbox.plan(workspace, nine, [
        plan('U2'),
        plan('U1', { kind: 'digest', nudges: [] }),
        plan('U1', { day: '2026-03-03' }),
      ]);
      expect(await store.outbox.messages(workspace)).toHaveLength(4);
    });

    test('of two replicas that plan the same message at once, one says what it asks', async () => {
      const createNudges = (from: string, count: number) =>
        Array.from({ length: count }, (_, index) => ({
          kind: 'adoption',
          subject: `${from}-${index}`,
          person: 'U1',
        }));
      for (let day = 10; day < 30; day += 1) {
        await Promise.all(
          [store, other].map(({ outbox }, index) =>
            outbox.plan(workspace, nine, [
              plan('U1', { day: `2026-03-${day}`, nudges: createNudges(`replica${index}`, 2 + index) }),
            ]),
          ),
        );
      }
      for (const { id } of await store.outbox.messages(workspace)) {
        const subjects = (await store.outbox.nudgesOf(workspace, id)).map(({ subject }) => subject);
        expect([
          ['replica0-0', 'replica0-1'],
          ['replica1-0', 'replica1-1', 'replica1-2'],
        ]).toContainEqual(subjects);
      }
    });

    test('a person can be asked a thousand things, and a thousand people one', async () => {
      const nudges = Array.from({ length: 1000 }, (_, index) => ({
        kind: 'adoption',
        subject: `UC-${index}`,
        person: 'U1',
      }));
      const people = Array.from({ length: 1000 }, (_, index) => plan(`P${index}`));
      await store.outbox.plan(workspace, nine, [plan('U1', { nudges }), ...people]);
      expect(await store.outbox.nudges(workspace, nine)).toHaveLength(3000);
      expect(await store.outbox.messages(workspace, { limit: 5 })).toHaveLength(5);
    });

    test('reminders are found by time, open ones at any age', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      await store.outbox.plan(workspace, nine + minute, [plan('U2')]);
      const [first] = await store.outbox.nudges(workspace, 0);
      if (!first) throw new Error('nothing was asked');
      await store.outbox.answer(workspace, [first], { outcome: 'done', at: nine });
      const people = async (since: number) =>
        (await store.outbox.nudges(workspace, since)).map(({ person, position }) => `${person} ${position}`);
      expect(await people(nine)).toEqual(['U1 0', 'U1 1', 'U2 0', 'U2 1']);
      expect(await people(nine + 1)).toEqual(['U1 1', 'U2 0', 'U2 1']);
    });
  });

  describe('answers', () => {
    test('an answer closes the asks that are open, and says how many were', async () => {
      const { id } = await sentTo('U1');
      const nudges = await store.outbox.nudgesOf(workspace, id);
      const snoozed = { outcome: 'snoozed', at: nine + 1, until: '2026-03-05', words: 'on holiday' } as const;
      expect(await store.outbox.answer(workspace, nudges.slice(0, 1), snoozed)).toBe(1);
      expect(await store.outbox.answer(workspace, nudges, { outcome: 'done', at: nine + 2 })).toBe(1);
      expect(await store.outbox.answer(workspace, nudges, { outcome: 'answered', at: nine + 3 })).toBe(0);
      expect(await store.outbox.nudgesOf(workspace, id)).toMatchObject([
        { outcome: 'snoozed', outcomeAt: nine + 1, until: '2026-03-05', words: 'on holiday' },
        { outcome: 'done', outcomeAt: nine + 2, until: null, words: null },
      ]);
    });

    test('asks of several messages are answered together', async () => {
      await sentTo('U1');
      await sentTo('U2');
      const nudges = await store.outbox.nudges(workspace, 0);
      expect(await store.outbox.answer(workspace, nudges, { outcome: 'muted', at: nine })).toBe(4);
      expect(await store.outbox.answer(workspace, [], { outcome: 'muted', at: nine })).toBe(0);
    });

    const stale = async (now: number, through = store) =>
      (await through.outbox.claimStale(workspace, kinds, now, now + minute, 10)).map(({ id }) => id);

    async function answerOnce(): Promise<string> {
      const { id } = await sentTo('U1');
      await store.outbox.answer(workspace, [{ message: id, position: 0, kind: 'adoption' }], {
        outcome: 'done',
        at: nine,
      });
      return id;
    }

    test('a message shows what is no longer so once something in it was answered, until it is redrawn', async () => {
      const id = await answerOnce();
      expect(
        (await store.outbox.claimStale(workspace, kinds, nine, nine, 1000)).map((each) => each.id),
      ).toEqual([id]);
      expect(await store.outbox.readyToRedraw(nine)).toContain(workspace);
      expect(await store.outbox.readyToRedraw(nine - 1)).not.toContain(workspace);
      const [message] = await store.outbox.claimStale(workspace, kinds, nine, nine + minute, 10);
      if (!message) throw new Error('nothing is stale');
      await store.outbox.markRedrawn(message);
      expect(await stale(nine + 60 * minute)).toEqual([]);
      expect((await theMessage())?.redrawAt).toBeNull();
    });

    test('a stale message is redrawn by one replica, and by another when that one dies', async () => {
      const id = await answerOnce();
      const takes = await Promise.all([stale(nine), stale(nine, other)]);
      expect(takes.flat()).toEqual([id]);
      expect(await stale(nine + minute - 1)).toEqual([]);
      expect(await stale(nine + minute, other)).toEqual([id]);
    });

    test('an answer during an update makes the message stale again', async () => {
      const id = await answerOnce();
      const [message] = await store.outbox.claimStale(workspace, kinds, nine, nine + minute, 10);
      if (!message) throw new Error('nothing is stale');
      await store.outbox.answer(workspace, [{ message: id, position: 1, kind: 'adoption' }], {
        outcome: 'done',
        at: nine + 1,
      });
      await store.outbox.markRedrawn(message);
      expect(await stale(nine + 1)).toEqual([id]);
    });

    test('an answer before sending does not make the message stale, one during sending does', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const [first, second] = await store.outbox.nudges(workspace, 0);
      if (!first || !second) throw new Error('nothing was asked');
      await store.outbox.answer(workspace, [first], { outcome: 'done', at: nine });
      const message = await claimMessage();
      expect(message.redrawAt).toBeNull();
      await store.outbox.startAttempt(message, nine, nine + minute);
      await store.outbox.answer(workspace, [second], { outcome: 'done', at: nine + 1 });
      expect(await stale(nine + 1)).toEqual([]);
      await store.outbox.settle(message, sent);
      expect(await stale(nine + 1)).toEqual([message.id]);
    });
  });

  test('another workspace finds, takes and changes nothing', async () => {
    const message = await sentTo('U1');
    await store.outbox.plan(workspace, nine, [plan('U2')]);
    const stranger = `${workspace}-stranger`;
    await recordChange({ where: stranger });
    const { outbox } = store;
    const before = await outbox.messages(workspace);
    const nudges = await outbox.nudges(workspace, 0);

    expect(await outbox.messages(stranger)).toEqual([]);
    expect(await outbox.messageAt(stranger, 'D1', '1.1')).toBeNull();
    expect(await outbox.nudges(stranger, 0)).toEqual([]);
    expect(await outbox.nudgesOf(stranger, message.id)).toEqual([]);
    expect(await outbox.claim(stranger, kinds, nine, nine + minute)).toBeNull();
    expect(await outbox.startAttempt({ ...message, workspace: stranger }, nine, nine)).toBe(false);
    expect(await outbox.answer(stranger, nudges, { outcome: 'done', at: nine })).toBe(0);
    expect(await outbox.claimStale(stranger, kinds, nine, nine, 10)).toEqual([]);
    await outbox.settle({ ...message, workspace: stranger }, { status: 'refused', reason: 'stranger' });
    await outbox.markRedrawn({ ...message, workspace: stranger });
    await outbox.reserveSlot(stranger, nine, nine, minute);
    await outbox.pauseSending(stranger, nine + minute);
    await outbox.park(stranger, 'stranger');
    await outbox.scheduleSweep(stranger, nine, nine + minute);

    expect(await outbox.messages(workspace)).toEqual(before);
    expect(await outbox.nudges(workspace, 0)).toEqual(nudges);
    expect(await outbox.reserveSlot(workspace, nine, nine, minute)).toBe(nine);
    expect(await outbox.reserveSlot(stranger, nine, nine, minute)).toBeNull();
    expect(await outbox.agendaOf(workspace)).toEqual({ dueAt: nine, parked: null });
  });
});
