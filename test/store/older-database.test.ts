import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDraft, type Draft } from '../../src/domain/change.ts';
import { erasePerson } from '../../src/operations/erase-person.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { memoryFolder } from '../support/memory.ts';
import year from './fixtures/year-2028.json' with { type: 'json' };

const theFirstDayAfter = Date.parse('2029-01-01T09:00Z');

/** `fixtures/README.md` says how it was made. */
describe('A database with a year of changes that an older version wrote', () => {
  let folder: string;
  let store: Store;

  beforeAll(async () => {
    folder = await mkdtemp(join(memoryFolder, 'crossing-older-'));
    const file = join(folder, 'crossing.db');
    const packed = await readFile(new URL('fixtures/year-2028.db.br', import.meta.url));
    await writeFile(file, brotliDecompressSync(packed));
    store = await openStore(`sqlite:${file}`);
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const queries = () => createQueries({ store, now: () => theFirstDayAfter });

  test.each(year.companies)('$workspace is migrated with its log, messages and asks', async (company) => {
    const { workspace, rows, head, messages, asks } = company;
    expect(await store.verify(workspace)).toMatchObject([{ ok: true, workspace, rows, head }]);
    expect(await store.outbox.messages(workspace)).toHaveLength(messages);
    expect(await store.outbox.nudges(workspace, 0)).toHaveLength(asks);
  });

  async function answersOf({ workspace, answers: known }: (typeof year.companies)[number]) {
    const { readiness } = queries();
    const answers = [];
    for (const { day } of known) {
      const { assessment, lost } = await readiness.asOf(workspace, day);
      answers.push({
        day,
        verdict: assessment.verdict,
        met: assessment.requirements.filter(({ met }) => met).map(({ key }) => key),
        symptoms: assessment.purgatory.present.map(({ key }) => key),
        steps: Object.fromEntries(
          assessment.requirements.map(({ key, gaps }) => [key, gaps.map(({ step }) => JSON.stringify(step))]),
        ),
        lost: lost && { from: lost.from, until: lost.until },
      });
    }
    return answers;
  }

  test.each(year.companies)('$workspace gets the answers of then on twenty days', async (company) => {
    expect(await answersOf(company)).toEqual(company.answers);
  });

  test.each(year.companies)('$workspace goes on, and its log verifies from end to end', async (company) => {
    const { workspace, rows } = company;
    const register = await store.load(workspace);
    const drafts: readonly Draft[] = [...register.useCases.values()].map((useCase) =>
      createDraft(register, 'edit-use-case', 'useCases', useCase.key, { ...useCase, purpose: 'Said anew' }),
    );
    const commit = { seenSeq: register.seq, delivery: null, actor: 'U1', at: theFirstDayAfter, drafts };
    expect(await store.commit(workspace, commit)).toMatchObject({ outcome: 'committed' });
    expect(await store.verify(workspace)).toMatchObject([{ ok: true, rows: rows + drafts.length }]);
    expect((await queries().readiness.now(workspace)).register.seq).toBe(rows + drafts.length);
  });

  test.each(year.companies)('$workspace can forget somebody, and gets the same answers', async (company) => {
    const { workspace } = company;
    const [someone] = (await store.load(workspace)).people.values();
    if (!someone) throw new Error('nobody is known');
    const order = { person: someone.id, orderedBy: 'U1', reason: 'Asked for it' };
    const erased = await erasePerson({ store, now: () => theFirstDayAfter }, workspace, order);
    expect(erased).toMatchObject({ ok: true, key: 'X-1' });
    const [check] = await store.verify(workspace);
    expect(check).toMatchObject({ ok: true, erasures: [{ key: 'X-1' }] });
    expect(JSON.stringify(await store.changes(workspace))).not.toMatch(someone.name);
    expect(await answersOf(company)).toEqual(company.answers);
  });
});
