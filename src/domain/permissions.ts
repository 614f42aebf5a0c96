import { written } from './calendar.ts';
import { type Actor, type Outcome, type Refusal, refuse, type Step } from './decide.ts';
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
export function mustBeMember(act: Acting): Outcome | null {
  if (act.actor.kind === 'member') return null;
  return refuse(
    'not-permitted',
    'Crossing is for full members of this workspace. Ask a member to do this with you.',
  );
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
export function mustOwn(register: Register, act: ActingOn, useCase: UseCase): Outcome | null {
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

/** AI Operations may complete what production needs, beside the owner of the use case. */
export function mustOwnOrOperate(register: Register, act: ActingOn, useCase: UseCase): Outcome | null {
  return holdsOperations(register, act)
    ? (mustBeMember(act) ?? mustGoOn(useCase))
    : mustOwn(register, act, useCase);
}

export function mustOperate(register: Register, act: ActingOn, what: string): Outcome | null {
  const stranger = mustBeMember(act);
  if (stranger || holdsOperations(register, act) || leads(register, act)) return stranger;
  const operator = [...register.operators.keys()].find((person) => isActive(register, person));
  const ask = operator ?? leadOf(register);
  return refuse('not-permitted', `Only AI Operations and the transformation lead ${what}.`, {
    see: { page: 'owners' },
    ...(ask === null ? {} : { ask }),
  });
}

/** The keys of the shared service account are rotated by its owner; AI Operations and the lead may record it too. */
export function mustRotate(register: Register, act: ActingOn, owner: UserId): Outcome | null {
  const stranger = mustBeMember(act);
  const may = actsFor(register, act, owner) || holdsOperations(register, act) || leads(register, act);
  if (stranger || may) return stranger;
  const ask = isActive(register, owner) ? owner : leadOf(register);
  return refuse(
    'not-permitted',
    'Only the owner of the service account, AI Operations and the transformation lead record a rotation.',
    ask === null ? {} : { ask },
  );
}

type OfUseCase = Extract<Step, { readonly useCase: string }>['do'];

const waives: typeof mustOwn = (register, act, useCase) =>
  mustOperate(register, act, 'grant waivers') ?? mustGoOn(useCase);

/** Who takes the steps that are about one use case: as the decision behind each of them asks. */
const takenBy: Readonly<Record<OfUseCase, typeof mustOwn>> = {
  'start-pilot': mustOwn,
  'check-in': mustOwn,
  'decide-pilot': mustOwn,
  'move-bar': mustOwn,
  'go-live': mustOwn,
  'widen-rollout': mustOwn,
  'edit-use-case': mustOwn,
  'stop-use-case': mustOwn,
  'confirm-item': mustOwnOrOperate,
  reconfirm: mustOwnOrOperate,
  'record-dpa': mustOwnOrOperate,
  'record-roi': mustOwnOrOperate,
  'plan-rollout': mustOwnOrOperate,
  'record-stack': mustOwnOrOperate,
  'issue-intake-token': mustOwnOrOperate,
  waive: waives,
  'waive-drift': waives,
};

/** What the decision behind a step about a use case refuses to this person beforehand; null where it is theirs to take. */
export function notTheirs(
  register: Register,
  act: ActingOn,
  step: Step['do'],
  useCase: UseCase,
): Refusal | null {
  const outcome = step in takenBy ? takenBy[step as OfUseCase](register, act, useCase) : mustGoOn(useCase);
  return outcome && !outcome.ok ? outcome.refusal : null;
}
