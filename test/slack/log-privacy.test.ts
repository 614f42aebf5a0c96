import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenModal } from '../../sandbox/client.ts';
import type { Fault } from '../../sandbox/server/faults.ts';
import { createLog } from '../../src/log.ts';
import { cases } from '../support/form-cases/index.ts';
import {
  as,
  crossing,
  type Fields,
  fills,
  openForm,
  pilots,
  registers,
  startCrossingOn,
} from '../support/forms.ts';
import { memoryFolder } from '../support/memory.ts';

/** Stands in everything that is typed here, and must stand in no line of the log. */
const mark = 'zqmark';
const addMark = (text: string) => `${text} ${mark}`;

let folder: string;
let file: string;
let lines: string[];

const log = () => createLog('trace', { write: (line) => void lines.push(line) });
beforeEach(() => {
  folder = mkdtempSync(join(memoryFolder, 'crossing-log-'));
  file = join(folder, 'crossing.db');
  lines = [];
});
afterEach(async () => {
  await crossing.close();
  rmSync(folder, { recursive: true });
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((line) => line.toLowerCase().includes(mark))).toEqual([]);
});

const starts = (mode: 'socket' | 'http') => startCrossingOn(`sqlite:${file}`, { log: log(), mode });

/** Lets every write of the database fail, or none. */
function failWrites(failing: boolean): void {
  const client = new Sqlite(file);
  for (const table of ['changes', 'asks', 'messages']) {
    for (const verb of ['INSERT', 'UPDATE']) {
      const trigger = `fail_${table}_${verb}`;
      const fails = `CREATE TRIGGER ${trigger} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, 'disk failure'); END`;
      client.exec(failing ? fails : `DROP TRIGGER IF EXISTS ${trigger}`);
    }
  }
  client.close();
}

const methods = [
  ...['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'conversations.open', 'conversations.history'],
  ...['views.open', 'views.publish', 'views.update', 'users.info'],
];
const faults: readonly Fault[] = [
  { error: 'internal_error' },
  { error: 'invalid_blocks' },
  { status: 500 },
  { resetBefore: true },
  { retryAfterSeconds: 1 },
];

/** Lets the calls to Slack fail, each in another way, or none. */
function failCalls(failing: boolean): void {
  let calls = 0;
  for (const method of methods) {
    crossing.workspace.control.failBy(method, () =>
      failing ? (faults[calls++ % faults.length] ?? null) : null,
    );
  }
}

/** Returns a typed value with the mark. Choices, dates, numbers and addresses stay as they are. */
function withMark(form: SeenModal, label: string, value: Fields[string]): Fields[string] {
  const isFree = typeof value === 'string' && !/^[@#]|^\d|^https?:/.test(value);
  return isFree && form.options(label).length === 0 ? addMark(value) : value;
}
const markFields = (form: SeenModal, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([label, value]) => [
      label,
      form.labels.includes(label) ? withMark(form, label, value) : value,
    ]),
  );

/** Faults met by the forms together. */
let failed = 0;
const failures = () => lines.filter((line) => line.includes('a listener failed'));

describe('the log at its finest level holds nothing that was typed', () => {
  test.each(Object.entries(cases))('into the form %s, whether it is recorded or fails', async (_, given) => {
    await starts('socket');
    const form = await openForm(given);
    await fills(form, markFields(form, given.good));
    failWrites(true);
    await form.submits().catch(() => null);
    failed += failures().length;
    failWrites(false);
    failCalls(true);
    await form.submits().catch(() => null);
    failCalls(false);
  });

  test('which means something only where forms did fail', async () => {
    await starts('socket');
    expect(failed).toBeGreaterThan(Object.keys(cases).length / 2);
  });

  test.each(['socket', 'http'] as const)(
    'after commands, to the app, into files and searches, in %s mode',
    async (mode) => {
      await starts(mode);
      await registers({ name: addMark('Ticket sorting'), purpose: mark });
      await pilots({ name: addMark('Call notes') }).catch(() => null);
      const typed = [
        `/stage3 ${mark}`,
        `/stage3 usecase show ${mark}`,
        `/stage3 checkin UC-1 daily:${mark} weekly:4 none:0`,
        '/stage3 checkin UC-1 daily:3 weekly:4 none:0 result:zqmark',
        `/usecase add ${mark} "half`,
        `/decision commit ${mark}`,
        `@Crossing ${mark}`,
        `@Crossing usecase add ${mark}`,
      ];
      for (const failing of ['nothing', 'writes', 'calls']) {
        failWrites(failing === 'writes');
        failCalls(failing === 'calls');
        const omar = as('Omar Owner');
        for (const words of typed) await omar.types('#ai-program', words).catch(() => null);
        await omar.types('@Crossing', `what about ${mark}?`).catch(() => null);
        omar.modal()?.closes({ all: true });
      }
      failWrites(false);
      failCalls(false);
      await as('Omar Owner').types('#ai-program', '/stage3 import');
      const form = await as('Omar Owner').openModal();
      const contents = `name,purpose,team,intended users,may do,retrieval\n${mark},${mark},T,x,draft,no\n`;
      await form.attaches('CSV file', { name: `${mark}.csv`, contents });
      failWrites(true);
      await form.submits().catch(() => null);
    },
  );

  test('in the thread of a daily message, or as the reason to put something off', async () => {
    await starts('socket');
    crossing.moveTo('2025-12-01');
    await registers({ name: addMark('Ticket sorting') });
    await pilots();
    crossing.moveTo('2026-03-09');
    await crossing.schedule.tick();
    await crossing.schedule.idle();
    const daily = as('Omar Owner').directMessages().at(-1);
    if (!daily) throw new Error('no daily message');
    await daily.clicks('Snooze', { near: 'decision was due' });
    const form = await as('Omar Owner').openModal();
    await form.fill({ 'Remind me': 'Tomorrow', Reason: mark });
    failWrites(true);
    await form.submits().catch(() => null);
    await daily.replies(addMark('we are on it')).catch(() => null);
    expect(failures().length).toBeGreaterThan(1);
    failWrites(false);
    failCalls(true);
    await daily.replies(addMark('we are on it')).catch(() => null);
    await crossing.schedule.tick();
    await crossing.schedule.idle();
  });

  test('into a report of adoption', async () => {
    await starts('http');
    await pilots();
    const seen = await as('Omar Owner').types('#ai-program', '/stage3 usecase show UC-1');
    const tab = await seen.clicks('Adoption and ROI');
    const { modal } = await tab.clicks('Intake token');
    await modal?.fill({ 'The token is shown once': ['Only the reporting system will be able to read it'] });
    const done = (await modal?.submits())?.modal;
    const token = /crossing-intake-[\w-]{43}\.\w+/.exec(done?.text ?? '')?.[0] ?? '';
    const report = { week: '2026-01-05', intended: 40, daily: 3, weekly: 5, notAtAll: 4, result: mark };
    const bodies = [JSON.stringify(report), `{"${mark}`, JSON.stringify({ ...report, [mark]: 1 })];
    for (const failing of [false, true]) {
      failWrites(failing);
      for (const body of bodies) {
        await fetch(`${crossing.address}/api/v1/use-cases/UC-1/adoption?${mark}=${mark}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: body.replace('"daily":3', failing ? '"daily":4' : '"daily":3'),
        });
      }
    }
    expect(failures().length).toBeGreaterThan(0);
    await fetch(`${crossing.address}/${mark}`);
  });
});

test('a failure is identified by error type, code and stack', async () => {
  await starts('socket');
  await pilots();
  failWrites(true);
  await as('Omar Owner').types('#ai-program', '/stage3 checkin UC-1 daily:3 weekly:4 none:0');
  const { err } = JSON.parse(failures()[0] ?? '{}');
  expect(err).toMatchObject({ type: 'SqliteError', code: 'SQLITE_CONSTRAINT_TRIGGER' });
  expect(err.stack).toMatch(/^at .*\.ts:\d+/m);
});
