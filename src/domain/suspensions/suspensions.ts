import { indexByUseCase } from '../by-use-case.ts';
import { formatDay } from '../calendar.ts';
import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import { getExistingUseCase, ownerOrOperations } from '../permissions.ts';
import { type Day, isBlank, nextKey, type Register, type Suspension, type UseCase } from '../register.ts';
import { defineStep } from '../step.ts';

const suspensionsOf = indexByUseCase('suspensions');

/** Returns the suspension of a use case in production; null while it runs. */
export const findSuspension = (register: Register, { key, life }: UseCase): Suspension | null =>
  life.stage === 'production'
    ? (suspensionsOf(register, key).find(({ resumed }) => resumed === null) ?? null)
    : null;

/** Returns the day on which a use case was last resumed; null when it never was. */
export const findLastResumption = (register: Register, { key }: UseCase): Day | null =>
  suspensionsOf(register, key)
    .flatMap(({ resumed }) => resumed?.on ?? [])
    .at(-1) ?? null;

/** Returns the suspended use cases, each with its suspension. */
export const listSuspended = (
  register: Register,
): readonly { readonly useCase: UseCase; readonly suspension: Suspension }[] =>
  [...register.suspensions.values()].flatMap((suspension) => {
    const useCase = register.useCases.get(suspension.useCase);
    return useCase && findSuspension(register, useCase)?.key === suspension.key
      ? [{ useCase, suspension }]
      : [];
  });

export interface SuspendInput {
  readonly useCase: string;
  readonly reason: string;
}

/** Returns why a use case cannot be suspended; null when it can. */
export function refuseSuspension(register: Register, useCase: UseCase): Outcome | null {
  const { key, life } = useCase;
  if (life.stage !== 'production')
    return refuse('not-now', `${key} is not in production. Only a use case in production can be suspended.`);
  const known = findSuspension(register, useCase);
  return known === null
    ? null
    : refuse('not-now', `${key} has been suspended since ${formatDay(known.on)}: ${known.reason}`);
}

/** Returns the draft of a suspension, for a decision that records it together with something else. */
export function draftSuspension(
  register: Register,
  { useCase, reason }: SuspendInput,
  incident: string | null,
  act: Act,
): Draft {
  const key = nextKey('S', register.suspensions);
  const suspension: Suspension = {
    ...{ key, useCase, reason: reason.trim(), incident, by: act.actor.id, on: act.today, at: act.at },
    resumed: null,
  };
  return createDraft(register, 'suspend-use-case', 'suspensions', key, suspension);
}

/** Suspends a use case in production. Requirement 1 does not count it until it is resumed. */
export const suspendUseCaseStep = defineStep<'suspend-use-case', SuspendInput>({
  key: 'suspend-use-case',
  label: 'Suspend',
  permission: ownerOrOperations,
  decide: (register, input, act) =>
    refuseSuspension(register, getExistingUseCase(register, input.useCase)) ??
    refuseInvalid({ reason: isBlank(input.reason) && 'Say why it is suspended.' }) ??
    accept(draftSuspension(register, input, null, act)),
});
export const suspendUseCase = suspendUseCaseStep.decide;

/** Resumes a suspended use case. */
export const resumeUseCaseStep = defineStep<
  'resume-use-case',
  { readonly useCase: string; readonly changed: string }
>({
  key: 'resume-use-case',
  label: 'Resume',
  title: ({ useCase }) => `Resume ${useCase}`,
  permission: ownerOrOperations,
  decide: (register, input, act) => {
    const suspension = findSuspension(register, getExistingUseCase(register, input.useCase));
    if (suspension === null) return refuse('not-now', `${input.useCase} is not suspended.`);
    const refused = refuseInvalid({
      changed: isBlank(input.changed) && 'Say what changed, so that it may run again.',
    });
    if (refused) return refused;
    const resumed = { by: act.actor.id, on: act.today, at: act.at, changed: input.changed.trim() };
    return accept(
      createDraft(register, 'resume-use-case', 'suspensions', suspension.key, { ...suspension, resumed }),
    );
  },
});
export const resumeUseCase = resumeUseCaseStep.decide;
