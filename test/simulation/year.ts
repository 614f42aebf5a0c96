import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/store/open.ts';
import { memoryFolder } from '../support/memory.ts';
import { Chance } from './chance.ts';
import type { Habit } from './habits.ts';
import { IncidentActivities } from './incident-activities.ts';
import type { Log, SimulatedPerson } from './log.ts';
import { channelsOf, PersonActivities } from './people.ts';
import { type Judgement, judge } from './referee.ts';
import { simulateStage3Company } from './stage-3.ts';
import { instantOf, wallAt } from './wall-clock.ts';
import { World } from './world.ts';

const hour = 3_600_000;

/** Time zones at the extremes: beyond +12, half hours, half-hour summer time, none at all, both hemispheres. */
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
  { workspace: 'T1', timeZone: 'Europe/Berlin', workingDays: [1, 2, 3, 4, 5] },
  { workspace: 'T3', timeZone: 'Asia/Riyadh', workingDays: [7, 1, 2, 3, 4] },
  { workspace: 'T2', timeZone: 'America/Los_Angeles', workingDays: [1, 2, 3, 4, 5] },
];

/** How much is simulated. The company at Stage 3 is added, always with the same size. */
export interface Size {
  readonly companies: number;
  /** People in each company. */
  readonly people: number;
  /** Use cases in each company. */
  readonly useCases: number;
  /** Incidents in each company. */
  readonly incidents: number;
}
/** The size for `npm run year`, which takes minutes. */
export const large: Size = { companies: 3, people: 13, useCases: 20, incidents: 60 };
/** The size for `npm test`, which fails if a rule has too few occasions. */
export const small: Size = { companies: 2, people: 6, useCases: 6, incidents: 8 };

const createHabit = (fields: Partial<Habit>): Habit => ({
  ...{ does: 0, snoozes: 0, notMine: 0, mutes: 0, words: 0, never: 0, days: 3 },
  ...fields,
});
const procrastinator = createHabit({ does: 10, snoozes: 85, never: 5, days: 1 });
const habits: readonly (readonly [weight: number, habit: Habit])[] = [
  [4, createHabit({ does: 70, snoozes: 12, notMine: 2, mutes: 1.5, words: 8, never: 8, days: 1 })],
  [5, createHabit({ does: 40, snoozes: 18, notMine: 4, mutes: 1.5, words: 8, never: 30 })],
  [1, procrastinator],
  [1, createHabit({ does: 5, mutes: 3, never: 95, days: 9 })],
];

/** 2028: it has a 29 February, and clocks change in both hemispheres. */
const theYear = { from: Date.parse('2028-01-01T00:00Z'), until: Date.parse('2029-01-01T00:00Z') };

/** Simulates companies for a year on a database of their own, and judges the log. */
export async function judgeYear(
  seed: number,
  size: Size,
): Promise<{ readonly log: Log; readonly judgement: Judgement }> {
  const folder = mkdtempSync(join(memoryFolder, 'crossing-year-'));
  try {
    const store = await openStore(`sqlite:${join(folder, 'year.db')}`);
    const log = await liveThrough(store, seed, size).finally(() => store.close());
    return { log, judgement: judge(log) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Simulates companies for a year, and returns the log. */
async function liveThrough(store: Store, seed: number, size: Size): Promise<Log> {
  const chance = new Chance(seed);
  const berlin = (day: string, minutes: number) => instantOf(day, minutes, 'Europe/Berlin');
  const world = new World(store, chance, {
    ...theYear,
    incidentChance: new Chance(seed + 1),
    outages: [
      // From Friday morning in Berlin until Monday; nobody can do anything.
      {
        busyFrom: berlin('2028-03-10', 4 * 60),
        from: berlin('2028-03-10', 9 * 60 + 30),
        until: berlin('2028-03-13', 9 * 60) + 2_500,
        stopsPeople: true,
      },
      // During the week. Only planning and sending stop.
      {
        busyFrom: berlin('2028-09-12', 13 * 60),
        from: berlin('2028-09-12', 18 * 60),
        until: berlin('2028-09-15', 14 * 60),
        stopsPeople: false,
      },
    ],
  });
  const activities = new PersonActivities(world);
  const incidents = new IncidentActivities(world);

  let place = 0;
  function moveIn(workspace: string, count: number): readonly SimulatedPerson[] {
    world.workspaces.push(workspace);
    return Array.from({ length: count }, (_, index): SimulatedPerson => {
      place += 1;
      return {
        ...{ id: `U${place}`, workspace, name: `Person ${place}`, admin: index === 0 },
        zones: [[theYear.from, zones[place % zones.length] as string]],
        active: [[theYear.from, true]],
      };
    });
  }
  for (const { workspace, timeZone, workingDays } of companies.slice(0, size.companies)) {
    const people = moveIn(workspace, size.people);
    for (const [index, person] of people.entries()) {
      // One person in each company snoozes so often that a snooze is refused.
      world.addPerson(person, index === 2 ? procrastinator : chance.weighted(habits));
    }
    await activities.opens(people, timeZone, workingDays, size.useCases);
    for (const person of people) scheduleVisit(person);
    scheduleLifeEvents(people);
    await incidents.schedule(people, size.incidents);
  }
  const those = moveIn('T4', 6);
  for (const person of those) world.addPerson(person, createHabit({ never: 100 }));
  await simulateStage3Company(world, those);
  await incidents.schedule(those, 4);

  /** Schedules a person's next visit, less often at weekends. */
  function scheduleVisit(person: SimulatedPerson): void {
    const next = world.wakingMoment(person, 20);
    world.runAt(next, person, async () => {
      scheduleVisit(person);
      const { minutes } = wallAt(world.now, world.zoneOf(person));
      if (world.isActive(person) && minutes >= 7 * 60) await activities.looksIn(person);
    });
  }

  /** Schedules departures, returns, moves to other time zones, and the archiving of a channel. */
  function scheduleLifeEvents(people: readonly SimulatedPerson[]): void {
    const anyTime = () => theYear.from + chance.next() * (theYear.until - theYear.from - 40 * 24 * hour);
    // The first lead stays, because escalations go there. The second may leave.
    for (const person of chance.some(people.slice(1), 4)) {
      const leaves = anyTime();
      world.runAt(leaves, person, () => world.changePerson(person, { active: false }));
      if (chance.happens(0.5))
        world.runAt(leaves + chance.between(3, 39) * 24 * hour, person, () =>
          world.changePerson(person, { active: true }),
        );
    }
    for (const person of chance.some(people, 3)) {
      world.runAt(anyTime(), person, () => world.changePerson(person, { timeZone: chance.oneOf(zones) }));
    }
    const [first] = people as [SimulatedPerson];
    const [, board = ''] = channelsOf(first);
    world.runAt(anyTime(), first, async () => void world.log.archived.set(board, world.now));
  }

  await world.run();
  return world.log;
}
