import { formatDay } from './calendar.ts';
import { type Actor, type Outcome, refuse, refuseUnknownUseCase } from './decide.ts';
import { assigneeOf, findStandIn, isActive, leadOf, localDaysAt } from './people.ts';
import { type Instant, type Register, settingsOf, type UseCase, type UserId } from './register.ts';

/** Permissions depend on the actor and the moment, so they can be checked before there is any input. */
export interface WithActorAndTime {
  readonly actor: Actor;
  /** Decides whether a deputy may act. */
  readonly at: Instant;
}

/** True for the person themselves, and for their deputy while they are away. */
export const mayActFor = (register: Register, { actor, at }: WithActorAndTime, person: UserId): boolean =>
  actor.id === person || findStandIn(register, person, localDaysAt(register, at)) === actor.id;

/** True for an active member who holds AI Operations ("Stage 3 exit criteria" of the source), or their deputy. */
export const isOperator = (register: Register, act: WithActorAndTime): boolean =>
  [...register.operators.keys()].some((person) => mayActFor(register, act, person));

/** True for a Slack admin, for a transformation lead, and for their deputy while they are away. */
export const isLead = (register: Register, act: WithActorAndTime): boolean =>
  act.actor.kind === 'member' &&
  (act.actor.admin || settingsOf(register).leads.some((lead) => mayActFor(register, act, lead)));

/** The refusal for guests, external people and bots. */
export const membersOnlyRefusal =
  'Crossing is for full members of this workspace. Ask a member to do this with you.';

export function mustBeMember(act: Pick<WithActorAndTime, 'actor'>): Outcome | null {
  if (act.actor.kind === 'member') return null;
  return refuse('not-permitted', membersOnlyRefusal);
}

export function mustLead(register: Register, act: WithActorAndTime, what: string): Outcome | null {
  const stranger = mustBeMember(act);
  if (stranger || isLead(register, act)) return stranger;
  const lead = leadOf(register);
  return lead === null
    ? refuse(
        'not-permitted',
        `Only the transformation lead and Slack admins can ${what}. There is no lead yet: ask a Slack admin to appoint one.`,
        { see: { page: 'settings' } },
      )
    : refuse('not-permitted', `Only the transformation lead and Slack admins can ${what}.`, { ask: lead });
}

/** Refuses changes to a use case that was stopped or retired. */
export function mustNotBeOver({ key, life }: UseCase): Outcome | null {
  return life.stage === 'stopped' || life.stage === 'retired'
    ? refuse(
        'not-now',
        `${key} was ${life.stage} on ${formatDay(life.on)}. Its records are kept. To try again, register a new use case.`,
      )
    : null;
}

/**
 * Allows the owner and the lead; refuses for a use case that has ended. @param message the refusal of others
 */
function mustOwn(
  register: Register,
  act: WithActorAndTime,
  useCase: UseCase,
  message = `Only the owner of ${useCase.key} and the transformation lead can change it.`,
): Outcome | null {
  const notMember = mustBeMember(act);
  if (notMember) return notMember;
  if (mayActFor(register, act, useCase.owner) || isLead(register, act)) return mustNotBeOver(useCase);
  const ask = assigneeOf(register, useCase);
  return refuse('not-permitted', message, ask === null ? {} : { ask });
}

/** Returns the refusal of a step for this person; null when they may take it. */
export type Permission<Subject> = (
  register: Register,
  act: WithActorAndTime,
  subject: Subject,
) => Outcome | null;

/** The use case that a permission is about. */
interface WithUseCase {
  readonly useCase: string;
}

/** Makes a permission on a use case; refuses when it does not exist or has ended. */
const forUseCase =
  (
    may: (register: Register, act: WithActorAndTime, useCase: UseCase) => Outcome | null,
  ): Permission<WithUseCase> =>
  (register, act, { useCase: key }) => {
    const useCase = register.useCases.get(key);
    return useCase ? may(register, act, useCase) : refuseUnknownUseCase(key);
  };

/** Allows every full member. */
export const anyMember: Permission<unknown> = (_, act) => mustBeMember(act);

/** Allows every full member; refuses for a use case that has ended. */
export const anyMemberOnUseCase = forUseCase(
  (_, act, useCase) => mustBeMember(act) ?? mustNotBeOver(useCase),
);

/**
 * Allows the transformation lead and Slack admins. @param what completes "Only the transformation lead and Slack
 * admins"
 */
export const leadOnly =
  (what: string): Permission<unknown> =>
  (register, act) =>
    mustLead(register, act, what);

/** Allows the owner of the use case and the lead. */
export const ownerOrLead = forUseCase((register, act, useCase) => mustOwn(register, act, useCase));

/** Allows the owner of the use case, the lead, and AI Operations, which may complete what production needs. */
export const ownerOrOperations = forUseCase((register, act, useCase) =>
  isOperator(register, act)
    ? (mustBeMember(act) ?? mustNotBeOver(useCase))
    : mustOwn(
        register,
        act,
        useCase,
        `Only the owner of ${useCase.key}, AI Operations and the transformation lead can change it.`,
      ),
);

/** Refuses everyone except AI Operations and the lead. */
function mustOperate(register: Register, act: WithActorAndTime, what: string): Outcome | null {
  const stranger = mustBeMember(act);
  if (stranger || isOperator(register, act) || isLead(register, act)) return stranger;
  const operator = [...register.operators.keys()].find((person) => isActive(register, person));
  const ask = operator ?? leadOf(register);
  return refuse('not-permitted', `Only AI Operations and the transformation lead can ${what}.`, {
    see: { page: 'owners' },
    ...(ask === null ? {} : { ask }),
  });
}

/** Allows AI Operations and the lead. @param what completes "Only AI Operations and the transformation lead" */
export const operationsOrLead = (what: string): Permission<WithUseCase> =>
  forUseCase((register, act, useCase) => mustOperate(register, act, what) ?? mustNotBeOver(useCase));

/** Allows AI Operations and the lead, for what belongs to no use case. @param what completes "Only AI Operations and the transformation lead" */
export const operationsOrLeadOnly =
  (what: string): Permission<unknown> =>
  (register, act) =>
    mustOperate(register, act, what);

/** Refuses everyone except the owner of the service account, AI Operations and the lead. */
export const mustOwnServiceAccount = (
  register: Register,
  act: WithActorAndTime,
  person: UserId,
): Outcome | null => {
  const notMember = mustBeMember(act);
  const may = mayActFor(register, act, person) || isOperator(register, act) || isLead(register, act);
  if (notMember || may) return notMember;
  const ask = isActive(register, person) ? person : leadOf(register);
  return refuse(
    'not-permitted',
    'Only the owner of the service account, AI Operations and the transformation lead can record a rotation.',
    ask === null ? {} : { ask },
  );
};

/** Returns the use case that a permission already found. @throws RangeError when it does not exist */
export function getExistingUseCase(register: Register, key: string): UseCase {
  const useCase = register.useCases.get(key);
  if (!useCase) throw new RangeError(`no use case ${key}`);
  return useCase;
}
