import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIn, planRollout } from '../../src/domain/adoption/adoption.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { waive } from '../../src/domain/checklist/waivers.ts';
import type { Act, Outcome } from '../../src/domain/decide.ts';
import { commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import {
  accountabilities,
  categories,
  type Day,
  type Register,
  readings,
  settingsOf,
} from '../../src/domain/register.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive, stopUseCase } from '../../src/domain/use-cases/production.ts';
import { recordStack, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';
import { act, type Crossing, type Member } from '../../src/operations/act.ts';
import { createQueries } from '../../src/operations/queries.ts';
import type { Readiness } from '../../src/operations/readiness.ts';
import { recordPerson } from '../../src/operations/record-person.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { memoryFolder } from '../support/memory.ts';
import {
  type CastMember,
  cast,
  commitment,
  committedStack,
  completeEvidence,
  completePlan,
  everybody,
  registration,
  sourceRoi,
} from '../support/register.ts';

/** A company on a real database with a clock that is moved. */
class Company {
  at: number;
  readonly workspace: string;
  readonly timeZone: string;
  readonly crossing: Crossing;
  readonly #left = new Set<string>();

  constructor(store: Crossing['store'], workspace: string, timeZone: string) {
    this.workspace = workspace;
    this.timeZone = timeZone;
    this.at = Date.parse('2026-01-05T09:00:00Z');
    this.crossing = { store, now: () => this.at, findMember: async (_, id) => this.member(id as CastMember) };
  }

  get today(): Day {
    return dayOf(this.at, this.timeZone);
  }

  member(id: CastMember): Member {
    return { ...cast[id], id, active: !this.#left.has(id), timeZone: this.timeZone };
  }

  /** Tries a decision; a refusal changes nothing. */
  async tries(who: CastMember, decide: (register: Register, now: Act) => Outcome): Promise<void> {
    const { crossing, workspace } = this;
    const occasion = { workspace, actor: this.member(who), delivery: null, named: everybody };
    await act(crossing, occasion, (register, _: null, now) => decide(register, now), null);
  }

  async leaves(id: CastMember, left: boolean): Promise<void> {
    if (left) this.#left.add(id);
    else this.#left.delete(id);
    const { admin: _, ...person } = this.member(id);
    await recordPerson(this.crossing, this.workspace, person);
  }
}

type Event = (company: Company) => Promise<void>;
const useCase = fc.constantFrom('UC-1', 'UC-2');
const always = <T>(value: T) => fc.constant(value);
const event = <A>(name: string, given: fc.Arbitrary<A>, run: (company: Company, given: A) => Promise<void>) =>
  given.map(
    (values): Event =>
      Object.assign((company: Company) => run(company, values), {
        toString: () => `${name} ${JSON.stringify(values)}`,
      }),
  );

const makesReady = async (company: Company, key: string) => {
  for (const details of completeEvidence(40)) {
    await company.tries('lead', (register, now) => confirmItem(register, { useCase: key, details }, now));
  }
  await company.tries('lead', (register, now) => recordRoi(register, sourceRoi(key), now));
  await company.tries('lead', (register, now) => planRollout(register, completePlan(key), now));
};
const signs = (company: Company, vendor: string, days: number | null) =>
  company.tries('lead', (register, now) =>
    recordDpa(
      register,
      {
        useCase: 'UC-1',
        vendor,
        signedOn: now.today,
        expiresOn: days === null ? null : addDays(now.today, days),
        link: 'https://dpa.example',
      },
      now,
    ),
  );
const commits = async (company: Company) => {
  for (const category of categories) {
    await company.tries('lead', (register, now) =>
      commitDecision(register, commitment(category, { decidedOn: now.today }), now),
    );
  }
};
const pilots = (company: Company, key: string) =>
  company.tries('lead', (register, now) =>
    startPilot(
      register,
      {
        useCase: key,
        startedOn: now.today,
        decideBy: addDays(now.today, 60),
        volunteers: 5,
        criteria: ['Half of it is used'],
        stack: structuredClone(committedStack),
      },
      now,
    ),
  );
const accepts = (company: Company) =>
  company.tries('operator', (register, now) =>
    acceptAccountabilities(register, { accept: accountabilities }, now),
  );
const goesLive = (company: Company, key: string) =>
  company.tries('lead', (register, now) =>
    goLive(
      register,
      {
        useCase: key,
        liveOn: now.today,
        audience: 'everyone',
        deployed: 40,
      },
      now,
    ),
  );

/** Takes every step that Stage 3 needs. Steps that were taken before are refused or replaced. */
const becomesStage3 = async (company: Company) => {
  await company.tries('admin', (register, now) =>
    changeSettings(
      register,
      {
        leads: ['lead'],
        timeZone: company.timeZone,
        reading: 'five',
        currency: 'EUR',
        workingDays: [1, 2, 3, 4, 5],
      },
      now,
    ),
  );
  for (const name of ['Ada', 'Bob']) {
    await company.tries('lead', (register, now) =>
      registerUseCase(register, registration({ name, purpose: name }), now),
    );
  }
  await pilots(company, 'UC-1');
  await commits(company);
  await signs(company, 'OpenAI', null);
  await signs(company, 'Pinecone', null);
  await company.tries('lead', (register, now) => appointOperators(register, { people: ['operator'] }, now));
  await accepts(company);
  await makesReady(company, 'UC-1');
  await goesLive(company, 'UC-1');
  await pilots(company, 'UC-2');
};

const events = fc.oneof(
  { weight: 2, arbitrary: event('becomes Stage 3', always(null), becomesStage3) },
  { weight: 3, arbitrary: event('make ready', useCase, makesReady) },
  { weight: 2, arbitrary: event('start the pilot', useCase, pilots) },
  { weight: 2, arbitrary: event('go live', useCase, goesLive) },
  { weight: 1, arbitrary: event('commit', always(null), commits) },
  {
    weight: 2,
    arbitrary: event(
      'DPA',
      fc.record({ vendor: fc.constantFrom('OpenAI', 'Pinecone'), days: fc.integer({ min: 1, max: 90 }) }),
      (company, { vendor, days }) => signs(company, vendor, days),
    ),
  },
  {
    weight: 2,
    arbitrary: event(
      'runs on',
      fc.record({ useCase, other: fc.boolean() }),
      (company, { useCase: key, other }) =>
        company.tries('lead', (register, now) =>
          recordStack(
            register,
            {
              useCase: key,
              stack: { ...committedStack, ...(other ? { guardrails: ['Something else'] } : {}) },
            },
            now,
          ),
        ),
    ),
  },
  {
    weight: 1,
    arbitrary: event(
      'waive',
      fc.record({ useCase, days: fc.integer({ min: 1, max: 90 }) }),
      (company, { useCase: key, days }) =>
        company.tries('operator', (register, now) =>
          waive(
            register,
            {
              useCase: key,
              subject: { kind: 'drift', category: 'guardrails' },
              reason: 'Because',
              until: addDays(now.today, days),
            },
            now,
          ),
        ),
    ),
  },
  {
    weight: 3,
    arbitrary: event('check in', useCase, (company, key) =>
      company.tries('lead', (register, now) =>
        checkIn(
          register,
          {
            useCase: key,
            on: now.today,
            intended: 40,
            daily: 1,
            weekly: 2,
            notAtAll: 3,
            result: '',
          },
          now,
        ),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: event('stop', useCase, (company, key) =>
      company.tries('lead', (register, now) =>
        stopUseCase(register, { useCase: key, reason: 'Enough' }, now),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: event('operators', fc.subarray<CastMember>(['operator', 'member']), (company, people) =>
      company.tries('lead', (register, now) => appointOperators(register, { people }, now)),
    ),
  },
  { weight: 2, arbitrary: event('accept', always(null), accepts) },
  {
    weight: 2,
    arbitrary: event(
      'leave or return',
      fc.record({ who: fc.constantFrom<CastMember>('operator', 'owner', 'lead'), left: fc.boolean() }),
      (company, { who, left }) => company.leaves(who, left),
    ),
  },
  {
    weight: 1,
    arbitrary: event('reading', fc.constantFrom(...readings), (company, reading) =>
      company.tries('admin', (register, now) =>
        changeSettings(register, { ...settingsOf(register), leads: ['lead'], reading }, now),
      ),
    ),
  },
);

/** Hours between one thing and the next: mostly a few, now and then weeks, in which facts lapse by themselves. */
const hours = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 31, max: 24 * 50 }) },
);
const histories = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'),
  tries: fc.array(fc.record({ hours, event: events }), { minLength: 1, maxLength: 14 }),
});

const readinessOf = (store: Store, now: () => number) => createQueries({ store, now }).readiness;

describe('answers about the past', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(memoryFolder, 'crossing-as-of-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are the answers given at the time; and an app that has just started gives those of one that saw it all', {
    timeout: 180_000,
  }, async () => {
    const url = `sqlite:${join(folder, 'crossing.db')}`;
    const store = await openStore(url);
    let runs = 0;
    const met = { yes: 0, lost: 0 };
    await fc.assert(
      fc.asyncProperty(histories, async ({ timeZone, tries }) => {
        runs += 1;
        const company = new Company(store, `T${runs}`, timeZone);
        const { crossing, workspace } = company;
        const readiness = readinessOf(store, crossing.now);
        // Days are the workspace's from its first record on.
        await becomesStage3(company);
        const given = new Map<Day, Readiness>();
        for (const { hours: wait, event: happens } of tries) {
          company.at += wait * 3_600_000;
          // Somebody asks before it happens too, so that days without a change are among those asked about.
          given.set(company.today, await readiness.now(workspace));
          await happens(company);
          const now = await readiness.now(workspace);
          given.set(company.today, now);
          met.yes += now.assessment.met === 4 ? 1 : 0;
          met.lost += now.lost ? 1 : 0;
        }
        for (const [day, then] of given) {
          expect(await readiness.asOf(workspace, day), day).toEqual(then);
        }
        const fresh = await openStore(url);
        const cold = readinessOf(fresh, crossing.now);
        expect(await cold.now(workspace)).toEqual(await readiness.now(workspace));
        await fresh.close();
      }),
      { numRuns: 60 },
    );
    await store.close();
    // Otherwise the histories would say nothing about what they are for.
    expect(met.yes).toBeGreaterThan(20);
    expect(met.lost).toBeGreaterThan(20);
  });
});
