import { enterAbsence } from '../../src/domain/absences/absences.ts';
import { checkIn, planRollout } from '../../src/domain/adoption/adoption.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { chooseDigest } from '../../src/domain/digest/digests.ts';
import { commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import { accountabilities, categories } from '../../src/domain/register.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive } from '../../src/domain/use-cases/production.ts';
import { recordStack, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';
import { nameInEvidence } from '../support/name-in-evidence.ts';
import {
  commitment,
  committedStack,
  completeEvidence,
  completePlan,
  registration,
  sourceRoi,
} from '../support/register.ts';
import type { SimulatedPerson } from './log.ts';
import { channelsOf } from './people.ts';
import { instantOf, plusDays, wallAt } from './wall-clock.ts';
import type { World } from './world.ts';

const timeZone = 'America/New_York';
const [live, pilot] = ['UC-1', 'UC-2'];

/**
 * Simulates a company that reaches Stage 3 on its first day and loses it repeatedly: a check-in, a confirmation or the
 * renewal of a DPA comes too late, AI Operations leaves, the pilot moves to another tool.
 */
export async function simulateStage3Company(world: World, people: readonly SimulatedPerson[]): Promise<void> {
  const [lead, second, owner, seller, operator, successor] = people as [
    SimulatedPerson,
    SimulatedPerson,
    SimulatedPerson,
    SimulatedPerson,
    SimulatedPerson,
    SimulatedPerson,
  ];
  const { chance } = world;
  const today = (): string => wallAt(world.now, timeZone).day;

  /** Runs an activity each time this many days have passed. */
  function repeat(
    days: () => number,
    who: () => SimulatedPerson,
    run: (who: SimulatedPerson) => Promise<unknown>,
  ): void {
    const person = who();
    const day = plusDays(today(), days());
    world.runAt(instantOf(day, chance.between(7 * 60, 21 * 60), timeZone), person, async () => {
      if (world.isActive(person)) await run(person);
      repeat(days, who, run);
    });
  }
  /** Returns the intervals in days: the first is too long, so that each year has a loss, the others are random. */
  function first(days: number, least: number, most: number): () => number {
    let next: number | null = days;
    return () => {
      const chosen = next ?? chance.between(least, most);
      next = null;
      return chosen;
    };
  }

  const confirmAll = async (who: SimulatedPerson) => {
    const callOrder = [lead.id, owner.id, seller.id];
    for (const details of completeEvidence(40)) {
      const evidence = nameInEvidence(details, lead.id);
      const named = evidence.item === 'incident-response' ? { ...evidence, callOrder } : evidence;
      await world.does(who, confirmItem, { useCase: live, details: named }, callOrder);
    }
  };
  const signDpa = (who: SimulatedPerson, vendor: string, expiresOn: string | null) =>
    world.does(who, recordDpa, { useCase: live, vendor, signedOn: today(), expiresOn, link: '' });
  const useStack = (who: SimulatedPerson, observability: string) =>
    world.does(who, recordStack, {
      useCase: pilot,
      stack: { ...committedStack, observability: [observability] },
    });

  const leads = [lead.id, second.id];
  const settings = {
    timeZone,
    leads,
    reading: 'five',
    currency: 'USD',
    workingDays: [1, 2, 3, 4, 5],
  } as const;
  await world.does(lead, changeSettings, { ...settings, workingDays: [...settings.workingDays] }, leads);
  for (const category of categories) {
    const made = commitment(category, { decidedOn: today(), decider: lead.id });
    const { details } = made;
    const owned =
      details.category === 'api-ownership' ? { ...details, serviceAccountOwner: lead.id } : details;
    await world.does(lead, commitDecision, { ...made, details: owned });
  }
  for (const [name, person] of [
    ['Answers tickets', owner],
    ['Drafts notes', seller],
  ] as const) {
    const useCase = registration({ name, owner: person.id, data: ['personal'], whyNew: 'It is another job' });
    await world.does(person, registerUseCase, useCase);
  }
  const charter = {
    startedOn: today(),
    decideBy: plusDays(today(), 365),
    volunteers: 5,
    criteria: ['An hour a day'],
  };
  for (const [who, useCase] of [
    [owner, live],
    [seller, pilot],
  ] as const)
    await world.does(who, startPilot, { useCase, stack: structuredClone(committedStack), ...charter });
  await world.does(lead, appointOperators, { people: [operator.id] }, [operator.id]);
  await world.does(operator, acceptAccountabilities, { accept: accountabilities });
  await confirmAll(owner);
  await signDpa(owner, 'OpenAI', plusDays(today(), 60));
  await signDpa(owner, 'Pinecone', null);
  await world.does(owner, recordRoi, sourceRoi(live));
  await world.does(owner, planRollout, completePlan(live));
  await world.does(owner, goLive, { useCase: live, liveOn: today(), audience: 'everyone', deployed: 40 });
  const [monday = '', thursday = '', sunday = ''] = channelsOf(lead);
  await world.does(lead, chooseDigest, { channel: monday, weekday: 1, time: '09:00', timeZone });
  // Each outage keeps one of these from being on time.
  await world.does(lead, chooseDigest, { channel: thursday, weekday: 4, time: '12:00', timeZone });
  await world.does(lead, chooseDigest, { channel: sunday, weekday: 7, time: '12:00', timeZone });

  const leadOrOwner = () => chance.oneOf([lead, owner]);
  repeat(
    first(40, 20, 45),
    () => seller,
    (who) =>
      world.does(who, checkIn, {
        useCase: pilot,
        on: today(),
        intended: 40,
        daily: 5,
        weekly: 20,
        notAtAll: 0,
        result: '',
      }),
  );
  repeat(first(94, 75, 100), leadOrOwner, confirmAll);
  repeat(first(63, 35, 85), leadOrOwner, (who) =>
    signDpa(who, 'OpenAI', plusDays(today(), chance.between(40, 80))),
  );
  repeat(
    () => chance.between(50, 90),
    () => seller,
    async (who) => {
      await useStack(who, 'Datadog');
      world.runAt(
        world.now + chance.between(1, 6) * 86_400_000,
        who,
        async () => void (await useStack(who, 'LangSmith')),
      );
    },
  );
  repeat(
    () => chance.between(25, 60),
    () => chance.oneOf([lead, second]),
    (who) =>
      world.does(who, enterAbsence, {
        from: today(),
        until: plusDays(today(), chance.between(1, 9)),
        deputy: null,
      }),
  );
  const leaves = world.now + chance.between(100, 250) * 86_400_000;
  world.runAt(leaves, operator, () => world.changePerson(operator, { active: false }));
  world.runAt(leaves + chance.between(2, 6) * 86_400_000, lead, async () => {
    await world.does(lead, appointOperators, { people: [successor.id] }, [successor.id]);
  });
  world.runAt(leaves + 7 * 86_400_000, successor, async () => {
    await world.does(successor, acceptAccountabilities, { accept: accountabilities });
  });
}
