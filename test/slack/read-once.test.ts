import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import type { Store } from '../../src/store/open.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

let crossing: LocalCrossing;
let reads: string[] = [];
/** Calls of the store that have not answered yet. */
let underWay = 0;

const watched = ['load', 'isDelivered', 'commit', 'recentChanges', 'changes'] as const;
const watchedInOutbox = ['nudges', 'claimStale'] as const;

function countReads(store: Store): Store {
  const countCall =
    <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      reads.push(name);
      underWay += 1;
      return call(...args).finally(() => {
        underWay -= 1;
      });
    };
  const from = <T extends object>(part: T, names: readonly (keyof T & string)[]): T => ({
    ...part,
    ...Object.fromEntries(names.map((name) => [name, countCall(name, part[name] as never)])),
  });
  return { ...from(store, watched), outbox: from(store.outbox, watchedInOutbox) };
}

const countCalls = (name: string) => reads.filter((one) => one === name).length;
/** Waits until what follows an action is over: looking ends by drawing stale messages again. */
const waitUntilSettled = () =>
  crossing.workspace
    .as('Omar Owner')
    .waits(() => countCalls('claimStale') > 0 && underWay === 0, 'the end of it');

beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', { ...patientLimits, between: countReads });
  crossing.moveTo('2026-02-02');
  await records(crossing, changeSettings, {
    ...{ timeZone: 'Europe/Berlin', leads: ['U0LENA'], reading: 'five' as const },
    ...{ currency: 'USD', workingDays: [1, 2, 3, 4, 5] },
  });
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR' }));
  await records(crossing, startPilot, {
    ...{ useCase: 'UC-1', startedOn: '2026-02-01', decideBy: '2026-04-01', volunteers: 5, stack: null },
    criteria: ['30% of tickets resolved without a person'],
  });
  reads = [];
});
afterEach(() => crossing.close());

test('a question loads the register once', async () => {
  await crossing.workspace.as('Omar Owner').types('#general', '/stage3');
  expect(reads).toEqual(['load']);
});

test('a form loads the register when it is opened and when it is submitted, and what follows not again', async () => {
  const omar = crossing.workspace.as('Omar Owner');
  await omar.types('#general', '/stage3 checkin UC-1');
  const form = await omar.openModal();
  expect(countCalls('load')).toBe(1);
  reads = [];
  await form.fill({ 'Daily users': '1', 'Weekly users': '3', 'Not at all': '1' });
  const { errors, modal } = await form.submits();
  expect(errors).toBeUndefined();
  expect(modal?.title).toBe('Recorded');
  await waitUntilSettled();
  expect([countCalls('load'), countCalls('isDelivered'), countCalls('commit')]).toEqual([1, 1, 1]);
});
