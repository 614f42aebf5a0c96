import { written } from './calendar.ts';
import { type Actor, noUseCase, type Outcome, refuse } from './decide.ts';
import { answersFor, isActive, leadOf, localDaysAt, standInFor } from './people.ts';
import { type Instant, type Register, settingsOf, type UseCase, type UserId } from './register.ts';

/** Permissions ask only who acts, so they can also be asked before anything was decided. */
export interface Acting {
  readonly actor: Actor;
}

/** Where a deputy may act too, the moment counts. */
export interface ActingOn extends Acting {
  readonly at: Instant;
}

/** Whether somebody may act for a person: as the person, or as their deputy while they are away. */
const actsFor = (register: Register, { actor, at }: ActingOn, person: UserId): boolean =>
  actor.id === person || standInFor(register, person, localDaysAt(register, at)) === actor.id;

/** Whether the three accountabilities are this person's to answer for ("Stage 3 exit criteria" of the source). */
const holdsOperations = (register: Register, act: ActingOn): boolean =>
  [...register.operators.keys()].some((person) => actsFor(register, act, person));

export const leads = (register: Register, act: Acting): boolean =>
  act.actor.kind === 'member' && (act.actor.admin || settingsOf(register).leads.includes(act.actor.id));

/** Refuses whoever is not a full member of the workspace: guests, external people and bots. */
export const membersOnly =
  'Crossing is for full members of this workspace. Ask a member to do this with you.';

export function mustBeMember(act: Acting): Outcome | null {
  if (act.actor.kind === 'member') return null;
  return refuse('not-permitted', membersOnly);
}

export function mustLead(register: Register, act: Acting, what: string): Outcome | null {
  const stranger = mustBeMember(act);
  if (stranger || leads(register, act)) return stranger;
  const lead = leadOf(register);
  return lead === null
    ? refuse(
        'not-permitted',
        `Only the transformation lead and Slack admins ${what}. Nobody leads yet: ask a Slack admin to name the lead.`,
        { see: { page: 'settings' } },
      )
    : refuse('not-permitted', `Only the transformation lead and Slack admins ${what}.`, { ask: lead });
}

/** Refuses every change to what was stopped or retired; it stays to be read. */
export function mustGoOn({ key, life }: UseCase): Outcome | null {
  return life.stage === 'stopped' || life.stage === 'retired'
    ? refuse(
        'not-now',
        `${key} was ${life.stage} on ${written(life.on)}. What was learned is kept; register a new use case to try again.`,
      )
    : null;
}

/** Whoever changes a use case that goes on. */
function mustOwn(register: Register, act: ActingOn, useCase: UseCase): Outcome | null {
  const stranger = mustBeMember(act);
  if (stranger) return stranger;
  if (actsFor(register, act, useCase.owner) || leads(register, act)) return mustGoOn(useCase);
  const ask = answersFor(register, useCase);
  return refuse(
    'not-permitted',
    `Only the owner of ${useCase.key} and the transformation lead change it.`,
    ask === null ? {} : { ask },
  );
}

/** Why somebody may not take a step on this; null where they may. Which step asks which is its `mayBy`. */
export type Permission<Subject> = (register: Register, act: ActingOn, subject: Subject) => Outcome | null;

/** The subject of a permission about one use case. */
interface OfUseCase {
  readonly useCase: string;
}

/** The permission on a use case that goes on; refuses where there is none of this key. */
const onUseCase =
  (may: (register: Register, act: ActingOn, useCase: UseCase) => Outcome | null): Permission<OfUseCase> =>
  (register, act, { useCase: key }) => {
    const useCase = register.useCases.get(key);
    return useCase ? may(register, act, useCase) : noUseCase(key);
  };

/** Every full member. */
export const member: Permission<unknown> = (_, act) => mustBeMember(act);

/** Every full member, on a use case that goes on. */
export const memberOnUseCase = onUseCase((_, act, useCase) => mustBeMember(act) ?? mustGoOn(useCase));

/** The transformation lead and Slack admins. @param what completes "Only the transformation lead and Slack admins" */
export const lead =
  (what: string): Permission<unknown> =>
  (register, act) =>
    mustLead(register, act, what);

/** The owner of the use case and the lead. */
export const owner = onUseCase(mustOwn);

/** The owner of the use case, the lead, and AI Operations, which may complete what production needs. */
export const ownerOrOperations = onUseCase((register, act, useCase) =>
  holdsOperations(register, act) ? (mustBeMember(act) ?? mustGoOn(useCase)) : mustOwn(register, act, useCase),
);

/** AI Operations and the lead. @param what completes "Only AI Operations and the transformation lead" */
export const operations = (what: string): Permission<OfUseCase> =>
  onUseCase((register, act, useCase) => {
    const stranger = mustBeMember(act);
    if (stranger) return stranger;
    if (holdsOperations(register, act) || leads(register, act)) return mustGoOn(useCase);
    const operator = [...register.operators.keys()].find((person) => isActive(register, person));
    const ask = operator ?? leadOf(register);
    return refuse('not-permitted', `Only AI Operations and the transformation lead ${what}.`, {
      see: { page: 'owners' },
      ...(ask === null ? {} : { ask }),
    });
  });

/** The keys of the shared service account are rotated by its owner; AI Operations and the lead may record it too. */
export const serviceAccountOwner = (register: Register, act: ActingOn, person: UserId): Outcome | null => {
  const stranger = mustBeMember(act);
  const may = actsFor(register, act, person) || holdsOperations(register, act) || leads(register, act);
  if (stranger || may) return stranger;
  const ask = isActive(register, person) ? person : leadOf(register);
  return refuse(
    'not-permitted',
    'Only the owner of the service account, AI Operations and the transformation lead record a rotation.',
    ask === null ? {} : { ask },
  );
};

/** The use case of a step whose permission found it. @throws RangeError when there is none of this key */
export function existingUseCase(register: Register, key: string): UseCase {
  const useCase = register.useCases.get(key);
  if (!useCase) throw new RangeError(`no use case ${key}`);
  return useCase;
}
