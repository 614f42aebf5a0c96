import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/server/start-sandbox.ts';
import { createDraft, type Draft } from '../../src/domain/change.ts';
import { holidayId, type Register, settingsId, settingsOf } from '../../src/domain/register.ts';
import { createLog } from '../../src/log.ts';
import { createHeartbeat } from '../../src/operations/heartbeat.ts';
import { planOutboxWrites } from '../../src/operations/notices.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { defaultTiming } from '../../src/operations/send.ts';
import { createSchedule, type Schedule } from '../../src/schedule/schedule.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { type Message, openStore, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { everyTenant } from '../support/installations.ts';
import { allKinds } from '../support/messages.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { plainUseCase } from '../support/plain-use-case.ts';
import { manifest as withoutOptionalScopes } from '../support/without-optional-scopes.ts';

const minute = 60 * 1000;
const hour = 60 * minute;
const day = 24 * hour;
/** Ten in the morning in Berlin. */
const monday = Date.UTC(2026, 0, 12, 9);
const friday = monday - 3 * day;
const channel = 'C00001';

/** Friday is a holiday in Lisbon: who is there is asked on Monday for the first time. */
const inBerlin = personsIn('Europe/Berlin', 'BERLIN');
const inLisbon = personsIn('Europe/Lisbon', 'LISBON');
const people = [...inBerlin, ...inLisbon];

function personsIn(tz: string, city: string) {
  return Array.from({ length: 8 }, (_, index) => ({
    id: `U0${city}${index}`,
    name: `${city} ${index}`,
    handle: `${city.toLowerCase()}${index}`,
    tz,
  }));
}

describe.each(databases)('An older copy of the database on $name', ({ name: databaseName, create }) => {
  let database: TestDatabase;
  let workspace: Sandbox;
  let app: { store: Store; schedule: Schedule };
  let clock: number;
  const now = () => clock;

  beforeEach(async () => {
    clock = friday;
    database = await create();
  });
  afterEach(async () => {
    await stop();
    await workspace.close();
    await database.remove();
  });

  async function start(): Promise<void> {
    const store = await openStore(database.url);
    const log = createLog('silent');
    const sender = createSlackSender(
      everyTenant({ botToken: workspace.botToken, slackApiUrl: workspace.apiUrl }, log),
      log,
    );
    const timing = { ...defaultTiming, pace: 0 };
    const schedule = createSchedule({
      sending: { store, now, ...createQueries({ store, now }), sender, kinds: allKinds, timing },
      heartbeat: createHeartbeat(now),
      ticked: () => {},
      log,
    });
    app = { store, schedule };
  }
  async function stop(): Promise<void> {
    await app.schedule.stop();
    await app.store.close();
  }
  async function tick(): Promise<void> {
    await app.schedule.tick();
    await app.schedule.idle();
  }

  async function record(drafts: (register: Register) => readonly Draft[], at = clock): Promise<void> {
    const before = await app.store.load(workspace.teamId);
    const made = drafts(before);
    const { outcome } = await app.store.commit(workspace.teamId, {
      ...{ seenSeq: before.seq, delivery: null, actor: 'U0LENA', at, drafts: made },
      outbox: (after) => planOutboxWrites(before, after, made, 'U0LENA', at),
    });
    expect(outcome).toBe('committed');
  }

  const registers =
    (key: string, owner: string, life = plainUseCase().life) =>
    (register: Register) => [
      createDraft(
        register,
        'register-use-case',
        'useCases',
        key,
        plainUseCase({ key, name: `Pilot ${key}`, owner, life }),
      ),
    ];

  /** Records an overdue pilot for each person, and a channel's digest on Mondays at 9:00. */
  async function everybodyIsLate(options: Partial<SandboxOptions> = {}): Promise<void> {
    workspace = await startSampleWorkspace({ ...patientLimits, now, people, ...options });
    await start();
    const life = {
      stage: 'pilot',
      charter: {
        ...{ startedOn: '2025-12-01', decideBy: '2026-01-05', volunteers: 5, criteria: ['It helps'] },
        ...{ extensions: [], scaled: null, movedBars: [] },
      },
    } as const;
    const holiday = { day: '2026-01-09', name: 'Day off', timeZone: 'Europe/Lisbon' };
    await app.store.commit(workspace.teamId, {
      ...{ seenSeq: 0, delivery: null, actor: 'U0LENA', at: friday - 30 * day },
      drafts: await app.store.load(workspace.teamId).then((register) => [
        createDraft(register, 'change-settings', 'settings', settingsId, {
          ...settingsOf(register),
          timeZone: 'Europe/Berlin',
        }),
        createDraft(register, 'keep-holiday', 'holidays', holidayId(holiday), holiday),
        createDraft(register, 'choose-digest', 'digests', channel, {
          ...{ channel, weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' },
          ...{ chosenBy: 'U0LENA', chosenAt: friday - day, stopped: null },
        }),
        ...people.flatMap(({ id, name, tz }, index) => [
          createDraft(register, 'person-seen', 'people', id, {
            ...{ id, name, active: true, timeZone: tz, kind: 'member' as const },
          }),
          ...registers(`UC-${index + 1}`, id, life)(register),
        ]),
      ]),
    });
  }

  /** Lets Slack accept this many messages, and then ask to wait. */
  function takesNoMoreThan(most: number): void {
    let taken = 0;
    workspace.control.failBy('chat.postMessage', () => {
      taken += 1;
      return taken === most + 1 ? { retryAfterSeconds: 90 } : null;
    });
  }

  /** Puts the copy back while the app is stopped. */
  async function restore(putBack: () => Promise<void>): Promise<void> {
    await stop();
    await putBack();
    await start();
  }

  const countMessages = (who: readonly { name: string }[]) =>
    who.map(({ name }) => workspace.as(name).directMessages().length);
  const texts = (who: { name: string } | undefined) =>
    workspace
      .as(who?.name ?? '')
      .directMessages()
      .map(({ text }) => text);
  const once = (who: readonly unknown[]) => who.map(() => 1);
  const digests = () => workspace.as(people[0]?.name ?? '').sees('#general');
  const calls = (method: string) => workspace.control.calls().filter((call) => call.method === method);
  const messages = (): Promise<readonly Message[]> => app.store.outbox.messages(workspace.teamId);
  const statuses = async () => [...new Set((await messages()).map(({ status }) => status))];

  test('made while messages were being sent: each person has the message of the day once', async () => {
    await everybodyIsLate();
    takesNoMoreThan(3);
    await tick();
    const putBack = await database.backUp();
    clock += 2 * minute;
    await tick();
    expect(countMessages(inBerlin)).toEqual(once(inBerlin));
    clock += minute;
    await restore(putBack);
    await tick();
    expect(countMessages(inBerlin)).toEqual(once(inBerlin));
    expect(await statuses()).toEqual(['sent']);
  });

  test('made three days before: what was sent since is found, and what was not is sent', async () => {
    await everybodyIsLate();
    takesNoMoreThan(3);
    await tick();
    const putBack = await database.backUp();
    clock += 2 * minute;
    await tick();
    clock = monday + hour;
    takesNoMoreThan(5);
    await tick();
    const before = countMessages(inLisbon).reduce((sum, count) => sum + count, 0);
    expect(before).toBeLessThan(inLisbon.length);
    clock += minute / 2;
    await restore(putBack);
    await tick();
    expect(countMessages(people)).toEqual(once(people));
    expect(digests()).toHaveLength(1);
    expect(await statuses()).toEqual(['sent']);
  });

  test('made before anything of the day was planned: what it asks is drawn as this database has it', async () => {
    clock = friday - 12 * hour;
    await everybodyIsLate();
    await tick();
    const putBack = await database.backUp();
    clock = friday;
    await tick();
    const [first] = inBerlin;
    clock += hour;
    await restore(putBack);
    // Of what they are asked, something else is due than when the message was sent.
    const useCase = (await app.store.load(workspace.teamId)).useCases.get('UC-1');
    await record((register) =>
      useCase
        ? [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', { ...useCase, name: 'Renamed pilot' })]
        : [],
    );
    await tick();
    await tick();
    expect(countMessages(inBerlin)).toEqual(once(inBerlin));
    expect(texts(first).join()).toContain('Renamed pilot');
  });

  test('a notice of what is recorded after it was restored is sent, though one of the same number was', async () => {
    await everybodyIsLate();
    await tick();
    const putBack = await database.backUp();
    const [, second] = inBerlin;
    await record(registers('UC-91', second?.id ?? ''));
    await tick();
    clock += minute;
    await restore(putBack);
    await tick();
    await record(registers('UC-92', second?.id ?? ''));
    await tick();
    expect(texts(second).filter((text) => /UC-9[12]/.test(text))).toHaveLength(2);
  });

  describe('without the scope to read channels', () => {
    const manifest = withoutOptionalScopes;

    test('a digest is not sent again once the restore was recorded', async () => {
      await everybodyIsLate({ manifest });
      await tick();
      const putBack = await database.backUp();
      clock = monday;
      await tick();
      expect(digests()).toHaveLength(1);
      clock += minute;
      await stop();
      await putBack();
      const operator = await openStore(database.url);
      expect(await operator.outbox.recordRestore(clock)).toBe(true);
      await operator.close();
      await start();
      await tick();
      expect(digests()).toHaveLength(1);
      expect((await messages()).find(({ kind }) => kind === 'digest')).toMatchObject({ status: 'unknown' });
      clock = monday + 7 * day;
      await tick();
      expect(digests()).toHaveLength(2);
    });

    test('a digest that became due while the app was stopped is sent when it starts', async () => {
      await everybodyIsLate({ manifest });
      await tick();
      await stop();
      clock = monday;
      await start();
      await tick();
      expect(digests()).toHaveLength(1);
    });
  });

  test('is noticed by an app that runs on', { skip: databaseName === 'SQLite' }, async () => {
    await everybodyIsLate();
    takesNoMoreThan(3);
    await tick();
    const putBack = await database.backUp();
    for (let round = 0; round < 3; round += 1) {
      clock += 2 * minute;
      await tick();
    }
    await putBack();
    clock += 2 * minute;
    await tick();
    expect(countMessages(inBerlin)).toEqual(once(inBerlin));
    expect(await app.store.outbox.lastTick()).toEqual({ tickedAt: clock, restoredAt: clock });
  });

  test('after a weekend off, each message costs a look at its conversation, and none waits', async () => {
    await everybodyIsLate();
    await tick();
    await stop();
    clock = monday + hour;
    await start();
    const before = calls('conversations.history').length;
    await tick();
    expect(countMessages(people)).toEqual(once(people));
    expect(digests()).toHaveLength(1);
    expect(calls('conversations.history').length - before).toBe(inLisbon.length + 1);
  });

  test('a start without anything recorded before looks for nothing', async () => {
    await everybodyIsLate();
    await tick();
    expect(countMessages(inBerlin)).toEqual(once(inBerlin));
    expect(calls('conversations.history')).toEqual([]);
  });
});
