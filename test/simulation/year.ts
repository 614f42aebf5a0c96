import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/store/open.ts';
import { memory } from '../support/memory.ts';
import { Chance } from './chance.ts';
import type { Log, Somebody } from './log.ts';
import { channelsOf, PersonActivities } from './people.ts';
import { type Judgement, judge } from './referee.ts';
import { livesAtStage3 } from './stage-3.ts';
import { instantOf, wallAt } from './wall-clock.ts';
import { type Habit, World } from './world.ts';

const hour = 3_600_000;

/** East of +12, a half-hour summer time, half hours and no summer time, both hemispheres, west of everybody. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Riyadh',
  'Pacific/Kiritimati',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Pacific/Pago_Pago',
];
const companies = [
  { workspace: 'T1', timeZone: 'Europe/Berlin', workingDays: [1, 2, 3, 4, 5], people: 14 },
  { workspace: 'T2', timeZone: 'America/Los_Angeles', workingDays: [1, 2, 3, 4, 5], people: 13 },
  { workspace: 'T3', timeZone: 'Asia/Riyadh', workingDays: [7, 1, 2, 3, 4], people: 13 },
];
const useCases = 20;

const habit = (fields: Partial<Habit>): Habit => ({
  ...{ does: 0, snoozes: 0, notMine: 0, mutes: 0, words: 0, never: 0, days: 3 },
  ...fields,
});
const habits: readonly (readonly [weight: number, habit: Habit])[] = [
  [4, habit({ does: 70, snoozes: 12, notMine: 2, mutes: 1.5, words: 8, never: 8, days: 1 })],
  [5, habit({ does: 40, snoozes: 18, notMine: 4, mutes: 1.5, words: 8, never: 30 })],
  [1, habit({ does: 10, snoozes: 85, never: 5, days: 1 })],
  [1, habit({ does: 5, mutes: 3, never: 95, days: 9 })],
];

/** 2028: it has a 29 February, and clocks change in both hemispheres. */
const theYear = { from: Date.parse('2028-01-01T00:00Z'), until: Date.parse('2029-01-01T00:00Z') };

/** Lets four companies live through a year on a database of their own, and judges it. */
export async function judgeYear(seed: number): Promise<{ readonly log: Log; readonly judgement: Judgement }> {
  const folder = mkdtempSync(join(memory, 'crossing-year-'));
  try {
    const store = await openStore(`sqlite:${join(folder, 'year.db')}`);
    const log = await liveThrough(store, seed).finally(() => store.close());
    return { log, judgement: judge(log) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lets four companies live through a year, and tells all that happened. */
async function liveThrough(store: Store, seed: number): Promise<Log> {
  const chance = new Chance(seed);
  const berlin = (day: string, minutes: number) => instantOf(day, minutes, 'Europe/Berlin');
  const world = new World(store, chance, {
    ...theYear,
    outages: [
      // From Friday morning in Berlin until Monday; nobody can do anything.
      {
        busyFrom: berlin('2028-03-10', 4 * 60),
        from: berlin('2028-03-10', 9 * 60 + 30),
        until: berlin('2028-03-13', 9 * 60) + 2_500,
        total: true,
      },
      // In the week; only the clockwork stands still.
      {
        busyFrom: berlin('2028-09-12', 13 * 60),
        from: berlin('2028-09-12', 18 * 60),
        until: berlin('2028-09-15', 14 * 60),
        total: false,
      },
    ],
  });
  const doings = new PersonActivities(world);

  let place = 0;
  function moveIn(workspace: string, count: number): readonly Somebody[] {
    world.workspaces.push(workspace);
    return Array.from({ length: count }, (_, index): Somebody => {
      place += 1;
      return {
        ...{ id: `U${place}`, workspace, name: `Person ${place}`, admin: index === 0 },
        zones: [[theYear.from, zones[place % zones.length] as string]],
        here: [[theYear.from, true]],
      };
    });
  }
  for (const { workspace, timeZone, workingDays, people: count } of companies) {
    const people = moveIn(workspace, count);
    for (const person of people) world.joins(person, chance.weighted(habits));
    await doings.opens(people, timeZone, workingDays, useCases);
    for (const person of people) comesBack(person);
    happens(people);
  }
  const those = moveIn('T4', 6);
  for (const person of those) world.joins(person, habit({ never: 100 }));
  await livesAtStage3(world, those);

  /** Somebody looks in now and then, less at weekends. */
  function comesBack(person: Somebody): void {
    const next = world.wakingMoment(person, 20);
    world.at(next, person, async () => {
      comesBack(person);
      const { minutes } = wallAt(world.now, world.zoneOf(person));
      if (world.isHere(person) && minutes >= 7 * 60) await doings.looksIn(person);
    });
  }

  /** People leave, some come back, some move; a channel is archived. */
  function happens(people: readonly Somebody[]): void {
    const anyTime = () => theYear.from + chance.next() * (theYear.until - theYear.from - 40 * 24 * hour);
    // The one who is asked about everything else stays; the second lead may go.
    for (const person of chance.some(people.slice(1), 4)) {
      const leaves = anyTime();
      world.at(leaves, person, () => world.changes(person, { here: false }));
      if (chance.happens(0.5))
        world.at(leaves + chance.between(3, 39) * 24 * hour, person, () =>
          world.changes(person, { here: true }),
        );
    }
    for (const person of chance.some(people, 3)) {
      world.at(anyTime(), person, () => world.changes(person, { timeZone: chance.oneOf(zones) }));
    }
    const [first] = people as [Somebody];
    const [, board = ''] = channelsOf(first);
    world.at(anyTime(), first, async () => void world.log.archived.set(board, world.now));
  }

  await world.live();
  return world.log;
}
