import { checkIn, planRollout } from '../../src/domain/adoption/adoption.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { waive } from '../../src/domain/checklist/waivers.ts';
import { categories, type Day, type EvidenceDetails, type UseCase } from '../../src/domain/register.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { extendPilot, startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive, stopUseCase } from '../../src/domain/use-cases/production.ts';
import { editUseCase, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';
import { nameInEvidence } from '../support/name-in-evidence.ts';
import {
  committedStack,
  completeEvidence,
  completePlan,
  registration,
  sourceRoi,
} from '../support/register.ts';
import type { SimulatedPerson } from './log.ts';
import { plusDays } from './wall-clock.ts';
import type { World } from './world.ts';

export const vendors = ['OpenAI', 'Pinecone', 'Mistral', 'Acme Cloud', 'Northwind'];

/** The activities of an owner for a use case. */
export class OwnerActivities {
  protected readonly world: World;
  #names = 0;

  constructor(world: World) {
    this.world = world;
  }

  async registers(who: SimulatedPerson, stage: UseCase['life']['stage'] = 'proposed'): Promise<void> {
    const { chance } = this.world;
    const today = await this.world.today(who.workspace);
    const startedOn = plusDays(today, -chance.between(1, 330));
    const charter = {
      startedOn,
      decideBy: plusDays(startedOn, chance.between(60, 365)),
      volunteers: 5,
      criteria: ['It saves an hour a day'],
    };
    this.#names += 1;
    await this.world.does(
      who,
      registerUseCase,
      registration({
        name: `Helper number ${this.#names}`,
        whyNew: 'It is another job',
        owner: who.id,
        data: [chance.oneOf(['personal', 'company-confidential', 'none'])],
        retrieval: chance.happens(0.5),
        vendors: chance.some(vendors, chance.between(0, 2)),
        standing:
          stage === 'pilot'
            ? { stage, charter }
            : stage === 'production'
              ? { stage, liveOn: startedOn, rollout: { audience: 'everyone', deployed: 40 } }
              : { stage: 'proposed' },
      }),
    );
  }

  async checksIn(who: SimulatedPerson, useCase: string, on: Day): Promise<void> {
    const weekly = this.world.chance.between(0, 40);
    const counts = { intended: 40, daily: Math.floor(weekly / 2), weekly, notAtAll: 0, result: '' };
    await this.world.does(who, checkIn, { useCase, on, ...counts });
  }

  protected async confirms(who: SimulatedPerson, useCase: string, details: EvidenceDetails): Promise<void> {
    const named = nameInEvidence(details, who.id);
    if (named.item !== 'incident-response') {
      await this.world.does(who, confirmItem, { useCase, details: named });
      return;
    }
    const { incidentChance: chance } = this.world;
    const colleagues = this.world.peopleOf(who.workspace).map(({ id }) => id);
    const callOrder = chance.some([...new Set([who.id, ...colleagues])], chance.between(1, 4));
    const response = { ...named, callOrder, slaHours: chance.oneOf([2, 4, 8, 24]) };
    await this.world.does(who, confirmItem, { useCase, details: response }, callOrder);
  }

  /** Confirms some items, sometimes with incomplete evidence. */
  protected async confirmsSome(
    who: SimulatedPerson,
    useCase: string,
    count: number,
    item?: string,
  ): Promise<void> {
    const { chance } = this.world;
    const all = completeEvidence(40).filter((details) => item === undefined || details.item === item);
    for (const details of chance.some(all, count)) {
      const partial = chance.happens(0.15);
      const given =
        partial && details.item === 'monitoring'
          ? { ...details, alerts: [] }
          : partial && details.item === 'training'
            ? { ...details, trained: 1 }
            : details;
      await this.confirms(who, useCase, given);
    }
  }

  protected async signs(who: SimulatedPerson, useCase: string, vendor: string): Promise<void> {
    const { chance } = this.world;
    const signedOn = await this.world.today(who.workspace);
    const expiresOn = chance.happens(0.2) ? null : plusDays(signedOn, chance.between(10, 200));
    await this.world.does(who, recordDpa, { useCase, vendor, signedOn, expiresOn, link: '' });
  }

  protected async getsReady(who: SimulatedPerson, useCase: string): Promise<void> {
    for (const details of completeEvidence(40)) await this.confirms(who, useCase, details);
    await this.world.does(who, recordRoi, sourceRoi(useCase));
    await this.world.does(who, planRollout, completePlan(useCase));
  }

  protected async goesLive(who: SimulatedPerson, useCase: string): Promise<void> {
    await this.getsReady(who, useCase);
    const { vendors: known } = await this.world.register(who.workspace);
    const named = (await this.world.findUseCase(who.workspace, useCase))?.vendors ?? [];
    for (const vendor of [...named, 'OpenAI', 'Pinecone'])
      await this.signs(who, useCase, known.get(vendor)?.name ?? vendor);
    const liveOn = await this.world.today(who.workspace);
    await this.world.does(who, goLive, { useCase, liveOn, audience: 'everyone', deployed: 40 });
  }

  protected async extends(who: SimulatedPerson, useCase: string): Promise<void> {
    const today = await this.world.today(who.workspace);
    const decideBy = plusDays(today, this.world.chance.between(20, 90));
    await this.world.does(who, extendPilot, { useCase, decideBy, reason: 'One more month of numbers' });
  }

  protected stops = (who: SimulatedPerson, useCase: string) =>
    this.world.does(who, stopUseCase, { useCase, reason: 'We learned enough' });

  protected async plansGoLive(who: SimulatedPerson, found: UseCase): Promise<void> {
    const { chance } = this.world;
    const {
      key: useCase,
      name,
      purpose,
      team,
      owner,
      members,
      intendedUsers,
      data,
      autonomy,
      retrieval,
    } = found;
    const today = await this.world.today(who.workspace);
    await this.world.does(who, editUseCase, {
      ...{ useCase, name, purpose, team, owner, members, intendedUsers, data, autonomy, retrieval },
      vendors: found.vendors,
      goLivePlannedOn: chance.happens(0.3) ? null : plusDays(today, chance.between(5, 60)),
    });
  }

  protected async starts(who: SimulatedPerson, useCase: string): Promise<void> {
    const startedOn = await this.world.today(who.workspace);
    const decideBy = plusDays(startedOn, this.world.chance.between(30, 90));
    const stack = structuredClone(committedStack);
    const charter = { startedOn, decideBy, volunteers: 5, criteria: ['It saves an hour a day'] };
    await this.world.does(who, startPilot, { useCase, stack, ...charter });
  }

  protected async waives(who: SimulatedPerson, useCase: string): Promise<void> {
    const { chance } = this.world;
    const today = await this.world.today(who.workspace);
    const until = plusDays(today, chance.between(5, 60));
    const item = chance.oneOf(completeEvidence(40)).item;
    const subject = chance.happens(0.8)
      ? { kind: 'item' as const, item }
      : { kind: 'drift' as const, category: chance.oneOf(categories) };
    await this.world.does(who, waive, { useCase, subject, reason: 'Until the audit', until });
  }
}
