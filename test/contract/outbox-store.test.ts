import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { put } from '../../src/domain/change.ts';
import {
  type Message,
  openStore,
  type PlannedMessage,
  type Settlement,
  type Store,
} from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { allKinds } from '../support/messages.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

const nine = Date.UTC(2026, 2, 2, 9);
const minute = 60_000;
const second = 1000;
const kinds = allKinds.keys;

describe.each(databases)('The outbox on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  /** Another replica. */
  let other: Store;
  let workspace: string;
  let workspaces = 0;

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.url);
    other = await openStore(database.url);
  });
  beforeEach(async () => {
    workspaces += 1;
    workspace = `T${workspaces}`;
    await something();
  });
  afterAll(async () => {
    await store.close();
    await other.close();
    await database.remove();
  });

  /** Records something, which puts the workspace on the agenda. */
  async function something({ at = nine, where = workspace } = {}) {
    const register = await store.load(where);
    const useCase = plainUseCase({ intendedUsers: register.seq + 1 });
    const drafts = [put(register, 'edit-use-case', 'useCases', 'UC-1', useCase)];
    await store.commit(where, { seenSeq: register.seq, delivery: null, actor: 'U1', at, drafts });
  }

  const plan = (recipient: string, more: Partial<PlannedMessage> = {}): PlannedMessage => ({
    kind: 'daily',
    recipient,
    key: more.day ?? '2026-03-02',
    day: '2026-03-02',
    notBefore: nine,
    expiresAt: nine + 8 * 60 * minute,
    urgency: 'routine',
    data: null,
    asks: [
      { kind: 'dpa', subject: 'UC-1/V-1', person: recipient },
      { kind: 'adoption', subject: 'UC-1', person: recipient },
    ],
    ...more,
  });
  const sent: Settlement = { status: 'sent', channel: 'D1', ts: '1.1', text: 'Two things', sentAt: nine };

  async function taken(now = nine, until = now + minute): Promise<Message> {
    const message = await store.outbox.claim(workspace, kinds, now, until);
    if (!message) throw new Error('nothing was ready');
    return message;
  }
  async function sentTo(recipient: string, settlement = sent): Promise<Message> {
    await store.outbox.plan(workspace, nine, [plan(recipient)]);
    const message = await taken();
    await store.outbox.settle(message, settlement);
    return message;
  }
  const ready = async (now: number) => (await store.outbox.readyToSend(now)).map((each) => each.workspace);
  const theMessage = async () => (await store.outbox.messages(workspace))[0];

  /** Leaves only this test's workspace on the agenda. */
  const clearAgenda = () => database.execute(`DELETE FROM agenda WHERE workspace <> '${workspace}'`);

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

    test('what somebody says makes the workspace due at once, for others may be asked now; what is found at a look does not', async () => {
      const { id } = await sentTo('U1');
      const asks = await store.outbox.asksOf(workspace, id);
      const later = { dueAt: nine + 60 * minute, parked: null };
      await store.outbox.claimDue(nine, later.dueAt, 10);
      await store.outbox.answer(workspace, asks.slice(0, 1), { outcome: 'done', at: nine + 1 });
      expect(await store.outbox.agendaOf(workspace)).toEqual(later);
      await store.outbox.answer(workspace, asks.slice(1), { outcome: 'not-mine', at: nine + 2 });
      expect(await store.outbox.agendaOf(workspace)).toEqual({ dueAt: nine + 2, parked: null });
    });

    test('those that are due longest are taken first, and no more than asked for', async () => {
      const late = `${workspace}-late`;
      await something({ at: nine - minute, where: late });
      await something({ at: nine + minute, where: `${workspace}-next` });
      expect(await store.outbox.claimDue(nine, nine + minute, 1)).toEqual([late]);
      expect(await store.outbox.claimDue(nine, nine + minute, 10)).toEqual([workspace]);
    });

    test('replicas that take at the same moment take different workspaces, and together all', async () => {
      const all = Array.from({ length: 40 }, (_, index) => `${workspace}-${index}`);
      for (const where of all) await something({ where });
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
      await store.outbox.scheduleLook(workspace, nine + minute, nine + 60 * minute);
      expect(await store.outbox.agendaOf(workspace)).toEqual({ dueAt: nine + 60 * minute, parked: null });
    });

    test('what was recorded since it was taken makes it due whatever the taker says', async () => {
      await store.outbox.claimDue(nine, nine + minute, 10);
      await something({ at: nine + second });
      await store.outbox.scheduleLook(workspace, nine + minute, nine + 60 * minute);
      expect(await store.outbox.agendaOf(workspace)).toEqual({ dueAt: nine + second, parked: null });
    });

    test('a workspace that nothing can be sent to is passed over until something is recorded in it', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      await store.outbox.park(workspace, 'token_revoked');
      expect(await store.outbox.agendaOf(workspace)).toEqual({ dueAt: nine, parked: 'token_revoked' });
      expect(await store.outbox.claimDue(nine, nine + minute, 10)).toEqual([]);
      expect(await store.outbox.readyToSend(nine)).toEqual([]);
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBeNull();
      await something({ at: nine + second });
      expect(await store.outbox.readyToSend(nine)).toEqual([{ workspace, kind: 'daily' }]);
      expect(await store.outbox.claimDue(nine + second, nine + minute, 10)).toEqual([workspace]);
    });

    test('nothing is known of a workspace in which nothing was ever recorded', async () => {
      expect(await store.outbox.agendaOf('T-none')).toBeNull();
      await store.outbox.park('T-none', 'token_revoked');
      expect(await store.outbox.agendaOf('T-none')).toBeNull();
    });
  });

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
      expect(await store.outbox.asksOf(workspace, messages[0]?.id ?? '')).toEqual([
        { ...ask, ...open, position: 0, kind: 'dpa', subject: 'UC-1/V-1' },
        { ...ask, ...open, position: 1, kind: 'adoption', subject: 'UC-1' },
      ]);
    });

    test('a notice is one message for its key; only one that was withdrawn is sent after all when planned anew', async () => {
      const notice = (key: string, notBefore = nine) =>
        plan('U1', {
          ...{ kind: 'notice', key, notBefore, asks: [] },
          ...{ data: { kind: 'operator', by: 'U2' }, shows: 'open', reopens: true },
        });
      await store.outbox.plan(workspace, nine, [notice('1'), notice('2', nine + minute)]);
      await other.outbox.plan(workspace, nine + 1, [notice('1'), notice('2')]);
      expect(await store.outbox.messages(workspace)).toHaveLength(2);
      const first = await store.outbox.claim(workspace, kinds, nine, nine + minute);
      expect(first?.data).toEqual({ kind: 'operator', by: 'U2' });
      expect(await store.outbox.claim(workspace, kinds, nine, nine + minute)).toBeNull();
      if (first) await store.outbox.settle(first, { status: 'withdrawn', reason: 'nothing left to say' });
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

    test('what a recipient was told moves on from what they knew, and from nothing else', async () => {
      const knows = async () => [...(await store.outbox.told(workspace))].map(([who, { met }]) => [who, met]);
      await store.outbox.keepTold(
        workspace,
        new Map([
          ['U1', 'R1'],
          ['U2', ''],
        ]),
        nine,
      );
      await store.outbox.keepTold(workspace, new Map([['U1', 'R1 R4']]), nine);
      expect(await knows()).toEqual([['U1', 'R1']]);
      for (const [was, is] of [
        ['R1', 'R1 R4'],
        ['R2', 'R3'],
      ] as const) {
        await store.outbox.plan(workspace, nine, [plan('U1', { kind: 'notice', key: is, asks: [] })]);
        const told = { recipient: 'U1', was, is };
        await store.outbox.settle(await taken(), { ...sent, ts: is }, { told, at: nine });
      }
      expect(await knows()).toEqual([['U1', 'R1 R4']]);
    });

    test('the same kind, recipient and day are one message, and what it asks stays as it was first', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const more = { kind: 'accountability', subject: 'U1', person: 'U1' };
      await other.outbox.plan(workspace, nine + 1, [
        plan('U1', { asks: [...(plan('U1').asks ?? []), more] }),
      ]);
      expect(await store.outbox.messages(workspace)).toHaveLength(1);
      expect(await store.outbox.asks(workspace, 0)).toHaveLength(2);
      await store.outbox.plan(workspace, nine, [
        plan('U2'),
        plan('U1', { kind: 'digest', asks: [] }),
        plan('U1', { day: '2026-03-03' }),
      ]);
      expect(await store.outbox.messages(workspace)).toHaveLength(4);
    });

    test('of two replicas that plan the same message at once, one says what it asks', async () => {
      const asks = (from: string, count: number) =>
        Array.from({ length: count }, (_, index) => ({
          kind: 'adoption',
          subject: `${from}-${index}`,
          person: 'U1',
        }));
      for (let day = 10; day < 30; day += 1) {
        await Promise.all(
          [store, other].map(({ outbox }, index) =>
            outbox.plan(workspace, nine, [
              plan('U1', { day: `2026-03-${day}`, asks: asks(`replica${index}`, 2 + index) }),
            ]),
          ),
        );
      }
      for (const { id } of await store.outbox.messages(workspace)) {
        const subjects = (await store.outbox.asksOf(workspace, id)).map(({ subject }) => subject);
        expect([
          ['replica0-0', 'replica0-1'],
          ['replica1-0', 'replica1-1', 'replica1-2'],
        ]).toContainEqual(subjects);
      }
    });

    test('a person can be asked a thousand things, and a thousand people one', async () => {
      const asks = Array.from({ length: 1000 }, (_, index) => ({
        kind: 'adoption',
        subject: `UC-${index}`,
        person: 'U1',
      }));
      const people = Array.from({ length: 1000 }, (_, index) => plan(`P${index}`));
      await store.outbox.plan(workspace, nine, [plan('U1', { asks }), ...people]);
      expect(await store.outbox.asks(workspace, nine)).toHaveLength(3000);
      expect(await store.outbox.messages(workspace, { limit: 5 })).toHaveLength(5);
    });

    test('what was asked is found by its time, and what is open whatever its time', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      await store.outbox.plan(workspace, nine + minute, [plan('U2')]);
      const [first] = await store.outbox.asks(workspace, 0);
      if (!first) throw new Error('nothing was asked');
      await store.outbox.answer(workspace, [first], { outcome: 'done', at: nine });
      const people = async (since: number) =>
        (await store.outbox.asks(workspace, since)).map(({ person, position }) => `${person} ${position}`);
      expect(await people(nine)).toEqual(['U1 0', 'U1 1', 'U2 0', 'U2 1']);
      expect(await people(nine + 1)).toEqual(['U1 1', 'U2 0', 'U2 1']);
    });
  });

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
      const { id } = await taken();
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBeNull();
      expect(await store.outbox.reserveSlot(workspace, nine + minute, nine + minute, second)).toBe(
        nine + minute,
      );
      expect((await theMessage())?.id).toBe(id);
    });

    test('no turn is before the moment until which Slack asked us to wait', async () => {
      await store.outbox.pauseLane(workspace, nine + 30 * second);
      await other.outbox.pauseLane(workspace, nine + 10 * second);
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBe(nine + 30 * second);
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBe(nine + 31 * second);
    });

    test('a turn that is further off than anybody waits for is nobody’s', async () => {
      await store.outbox.pauseLane(workspace, nine + 30 * 24 * 60 * minute);
      expect(await store.outbox.reserveSlot(workspace, nine, nine + minute, second)).toBeNull();
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
      await store.outbox.pauseLane(workspace, nine + 400 * 24 * hour);
      const earlier = nine - 2 * hour;
      expect(await store.outbox.claimDue(earlier, earlier + minute, 10)).toEqual([]);
      expect(await ready(earlier)).not.toContain(workspace);
      await other.outbox.followClock(earlier, earlier + minute, earlier - 24 * hour);
      expect(await store.outbox.claimDue(earlier, earlier + minute, 10)).toEqual([workspace]);
      expect(await ready(earlier)).toContain(workspace);
      expect(await store.outbox.reserveSlot(workspace, earlier, earlier, second)).toBe(earlier);
    });

    test('after it went back, a message in doubt keeps one lease, and is looked for in the day before', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await taken();
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
      const asked = await store.outbox.asksOf(workspace, id);
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
      await taken(nine, nine + minute);
      await store.outbox.followClock(nine, nine + 2 * minute, nine);
      expect((await theMessage())?.readyAt).toBe(nine + minute);
    });
  });

  describe('taking and settling', () => {
    test('a workspace with something ready is named once, and not before it is ready', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1'), plan('U2')]);
      const ours = async (now: number) =>
        (await store.outbox.readyToSend(now)).filter((each) => each.workspace === workspace);
      expect(await ours(nine - 1)).toEqual([]);
      expect(await ours(nine)).toEqual([{ workspace, kind: 'daily' }]);
    });

    test('a message that was taken is nobody else’s until the lease is over', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await taken();
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
      while (recipients.length < people.length) recipients.push((await taken()).recipient);
      expect(recipients.sort()).toEqual(people.sort());
      expect(await store.outbox.claim(workspace, kinds, nine, nine + minute)).toBeNull();
    });

    test('a message that nobody began to send is in no doubt, and one that was begun is since its first time', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      await taken(nine);
      const second = await taken(nine + minute);
      expect(second.doubtSince).toBeNull();
      expect(await store.outbox.startAttempt(second, nine + minute + 1, nine + 3 * minute)).toBe(true);
      const third = await taken(nine + 3 * minute);
      expect(third.doubtSince).toBe(nine + minute + 1);
      expect(await store.outbox.startAttempt(third, nine + 3 * minute, nine + 5 * minute)).toBe(true);
      expect((await theMessage())?.doubtSince).toBe(nine + minute + 1);
    });

    test('whoever was so slow that another took the message must not send it', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const slow = await taken(nine);
      const quick = await other.outbox.claim(workspace, kinds, nine + minute, nine + 2 * minute);
      expect(await store.outbox.startAttempt(slow, nine + minute, nine + 2 * minute)).toBe(false);
      expect(quick && (await other.outbox.startAttempt(quick, nine + minute, nine + 2 * minute))).toBe(true);
    });

    test('what was sent has its place in Slack, and is found there', async () => {
      const { id } = await sentTo('U1');
      const expected = { ...sent, id, doubtSince: null };
      expect(await theMessage()).toMatchObject(expected);
      expect(await store.outbox.messageAt(workspace, 'D1', '1.1')).toMatchObject(expected);
      expect(await store.outbox.messageAt(workspace, 'D2', '1.1')).toBeNull();
      expect(await store.outbox.claim(workspace, kinds, nine + 60 * minute, nine + 61 * minute)).toBeNull();
    });

    test('what a person was sent is seen from when they first look, and nobody else’s is', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1'), plan('U2')]);
      for (let left = 2; left > 0; left -= 1) await store.outbox.settle(await taken(), sent);
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

    test('whoever answers has seen it, and what is found done was seen by nobody', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await taken();
      await store.outbox.settle(message, sent);
      const seenAt = async () => (await store.outbox.messages(workspace))[0]?.seenAt;
      const [first, second] = await store.outbox.asksOf(workspace, message.id);
      if (!first || !second) throw new Error('two things were asked');
      await store.outbox.answer(workspace, [first], { outcome: 'done', at: nine + minute });
      expect(await seenAt()).toBeNull();
      await store.outbox.answer(workspace, [second], { outcome: 'answered', at: nine + 2 * minute });
      expect(await seenAt()).toBe(nine + 2 * minute);
      await store.outbox.markSeen(workspace, 'U1', nine + 3 * minute);
      expect(await seenAt()).toBe(nine + 2 * minute);
    });

    test('what Slack refused for now is tried again at its time, and is in no doubt', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await taken();
      await store.outbox.startAttempt(message, nine, nine + minute);
      await store.outbox.settle(message, { status: 'pending', readyAt: nine + 30 * second });
      expect(await store.outbox.claim(workspace, kinds, nine + 29 * second, nine + minute)).toBeNull();
      expect(await taken(nine + 30 * second)).toMatchObject({ doubtSince: null, tries: 2 });
    });

    test('what may have arrived stays in doubt until it is looked for', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const message = await taken();
      await store.outbox.startAttempt(message, nine, nine + minute);
      await store.outbox.settle(message, { status: 'sending', readyAt: nine + 10 * minute });
      expect(await store.outbox.claim(workspace, kinds, nine + 9 * minute, nine + 11 * minute)).toBeNull();
      expect(await taken(nine + 10 * minute)).toMatchObject({ doubtSince: nine });
    });

    test.each([
      ['withdrawn', 'not-sent'],
      ['refused', 'not-sent'],
      ['unknown', 'open'],
    ] as const)('a message that is %s is not tried again, and its asks are %s', async (status, outcome) => {
      const { id } = await sentTo('U1', { status, reason: 'user_disabled' });
      expect(await theMessage()).toMatchObject({ status, reason: 'user_disabled' });
      expect((await store.outbox.asksOf(workspace, id)).map((ask) => ask.outcome)).toEqual([
        outcome,
        outcome,
      ]);
      expect(await store.outbox.claim(workspace, kinds, nine + 60 * minute, nine + 61 * minute)).toBeNull();
    });

    test('who lost a message to another can only tell that it was sent', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const slow = await taken(nine);
      await taken(nine + minute);
      await store.outbox.settle(slow, { status: 'refused', reason: 'too late' });
      await store.outbox.settle(slow, { status: 'pending', readyAt: nine });
      expect(await theMessage()).toMatchObject({ status: 'sending', readyAt: nine + 2 * minute });
      await store.outbox.settle(slow, sent);
      expect(await theMessage()).toMatchObject(sent);
    });

    test('what is settled stays settled', async () => {
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
      await store.outbox.settle(await taken(), later);
      expect(await claimedInOrder()).toEqual(['routine']);
    });

    test('a message of a kind that is not given is left alone, and is told of', async () => {
      const unknown = plan('U1', { kind: 'of-next-year', urgency: 'immediate', asks: [] });
      await store.outbox.plan(workspace, nine, [unknown, plan('U2')]);
      expect(await claimedInOrder()).toEqual(['U2']);
      const left = (await store.outbox.readyToSend(nine + minute)).filter(
        (one) => one.workspace === workspace,
      );
      expect(left).toEqual([{ workspace, kind: 'of-next-year' }]);
      expect(await claimedInOrder(['of-next-year'])).toEqual(['U1']);
    });
  });

  describe('answers', () => {
    test('an answer closes the asks that are open, and says how many were', async () => {
      const { id } = await sentTo('U1');
      const asks = await store.outbox.asksOf(workspace, id);
      const snoozed = { outcome: 'snoozed', at: nine + 1, until: '2026-03-05', words: 'on holiday' } as const;
      expect(await store.outbox.answer(workspace, asks.slice(0, 1), snoozed)).toBe(1);
      expect(await store.outbox.answer(workspace, asks, { outcome: 'done', at: nine + 2 })).toBe(1);
      expect(await store.outbox.answer(workspace, asks, { outcome: 'answered', at: nine + 3 })).toBe(0);
      expect(await store.outbox.asksOf(workspace, id)).toMatchObject([
        { outcome: 'snoozed', outcomeAt: nine + 1, until: '2026-03-05', words: 'on holiday' },
        { outcome: 'done', outcomeAt: nine + 2, until: null, words: null },
      ]);
    });

    test('asks of several messages are answered together', async () => {
      await sentTo('U1');
      await sentTo('U2');
      const asks = await store.outbox.asks(workspace, 0);
      expect(await store.outbox.answer(workspace, asks, { outcome: 'muted', at: nine })).toBe(4);
      expect(await store.outbox.answer(workspace, [], { outcome: 'muted', at: nine })).toBe(0);
    });

    const stale = async (now: number, through = store) =>
      (await through.outbox.claimStale(workspace, kinds, now, now + minute, 10)).map(({ id }) => id);

    async function answered(): Promise<string> {
      const { id } = await sentTo('U1');
      await store.outbox.answer(workspace, [{ message: id, position: 0, kind: 'adoption' }], {
        outcome: 'done',
        at: nine,
      });
      return id;
    }

    test('a message shows what is no longer so once something in it was answered, until it is redrawn', async () => {
      const id = await answered();
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
      const id = await answered();
      const takes = await Promise.all([stale(nine), stale(nine, other)]);
      expect(takes.flat()).toEqual([id]);
      expect(await stale(nine + minute - 1)).toEqual([]);
      expect(await stale(nine + minute, other)).toEqual([id]);
    });

    test('what is answered while a message is being redrawn makes it stale again', async () => {
      const id = await answered();
      const [message] = await store.outbox.claimStale(workspace, kinds, nine, nine + minute, 10);
      if (!message) throw new Error('nothing is stale');
      await store.outbox.answer(workspace, [{ message: id, position: 1, kind: 'adoption' }], {
        outcome: 'done',
        at: nine + 1,
      });
      await store.outbox.markRedrawn(message);
      expect(await stale(nine + 1)).toEqual([id]);
    });

    test('what is answered before a message is sent does not make it stale, and while it is being sent does', async () => {
      await store.outbox.plan(workspace, nine, [plan('U1')]);
      const [first, second] = await store.outbox.asks(workspace, 0);
      if (!first || !second) throw new Error('nothing was asked');
      await store.outbox.answer(workspace, [first], { outcome: 'done', at: nine });
      const message = await taken();
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
    await something({ where: stranger });
    const { outbox } = store;
    const before = await outbox.messages(workspace);
    const asks = await outbox.asks(workspace, 0);

    expect(await outbox.messages(stranger)).toEqual([]);
    expect(await outbox.messageAt(stranger, 'D1', '1.1')).toBeNull();
    expect(await outbox.asks(stranger, 0)).toEqual([]);
    expect(await outbox.asksOf(stranger, message.id)).toEqual([]);
    expect(await outbox.claim(stranger, kinds, nine, nine + minute)).toBeNull();
    expect(await outbox.startAttempt({ ...message, workspace: stranger }, nine, nine)).toBe(false);
    expect(await outbox.answer(stranger, asks, { outcome: 'done', at: nine })).toBe(0);
    expect(await outbox.claimStale(stranger, kinds, nine, nine, 10)).toEqual([]);
    await outbox.settle({ ...message, workspace: stranger }, { status: 'refused', reason: 'stranger' });
    await outbox.markRedrawn({ ...message, workspace: stranger });
    await outbox.reserveSlot(stranger, nine, nine, minute);
    await outbox.pauseLane(stranger, nine + minute);
    await outbox.park(stranger, 'stranger');
    await outbox.scheduleLook(stranger, nine, nine + minute);

    expect(await outbox.messages(workspace)).toEqual(before);
    expect(await outbox.asks(workspace, 0)).toEqual(asks);
    expect(await outbox.reserveSlot(workspace, nine, nine, minute)).toBe(nine);
    expect(await outbox.reserveSlot(stranger, nine, nine, minute)).toBeNull();
    expect(await outbox.agendaOf(workspace)).toEqual({ dueAt: nine, parked: null });
  });
});
