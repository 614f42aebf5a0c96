import { copyFileSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect } from 'vitest';
import { createDraft } from '../../src/domain/change.ts';
import { settingsId, settingsOf } from '../../src/domain/register.ts';
import { openStore } from '../../src/store/open.ts';
import { test } from '../support/app-process.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { plainUseCase } from '../support/plain-use-case.ts';

/** A Monday, ten in the morning in Berlin. */
const monday = Date.UTC(2026, 0, 12, 9);
const people = Array.from({ length: 8 }, (_, index) => ({
  id: `U0P${index}`,
  name: `Person ${index}`,
  handle: `person${index}`,
  tz: 'Europe/Berlin',
}));

/** Records an overdue pilot for each person. */
async function everybodyIsLate(databaseUrl: string, workspace: string): Promise<void> {
  const store = await openStore(databaseUrl);
  const register = await store.load(workspace);
  const charter = {
    ...{ startedOn: '2025-12-01', decideBy: '2026-01-05', volunteers: 5, criteria: ['It helps'] },
    ...{ extensions: [], scaled: null, movedBars: [] },
  };
  const at = monday - 30 * 24 * 60 * 60 * 1000;
  await store.commit(workspace, {
    ...{ seenSeq: register.seq, delivery: null, actor: 'U0LENA', at },
    drafts: [
      createDraft(register, 'change-settings', 'settings', settingsId, {
        ...settingsOf(register),
        timeZone: 'Europe/Berlin',
      }),
      ...people.flatMap(({ id, name, tz }, index) => [
        createDraft(register, 'person-seen', 'people', id, {
          ...{ id, name, active: true, timeZone: tz, kind: 'member' as const },
        }),
        createDraft(register, 'register-use-case', 'useCases', `UC-${index}`, {
          ...plainUseCase({ key: `UC-${index}`, name: `Pilot of ${name}`, owner: id }),
          life: { stage: 'pilot', charter },
        }),
      ]),
    ],
  });
  await store.close();
}

test('a file that was copied while messages were sent is put back: nobody has a message twice', {
  timeout: 180_000,
}, async ({ processes: { databaseUrl, startApp, runApp } }) => {
  const movedBy = monday - Date.now();
  const started = {
    workspace: { ...patientLimits, people, now: () => Date.now() + movedBy },
    env: { MOVED_BY: String(movedBy) },
    preload: './test/support/moved-date.mjs',
  };
  const app = await startApp('Socket Mode', started);
  const { workspace, slack, port } = app;
  const countMessages = () => people.map(({ name }) => workspace.as(name).directMessages().length);
  const total = () => countMessages().reduce((sum, count) => sum + count, 0);
  await everybodyIsLate(databaseUrl, workspace.teamId);
  await expect.poll(total, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(2);

  const file = databaseUrl.slice('sqlite:'.length);
  const copy = `${file}.copy`;
  const client = new Sqlite(file, { readonly: true });
  await client.backup(copy);
  client.close();
  expect(total()).toBeLessThan(people.length);
  await expect.poll(total, { timeout: 60_000 }).toBe(people.length);
  app.child.kill('SIGTERM');
  expect(await app.ended).toBe(0);

  for (const beside of ['-wal', '-shm']) rmSync(`${file}${beside}`, { force: true });
  copyFileSync(copy, file);
  // A message that was being sent at the copy is leased for two minutes.
  const later = movedBy + 3 * 60 * 1000;
  workspace.control.setNow(() => Date.now() + later);
  const env = { MOVED_BY: String(later) };
  const again = await runApp(workspace, slack, port, 'Socket Mode', {
    ...started,
    env,
    args: ['--restored'],
  });
  await again.says('the database was restored');
  const unsent = async () => {
    const store = await openStore(databaseUrl);
    const messages = await store.outbox.messages(workspace.teamId);
    await store.close();
    return messages.filter(({ status }) => status !== 'sent').length;
  };
  await expect.poll(unsent, { timeout: 60_000, interval: 500 }).toBe(0);
  expect(countMessages()).toEqual(people.map(() => 1));
});
