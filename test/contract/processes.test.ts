import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { programOf } from '../support/programs.ts';

const workspace = 'T1';

describe.each(databases)('Several processes on $name', ({ createBare }) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createBare();
  });
  afterEach(() => database.remove());

  /** Starts processes that are to commit so often, one for each person, and opens their stores at once. */
  async function startCommitters(actors: readonly string[], count: number): Promise<readonly ChildProcess[]> {
    const { path, execArgv } = await programOf('test/support/committer.ts');
    const children = actors.map((actor) =>
      fork(path, [database.url, workspace, actor, String(count)], { execArgv: [...execArgv] }),
    );
    const hear = async (word: string) => {
      const said = await Promise.all(
        children.map((child) => Promise.race([once(child, 'message'), once(child, 'exit')])),
      );
      expect(said.map(([first]) => first)).toEqual(children.map(() => word));
    };
    await hear('loaded');
    const opened = hear('ready');
    for (const child of children) child.send('open');
    await opened;
    return children;
  }
  async function startCommitter(actor: string, count: number): Promise<ChildProcess> {
    return (await startCommitters([actor], count))[0] as ChildProcess;
  }
  const ended = async (child: ChildProcess) => (await once(child, 'exit'))[0];

  async function inspect() {
    const store = await openStore(database.url);
    const intendedUsers = (await store.load(workspace)).useCases.get('UC-1')?.intendedUsers ?? 0;
    const checks = await store.verify();
    await store.close();
    return { intendedUsers, checks };
  }

  test('two that race for 80 commits each lose nothing', async () => {
    const committers = await startCommitters(['U1', 'U2'], 80);
    const codes = committers.map(ended);
    for (const process of committers) process.send('go');
    expect(await Promise.all(codes)).toEqual([0, 0]);
    expect(await inspect()).toMatchObject({ intendedUsers: 160, checks: [{ ok: true, rows: 160 }] });
  });

  test('one that is killed again and again in the middle of 80 commits leaves a log that verifies', async () => {
    for (const fatal of [1, 37]) {
      const child = await startCommitter('U1', 80);
      let reported = 0;
      child.on('message', (n) => {
        reported = Number(n);
        if (reported === fatal) child.kill('SIGKILL');
      });
      const gone = once(child, 'exit');
      child.send('go');
      expect(await gone).toEqual([null, 'SIGKILL']);
      const { intendedUsers, checks } = await inspect();
      expect(intendedUsers).toBeGreaterThanOrEqual(reported);
      expect(checks).toMatchObject([{ ok: true, rows: intendedUsers }]);
    }
    const last = await startCommitter('U1', 80);
    const code = ended(last);
    last.send('go');
    expect(await code).toBe(0);
    // Each run began with the same deliveries: what an earlier one had committed counted once.
    expect(await inspect()).toMatchObject({ intendedUsers: 80, checks: [{ ok: true, rows: 80 }] });
  });

  test('five that start at once on an empty database migrate it once', async () => {
    const people = Array.from({ length: 5 }, (_, n) => `U${n}`);
    const children = await startCommitters(people, 1);
    const codes = children.map(ended);
    for (const child of children) child.send('go');
    expect(await Promise.all(codes)).toEqual(Array(5).fill(0));
    expect(await inspect()).toMatchObject({ intendedUsers: 5, checks: [{ ok: true, rows: 5 }] });
  });
});
