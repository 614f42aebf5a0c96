import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Seen } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { memoryFolder } from '../support/memory.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const busy = /^The database is busy \(ref \w{4}\)\. Nothing was changed\./;

let folder: string;
let file: string;
let crossing: LocalCrossing;
beforeEach(async () => {
  folder = mkdtempSync(join(memoryFolder, 'crossing-sqlite-faults-'));
  file = join(folder, 'crossing.db');
  await start();
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR' }));
  await records(crossing, startPilot, {
    ...{ useCase: 'UC-1', startedOn: '2026-01-05', decideBy: '2026-12-31', volunteers: 12 },
    ...{ criteria: ['30% of tickets resolved'], stack: null },
  });
});
afterEach(async () => {
  await crossing.close();
  rmSync(folder, { recursive: true });
});

async function start(): Promise<void> {
  const log = createLog('silent');
  crossing = await startLocalCrossing(`sqlite:${file}`, { log, mode: 'http', ...patientLimits });
  crossing.moveTo('2026-02-03');
}

const checksIn = (): Promise<Seen> =>
  crossing.workspace.as('Omar Owner').types('#ai-program', '/stage3 checkin UC-1 daily:4 weekly:6 none:6');
const askVerdict = (): Promise<Seen> => crossing.workspace.as('Lena Lead').types('#ai-program', '/stage3');
const textOf = ({ messages }: Seen) => messages.at(-1)?.text ?? '';
const readiness = async () => {
  const answer = await fetch(`${crossing.address}/readyz`);
  return `${answer.status} ${await answer.text()}`;
};

describe('A SQLite file to which another program writes for long', () => {
  let other: Sqlite.Database;
  beforeEach(() => {
    other = new Sqlite(file);
    other.exec('BEGIN IMMEDIATE');
  });
  afterEach(() => other.close());

  /** Returns the longest time during some work in which this process was blocked, in milliseconds. */
  async function longestStandstill(work: Promise<unknown>): Promise<number> {
    let longest = 0;
    let isOver = false;
    const watched = (async () => {
      for (let last = performance.now(); !isOver; last = performance.now()) {
        await setTimeout(5);
        longest = Math.max(longest, performance.now() - last);
      }
    })();
    await work;
    isOver = true;
    await watched;
    return longest;
  }

  test('refuses what is written within three seconds, answers what is asked, and stands still for nobody', async () => {
    const began = performance.now();
    const refused = checksIn().then((seen) => ({ seen, took: performance.now() - began }));
    const standstill = longestStandstill(refused);
    expect(textOf(await askVerdict())).toContain('Stage 2');
    const { seen, took } = await refused;
    expect(textOf(seen)).toMatch(busy);
    expect(took).toBeLessThan(3_000);
    expect(await standstill).toBeLessThan(1_000);
    other.exec('ROLLBACK');
    expect(textOf(await checksIn())).toContain('6 of 12');
    expect((await crossing.store.load(crossing.workspace.teamId)).checkIns.size).toBe(1);
  });

  test('takes what is written when it is free in time', async () => {
    const recorded = checksIn();
    await askVerdict();
    other.exec('COMMIT');
    expect(textOf(await recorded)).toContain('6 of 12');
  });

  test('lets a tick fail, stays ready for those who ask, and goes on when it is free', async () => {
    await crossing.schedule.tick();
    expect(await readiness()).toBe('200 ready');
    other.exec('ROLLBACK');
    await crossing.schedule.tick();
    await crossing.schedule.idle();
    expect(await readiness()).toBe('200 ready');
  });
});

describe('A SQLite file of which a page is damaged', () => {
  /** Overwrites the pages on which this was written, in a file that nobody has open. */
  async function damage(words: string): Promise<void> {
    await crossing.close();
    const pageSize = 4096;
    const content = readFileSync(file);
    const handle = openSync(file, 'r+');
    let damaged = 0;
    for (let page = 0; page < content.length; page += pageSize) {
      if (!content.subarray(page, page + pageSize).includes(words)) continue;
      writeSync(handle, Buffer.alloc(pageSize, 0x5a), 0, pageSize, page);
      damaged += 1;
    }
    closeSync(handle);
    expect(damaged).toBeGreaterThan(0);
    await start();
  }

  test.each([
    ['the records', '30% of tickets resolved'],
    ['the log', 'start-pilot'],
  ])('in %s: not ready, with the reason, once anybody meets it', async (_, words) => {
    await damage(words);
    expect(textOf(await askVerdict())).toMatch(/^The database is damaged \(ref \w{4}\)\./);
    expect(await readiness()).toBe('503 not ready: the database is damaged: restore a backup and restart');
  });

  test('is found by the schedule, and stays found while nothing is due', async () => {
    await damage('30% of tickets resolved');
    await crossing.schedule.tick();
    expect(await readiness()).toMatch(/^503 not ready: the database is damaged/);
    await crossing.schedule.tick();
    expect(await readiness()).toMatch(/^503 not ready: the database is damaged/);
  });
});
