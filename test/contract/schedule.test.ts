import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { createDraft } from '../../src/domain/change.ts';
import { createLog } from '../../src/log.ts';
import { createHeartbeat } from '../../src/operations/heartbeat.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { defaultTiming } from '../../src/operations/send.ts';
import { createSchedule, type Schedule } from '../../src/schedule/schedule.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { everyTenant } from '../support/installations.ts';
import { allKinds } from '../support/messages.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

/** A Monday, ten in the morning in Berlin. */
const monday = Date.UTC(2026, 0, 12, 9);
const day = 24 * 60 * 60 * 1000;
const people = Array.from({ length: 30 }, (_, index) => ({
  id: `U0P${String(index).padStart(4, '0')}`,
  name: `Person ${index}`,
  handle: `person${index}`,
  tz: 'Europe/Berlin',
}));

describe.each(databases)('Replicas on $name', ({ create }) => {
  let database: TestDatabase;
  let workspace: Sandbox;
  let stores: Store[];
  let replicas: Schedule[];
  let clock = monday;
  const now = () => clock;

  beforeAll(async () => {
    database = await create();
    workspace = await startSampleWorkspace({ ...patientLimits, now, people });
    stores = await Promise.all([1, 2, 3].map(() => openStore(database.url)));
    const log = createLog('silent');
    replicas = stores.map((store) =>
      createSchedule({
        sending: {
          store,
          now,
          sender: createSlackSender(
            everyTenant({ botToken: workspace.botToken, slackApiUrl: workspace.apiUrl }, log),
            log,
          ),
          ...createQueries({ store, now }),
          kinds: allKinds,
          timing: { ...defaultTiming, pace: 0 },
        },
        heartbeat: createHeartbeat(now),
        ticked: () => {},
        log,
      }),
    );
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.stop();
    await workspace.close();
    for (const store of stores) await store.close();
    await database.remove();
  });

  /** Records an overdue pilot for each person. */
  async function everybodyIsLate(store: Store): Promise<void> {
    const register = await store.load(workspace.teamId);
    const drafts = people.flatMap(({ id, name }, index) => {
      const key = `UC-${index + 1}`;
      const charter = {
        startedOn: '2025-12-01',
        decideBy: '2026-01-05',
        volunteers: 5,
        criteria: ['It helps'],
        extensions: [],
        scaled: null,
        movedBars: [],
      };
      const life = { stage: 'pilot', charter } as const;
      const useCase = plainUseCase({ key, name: `Pilot of ${name}`, owner: id, life });
      const person = { id, name, active: true, timeZone: 'Europe/Berlin', kind: 'member' as const };
      return [
        createDraft(register, 'register-use-case', 'useCases', key, useCase),
        createDraft(register, 'person-seen', 'people', id, person),
      ];
    });
    const commit = { seenSeq: register.seq, delivery: null, actor: 'U1', at: monday - 30 * day, drafts };
    expect((await store.commit(workspace.teamId, commit)).outcome).toBe('committed');
  }

  test('share the work of a tick: everybody gets one message, whoever ticks how often', async () => {
    await everybodyIsLate(stores[0] as Store);
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(replicas.flatMap((replica) => [replica.tick(), replica.tick()]));
      await Promise.all(replicas.map((replica) => replica.idle()));
      clock += 15_000;
    }
    for (const { name } of people) expect(workspace.as(name).directMessages()).toHaveLength(1);
    const posts = workspace.control.calls().filter(({ method }) => method === 'chat.postMessage');
    expect(posts).toHaveLength(people.length);
  });
});
