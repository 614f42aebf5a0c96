import { dayOf, formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { accept, refuse, refuseInvalid } from '../decide.ts';
import { draftKnownPeople, findAssigneeProblem, isActive, leadOf } from '../people.ts';
import { anyMember, leadOnly, mustBeMember, type Permission } from '../permissions.ts';
import {
  type Accountability,
  accountabilities,
  type Operator,
  type Register,
  settingsOf,
  type UserId,
} from '../register.ts';
import { defineStep } from '../step.ts';

/** Source: "Stage 3 exit criteria" and requirement 4 of its crossing test. */
export const accountabilityTitles: Readonly<Record<Accountability, string>> = {
  uptime: 'Uptime of production AI',
  'incident-response': 'Incident response',
  'model-versioning': 'Model versioning',
};

/** Returns the accountabilities that an appointed person has not accepted yet. */
export const listOpenAccountabilities = (operator: Operator): readonly Accountability[] =>
  accountabilities.filter((accountability) => operator.accepted[accountability] === undefined);

/** Sets the people who hold AI Operations. People who are left out lose the role. */
export const appointOperatorsStep = defineStep<'name-operators', { readonly people: readonly UserId[] }>({
  key: 'name-operators',
  label: 'Appoint AI Operations',
  permission: leadOnly('appoint the AI Operations owner'),
  decide: (register, { people }, act) => {
    const refused = refuseInvalid({
      people: people.map((person) => findAssigneeProblem(act, person)).find((problem) => problem !== null),
    });
    if (refused) return refused;
    const removed = [...register.operators.keys()].filter((person) => !people.includes(person));
    const added = [...new Set(people)].filter((person) => !register.operators.has(person));
    const draftOperator = (person: UserId): Draft =>
      createDraft(register, 'name-operators', 'operators', person, {
        person,
        namedOn: act.today,
        namedBy: act.actor.id,
        accepted: {},
      });
    return accept(
      ...removed.map((person) => createDraft(register, 'name-operators', 'operators', person, null)),
      ...added.map(draftOperator),
      ...draftKnownPeople(register, act),
    );
  },
});
export const appointOperators = appointOperatorsStep.decide;

/** Allows only people who are appointed to AI Operations. */
const mustBeAppointed: Permission<unknown> = (register, act) => {
  const notMember = mustBeMember(act);
  if (notMember || register.operators.has(act.actor.id)) return notMember;
  const [ask] = [...register.operators.values()].filter((one) => listOpenAccountabilities(one).length > 0);
  return refuse(
    'not-permitted',
    'Only people appointed to AI Operations can accept this. The transformation lead appoints them.',
    ask === undefined ? {} : { ask: ask.person },
  );
};

/** Accepts accountabilities. Nobody can accept them for somebody else. */
export const acceptAccountabilitiesStep = defineStep<
  'accept-accountabilities',
  { readonly accept: readonly Accountability[] }
>({
  key: 'accept-accountabilities',
  label: 'Accept',
  permission: mustBeAppointed,
  decide: (register, input, act) => {
    const operator = register.operators.get(act.actor.id) as Operator;
    const problem = refuseInvalid({
      accept:
        input.accept.length === 0 &&
        'Choose at least one. You hold AI Operations when you have accepted all three.',
    });
    if (problem) return problem;
    const newlyAccepted = input.accept.filter(
      (accountability) => operator.accepted[accountability] === undefined,
    );
    if (newlyAccepted.length === 0) return accept();
    const accepted = {
      ...operator.accepted,
      ...Object.fromEntries(newlyAccepted.map((key) => [key, act.at])),
    };
    return accept(
      createDraft(register, 'accept-accountabilities', 'operators', operator.person, {
        ...operator,
        accepted,
      }),
    );
  },
});
export const acceptAccountabilities = acceptAccountabilitiesStep.decide;

/** Returns when the person accepted everything, in words to them; null while something is open. */
export function describeAcceptance(register: Register, operator: Operator): string | null {
  const moments = accountabilities.map((accountability) => operator.accepted[accountability]);
  const accepted = moments.filter((moment) => moment !== undefined);
  if (accepted.length < moments.length) return null;
  const on = dayOf(Math.max(...accepted), settingsOf(register).timeZone);
  return `You accepted all three accountabilities of AI Operations on ${formatDay(on)}. Thank you.`;
}

/** Declines AI Operations. The person gets no more reminders about it. */
export const declineOperationsStep = defineStep<'decline-operations', Record<never, never>>({
  key: 'decline-operations',
  label: 'Decline',
  permission: anyMember,
  decide: (register, _, act) => {
    const operator = register.operators.get(act.actor.id);
    if (!operator)
      return refuse('not-now', 'You are no longer appointed to AI Operations. You have nothing to do.');
    const accepted = describeAcceptance(register, operator);
    if (accepted !== null)
      return refuse(
        'not-now',
        `${accepted} To give up the role, ask the transformation lead to appoint somebody else.`,
      );
    return leadOf(register) === null
      ? refuse(
          'not-now',
          'There is no transformation lead yet. Ask a Slack admin to appoint one, who can then appoint somebody else to AI Operations.',
          { see: { page: 'settings' } },
        )
      : accept(createDraft(register, 'decline-operations', 'operators', act.actor.id, null));
  },
});
export const declineOperations = declineOperationsStep.decide;

/** Returns the appointed people who are still active members. */
export const listActiveOperators = (register: Register): readonly Operator[] =>
  [...register.operators.values()].filter((operator) => isActive(register, operator.person));
