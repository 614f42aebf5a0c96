import type { Change } from '../../src/domain/change.ts';
import {
  type Charter,
  type ChecklistItem,
  checklistItems,
  type Day,
  type Entity,
  type EntityRecord,
  type EvidenceDetails,
  type Settings,
  type UseCase,
  type Vendor,
} from '../../src/domain/register.ts';
import { ofReports, ofTheLead } from './lead-duties.ts';
import { namedIn, vacancies } from './vacancies.ts';
import { daysFromTo, mondayOf, plusDays, wallAt, weekdayOf } from './wall-clock.ts';

/** The facts of a workspace, replayed from its change log by the referee itself. */
export class Facts {
  readonly #records = new Map<Entity, Map<string, unknown>>();
  #dues: { readonly today: Day; readonly dues: readonly Due[] } | null = null;

  take({ entity, id, after }: Change): void {
    const records = this.#records.get(entity) ?? new Map();
    this.#records.set(entity, records);
    if (after === null) records.delete(id);
    else records.set(id, after);
    this.#dues = null;
  }

  get<E extends Entity>(entity: E, id: string): EntityRecord<E> | undefined {
    return this.#records.get(entity)?.get(id) as EntityRecord<E> | undefined;
  }

  all<E extends Entity>(entity: E): readonly EntityRecord<E>[] {
    return [...(this.#records.get(entity)?.values() ?? [])] as EntityRecord<E>[];
  }

  get settings(): Settings {
    const settings = this.get('settings', 'settings');
    if (!settings) throw new Error('no settings yet');
    return settings;
  }

  get timeZone(): string {
    return this.settings.timeZone;
  }

  isActive(person: string): boolean {
    return this.get('people', person)?.active ?? true;
  }

  /** Returns the active leads, in their order. */
  get leads(): readonly string[] {
    return this.settings.leads.filter((lead) => this.isActive(lead));
  }

  isWorkingDay(day: Day, timeZone: string): boolean {
    return (
      this.settings.workingDays.includes(weekdayOf(day)) &&
      !this.all('holidays').some(
        (holiday) => holiday.day === day && (holiday.timeZone === null || holiday.timeZone === timeZone),
      )
    );
  }

  hasMuted(person: string, kind: string): boolean {
    return this.all('mutes').some((mute) => mute.person === person && mute.kind === kind);
  }

  isAway(person: string, day: Day): boolean {
    return this.all('absences').some(
      (absence) => absence.person === person && absence.from <= day && day <= absence.until,
    );
  }

  /** Returns the first who is not away, each by their own calendar: the person, their deputy, the deputy's deputy. */
  standIn(person: string, dayOf: (person: string) => Day): string | undefined {
    const deputyOf = (one: string | undefined) => {
      const deputy = one === undefined ? null : this.get('absences', one)?.deputy;
      return deputy === null || deputy === person ? undefined : deputy;
    };
    const chain = [person, deputyOf(person), deputyOf(deputyOf(person))];
    const present = chain.find((one) => one === undefined || !this.isAway(one, dayOf(one)));
    return present !== undefined && this.isActive(present) ? present : undefined;
  }

  /** Returns the days since a pilot started, and since the last check-in or confirmed evidence. */
  silence(useCase: string, startedOn: Day, today: Day): number {
    const checkedIn = this.all('checkIns').filter((one) => one.useCase === useCase);
    const confirmed = this.all('evidence').filter((one) => one.useCase === useCase);
    const days = [
      startedOn,
      ...checkedIn.map(({ on }) => on),
      ...confirmed.map(({ confirmedOn }) => confirmedOn),
    ];
    return Math.min(...days.map((day) => daysFromTo(day, today)));
  }

  /** Returns every reminder whose condition is true, whether or not it is time to send it. */
  duesAt(at: number): readonly Due[] {
    const today = wallAt(at, this.timeZone).day;
    if (this.#dues?.today !== today) {
      this.#dues = { today, dues: duesOf(this, today) };
    }
    return this.#dues.dues;
  }
}

/** A reminder whose condition is true. */
export interface Due {
  readonly kind: string;
  readonly subject: string;
  readonly person: string;
  /** Records that it is about, `useCase` or `entity:id`. */
  readonly about: readonly string[];
  readonly again: 'never' | { readonly days: number } | { readonly workingDays: number };
  /** A violation: neither a mute nor an absence silences it. */
  readonly urgent?: boolean;
}

const weekly = { days: 7 } as const;

/** Returns the day this many working days after another. */
export function workingDayAfter(facts: Facts, from: Day, days: number, timeZone: string): Day {
  let day = from;
  for (let left = days; left > 0; ) {
    day = plusDays(day, 1);
    if (facts.isWorkingDay(day, timeZone)) left -= 1;
  }
  return day;
}

/**
 * Returns the due reminders. This implements the table of nudges a second time: condition, recipient and interval of
 * each kind.
 */
function duesOf(facts: Facts, today: Day): readonly Due[] {
  const [lead] = facts.leads;
  const running = facts
    .all('useCases')
    .filter(({ life }) => life.stage === 'pilot' || life.stage === 'production');
  const asked = running.flatMap((useCase) => {
    const person = facts.isActive(useCase.owner) ? useCase.owner : lead;
    return person === undefined ? [] : [{ useCase, person }];
  });
  const ofUseCases = asked.flatMap(({ useCase, person }) => {
    const { key, life } = useCase;
    const base = { person, about: [key], again: weekly };
    return [
      ...(life.stage === 'pilot' ? staleness(facts, key, life.charter, today) : []).map((how) => ({
        ...base,
        kind: 'stale-pilot',
        subject: `${key}:${how}`,
      })),
      ...(life.stage === 'pilot' && !life.charter.scaled && within(today, life.charter.decideBy, 14)
        ? [
            {
              ...base,
              kind: 'decision-near',
              subject: `${key}:${life.charter.decideBy}`,
              again: 'never' as const,
            },
          ]
        : []),
      ...(life.stage === 'pilot' &&
      useCase.goLivePlannedOn !== null &&
      !(life.charter.scaled && life.charter.scaled.goLiveBy < today) &&
      lacksSomething(facts, useCase, today)
        ? [{ ...base, kind: 'open-checklist', subject: key }]
        : []),
      ...(wantsCheckIn(facts, useCase, today) ? [{ ...base, kind: 'adoption', subject: key }] : []),
      ...facts
        .all('evidence')
        .filter((evidence) => evidence.useCase === key)
        .filter(
          ({ details }) =>
            !isPartial(details, useCase) && namedIn(details).every((one) => facts.isActive(one)),
        )
        .filter(({ confirmedOn }) => daysFromTo(today, plusDays(confirmedOn, 90)) <= 7)
        .filter(
          ({ details, confirmedOn }) =>
            plusDays(confirmedOn, 90) >= today || !isWaived(facts, key, details.item, today),
        )
        .slice(0, 1)
        .map(() => ({ ...base, kind: 'evidence-lapsing', subject: key })),
      ...facts
        .all('waivers')
        .filter((waiver) => waiver.useCase === key && within(today, waiver.until, 7))
        .filter((waiver) =>
          facts
            .all('waivers')
            .every(
              (other) =>
                other.key === waiver.key ||
                other.useCase !== key ||
                JSON.stringify(other.subject) !== JSON.stringify(waiver.subject) ||
                other.until < waiver.until ||
                (other.until === waiver.until && Number(other.key.slice(2)) > Number(waiver.key.slice(2))),
            ),
        )
        .map((waiver) => ({ ...base, kind: 'waiver-ending', subject: waiver.key })),
    ];
  });
  const ofOperators = facts
    .all('operators')
    .filter(({ person, accepted }) => facts.isActive(person) && Object.keys(accepted).length < 3)
    .filter(({ namedOn }) => workingDayAfter(facts, namedOn, 2, facts.timeZone) <= today)
    .map(({ person }) => ({
      kind: 'accountability',
      subject: person,
      person,
      about: [`operators:${person}`],
      again: { workingDays: 2 },
    }));
  return [
    ...agreements(facts, asked, today),
    ...ofUseCases,
    ...ofOperators,
    ...ofReports(facts, lead, today),
    ...followUpsDue(facts, today),
    ...vacancies(facts, lead),
    ...(lead === undefined ? [] : ofTheLead(facts, lead, today)),
  ];
}

const within = (today: Day, day: Day, days: number): boolean =>
  today <= day && daysFromTo(today, day) <= days;

/** Returns the first of its three reasons. */
function staleness(
  facts: Facts,
  key: string,
  { decideBy, startedOn, scaled }: Charter,
  today: Day,
): readonly string[] {
  if ((scaled?.goLiveBy ?? decideBy) < today) return ['overdue'];
  const [year, month, date] = startedOn.split('-').map(Number) as [number, number, number];
  // 29 February of the year after is the 28th.
  const yearLater = `${year + 1}-${month === 2 && date === 29 ? '02-28' : startedOn.slice(5)}`;
  if (!scaled && yearLater <= today) return ['year'];
  return facts.silence(key, startedOn, today) >= 14 ? ['silent'] : [];
}

const isSuspended = (facts: Facts, key: string): boolean =>
  facts.all('suspensions').some(({ useCase, resumed }) => useCase === key && resumed === null);

/** Returns the follow-ups of people who are here, from a week before they are due. */
const followUpsDue = (facts: Facts, today: Day): readonly Due[] =>
  facts
    .all('followUps')
    .filter(
      ({ owner, dueOn, closed }) => closed === null && facts.isActive(owner) && daysFromTo(today, dueOn) <= 7,
    )
    .map(({ key, owner, dueOn, useCase }) => ({
      ...{ kind: 'follow-up-due', subject: `${key}:${dueOn}`, person: owner, again: weekly },
      about: [`followUps:${key}`, ...(useCase === null ? [] : [useCase])],
    }));

/** Returns the due check-ins. A reminder about a silent pilot asks for a check-in too. */
function wantsCheckIn(facts: Facts, { key, life }: UseCase, today: Day): boolean {
  if (life.stage === 'pilot' && staleness(facts, key, life.charter, today).includes('silent')) return false;
  if (isSuspended(facts, key)) return false;
  const started =
    life.stage === 'pilot' ? life.charter.startedOn : life.stage === 'production' ? life.liveOn : today;
  const lastWeek = plusDays(mondayOf(today), -7);
  return (
    started < mondayOf(today) &&
    !facts.all('checkIns').some((checkIn) => checkIn.useCase === key && checkIn.week >= lastWeek)
  );
}

const hasAgreement = ({ dpa }: Vendor, today: Day): boolean =>
  dpa !== null && (dpa.expiresOn === null || dpa.expiresOn >= today);

function vendorsOf(facts: Facts, { vendors, stack }: UseCase): readonly Vendor[] {
  const behind = Object.entries(stack).flatMap(([category, names]) =>
    (names ?? []).flatMap((name) => {
      const called = facts
        .all('decisions')
        .filter(
          (decision) =>
            decision.category === category && decision.choice.toLowerCase() === name.toLowerCase(),
        );
      const committed = called.filter(({ status }) => status === 'committed');
      return (committed.length > 0 ? committed : called).flatMap(({ vendor }) => vendor ?? []);
    }),
  );
  return [...new Set([...vendors, ...behind])].flatMap((key) => facts.get('vendors', key) ?? []);
}

const isGuarded = ({ data }: UseCase): boolean => data.some((kind) => kind !== 'none');

/** Returns the missing agreements, one a vendor and person however many use cases need it. */
function agreements(
  facts: Facts,
  asked: readonly { useCase: UseCase; person: string }[],
  today: Day,
): readonly Due[] {
  const operators = facts.all('operators').flatMap(({ person }) => (facts.isActive(person) ? [person] : []));
  const lacking = asked
    .filter(({ useCase }) => isGuarded(useCase))
    .flatMap(({ useCase, person: owner }) => {
      const live = useCase.life.stage === 'production';
      return vendorsOf(facts, useCase)
        .filter(
          (vendor) =>
            !hasAgreement(vendor, today) ||
            (vendor.dpa?.expiresOn && within(today, vendor.dpa.expiresOn, 30)),
        )
        .flatMap((vendor) =>
          [...new Set([owner, ...(live ? operators : [])])].map((person) => ({
            ...{ person, subject: `vendors:${vendor.key}`, useCase: useCase.key },
            violation: live && !hasAgreement(vendor, today),
          })),
        );
    });
  const isFirst = (one: (typeof lacking)[number], index: number) =>
    lacking.findIndex(({ person, subject }) => person === one.person && subject === one.subject) === index;
  return lacking.filter(isFirst).map(({ person, subject, useCase }) => {
    const those = lacking.filter((other) => other.person === person && other.subject === subject);
    const urgent = those.some(({ violation }) => violation);
    const again = urgent ? { days: 1 } : weekly;
    return {
      kind: 'dpa',
      subject,
      person,
      about: those.length === 1 && !urgent ? [useCase, subject] : [subject],
      again,
      urgent,
    };
  });
}

/** True for evidence that the simulated people left incomplete. */
function isPartial(details: EvidenceDetails, { intendedUsers }: UseCase): boolean {
  if (details.item === 'monitoring') return details.alerts.length < 3;
  return details.item === 'training' && details.trained < intendedUsers;
}

function isIncomplete(facts: Facts, useCase: UseCase, item: ChecklistItem, today: Day): boolean {
  const evidence = facts.get('evidence', `${useCase.key}:${item}`);
  return (
    !evidence ||
    isPartial(evidence.details, useCase) ||
    namedIn(evidence.details).some((person) => !facts.isActive(person)) ||
    plusDays(evidence.confirmedOn, 90) < today
  );
}

const isWaived = (facts: Facts, key: string, item: ChecklistItem, today: Day): boolean =>
  facts
    .all('waivers')
    .some(
      ({ useCase, subject, until }) =>
        useCase === key && subject.kind === 'item' && subject.item === item && until >= today,
    );

const evidenced = checklistItems.filter((item) => item !== 'dpa');

function lacksSomething(facts: Facts, useCase: UseCase, today: Day): boolean {
  const { key } = useCase;
  const vendors = vendorsOf(facts, useCase);
  const roi = facts.get('roi', `${key}:production`);
  return (
    evidenced.some(
      (item) => isIncomplete(facts, useCase, item, today) && !isWaived(facts, key, item, today),
    ) ||
    (isGuarded(useCase) &&
      (vendors.length === 0 || !vendors.every((vendor) => hasAgreement(vendor, today)))) ||
    !(roi?.measured.includes('modelApi') || roi?.quoted.includes('modelApi')) ||
    !facts.get('rolloutPlans', key)
  );
}
