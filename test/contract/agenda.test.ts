import { beforeEach, describe, expect, test } from 'vitest';
import { databases } from '../support/databases.ts';
import {
  claimMessage,
  clearAgenda,
  kinds,
  listReady,
  minute,
  nine,
  opensOutbox,
  other,
  plan,
  recordChange,
  second,
  sentTo,
  store,
  theMessage,
  workspace,
} from '../support/outbox.ts';

describe.each(databases)('The outbox on $name', ({ create }) => {
  opensOutbox(create);

  describe('the agenda', () => {
    beforeEach(clearAgenda);

    test('a workspace in which something was recorded is due at once', async () => {
      expect(await store.outbox.claimDue(nine - 1, nine + minute, 10)).toEqual([]);
      expect(await store.outbox.claimDue(nine, nine + minute, 10)).toEqual([workspace]);
    });

    test('a workspace that was taken is due again when the lease is over, and not before', async () => {
      await store.outbox.claimDue(nine, nine + minute, 10);
      expect(await other.outbox.claimDue(nine + minute - 1, nine + 2 * minute, 10)).toEqual([]);
      expect(await other.outbox.claimDue(nine + minute, nine + 2 * minute, 10)).toEqual([workspace]);
    });

    test('a workspace is due at once when a message to it is withdrawn: what it asked is to be asked anew', async () => {
      await store.outbox.claimDue(nine, nine + 60 * minute, 10);
      await sentTo('U0OMAR', { status: 'withdrawn', reason: 'expired' });
      expect(await store.outbox.claimDue(nine, nine + minute, 10)).toEqual([workspace]);
    });

    test('an answer makes the workspace due at once, because others may be asked now; an outcome found by a sweep does not', async () => {
      const { id } = await sentTo('U1');
      const asks = await store.outbox.nudgesOf(workspace, id);
      const later = { dueAt: nine + 60 * minute, parked: null };
      await store.outbox.claimDue(nine, later.dueAt, 10);
      await store.outbox.answer(workspace, asks.slice(0, 1), { outcome: 'done', at: nine + 1 });
      expect(await store.outbox.agendaOf(workspace)).toEqual(later);
      await store.outbox.answer(workspace, asks.slice(1), { outcome: 'not-mine', at: nine + 2 });
      expect(await store.outbox.agendaOf(workspace)).toEqual({ dueAt: nine + 2, parked: null });
    });

    test('those that are due longest are taken first, and no more than asked for', async () => {
      const late = `${workspace}-late`;
      await recordChange({ at: nine - minute, where: late });
      await recordChange({ at: nine + minute, where: `${workspace}-next` });
      expect(await store.outbox.claimDue(nine, nine + minute, 1)).toEqual([late]);
      expect(await store.outbox.claimDue(nine, nine + minute, 10)).toEqual([workspace]);
    });

    test('replicas that take at the same moment take different workspaces, and together all', async () => {
      const all = Array.from({ length: 40 }, (_, index) => `${workspace}-${index}`);
      for (const where of all) await recordChange({ where });
      const takes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? store : other).outbox.claimDue(nine, nine + minute, 5),
        ),
      );
      const rest = await store.outbox.claimDue(nine, nine + minute, 100);
      expect([...takes.flat(), ...rest].sort()).toEqual([workspace, ...all].sort());
      expect(Math.max(...takes.map((each) => each.length))).toBeLessThanOrEqual(5);
    });

    test('it is looked at again when whoever took it says so', async () => {
      await store.outbox.claimDue(nine, nine + minute, 10);
      await store.outbox.scheduleSweep(workspace, nine + minute, nine + 60 * minute);
      expect(await store.outbox.agendaOf(workspace)).toEqual({ dueAt: nine + 60 * minute, parked: null });
    });

    test('a change since the claim makes the workspace due, whatever the claimer sets', async () => {
      await store.outbox.claimDue(nine, nine + minute, 10);
      await recordChange({ at: nine + second });
      await store.outbox.scheduleSweep(workspace, nine + minute, nine + 60 * minute);
      expect(await store.outbox.agendaOf(workspace)).toEqual({ dueAt: nine + second, parked: null });
    });

    test('a workspace that nothing can be sent to is passed over until something is recorded in it', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      await store.outbox.park(workspace, 'token_revoked');
      expect(await store.outbox.agendaOf(workspace)).toEqual({ dueAt: nine, parked: 'token_revoked' });
      expect(await store.outbox.claimDue(nine, nine + minute, 10)).toEqual([]);
      expect(await store.outbox.readyToSend(nine)).toEqual([]);
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBeNull();
      await recordChange({ at: nine + second });
      expect(await store.outbox.readyToSend(nine)).toEqual([{ workspace, kind: 'daily' }]);
      expect(await store.outbox.claimDue(nine + second, nine + minute, 10)).toEqual([workspace]);
    });

    test('nothing is known of a workspace in which nothing was ever recorded', async () => {
      expect(await store.outbox.agendaOf('T-none')).toBeNull();
      await store.outbox.park('T-none', 'token_revoked');
      expect(await store.outbox.agendaOf('T-none')).toBeNull();
    });
  });

  describe('the clock', () => {
    const hour = 60 * minute;

    test('a tick gives the moment of the last one, whichever replica it was', async () => {
      await store.outbox.recordTick(nine);
      expect(await other.outbox.lastTick()).toMatchObject({ tickedAt: nine });
      await other.outbox.recordTick(nine - hour);
      expect(await store.outbox.lastTick()).toMatchObject({ tickedAt: nine - hour });
    });

    test('after it went back, workspaces are due and pending messages ready by the new clock', async () => {
      await clearAgenda();
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      await store.outbox.pauseSending(workspace, nine + 400 * 24 * hour);
      const earlier = nine - 2 * hour;
      expect(await store.outbox.claimDue(earlier, earlier + minute, 10)).toEqual([]);
      expect(await listReady(earlier)).not.toContain(workspace);
      await other.outbox.followClock(earlier, earlier + minute, earlier - 24 * hour);
      expect(await store.outbox.claimDue(earlier, earlier + minute, 10)).toEqual([workspace]);
      expect(await listReady(earlier)).toContain(workspace);
      expect(await store.outbox.reserveSlot(workspace, earlier, earlier, second)).toBe(earlier);
    });

    test('after it went back, a message in doubt keeps one lease, and is looked for in the day before', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await claimMessage();
      await store.outbox.startAttempt(message, nine, nine + 2 * minute);
      const earlier = nine - 24 * 24 * hour;
      await store.outbox.followClock(earlier, earlier + 2 * minute, earlier - 24 * hour);
      expect(await other.outbox.claim(workspace, kinds, earlier + minute, earlier + hour)).toBeNull();
      expect(await other.outbox.claim(workspace, kinds, earlier + 2 * minute, earlier + hour)).toMatchObject({
        id: message.id,
        doubtSince: earlier - 24 * hour,
      });
    });

    test('after it went back, what is stale is drawn again by the new clock', async () => {
      const { id } = await sentTo('U1');
      const asked = await store.outbox.nudgesOf(workspace, id);
      await store.outbox.answer(workspace, asked, { outcome: 'done', at: nine });
      const earlier = nine - 2 * hour;
      expect(await store.outbox.claimStale(workspace, kinds, earlier, earlier + minute, 10)).toEqual([]);
      await store.outbox.followClock(earlier, earlier + minute, earlier);
      expect(await store.outbox.claimStale(workspace, kinds, earlier, earlier + minute, 10)).toMatchObject([
        { id },
      ]);
    });

    test('a lease that has begun is not made longer', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      await claimMessage(nine, nine + minute);
      await store.outbox.followClock(nine, nine + 2 * minute, nine);
      expect((await theMessage())?.readyAt).toBe(nine + minute);
    });
  });
});
