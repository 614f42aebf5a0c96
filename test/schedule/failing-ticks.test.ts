import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { openStore } from '../../src/store/open.ts';
import { plainUseCase } from '../support/plain-use-case.ts';
import {
  clock,
  day,
  dueAt,
  file,
  heartbeat,
  lines,
  monday,
  omarIsLate,
  prepareSchedule,
  schedule,
  ticks,
  toOmar,
} from '../support/schedule.ts';

prepareSchedule();

describe('a tick', () => {
  test.each([
    ['records that cannot be read', `UPDATE use_cases SET life = '{}'`, `UPDATE use_cases SET life = kept`],
    [
      'a table that is missing',
      'ALTER TABLE use_cases RENAME TO hidden',
      'ALTER TABLE hidden RENAME TO use_cases',
    ],
    [
      'a column that is missing',
      'ALTER TABLE use_cases RENAME name TO called',
      'ALTER TABLE use_cases RENAME called TO name',
    ],
  ])(
    'that fails in every workspace for %s is no sign of life, and the next that works is',
    async (_, breaks, mends) => {
      const elsewhere = await openStore(`sqlite:${file}`);
      for (const id of ['T1', 'T2']) {
        const drafts = [
          createDraft(await elsewhere.load(id), 'edit-use-case', 'useCases', 'UC-1', plainUseCase()),
        ];
        await elsewhere.commit(id, { seenSeq: 0, delivery: null, actor: 'U1', at: monday - day, drafts });
      }
      await elsewhere.close();
      const client = new Sqlite(file);
      client.exec('ALTER TABLE use_cases ADD COLUMN kept');
      client.exec('UPDATE use_cases SET kept = life');
      client.exec(breaks);
      const failing = 'the last check failed for every workspace that was due: see the log';
      for (let round = 1; round <= 2; round += 1) {
        await schedule.tick();
        expect([heartbeat.trouble(), heartbeat.lastRound(), ticks.length]).toEqual([failing, null, round]);
      }
      expect(ticks).toEqual(['failed', 'failed']);
      client.exec(mends);
      client.close();
      await schedule.tick();
      expect([heartbeat.trouble(), heartbeat.lastRound()]).toEqual([null, clock.at]);
    },
  );

  test('goes on where one workspace is broken; it is named in the log, and due again when its lease is over', async () => {
    await omarIsLate();
    const elsewhere = await openStore(`sqlite:${file}`);
    const drafts = [
      createDraft(await elsewhere.load('TBAD'), 'edit-use-case', 'useCases', 'UC-1', plainUseCase()),
    ];
    const commit = { seenSeq: 0, delivery: null, actor: 'U1', at: monday - day, drafts };
    await elsewhere.commit('TBAD', commit);
    await elsewhere.close();
    const client = new Sqlite(file);
    client.exec(`UPDATE use_cases SET life = '{}' WHERE workspace = 'TBAD'`);
    client.close();

    await schedule.tick();
    await schedule.idle();
    expect(toOmar()).toHaveLength(1);
    expect(ticks).toEqual(['done']);
    const errors = lines.filter(({ level }) => level >= 50);
    expect(errors.map(({ workspace: where, msg }) => [where, msg])).toEqual([['TBAD', 'looking failed']]);
    expect(await dueAt('TBAD')).toBe(clock.at + 5 * 60 * 1000);
  });

  test('fails silently without a database, and the next one continues', async () => {
    await omarIsLate();
    const client = new Sqlite(file);
    client.exec('ALTER TABLE agenda RENAME TO hidden');
    await schedule.tick();
    expect([ticks, heartbeat.lastRound()]).toEqual([['failed'], null]);
    client.exec('ALTER TABLE hidden RENAME TO agenda');
    client.close();
    await schedule.tick();
    await schedule.idle();
    expect([ticks, heartbeat.lastRound()]).toEqual([['failed', 'done'], clock.at]);
    expect(toOmar()).toHaveLength(1);
  });
});
