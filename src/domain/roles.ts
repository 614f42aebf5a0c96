import type { Step } from './decide.ts';
import { assigneeOf, explainDeparture, leadOf, nameOf } from './people.ts';
import { type Entity, type EntityRecord, isOver, type Register, type UserId } from './register.ts';

/**
 * A field that gives a person a role. Its record is incomplete after the person left or became a guest, until a
 * successor is named.
 */
interface Role<E extends Entity = Entity> {
  /** The field, as entity and name. */
  readonly field: `${E}.${string}`;
  readonly entity: E;
  /** After the name of the person: "Ana (person to call)". */
  readonly title: string;
  /** The verb before the target: "owns UC-1". */
  readonly verb: string;
  readonly target: (record: EntityRecord<E>) => string;
  readonly holders: (record: EntityRecord<E>) => readonly UserId[];
  /** The step that names a successor. */
  readonly step: (record: EntityRecord<E>, person: UserId) => Step;
  /** True when the requirement fails without the person; otherwise the verdict only flags it. */
  readonly decides: boolean;
}

const role = <E extends Entity>(one: Role<E>): Role => one as unknown as Role;

/** Every role in the register. A test compares it with the fields that name people. */
export const roles: readonly Role[] = [
  role({
    field: 'useCases.owner',
    entity: 'useCases',
    title: 'owner',
    verb: 'owns',
    target: ({ key }) => key,
    holders: (useCase) => (isOver(useCase) ? [] : [useCase.owner]),
    step: (_, person) => ({ do: 'hand-over', person }),
    decides: false,
  }),
  role({
    field: 'evidence.details.callOrder',
    entity: 'evidence',
    title: 'person to call',
    verb: 'is a person to call for',
    target: ({ useCase }) => useCase,
    holders: ({ details }) => (details.item === 'incident-response' ? details.callOrder : []),
    step: ({ useCase, details: { item } }) => ({ do: 'confirm-item', useCase, item }),
    decides: true,
  }),
  role({
    field: 'evidence.details.reportOwner',
    entity: 'evidence',
    title: 'cost report',
    verb: 'owns the cost report of',
    target: ({ useCase }) => useCase,
    holders: ({ details }) => (details.item === 'cost-monitoring' ? [details.reportOwner] : []),
    step: ({ useCase, details: { item } }) => ({ do: 'confirm-item', useCase, item }),
    decides: true,
  }),
  role({
    field: 'decisions.details.serviceAccountOwner',
    entity: 'decisions',
    title: 'service account',
    verb: 'owns',
    target: ({ choice }) => choice,
    holders: ({ status, details }) =>
      status === 'committed' && details?.category === 'api-ownership' ? [details.serviceAccountOwner] : [],
    step: ({ category }) => ({ do: 'commit-decision', category }),
    decides: true,
  }),
  role({
    field: 'followUps.owner',
    entity: 'followUps',
    title: 'follow-up',
    verb: 'owns',
    target: ({ key }) => key,
    holders: ({ owner, closed }) => (closed === null ? [owner] : []),
    step: ({ key }) => ({ do: 'change-follow-up', followUp: key }),
    decides: false,
  }),
  role({
    field: 'incidentSettings.privacyContact',
    entity: 'incidentSettings',
    title: 'privacy contact',
    verb: 'is',
    target: () => 'the privacy contact',
    holders: ({ privacyContact }) => (privacyContact === null ? [] : [privacyContact]),
    step: () => ({ do: 'change-incident-settings' }),
    decides: false,
  }),
  role({
    field: 'operators.person',
    entity: 'operators',
    title: 'AI Operations',
    verb: 'holds',
    target: () => 'AI Operations',
    holders: ({ person }) => [person],
    step: () => ({ do: 'name-operators' }),
    decides: true,
  }),
  role({
    field: 'settings.leads',
    entity: 'settings',
    title: 'transformation lead',
    verb: 'leads',
    target: () => 'the transformation',
    holders: ({ leads }) => leads,
    step: () => ({ do: 'change-settings' }),
    decides: false,
  }),
  role({
    field: 'toolReviewers.person',
    entity: 'toolReviewers',
    title: 'tool reviewer',
    verb: 'decides',
    target: () => 'requests for AI tools',
    holders: ({ person }) => [person],
    step: () => ({ do: 'appoint-tool-reviewer' }),
    decides: false,
  }),
];

/** Returns the people to whom one record gives a role. */
export const listHolders = <E extends Entity>(entity: E, record: EntityRecord<E>): readonly UserId[] =>
  roles.flatMap((one) => (one.entity === entity ? one.holders(record as never) : []));

/** Returns the gap left by a person who held a role, in words; null while they are active. */
export const describeVacancy = (
  register: Register,
  { title }: Pick<Role, 'title'>,
  person: UserId,
): string | null => {
  const gone = explainDeparture(register, person);
  return gone === null ? null : `${nameOf(register, person)} (${title}) ${gone} and needs a successor`;
};

/** Returns the gaps of one record whose people have left: "Ana (person to call) left Slack and needs a successor". */
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

/** A role that a person holds. */
export interface Holding {
  readonly person: UserId;
  readonly role: Role;
  readonly target: string;
  readonly step: Step;
  /** The person who names a successor: the owner of the use case, otherwise the lead; null when there is none. */
  readonly askedOf: UserId | null;
  /** The subject of changes that reassign the role. */
  readonly about: string;
}

/** Returns the roles of matching people, in the order of the list, without use cases that have ended. */
function listHoldings(register: Register, fits: (person: UserId) => boolean): readonly Holding[] {
  return roles.flatMap((one) =>
    [...(register[one.entity] as ReadonlyMap<string, never>)].flatMap(([id, record]: [string, never]) => {
      const people = one.holders(record).filter(fits);
      const useCase = one.entity === 'evidence' ? register.useCases.get(one.target(record)) : undefined;
      if (useCase && isOver(useCase)) return [];
      return people.map(
        (person): Holding => ({
          person,
          role: one,
          target: one.target(record),
          step: one.step(record, person),
          askedOf: useCase ? assigneeOf(register, useCase) : leadOf(register),
          about: useCase?.key ?? (one.entity === 'useCases' ? id : `${one.entity}:${id}`),
        }),
      );
    }),
  );
}

/** Returns the roles of a person, in the order of the list, without use cases that have ended. */
export const listRolesOf = (register: Register, person: UserId): readonly Holding[] =>
  listHoldings(register, (one) => one === person);

/** True when a person holds any role. */
export const hasRole = (register: Register, person: UserId): boolean =>
  listHoldings(register, (one) => one === person).length > 0;

/** Returns every role whose holder has left, with the gap in words. */
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
