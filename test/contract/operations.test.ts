import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fold } from '../../src/domain/change.ts';
import { proposeDecision } from '../../src/domain/infrastructure/decisions.ts';
import { emptyRegister, type Register } from '../../src/domain/register.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { act, type Crossing, type Member, type Result } from '../../src/operations/act.ts';
import { openStore, type RegisterStore } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { registration } from '../support/register.ts';

const workspace = 'T1';
const times = 100;

describe.each(databases)('Two replicas of the app on $name', ({ create }) => {
  let database: TestDatabase;
  let stores: RegisterStore[];
  beforeEach(async () => {
    database = await create();
    stores = [await openStore(database.url), await openStore(database.url)];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await database.remove();
  });

  const member = (id: string): Member => ({
    id,
    name: id,
    active: true,
    timeZone: 'Europe/Berlin',
    kind: 'member',
    admin: false,
  });
  const replica = (store: RegisterStore): Crossing => ({
    store,
    now: Date.now,
    findMember: async (_, id) => member(id),
  });

  /** Lets each replica do the work a hundred times, at the same time. */
  async function race(
    work: (crossing: Crossing, actor: Member, n: number) => Promise<Result>,
  ): Promise<Result[]> {
    const running = stores.map(async (store, index) => {
      const results: Result[] = [];
      for (let n = 1; n <= times; n += 1) results.push(await work(replica(store), member(`U${index}`), n));
      return results;
    });
    return (await Promise.all(running)).flat();
  }

  /** Returns the register on which both replicas, a new one and the log agree. */
  async function agreed(): Promise<Register> {
    const fresh = await openStore(database.url);
    const register = await fresh.load(workspace);
    for (const store of stores) expect(await store.load(workspace)).toEqual(register);
    const log = await fresh.changes(workspace);
    expect(fold(emptyRegister(workspace), log)).toEqual(register);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(await fresh.verify(workspace)).toMatchObject([{ ok: true, rows: log.length }]);
    await fresh.close();
    return register;
  }

  const registers = (name: (actor: Member, n: number) => string) =>
    race((crossing, actor, n) => {
      const input = registration({ name: name(actor, n), owner: actor.id, whyNew: 'It is another job' });
      const occasion = { workspace, actor, delivery: null, named: [actor.id] };
      return act(crossing, occasion, registerUseCase, input);
    });

  test('register a hundred use cases each without losing one or giving a key twice', async () => {
    const results = await registers((actor, n) => `Job ${n} of ${actor.id}`);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    const { useCases, people, settings } = await agreed();
    const keys = Array.from({ length: 2 * times }, (_, index) => `UC-${index + 1}`);
    expect([...useCases.keys()]).toEqual(keys);
    expect(new Set([...useCases.values()].map(({ name }) => name)).size).toBe(2 * times);
    expect([...people.keys()].sort()).toEqual(['U0', 'U1']);
    expect(settings.size).toBe(1);
  });

  test('register each of the same hundred names once, and the other is refused', async () => {
    const results = await registers((_, n) => `Job ${n}`);
    expect(results.filter(({ ok }) => ok)).toHaveLength(times);
    for (const result of results) {
      if (!result.ok) expect(result.refusal.fields).toHaveProperty('name');
    }
    const { useCases } = await agreed();
    expect([...useCases.values()].map(({ name }) => name).sort()).toEqual(
      Array.from({ length: times }, (_, index) => `Job ${index + 1}`).sort(),
    );
  });

  test('process each of the same hundred deliveries once, and both answer that it is done', async () => {
    const results = await race((crossing, actor, n) => {
      const input = {
        category: 'guardrails' as const,
        choice: `Tool ${n}`,
        rationale: '',
        alternatives: '',
        link: null,
      };
      const occasion = { workspace, actor, delivery: `view:${n}`, named: [] };
      return act(crossing, occasion, proposeDecision, input);
    });
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    const { decisions } = await agreed();
    expect([...decisions.values()].map(({ choice }) => choice).sort()).toEqual(
      Array.from({ length: times }, (_, index) => `Tool ${index + 1}`).sort(),
    );
  });
});
