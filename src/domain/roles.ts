import type { Step } from './decide.ts';
import { assigneeOf, explainDeparture, leadOf, nameOf } from './people.ts';
import { type Entity, type EntityRecord, isOver, type Register, type UserId } from './register.ts';

/**
 * One field of the register that gives somebody something to do. What it is part of is incomplete once that person
 * left or became a guest, until a successor is named.
 */
interface Role<E extends Entity = Entity> {
  /** Where the field is: its record, and its name within. */
  readonly field: `${E}.${string}`;
  readonly entity: E;
  /** After the name of the person: "Ana (call order)". */
  readonly title: string;
  /** What the person does, before the thing: "owns UC-1". */
  readonly verb: string;
  readonly thing: (record: EntityRecord<E>) => string;
  readonly holders: (record: EntityRecord<E>) => readonly UserId[];
  /** How a successor is named. */
  readonly step: (record: EntityRecord<E>, person: UserId) => Step;
  /** Whether its requirement fails without the person; otherwise it is a flag on the verdict. */
  readonly decides: boolean;
}

const role = <E extends Entity>(one: Role<E>): Role => one as unknown as Role;

/** Every role in the register. A test holds the list to the fields of the records that name people. */
export const roles: readonly Role[] = [
  role({
    field: 'useCases.owner',
    entity: 'useCases',
    title: 'owner',
    verb: 'owns',
    thing: ({ key }) => key,
    holders: (useCase) => (isOver(useCase) ? [] : [useCase.owner]),
    step: (_, person) => ({ do: 'hand-over', person }),
    decides: false,
  }),
  role({
    field: 'evidence.details.callOrder',
    entity: 'evidence',
    title: 'call order',
    verb: 'is in the call order of',
    thing: ({ useCase }) => useCase,
    holders: ({ details }) => (details.item === 'incident-response' ? details.callOrder : []),
    step: ({ useCase, details: { item } }) => ({ do: 'confirm-item', useCase, item }),
    decides: true,
  }),
  role({
    field: 'evidence.details.reportOwner',
    entity: 'evidence',
    title: 'cost report',
    verb: 'owns the cost report of',
    thing: ({ useCase }) => useCase,
    holders: ({ details }) => (details.item === 'cost-monitoring' ? [details.reportOwner] : []),
    step: ({ useCase, details: { item } }) => ({ do: 'confirm-item', useCase, item }),
    decides: true,
  }),
  role({
    field: 'decisions.details.serviceAccountOwner',
    entity: 'decisions',
    title: 'service account',
    verb: 'owns',
    thing: ({ choice }) => choice,
    holders: ({ status, details }) =>
      status === 'committed' && details?.category === 'api-ownership' ? [details.serviceAccountOwner] : [],
    step: ({ category }) => ({ do: 'commit-decision', category }),
    decides: true,
  }),
  role({
    field: 'operators.person',
    entity: 'operators',
    title: 'AI Operations',
    verb: 'holds',
    thing: () => 'AI Operations',
    holders: ({ person }) => [person],
    step: () => ({ do: 'name-operators' }),
    decides: true,
  }),
  role({
    field: 'settings.leads',
    entity: 'settings',
    title: 'transformation lead',
    verb: 'leads',
    thing: () => 'the transformation',
    holders: ({ leads }) => leads,
    step: () => ({ do: 'change-settings' }),
    decides: false,
  }),
];

/** Everybody whom one record gives a role. */
export const listHolders = <E extends Entity>(entity: E, record: EntityRecord<E>): readonly UserId[] =>
  roles.flatMap((one) => (one.entity === entity ? one.holders(record as never) : []));

/** The gap that a person leaves who held a role, in words; null while they are here. */
export const describeVacancy = (
  register: Register,
  { title }: Pick<Role, 'title'>,
  person: UserId,
): string | null => {
  const gone = explainDeparture(register, person);
  return gone === null ? null : `${nameOf(register, person)} (${title}) ${gone} and needs a successor`;
};

/** What one record lacks because somebody it names is gone: "Ana (call order) left Slack and needs a successor". */
export const listVacancies = <E extends Entity>(
  register: Register,
  entity: E,
  record: EntityRecord<E>,
): string[] =>
  roles
    .filter((one) => one.entity === entity)
    .flatMap((one) =>
      one.holders(record as never).flatMap((person) => describeVacancy(register, one, person) ?? []),
    );

/** A role that somebody holds. */
export interface Holding {
  readonly person: UserId;
  readonly role: Role;
  readonly thing: string;
  readonly step: Step;
  /** Who names a successor: the owner of the use case whose evidence it is, otherwise the lead; null while nobody leads. */
  readonly askedOf: UserId | null;
  /** The subject of the changes that give it to another. */
  readonly about: string;
}

/** The roles of everybody who fits, in the order of the list; what is over has none. */
function listHoldings(register: Register, fits: (person: UserId) => boolean): readonly Holding[] {
  return roles.flatMap((one) =>
    [...(register[one.entity] as ReadonlyMap<string, never>)].flatMap(([id, record]: [string, never]) => {
      const people = one.holders(record).filter(fits);
      const useCase = one.entity === 'evidence' ? register.useCases.get(one.thing(record)) : undefined;
      if (useCase && isOver(useCase)) return [];
      return people.map(
        (person): Holding => ({
          person,
          role: one,
          thing: one.thing(record),
          step: one.step(record, person),
          askedOf: useCase ? assigneeOf(register, useCase) : leadOf(register),
          about: useCase?.key ?? (one.entity === 'useCases' ? id : `${one.entity}:${id}`),
        }),
      );
    }),
  );
}

/** Whether anything in the register is one person's to do. */
export const hasRole = (register: Register, person: UserId): boolean =>
  listHoldings(register, (one) => one === person).length > 0;

/** Every role that is held by somebody who is gone, with what it lacks in words. */
export function listAllVacancies(register: Register): readonly (Holding & { readonly text: string })[] {
  const gone = new Set(
    [...register.people.keys()].filter((person) => explainDeparture(register, person) !== null),
  );
  if (gone.size === 0) return [];
  return listHoldings(register, (person) => gone.has(person)).flatMap((holding) => {
    const text = describeVacancy(register, holding.role, holding.person);
    return text === null ? [] : [{ ...holding, text }];
  });
}
