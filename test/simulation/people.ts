import { endAbsence, enterAbsence } from '../../src/domain/absences/absences.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { recordCosts } from '../../src/domain/costs/index.ts';
import { chooseDigest, endDigest } from '../../src/domain/digest/digests.ts';
import { changeFollowUp, closeFollowUp } from '../../src/domain/follow-ups/index.ts';
import { commitDecision, recordRotation } from '../../src/domain/infrastructure/decisions.ts';
import { findOpenAbsence } from '../../src/domain/people.ts';
import { accountabilities, categories, settingsOf, type UseCase } from '../../src/domain/register.ts';
import { unmuteNudges } from '../../src/domain/reminders/mutes.ts';
import { recordReview } from '../../src/domain/reviews/reviews.ts';
import { saveHoliday } from '../../src/domain/settings/holidays.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { widenRollout } from '../../src/domain/use-cases/production.ts';
import { reassignUseCases } from '../../src/domain/use-cases/reassign.ts';
import { recordStack } from '../../src/domain/use-cases/use-cases.ts';
import { commitment, committedStack } from '../support/register.ts';
import type { SimulatedPerson } from './log.ts';
import { OwnerActivities, vendors } from './owner-activities.ts';
import { plusDays, wallAt } from './wall-clock.ts';
import type { NudgeRef, World } from './world.ts';

const isRunning = ({ life }: UseCase) => life.stage === 'pilot' || life.stage === 'production';

/** Returns the ids of a company's channels. */
export const channelsOf = ({ workspace }: SimulatedPerson) =>
  ['C0NEWS', 'C0BOARD', 'C0TEAM'].map((name) => `${name}${workspace}`);

const isOver = ({ life }: UseCase) => life.stage === 'stopped' || life.stage === 'retired';

/** The activities of people, on their own or after a reminder. Forbidden ones are refused, as in the app. */
export class PersonActivities extends OwnerActivities {
  constructor(world: World) {
    super(world);
    world.fulfil = (who, asked) => this.fulfil(who, asked);
  }

  /** Returns the use cases of an owner that are neither stopped nor retired. */
  async #own(who: SimulatedPerson): Promise<readonly UseCase[]> {
    const { useCases } = await this.world.register(who.workspace);
    return [...useCases.values()].filter((useCase) => useCase.owner === who.id && !isOver(useCase));
  }

  /** Does one activity for a use case without a reminder. */
  async #tends(who: SimulatedPerson, useCase: UseCase): Promise<void> {
    const { chance } = this.world;
    const { key, life } = useCase;
    const today = await this.world.today(who.workspace);
    const proposed: Choices = [
      [5, () => this.starts(who, key)],
      [1, () => this.stops(who, key)],
    ];
    const piloted: Choices = [
      [2, () => this.plansGoLive(who, useCase)],
      [1, () => this.extends(who, key)],
      [1, () => this.goesLive(who, key)],
      [0.4, () => this.stops(who, key)],
    ];
    const live: Choices = [
      [2, () => this.world.does(who, widenRollout, { useCase: key, audience: 'everyone', deployed: 40 })],
      [0.2, () => this.stops(who, key)],
    ];
    const always: Choices = [
      [8, () => this.checksIn(who, key, plusDays(today, -chance.oneOf([0, 7])))],
      [4, () => this.confirmsSome(who, key, 2)],
      [2, () => this.signs(who, key, chance.oneOf(vendors))],
      [1, () => this.world.does(who, recordStack, { useCase: key, stack: committedStack })],
    ];
    const own = life.stage === 'proposed' ? proposed : life.stage === 'pilot' ? piloted : live;
    await chance.weighted(life.stage === 'proposed' ? own : [...own, ...always])();
  }

  /** Does one activity without a reminder. */
  async looksIn(who: SimulatedPerson): Promise<void> {
    const { chance } = this.world;
    const register = await this.world.register(who.workspace);
    const own = await this.#own(who);
    const all = [...register.useCases.values()].filter(isRunning);
    const muted = [...register.mutes.values()].filter(({ person }) => person === who.id);
    const { leads } = settingsOf(register);
    const choices: Choices = [
      [own.length > 0 ? 10 : 0, () => this.#tends(who, chance.oneOf(own))],
      [own.length > 2 ? 0.02 : 0.15, () => this.registers(who)],
      [
        muted.length / 4,
        () =>
          this.#unmutes(
            who,
            muted.map(({ kind }) => kind),
          ),
      ],
      [0.15, () => this.#goesAway(who)],
      [
        findOpenAbsence(register, who.id, await this.world.today(who.workspace)) ? 2 : 0,
        () => this.world.does(who, endAbsence, {}),
      ],
      [register.operators.has(who.id) ? 4 : 0, () => this.#operates(who, all)],
      [leads.includes(who.id) ? 4 : 0, () => this.#leads(who)],
    ];
    if (choices.some(([weight]) => weight > 0)) await chance.weighted(choices)();
  }

  /** Enters an absence of up to three weeks, with or without a deputy. */
  async #goesAway(who: SimulatedPerson): Promise<void> {
    const { chance } = this.world;
    const from = plusDays(await this.world.today(who.workspace), chance.between(0, 5));
    const { id } = chance.oneOf(this.world.peopleOf(who.workspace));
    const deputy = chance.happens(0.6) && id !== who.id ? id : null;
    const until = plusDays(from, chance.between(0, 20));
    await this.world.does(who, enterAbsence, { from, until, deputy }, deputy === null ? [] : [deputy]);
  }

  async #unmutes(who: SimulatedPerson, kinds: readonly string[]): Promise<void> {
    await this.world.does(who, unmuteNudges, { kind: this.world.chance.oneOf(kinds) });
  }

  async #operates(who: SimulatedPerson, useCases: readonly UseCase[]): Promise<void> {
    const { chance } = this.world;
    const { key } = chance.oneOf(useCases);
    await chance.weighted<() => Promise<unknown>>([
      [1, () => this.waives(who, key)],
      [2, () => this.confirmsSome(who, key, 1)],
      [1, () => this.#accepts(who)],
    ])();
  }

  #accepts = (who: SimulatedPerson) =>
    this.world.does(who, acceptAccountabilities, { accept: accountabilities });

  async #leads(who: SimulatedPerson): Promise<void> {
    const { chance } = this.world;
    const { workspace } = who;
    const register = await this.world.register(workspace);
    const today = await this.world.today(workspace);
    const colleagues = this.world.peopleOf(workspace).map(({ id }) => id);
    const settings = settingsOf(register);
    const zone = this.world.zoneOf(this.world.getPerson(chance.oneOf(colleagues)));
    const category = chance.oneOf(categories);
    const holiday = { day: plusDays(today, chance.between(0, 30)), until: null, name: 'A day off' };
    const people = chance.some([...new Set([...register.operators.keys(), ...colleagues])], 2);
    await chance.weighted<() => Promise<unknown>>([
      [1, () => this.#commits(who, category)],
      [
        1,
        () => this.world.does(who, saveHoliday, { ...holiday, timeZone: chance.happens(0.3) ? null : zone }),
      ],
      [0.4, () => this.world.does(who, appointOperators, { people }, people)],
      [0.5, () => this.#chooses(who)],
      [0.1, () => this.#ends(who)],
      [
        0.3,
        () => {
          const { openedOn: _, ...rest } = settings;
          const currency = chance.oneOf(['USD', 'EUR']);
          return this.world.does(who, changeSettings, { ...rest, currency }, settings.leads);
        },
      ],
    ])();
  }

  async #commits(who: SimulatedPerson, category: (typeof categories)[number]): Promise<void> {
    const decidedOn = await this.world.today(who.workspace);
    const made = commitment(category, { decidedOn, decider: who.id });
    const details =
      made.details.category === 'api-ownership'
        ? { ...made.details, serviceAccountOwner: who.id }
        : made.details;
    await this.world.does(who, commitDecision, { ...made, details });
  }

  async #chooses(who: SimulatedPerson): Promise<void> {
    const { chance } = this.world;
    const { digests } = await this.world.register(who.workspace);
    const channel = chance.oneOf([...digests.keys(), ...channelsOf(who)]);
    await this.choosesDigest(who, channel);
  }

  async choosesDigest(who: SimulatedPerson, channel: string): Promise<void> {
    const { chance } = this.world;
    const timeZone = this.world.zoneOf(
      this.world.getPerson(chance.oneOf(this.world.peopleOf(who.workspace)).id),
    );
    const [weekday, time] = chance.oneOf([
      [1, '09:00'],
      [1, '16:30'],
      [5, '08:15'],
      // Clocks change in this hour of a Sunday.
      [7, '02:30'],
      [7, '01:30'],
      [4, '23:59'],
    ] as const);
    await this.world.does(who, chooseDigest, { channel, weekday, time, timeZone });
  }

  async #ends(who: SimulatedPerson): Promise<void> {
    const { digests } = await this.world.register(who.workspace);
    if (digests.size > 1)
      await this.world.does(who, endDigest, { channel: this.world.chance.oneOf([...digests.keys()]) });
  }

  /** Sets up a company: leads and working days, use cases, decisions, AI Operations, two digests. */
  async opens(
    people: readonly SimulatedPerson[],
    timeZone: string,
    workingDays: number[],
    useCases: number,
  ): Promise<void> {
    const { chance } = this.world;
    const [first, second, ...others] = people as [SimulatedPerson, SimulatedPerson, ...SimulatedPerson[]];
    const leads = [first.id, second.id];
    const settings = { timeZone, leads, reading: 'five' as const, currency: 'EUR', workingDays };
    await this.world.does(first, changeSettings, settings, leads);
    const owners = chance.some(people, 9);
    for (let count = 0; count < useCases; count += 1) {
      const stage = (['proposed', 'pilot', 'pilot', 'production'] as const)[count % 4];
      await this.registers(owners[count % owners.length] as SimulatedPerson, stage);
    }
    for (const category of categories) if (chance.happens(0.8)) await this.#commits(first, category);
    const operators = chance.some(others, 2).map(({ id }) => id);
    await this.world.does(first, appointOperators, { people: operators }, operators);
    for (const channel of channelsOf(first).slice(0, 2)) await this.choosesDigest(second, channel);
    const holidays = [
      ...['05-01', '12-25', '12-26'].map((date) => ({ date, timeZone: null })),
      { date: '07-04', timeZone: 'America/New_York' },
      { date: '10-03', timeZone: 'Europe/Berlin' },
      { date: '02-29', timeZone: 'Asia/Kolkata' },
    ];
    for (const { date, timeZone: of } of holidays) {
      const day = `${wallAt(this.world.log.until - 86_400_000 * 20, 'UTC').day.slice(0, 4)}-${date}`;
      await this.world.does(first, saveHoliday, { day, until: null, name: 'Holiday', timeZone: of });
    }
  }

  /** Does what a reminder asks for, or something similar. */
  async fulfil(who: SimulatedPerson, { kind, subject }: NudgeRef): Promise<void> {
    const { chance } = this.world;
    const { workspace } = who;
    const register = await this.world.register(workspace);
    const today = await this.world.today(workspace);
    const [useCase = ''] = subject.split(':');
    const decide: Choices = [
      [4, () => this.extends(who, useCase)],
      [1, () => this.goesLive(who, useCase)],
      [1, () => this.stops(who, useCase)],
      [2, () => this.checksIn(who, useCase, today)],
    ];
    const activities: Readonly<Record<string, () => Promise<unknown>>> = {
      dpa: async () => {
        const vendor = register.vendors.get(subject.slice('vendors:'.length));
        const those = [...register.useCases.values()].filter(({ vendors }) =>
          vendors.includes(vendor?.key ?? ''),
        );
        const own = those.find(({ owner }) => owner === who.id) ?? those[0];
        if (vendor && own) await this.signs(who, own.key, vendor.name);
      },
      'owner-left': () => this.#handsOver(who, subject),
      accountability: () =>
        subject === who.id
          ? this.#accepts(who)
          : this.world.does(who, appointOperators, { people: [who.id] }, [who.id]),
      'stale-pilot': () => chance.weighted(decide)(),
      'decision-near': () => chance.weighted(decide)(),
      'evidence-lapsing': () => this.confirmsSome(who, useCase, 7),
      'waiver-ending': async () => {
        const waiver = register.waivers.get(subject);
        if (waiver?.subject.kind === 'item')
          await this.confirmsSome(who, waiver.useCase, 1, waiver.subject.item);
        else if (waiver)
          await this.world.does(who, recordStack, { useCase: waiver.useCase, stack: committedStack });
      },
      'open-checklist': () => this.getsReady(who, useCase),
      'cost-report': () => this.#recordsCosts(who, subject),
      'key-rotation': () => this.world.does(who, recordRotation, { rotatedOn: today }),
      'quarterly-review': () =>
        this.world.does(who, recordReview, {
          quarter: subject,
          heldOn: today,
          attendees: [who.id],
          outcome: 'Nothing changes',
        }),
      'follow-up-due': () => this.#closes(who, subject),
      adoption: () => this.checksIn(who, useCase, plusDays(today, -7)),
      'digest-stopped': () =>
        chance.happens(0.5)
          ? this.world.does(who, endDigest, { channel: subject })
          : this.choosesDigest(who, subject),
      help: () => this.#helps(who, subject),
    };
    await activities[kind]?.();
  }

  /** Lets the helper act for the other person, where that is allowed. */
  async #helps(who: SimulatedPerson, subject: string): Promise<void> {
    const [kind = '', ...rest] = subject.split('/');
    await this.fulfil(who, { kind, subject: rest.slice(0, -1).join('/') });
  }

  /** Closes a follow-up, or moves its day. */
  async #closes(who: SimulatedPerson, subject: string): Promise<void> {
    const { incidentChance: chance } = this.world;
    const [followUp = ''] = subject.split(':');
    const known = (await this.world.register(who.workspace)).followUps.get(followUp);
    if (!known) return;
    const dueOn = plusDays(await this.world.today(who.workspace), chance.between(5, 30));
    await (chance.happens(0.2)
      ? this.world.does(who, changeFollowUp, { ...known, followUp, dueOn }, [known.owner])
      : this.world.does(who, closeFollowUp, { followUp, outcome: 'done', note: '' }));
  }

  async #recordsCosts(who: SimulatedPerson, subject: string): Promise<void> {
    const [useCase = '', month = ''] = subject.split(':');
    const amount = this.world.chance.between(0, 5000);
    const figures = { useCase, month, amount, tokens: null, calls: null, source: 'measured' } as const;
    await this.world.does(who, recordCosts, { ...figures, isNew: false });
  }

  async #handsOver(who: SimulatedPerson, from: string): Promise<void> {
    const to = this.world.chance.oneOf(this.world.peopleOf(who.workspace)).id;
    await this.world.does(who, reassignUseCases, { person: from, to, instead: {} }, [to]);
  }
}

type Choices = (readonly [weight: number, run: () => Promise<unknown>])[];
