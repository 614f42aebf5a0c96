import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { createLog } from '../../src/log.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { createPlannedMessage } from '../support/messages.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

const mark = 'zqmark';

describe.each(databases)('A fault of $name in the log', ({ name, create }) => {
  let database: TestDatabase;
  let store: Store;
  let lines: string[];
  beforeEach(async () => {
    database = await create();
    store = await openStore(database.url);
    lines = [];
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  /** Lets a table refuse what is inserted; on PostgreSQL its message quotes the row, as those of constraints do. */
  async function refuses(table: string): Promise<void> {
    if (name === 'SQLite') {
      await database.execute(
        `CREATE TRIGGER refuses BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'refused'); END`,
      );
      return;
    }
    await database.execute(
      "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'refused: %', NEW; END$$",
    );
    await database.execute(
      `CREATE TRIGGER refuses BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse()`,
    );
  }

  const commit = async () => {
    const register = await store.load('T1');
    const useCase = plainUseCase({ name: `A name\n    at ${mark} (file:1:1)`, purpose: mark });
    const drafts = [createDraft(register, 'register-use-case', 'useCases', 'UC-1', useCase)];
    return store.commit('T1', { seenSeq: 0, delivery: mark, actor: 'U1', at: 1, drafts });
  };
  const plan = () =>
    store.outbox.plan('T1', 1, [
      createPlannedMessage({ kind: 'daily', recipient: mark, day: '2026-01-05', expiresAt: 2 }),
    ]);

  test.each([
    ['a change', 'changes', commit],
    ['a record', 'use_cases', commit],
    ['a delivery', 'deliveries', commit],
    ['a message', 'messages', plan],
  ])('that comes with %s holds nothing of it', async (_, table, work) => {
    await refuses(table);
    const error = await work().then(
      () => null,
      (caught) => caught,
    );
    expect(error).toBeInstanceOf(Error);
    const log = createLog('trace', { write: (line) => void lines.push(line) });
    for (const level of ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const) {
      log[level]({ err: error }, 'failed');
    }
    log.error({ err: new Error('failed', { cause: error }) }, 'failed');
    expect(lines).toHaveLength(7);
    expect(lines.filter((line) => line.includes(mark))).toEqual([]);
    for (const line of lines) expect(line).toMatch(/"code":"(P0001|SQLITE_CONSTRAINT_TRIGGER)"/);
  });

  test.each([
    ['JSON that does not parse', () => JSON.parse(`{"${mark}`)],
    ['a day that is none', () => new Intl.DateTimeFormat('en', { timeZone: mark })],
    ['an error that somebody threw with it', () => Promise.reject(new TypeError(`no use case ${mark}`))],
  ])('%s is logged by its kind and place', async (_, work) => {
    const error = await (async () => work())().catch((caught) => caught);
    createLog('info', { write: (line) => void lines.push(line) }).error({ err: error }, 'failed');
    expect(lines[0]).not.toContain(mark);
    expect(lines[0]).toContain('log.test.ts');
  });
});
