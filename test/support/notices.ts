import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { as, crossing, today as monday, startCrossingOn } from './forms.ts';
import { memoryFolder } from './memory.ts';
import { records } from './records-directly.ts';
import { committedStack } from './register.ts';

/** The folder of this test's database. */
export let folder: string;
export const readDirectMessages = (person: string) => as(person).directMessages();

/** Starts the app on this test's database, on Monday at 10:00 in Berlin. */
const starts = () => startCrossingOn(`sqlite:${join(folder, 'crossing.db')}`);

/** Ends the process, and starts the next one a minute later. */
export async function restarts(): Promise<void> {
  await crossing.close();
  await starts();
  await crossing.passTo(crossing.now() + 60_000);
}

/** Starts the app with two leads. */
export async function startWithTwoLeads(): Promise<void> {
  folder = mkdtempSync(join(memoryFolder, 'crossing-notices-'));
  await starts();
  await records(crossing, changeSettings, {
    leads: ['U0LENA', 'U0ITAI'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
}

/** Stops the app and removes its database. */
export async function endAndRemove(): Promise<void> {
  await crossing.close();
  rmSync(folder, { recursive: true });
}

export const pilots = (useCase: string) =>
  records(crossing, startPilot, {
    ...{ useCase, startedOn: monday, decideBy: '2026-03-12', volunteers: 12 },
    ...{ criteria: ['Half the time'], stack: committedStack },
  });

export const passTo = (moment: string) => crossing.passTo(Date.parse(moment));
