import {
  acknowledgeIncidentStep,
  changeIncidentSettings,
  isUnresolved,
  reportIncident,
  resolveIncident,
  updateIncident,
} from '../../src/domain/incidents/index.ts';
import { findAbsenceOn, isActive } from '../../src/domain/people.ts';
import {
  containments,
  evidenceId,
  type Incident,
  incidentKinds,
  type Register,
  settingsOf,
  severities,
  type UseCase,
} from '../../src/domain/register.ts';
import { resumeUseCase } from '../../src/domain/suspensions/index.ts';
import type { SimulatedPerson } from './log.ts';
import { plusDays } from './wall-clock.ts';
import type { World } from './world.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** The reaction to an incident: the first person called acknowledges at once or too late, or the third does, or nobody. */
type Reaction = 'at-once' | 'late' | 'by-the-third' | 'never';

/** Reports incidents at random moments, and lets the people who are called react. */
export class IncidentActivities {
  readonly #world: World;
  /** The reactions to incidents that nobody takes yet, with the people who were called. */
  readonly #awaited = new Map<string, { readonly reaction: Reaction; readonly called: Set<string> }>();

  constructor(world: World) {
    this.#world = world;
    world.onCall = (who, incident) => this.#isCalled(who, incident);
  }

  /** Sets up the incident channel and the privacy contact of a company, and schedules its incidents at any hour. */
  async schedule(people: readonly SimulatedPerson[], count: number): Promise<void> {
    const { incidentChance: chance, log } = this.#world;
    const [lead] = people as [SimulatedPerson];
    const { id: privacyContact } = chance.oneOf(people);
    const settings = { channel: `C0INCIDENTS${lead.workspace}`, privacyContact };
    await this.#world.does(lead, changeIncidentSettings, settings, [privacyContact]);
    for (let number = 0; number < count; number += 1) {
      const at = log.from + day + chance.next() * (log.until - log.from - 8 * day);
      this.#world.runAt(at, lead, () => this.#reports(lead.workspace));
    }
  }

  async #reports(workspace: string): Promise<void> {
    const world = this.#world;
    const { incidentChance: chance } = world;
    const register = await world.register(workspace);
    const running = [...register.useCases.values()].filter(
      ({ life }) => life.stage === 'pilot' || life.stage === 'production',
    );
    const today = await world.today(workspace);
    // Calls to people who are away or have left are rare by chance alone.
    const lacking = running.filter((useCase) => lacksPeople(register, useCase, today));
    if (running.length === 0) return;
    const useCase = chance.oneOf(lacking.length > 0 && chance.happens(0.6) ? lacking : running);
    const reporter = chance.oneOf(world.peopleOf(workspace));
    const isReported = await world.does(reporter, reportIncident, {
      ...{ useCase: useCase.key, kind: chance.oneOf(incidentKinds), severity: chance.oneOf(severities) },
      ...{ what: 'The answers are wrong', link: null, sinceDay: today, sinceTime: '00:00' },
    });
    const incident = [...(await world.register(workspace)).incidents.values()].at(-1);
    if (!isReported || !incident) return;
    const reaction = chance.weighted<Reaction>([
      [3, 'at-once'],
      [3, 'late'],
      [3, 'by-the-third'],
      [3, 'never'],
    ]);
    this.#awaited.set(`${workspace} ${incident.key}`, { reaction, called: new Set() });
    // A lead finds most incidents that nobody takes; some stay open.
    if (chance.happens(0.7))
      world.runAt(world.now + chance.between(3, 6) * day, reporter, () =>
        this.#leadResolves(workspace, incident.key),
      );
  }

  #isCalled(who: SimulatedPerson, incident: string): void {
    const world = this.#world;
    const { incidentChance: chance } = world;
    const key = `${who.workspace} ${incident}`;
    const awaited = this.#awaited.get(key);
    if (!awaited) return;
    const { reaction, called } = awaited;
    called.add(who.id);
    const soon = chance.between(1, 10) * minute;
    const delay =
      reaction === 'late'
        ? chance.between(20, 170) * minute
        : (reaction === 'at-once' && called.size === 1) || (reaction === 'by-the-third' && called.size === 3)
          ? soon
          : null;
    if (delay === null) return;
    this.#awaited.delete(key);
    world.runAt(world.now + delay, who, async () => {
      if (!world.isActive(who)) return;
      await world.does(who, acknowledgeIncidentStep.decide, { incident });
      await this.#handles(who, incident);
    });
  }

  /** Schedules what a person does about an incident: contain, mitigate, and resolve it in time, too late or never. */
  async #handles(who: SimulatedPerson, key: string): Promise<void> {
    const world = this.#world;
    const { incidentChance: chance } = world;
    const incident = await this.#find(who.workspace, key);
    if (!incident) return;
    const contained = chance.happens(0.4) ? 'suspended' : chance.oneOf(containments);
    const contains = world.now + chance.between(5, 60) * minute;
    const mitigates = contains + chance.between(5, 60) * minute;
    const end = incident.openedAt + (incident.slaHours ?? 12) * hour;
    const resolves = chance.weighted([
      [5, mitigates + chance.between(1, 40) * minute],
      [4, Math.max(mitigates, end) + chance.between(30, 300) * minute],
      [1, null],
    ]);
    world.runAt(contains, who, () => this.#updates(who, key, contained, false));
    world.runAt(mitigates, who, () => this.#updates(who, key, contained, true));
    if (resolves !== null) world.runAt(resolves, who, () => this.#resolves(who, key));
  }

  async #find(workspace: string, key: string): Promise<Incident | undefined> {
    return (await this.#world.register(workspace)).incidents.get(key);
  }

  async #updates(
    who: SimulatedPerson,
    incident: string,
    contained: Incident['contained'],
    mitigated: boolean,
  ): Promise<void> {
    const world = this.#world;
    const { incidentChance: chance } = world;
    const known = await this.#find(who.workspace, incident);
    if (!known || !world.isActive(who)) return;
    const severity = chance.happens(0.2) ? chance.oneOf(severities) : known.severity;
    const update = { incident, note: `Note ${known.timeline.length + 1}`, severity, mitigated };
    const isDone = await world.does(who, updateIncident, { ...update, contained });
    // Not everybody who is called may suspend it.
    if (!isDone) await world.does(who, updateIncident, { ...update, contained: 'fallback' });
  }

  async #resolves(who: SimulatedPerson, incident: string): Promise<void> {
    const world = this.#world;
    const { incidentChance: chance } = world;
    const { workspace } = who;
    const known = await this.#find(workspace, incident);
    if (!known || !world.isActive(who) || !isUnresolved(known)) return;
    const colleague = chance.oneOf(world.peopleOf(workspace)).id;
    const dueOn = plusDays(await world.today(workspace), chance.between(2, 25));
    const followUp = chance.happens(0.6)
      ? { followUp: 'Test it each week', followUpOwner: colleague, followUpDueOn: dueOn }
      : { followUp: '', followUpOwner: null, followUpDueOn: null };
    const resolution = { incident, cause: `The cause of ${incident}`, learned: 'Test more' };
    await world.does(who, resolveIncident, { ...resolution, ...followUp }, [colleague]);
    world.runAt(world.now + chance.between(1, 72) * hour, who, () =>
      this.#leadResumes(workspace, known.useCase),
    );
  }

  async #findLead(workspace: string): Promise<SimulatedPerson | undefined> {
    const { leads } = settingsOf(await this.#world.register(workspace));
    return this.#world.peopleOf(workspace).find(({ id }) => leads.includes(id));
  }

  async #leadResolves(workspace: string, incident: string): Promise<void> {
    const lead = await this.#findLead(workspace);
    if (lead) await this.#resolves(lead, incident);
  }

  async #leadResumes(workspace: string, useCase: string): Promise<void> {
    const lead = await this.#findLead(workspace);
    const { suspensions } = await this.#world.register(workspace);
    const isSuspended = [...suspensions.values()].some(
      (suspension) => suspension.useCase === useCase && suspension.resumed === null,
    );
    if (lead && isSuspended)
      await this.#world.does(lead, resumeUseCase, { useCase, changed: 'It is corrected' });
  }
}

/** True when somebody in the call order of a use case is away or has left. */
function lacksPeople(register: Register, { key }: UseCase, today: string): boolean {
  const response = register.evidence.get(evidenceId(key, 'incident-response'))?.details;
  return (
    response?.item === 'incident-response' &&
    response.callOrder.some(
      (person) => !isActive(register, person) || findAbsenceOn(register, person, today) !== null,
    )
  );
}
