import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { answerNudge, findOpenNudgesInMessage, muteKind } from '../../src/operations/answer-nudge.ts';
import { loadOpenNudges } from '../../src/operations/nudge-states.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { type Message, openStore, type Store } from '../../src/store/open.ts';
import { allKinds, createPlannedMessage } from '../support/messages.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

/** A Monday, ten in the morning in Berlin. */
const monday = Date.UTC(2026, 0, 12, 9);
const day = 24 * 60 * 60 * 1000;
const now = () => monday;
const workspace = { teamId: 'T1' } as never;
const omar = {
  id: 'U0OMAR',
  name: 'Omar',
  active: true,
  timeZone: null,
  kind: 'member',
  admin: false,
} as const;
const occasion = { workspace: 'T1', actor: omar, delivery: null, named: [] };

let store: Store;
/** Asks that were read since the test began. */
let read: number;

beforeEach(async () => {
  const whole = await openStore('sqlite::memory:');
  read = 0;
  store = {
    ...whole,
    outbox: {
      ...whole.outbox,
      async nudges(...given) {
        const asks = await whole.outbox.nudges(...given);
        read += asks.length;
        return asks;
      },
    },
  };
  const earlier = { store, now: () => monday - 40 * day, workspace };
  await records(earlier, registerUseCase, registration({ owner: omar.id }));
  await records(earlier, startPilot, {
    ...{ useCase: 'UC-1', startedOn: '2025-12-01', decideBy: '2026-01-05', volunteers: 12 },
    ...{ criteria: ['30% of tickets resolved'], stack: null },
  });
});
afterEach(() => store.close());

const planFor = (recipient: string, subjects: readonly string[]) =>
  createPlannedMessage({
    ...{ kind: 'daily', recipient, day: '2026-01-12', expiresAt: monday + day },
    nudges: subjects.map((subject) => ({ kind: 'stale-pilot' as const, subject, person: recipient })),
  });

/** Sends Omar his message, and leaves so many people with three open reminders each. */
async function sentBeside(others: number): Promise<Message> {
  await store.outbox.plan('T1', monday, [planFor(omar.id, ['UC-1'])]);
  let message = await store.outbox.claim('T1', allKinds.keys, monday, monday + 60_000);
  // Before it comes the notice that he owns the use case.
  while (message && message.kind !== 'daily')
    message = await store.outbox.claim('T1', allKinds.keys, monday, monday + 60_000);
  if (!message) throw new Error('nothing was planned');
  const place = { channel: 'D0OMAR', ts: '1.1', text: '', sentAt: monday };
  await store.outbox.settle(message, { status: 'sent', ...place });
  const plans = Array.from({ length: others }, (_, n) => planFor(`U${n}`, ['UC-1', 'UC-2', 'UC-3']));
  await store.outbox.plan('T1', monday, plans);
  return { ...message, status: 'sent', sentAt: monday };
}

describe("reading one person's open reminders costs no more with 1,000 other people", () => {
  const asking = () => ({ store, now, findMember: async () => null });
  test.each<[string, (message: Message) => Promise<unknown>]>([
    [
      'rendering the message',
      async (message) =>
        (await allKinds.of(message)?.render({ store, now, ...createQueries({ store, now }) }, message))?.text,
    ],
    [
      'showing Home and its page',
      async () => loadOpenNudges({ store, now }, 'T1', omar.id, await store.load('T1')),
    ],
    [
      'finding a reply in the thread',
      () => findOpenNudgesInMessage(asking(), occasion, { channel: 'D0OMAR', ts: '1.1' }),
    ],
    [
      'answering',
      () =>
        answerNudge(asking(), occasion, {
          ...{ kind: 'stale-pilot', subject: 'UC-1' },
          says: { outcome: 'answered', words: 'On Friday' },
        }),
    ],
    ['muting', () => muteKind(asking(), occasion, 'stale-pilot')],
  ])('%s', async (_, does) => {
    const message = await sentBeside(1_000);
    read = 0;
    expect(await does(message)).toBeTruthy();
    expect(read).toBeLessThan(10);
  });

  test('a kind that is sent no longer cannot be muted', async () => {
    await sentBeside(1);
    const result = await muteKind(asking(), occasion, 'horoscopes');
    expect(result).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  });
});
