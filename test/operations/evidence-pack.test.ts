import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { createEvidencePack } from '../../src/operations/evidence-pack/create-pack.ts';
import { loadFonts } from '../../src/operations/evidence-pack/fonts.ts';
import { createPrinter } from '../../src/operations/evidence-pack/printable.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { formatFact } from '../../src/slack/readiness/fact-words.ts';
import { describeLoss, formatHeadline } from '../../src/slack/readiness/verdict-lines.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { type PackFiles, readJson, readTable, sumsOf, textOf, unzip } from '../support/evidence-pack.ts';
import { stage3 } from '../support/register.ts';

const words = { formatHeadline, describeLoss, formatFact };
const now = () => Date.parse('2026-03-02T09:00:00Z');
const hostile = {
  formula: '=HYPERLINK("https://evil.example","Click")',
  'two lines': 'one, "two"\r\nthree; four',
  emoji: 'Robot 🤖 agent',
  'right to left': 'وكيل الدعم',
  'direction override': 'invoice\u202Efdp.exe',
  long: 'endless '.repeat(370),
  'one word': 'x'.repeat(2990),
  writing: 'Ångström Ωμέγα Žluťoučký Поддержка',
} as const;

let database: TestDatabase;
let store: Store;
const make = (day: string, from: Store = store) =>
  createEvidencePack({ store: from, ...createQueries({ store: from, now }) }, 'T1', day, words);
const filesOf = async (day: string): Promise<PackFiles> =>
  unzip((await make(day))?.contents ?? new Uint8Array());

beforeAll(async () => {
  const [sqlite] = databases;
  if (!sqlite) throw new Error('no database');
  database = await sqlite.create();
  store = await openStore(database.url);
  const company = stage3('2026-02-02');
  for (const { at, actor, seq, ...draft } of company.changes)
    await store.commit('T1', { seenSeq: seq - 1, delivery: null, actor, at, drafts: [draft] });
  const base = company.getUseCase('UC-2');
  for (const [index, text] of Object.values(hostile).entries()) {
    const register = await store.load('T1');
    const key = `UC-${index + 3}`;
    const after = { ...base, key, name: text, purpose: text, whyNew: 'Another job' };
    const drafts = [createDraft(register, 'register-use-case', 'useCases', key, after)];
    const at = Date.parse('2026-02-16T09:00:00Z') + index;
    await store.commit('T1', { seenSeq: register.seq, delivery: null, actor: 'lead', at, drafts });
  }
  const register = await store.load('T1');
  const pulse = { useCase: 'UC-2', week: '2026-02-16', answers: 1, sum: 5, answered: ['member'] };
  const drafts = [createDraft(register, 'answer-pulse', 'pulses', 'UC-2:2026-02-16', pulse)];
  const at = Date.parse('2026-02-20T09:00:00Z');
  await store.commit('T1', { seenSeq: register.seq, delivery: null, actor: 'member', at, drafts });
}, 60_000);
afterAll(async () => {
  await store.close();
  await database.remove();
});

test('the same day gives the same bytes, also from another process and after later changes', async () => {
  const first = await make('2026-02-10');
  const other = await openStore(database.url);
  const second = await make('2026-02-10', other);
  await other.close();
  expect(first?.name).toBe('evidence-pack-2026-02-10.zip');
  expect(Buffer.compare(first?.contents ?? Buffer.of(), second?.contents ?? Buffer.of(1))).toBe(0);
  expect(first).toMatchObject({ useCases: 2, headline: 'Stage 3: all 4 requirements met' });
  expect(
    Buffer.compare(first?.contents ?? Buffer.of(), (await make('2026-02-16'))?.contents ?? Buffer.of()),
  ).not.toBe(0);
});

test('the sums in the manifest are those of the files, and every section has its two', async () => {
  const files = await filesOf('2026-02-10');
  const { written, actual } = sumsOf(files);
  expect(written).toEqual(actual);
  const { sections } = readJson(files, 'pack.json') as { sections: { key: string; rows: number }[] };
  expect(sections.length).toBeGreaterThan(20);
  for (const { key, rows } of sections) {
    expect(readTable(files, key)).toHaveLength(rows);
    expect(readJson(files, `data/${key}.json`).rows).toHaveLength(rows);
  }
});

test('the chain of the log can be computed from the pack alone, up to its head', async () => {
  const files = await filesOf('2026-03-01');
  const canonical = (value: unknown): string =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? `{${Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
          .join(',')}}`
      : Array.isArray(value)
        ? `[${value.map(canonical).join(',')}]`
        : JSON.stringify(value);
  const hash = (value: unknown) => createHash('sha256').update(canonical(value)).digest('hex');
  let previous = '0'.repeat(64);
  const lines = textOf(files, 'data/change-log.jsonl').trim().split('\n');
  for (const line of lines) {
    const row = JSON.parse(line);
    const { version, workspace, seq, at, actor, action, entity, id, useCase, previousHash } = row;
    const before = row.beforeHash ?? hash([row.salt, row.before]);
    const after = row.afterHash ?? hash([row.salt, row.after]);
    const link = {
      version,
      workspace,
      seq,
      at,
      actor,
      action,
      entity,
      id,
      useCase,
      previousHash,
      before,
      after,
    };
    expect([seq, previousHash, hash(link)]).toEqual([seq, previous, row.hash]);
    previous = row.hash;
  }
  expect(readJson(files, 'pack.json').changeLog).toMatchObject({
    ...{ changes: lines.length, head: previous, verified: true, withheld: 1 },
  });
});

test('the contents of a team pulse are in no file of the pack', async () => {
  const files = await filesOf('2026-03-01');
  expect(textOf(files, 'data/change-log.jsonl')).toContain('"entity":"pulses"');
  for (const name of Object.keys(files)) expect(textOf(files, name)).not.toContain('"answered"');
});

test('hostile texts are guarded in CSV, whole in JSON, and leave the document in order', async () => {
  const files = await filesOf('2026-03-01');
  const names = readTable(files, 'use-cases').map(({ name }) => name);
  const rows = readJson(files, 'data/use-cases.json').rows as { name: string }[];
  expect(rows.slice(2).map(({ name }) => name)).toEqual(Object.values(hostile));
  expect(names.slice(2)).toEqual(Object.values(hostile).map((text) => text.replace(/^=/, "'=")));
  const pdf = textOf(files, 'evidence-pack.pdf');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf).not.toContain('NotoSans-Regular-Undefined');
});

test.each([
  ['Ångström Ωμέγα Žluťoučký Поддержка', 'Ångström Ωμέγα Žluťoučký Поддержка'],
  ['Robot 🤖🤖 agent', 'Robot [?] agent'],
  ['وكيل الدعم 1', '[?] 1'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a\u0000b\u200Bc\r\nd', 'abc d'],
  ['e\u0301te\u0301', 'été'],
  ['\uD83Ex', '[?]x'],
])('%j is printed as %j', async (text, printed) => {
  const { covers } = await loadFonts();
  let replaced = 0;
  const print = createPrinter(covers, () => {
    replaced += 1;
  });
  expect(print(text)).toBe(printed);
  expect(replaced).toBe(printed.includes('[?]') ? 1 : 0);
});

test('a pack has the audit trail as it ended on its day', async () => {
  const stream = 'audit:UC-1';
  const hashes: (string | null)[] = [];
  for (const [index, day] of ['2026-02-05', '2026-02-05', '2026-02-12', '2026-02-20'].entries()) {
    const at = Date.parse(`${day}T09:00:00Z`);
    const entries = [{ key: `id:${index}`, at, label: 'done', body: { what: 'Closed a ticket' } }];
    await store.streams.append('T1', stream, entries, { now: at, chained: true, refuseChanged: true });
    hashes.push((await store.streams.ends('T1', stream))[0]?.hash ?? null);
  }
  const trailsOf = async (day: string) => readTable(await filesOf(day), 'audit-trails');
  expect(await trailsOf('2026-02-04')).toEqual([]);
  for (const [day, events] of [
    ['2026-02-05', 2],
    ['2026-02-11', 2],
    ['2026-02-12', 3],
    ['2026-03-01', 4],
  ] as const)
    expect(await trailsOf(day)).toMatchObject([
      { useCase: 'UC-1', events: String(events), hash: hashes[events - 1] },
    ]);
});

test('there is no pack of a day before the first change', async () => {
  expect(await make('2026-02-01')).toBeNull();
});

test('an edited change is named in the pack of its day, and not in a pack from before it', async () => {
  // The copy has what is in the file, and a store that is open keeps some of it beside the file.
  await store.close();
  const copy = await database.copy();
  store = await openStore(database.url);
  await copy.execute(`UPDATE changes SET actor = 'lead' WHERE entity = 'pulses'`);
  const edited = await openStore(copy.url);
  const logOf = async (day: string) =>
    readJson(unzip((await make(day, edited))?.contents ?? new Uint8Array()), 'pack.json').changeLog;
  expect(await logOf('2026-03-01')).toMatchObject({
    verified: false,
    fault: { why: 'it was edited after it was written' },
  });
  expect(await logOf('2026-02-10')).toMatchObject({ verified: true, fault: null });
  await edited.close();
  await copy.remove();
});
