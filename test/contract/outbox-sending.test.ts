import { beforeEach, describe, expect, test } from 'vitest';
import { databases } from '../support/databases.ts';
import {
  claimMessage,
  kinds,
  minute,
  nine,
  opensOutbox,
  other,
  plan,
  second,
  sent,
  sentTo,
  store,
  theMessage,
  workspace,
} from '../support/outbox.ts';

describe.each(databases)('The outbox on $name', ({ create }) => {
  opensOutbox(create);

  describe('turns', () => {
    beforeEach(() => store.outbox.plan(workspace, nine, [plan('U1')]));

    test('turns of a workspace are apart, whoever takes them', async () => {
      const turns = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? store : other).outbox.reserveSlot(workspace, nine, nine + minute, 1020),
        ),
      );
      expect(turns.map(Number).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 10 }, (_, index) => nine + index * 1020),
      );
    });

    test('a turn is now when the last one is long past', async () => {
      await store.outbox.reserveSlot(workspace, nine, nine + minute, second);
      expect(await store.outbox.reserveSlot(workspace, nine + minute, nine + minute, second)).toBe(
        nine + minute,
      );
    });

    test('there is no turn while nothing is ready', async () => {
      const { id } = await claimMessage();
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBeNull();
      expect(await store.outbox.reserveSlot(workspace, nine + minute, nine + minute, second)).toBe(
        nine + minute,
      );
      expect((await theMessage())?.id).toBe(id);
    });

    test('no turn is before the moment until which Slack asked us to wait', async () => {
      await store.outbox.pauseSending(workspace, nine + 30 * second);
      await other.outbox.pauseSending(workspace, nine + 10 * second);
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBe(nine + 30 * second);
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBe(nine + 31 * second);
    });

    test('a turn that is further off than anybody waits for is nobody’s', async () => {
      await store.outbox.pauseSending(workspace, nine + 30 * 24 * 60 * minute);
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBeNull();
    });
  });

  describe('taking and settling', () => {
    test('a workspace with something ready is named once, and not before it is ready', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1'), plan('U2')]);
      const listReadyHere = async (now: number) =>
        (await store.outbox.readyToSend(now)).filter((each) => each.workspace === workspace);
      expect(await listReadyHere(nine - 1)).toEqual([]);
      expect(await listReadyHere(nine)).toEqual([{ workspace, kind: 'daily' }]);
    });

    test('a message that was taken is nobody else’s until the lease is over', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await claimMessage();
      expect(message).toMatchObject({
        status: 'sending',
        tries: 1,
        doubtSince: null,
        readyAt: nine + minute,
      });
      expect(await other.outbox.claim(workspace, kinds, nine + minute - 1, nine + 2 * minute)).toBeNull();
      const again = await other.outbox.claim(workspace, kinds, nine + minute, nine + 2 * minute);
      expect(again).toMatchObject({ id: message.id, tries: 2 });
    });

    test('replicas that take at the same moment take different messages', async () => {
      const people = Array.from({ length: 30 }, (_, index) => `U${index}`);
      await store.outbox.plan(
        workspace,
        nine,
        people.map((each) => plan(each)),
      );
      const takes = await Promise.all(
        people.map((_, index) =>
          (index % 2 ? store : other).outbox.claim(workspace, kinds, nine, nine + minute),
        ),
      );
      const recipients = takes.flatMap((message) => message?.recipient ?? []);
      while (recipients.length < people.length) recipients.push((await claimMessage()).recipient);
      expect(recipients.sort()).toEqual(people.sort());
      expect(await store.outbox.claim(workspace, kinds, nine, nine + minute)).toBeNull();
    });

    test('a message that nobody began to send is in no doubt, and one that was begun is since its first time', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      await claimMessage(nine);
      const second = await claimMessage(nine + minute);
      expect(second.doubtSince).toBeNull();
      expect(await store.outbox.startAttempt(second, nine + minute + 1, nine + 3 * minute)).toBe(true);
      const third = await claimMessage(nine + 3 * minute);
      expect(third.doubtSince).toBe(nine + minute + 1);
      expect(await store.outbox.startAttempt(third, nine + 3 * minute, nine + 5 * minute)).toBe(true);
      expect((await theMessage())?.doubtSince).toBe(nine + minute + 1);
    });

    test('a worker that lost its lease must not send the message', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const slow = await claimMessage(nine);
      const quick = await other.outbox.claim(workspace, kinds, nine + minute, nine + 2 * minute);
      expect(await store.outbox.startAttempt(slow, nine + minute, nine + 2 * minute)).toBe(false);
      expect(quick && (await other.outbox.startAttempt(quick, nine + minute, nine + 2 * minute))).toBe(true);
    });

    test('a sent message has its location in Slack, and is found there', async () => {
      const { id } = await sentTo('U1');
      const expected = { ...sent, id, doubtSince: null };
      expect(await theMessage()).toMatchObject(expected);
      expect(await store.outbox.messageAt(workspace, 'D1', '1.1')).toMatchObject(expected);
      expect(await store.outbox.messageAt(workspace, 'D2', '1.1')).toBeNull();
      expect(await store.outbox.claim(workspace, kinds, nine + 60 * minute, nine + 61 * minute)).toBeNull();
    });

    test('messages of a person count as seen from their first look, those of others do not', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1'), plan('U2')]);
      for (let left = 2; left > 0; left -= 1) await store.outbox.settle(await claimMessage(), sent);
      await store.outbox.plan(workspace, nine, [plan('U1', { day: '2026-03-03' })]);
      await store.outbox.markSeen(workspace, 'U1', nine + minute);
      await store.outbox.markSeen(workspace, 'U1', nine + 2 * minute);
      const seenAt = async (recipient: string) =>
        new Map((await store.outbox.messages(workspace, { recipient })).map((one) => [one.day, one.seenAt]));
      expect(await seenAt('U1')).toEqual(
        new Map([
          ['2026-03-02', nine + minute],
          ['2026-03-03', null],
        ]),
      );
      expect(await seenAt('U2')).toEqual(new Map([['2026-03-02', null]]));
    });

    test('an answer marks the message as seen, an outcome found by a sweep does not', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await claimMessage();
      await store.outbox.settle(message, sent);
      const seenAt = async () => (await store.outbox.messages(workspace))[0]?.seenAt;
      const [first, second] = await store.outbox.nudgesOf(workspace, message.id);
      if (!first || !second) throw new Error('two things were asked');
      await store.outbox.answer(workspace, [first], { outcome: 'done', at: nine + minute });
      expect(await seenAt()).toBeNull();
      await store.outbox.answer(workspace, [second], { outcome: 'answered', at: nine + 2 * minute });
      expect(await seenAt()).toBe(nine + 2 * minute);
      await store.outbox.markSeen(workspace, 'U1', nine + 3 * minute);
      expect(await seenAt()).toBe(nine + 2 * minute);
    });

    test('a message that Slack refused for now is tried again at its time, and is not in doubt', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await claimMessage();
      await store.outbox.startAttempt(message, nine, nine + minute);
      await store.outbox.settle(message, { status: 'pending', readyAt: nine + 30 * second });
      expect(await store.outbox.claim(workspace, kinds, nine + 29 * second, nine + minute)).toBeNull();
      expect(await claimMessage(nine + 30 * second)).toMatchObject({ doubtSince: null, tries: 2 });
    });

    test('a message that may have arrived stays in doubt until the search', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await claimMessage();
      await store.outbox.startAttempt(message, nine, nine + minute);
      await store.outbox.settle(message, { status: 'sending', readyAt: nine + 10 * minute });
      expect(await store.outbox.claim(workspace, kinds, nine + 9 * minute, nine + 11 * minute)).toBeNull();
      expect(await claimMessage(nine + 10 * minute)).toMatchObject({ doubtSince: nine });
    });

    test.each([
      ['withdrawn', 'not-sent'],
      ['refused', 'not-sent'],
      ['unknown', 'open'],
    ] as const)('a message that is %s is not tried again, and its asks are %s', async (status, outcome) => {
      const { id } = await sentTo('U1', { status, reason: 'user_disabled' });
      expect(await theMessage()).toMatchObject({ status, reason: 'user_disabled' });
      expect((await store.outbox.nudgesOf(workspace, id)).map((ask) => ask.outcome)).toEqual([
        outcome,
        outcome,
      ]);
      expect(await store.outbox.claim(workspace, kinds, nine + 60 * minute, nine + 61 * minute)).toBeNull();
    });

    test('a worker that lost its lease can only record that it sent the message', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const slow = await claimMessage(nine);
      await claimMessage(nine + minute);
      await store.outbox.settle(slow, { status: 'refused', reason: 'too late' });
      await store.outbox.settle(slow, { status: 'pending', readyAt: nine });
      expect(await theMessage()).toMatchObject({ status: 'sending', readyAt: nine + 2 * minute });
      await store.outbox.settle(slow, sent);
      expect(await theMessage()).toMatchObject(sent);
    });

    test('a settled message stays settled', async () => {
      const message = await sentTo('U1');
      await store.outbox.settle(message, { status: 'unknown', reason: 'too late' });
      await store.outbox.settle(message, { ...sent, ts: '2.2' });
      expect(await theMessage()).toMatchObject(sent);
    });
  });

  describe('urgency', () => {
    const claimedInOrder = async (known: readonly string[] = kinds) => {
      const order: string[] = [];
      for (;;) {
        const message = await store.outbox.claim(workspace, known, nine + minute, nine + 2 * minute);
        if (!message) return order;
        order.push(message.recipient);
      }
    };

    test('immediate messages go before prompt ones, those before routine ones, whichever was planned first', async () => {
      await store.outbox.plan(workspace, nine, [plan('routine', { urgency: 'routine' })]);
      await store.outbox.plan(workspace, nine + 1, [plan('prompt', { urgency: 'prompt' })]);
      await store.outbox.plan(workspace, nine + 2, [plan('immediate', { urgency: 'immediate' })]);
      expect(await claimedInOrder()).toEqual(['immediate', 'prompt', 'routine']);
    });

    test('of one urgency the one that was to be sent first goes first, then the one that was planned first', async () => {
      const at = (recipient: string, notBefore: number) => plan(recipient, { notBefore, urgency: 'prompt' });
      await store.outbox.plan(workspace, nine, [at('third', nine + 2)]);
      await store.outbox.plan(workspace, nine + 1, [at('first', nine)]);
      await store.outbox.plan(workspace, nine + 2, [at('second', nine)]);
      expect(await claimedInOrder()).toEqual(['first', 'second', 'third']);
    });

    test('an immediate message that is tried again later keeps no other waiting', async () => {
      await store.outbox.plan(workspace, nine, [
        plan('immediate', { urgency: 'immediate' }),
        plan('routine'),
      ]);
      const later = { status: 'pending', readyAt: nine + 60 * minute } as const;
      await store.outbox.settle(await claimMessage(), later);
      expect(await claimedInOrder()).toEqual(['routine']);
    });

    test('a message of a kind that is not given is left alone, and is told of', async () => {
      const unknown = plan('U1', { kind: 'of-next-year', urgency: 'immediate', nudges: [] });
      await store.outbox.plan(workspace, nine, [unknown, plan('U2')]);
      expect(await claimedInOrder()).toEqual(['U2']);
      const left = (await store.outbox.readyToSend(nine + minute)).filter(
        (one) => one.workspace === workspace,
      );
      expect(left).toEqual([{ workspace, kind: 'of-next-year' }]);
      expect(await claimedInOrder(['of-next-year'])).toEqual(['U1']);
    });
  });
});
