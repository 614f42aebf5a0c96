import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createDraft, type Draft } from '../../src/domain/change.ts';
import type { Register } from '../../src/domain/register.ts';
import { openStore, type RegisterStore } from '../../src/store/open.ts';
import type { TestDatabase } from './databases.ts';
import { plainUseCase } from './plain-use-case.ts';

export const monday = Date.UTC(2026, 0, 5, 9);
export const hour = 3_600_000;

export let database: TestDatabase;
export let store: RegisterStore;
export let workspace: string;
let workspaces = 0;

/** Opens the store on a database for the tests of a describe, each with a workspace of its own. */
export function opensRegisterStore(create: () => Promise<TestDatabase>): void {
  beforeAll(async () => {
    workspaces = 0;
    database = await create();
    store = await openStore(database.url);
  });
  beforeEach(() => {
    workspaces += 1;
    workspace = `T${workspaces}`;
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });
}

export const draftNamed = (register: Register, name: string, key = 'UC-1') =>
  createDraft(register, 'edit-use-case', 'useCases', key, plainUseCase({ key, name }));

export async function commit(
  drafts: (register: Register) => Draft[],
  {
    at = monday,
    delivery = null,
    through = store,
  }: { at?: number; delivery?: string | null; through?: RegisterStore } = {},
) {
  const register = await through.load(workspace);
  return through.commit(workspace, {
    seenSeq: register.seq,
    delivery,
    actor: 'U1',
    at,
    drafts: drafts(register),
  });
}
