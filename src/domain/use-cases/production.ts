import { explainMissingRolloutPlan } from '../adoption/index.ts';
import { formatDay } from '../calendar.ts';
import { listOpenItems } from '../checklist/index.ts';
import { accept, type Decide, type Gap, type Refusal, refuse, refuseInvalid } from '../decide.ts';
import { assigneeOf } from '../people.ts';
import { getExistingUseCase, ownerOrLead } from '../permissions.ts';
import type { Day, Life, Register, UseCase } from '../register.ts';
import { explainMissingProductionRoi } from '../roi/index.ts';
import { defineStep } from '../step.ts';
import { type Extension, extendPilot, scalePilot } from './pilots.ts';
import { draftUseCase, findDeployedProblem, type RolloutInput, stageWords } from './use-cases.ts';

/** Returns what a pilot needs before production, most urgent first. Source: "The production deployment checklist". */
export function listMissingForProduction(register: Register, useCase: UseCase, today: Day): readonly Gap[] {
  const roi = explainMissingProductionRoi(register, useCase);
  const plan = explainMissingRolloutPlan(register, useCase);
  const owner = assigneeOf(register, useCase);
  return [
    ...listOpenItems(register, useCase, today),
    ...(roi ? [{ text: roi, owner, step: { do: 'record-roi', useCase: useCase.key } } as const] : []),
    ...(plan ? [{ text: plan, owner, step: { do: 'plan-rollout', useCase: useCase.key } } as const] : []),
  ];
}

/** Returns the refusal to go live, with everything that is missing. */
export function refuseNotReady({ key }: UseCase, missing: readonly Gap[]): Refusal {
  const things = missing.length === 1 ? 'One thing is' : `${missing.length} things are`;
  return { code: 'incomplete', message: `${things} missing before ${key} can go live.`, missing };
}

export interface GoLive extends RolloutInput {
  readonly useCase: string;
  readonly liveOn: Day;
}

export const goLiveStep = defineStep<'go-live', GoLive>({
  key: 'go-live',
  label: 'Go live',
  permission: ownerOrLead,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    if (useCase.life.stage !== 'pilot') {
      const next = useCase.life.stage === 'proposed' ? 'Start its pilot first.' : 'You have nothing to do.';
      return refuse('not-now', `${useCase.key} is ${stageWords[useCase.life.stage]}. ${next}`);
    }
    const missing = listMissingForProduction(register, useCase, act.today);
    if (missing.length > 0) {
      return { ok: false, refusal: refuseNotReady(useCase, missing) };
    }
    const problem = refuseInvalid({
      liveOn:
        (input.liveOn > act.today && 'This day is in the future. Record it on the day it goes live.') ||
        (input.liveOn < useCase.life.charter.startedOn &&
          `Its pilot started on ${formatDay(useCase.life.charter.startedOn)}. Choose that day or a later one.`),
      deployed: findDeployedProblem(input),
    });
    if (problem) return problem;
    const { liveOn, audience, deployed } = input;
    const scaled = useCase.life.charter.scaled ?? { on: act.today, by: act.actor.id, goLiveBy: liveOn };
    const charter = { ...useCase.life.charter, scaled };
    const life: Life = { stage: 'production', liveOn, audience, deployed, charter };
    return accept(draftUseCase(register, 'go-live', { ...useCase, goLivePlannedOn: null, life }));
  },
});
export const goLive = goLiveStep.decide;

/** Widens (or corrects) the roll-out of a use case in production. */
export const widenRolloutStep = defineStep<'widen-rollout', RolloutInput & { readonly useCase: string }>({
  key: 'widen-rollout',
  label: 'Update roll-out',
  permission: ownerOrLead,
  decide: (register, input) => {
    const useCase = getExistingUseCase(register, input.useCase);
    if (useCase.life.stage !== 'production') {
      return refuse(
        'not-now',
        `${useCase.key} is ${stageWords[useCase.life.stage]}. Only a use case in production has a roll-out.`,
      );
    }
    const { audience, deployed } = input;
    const problem = refuseInvalid({ deployed: findDeployedProblem(input) });
    return (
      problem ??
      accept(
        draftUseCase(register, 'widen-rollout', {
          ...useCase,
          life: { ...useCase.life, audience, deployed },
        }),
      )
    );
  },
});
export const widenRollout = widenRolloutStep.decide;

/** Stops a proposal or pilot, or retires a use case in production. All records are kept. */
export const stopUseCaseStep = defineStep<
  'stop-use-case',
  { readonly useCase: string; readonly reason: string }
>({
  key: 'stop-use-case',
  label: 'Stop',
  permission: ownerOrLead,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const refused = refuseInvalid({ reason: !input.reason.trim() && 'Say why, and what was learned.' });
    if (refused) return refused;
    const { life } = useCase;
    const ended = {
      on: act.today,
      by: act.actor.id,
      reason: input.reason.trim(),
      charter: life.stage === 'proposed' ? null : life.charter,
    };
    return life.stage === 'production'
      ? accept(
          draftUseCase(register, 'retire-use-case', { ...useCase, life: { stage: 'retired', ...ended } }),
        )
      : accept(draftUseCase(register, 'stop-use-case', { ...useCase, life: { stage: 'stopped', ...ended } }));
  },
});
export const stopUseCase = stopUseCaseStep.decide;

/** The decision at the end of a pilot. Going live at once includes the decision to scale. */
export type PilotDecision =
  | { readonly answer: 'scale'; readonly useCase: string; readonly liveOn: Day }
  | ({ readonly answer: 'live' } & GoLive)
  | ({ readonly answer: 'extend' } & Extension)
  | { readonly answer: 'stop'; readonly useCase: string; readonly reason: string };

/** Decides a pilot: scale, stop or extend. Source: "What pilot purgatory looks like". */
export const decidePilotStep = defineStep<'decide-pilot', PilotDecision>({
  key: 'decide-pilot',
  label: 'Decide',
  permission: ownerOrLead,
  decide: (register, { answer, ...input }, act) => decisions[answer](register, input as never, act),
});

const decisions: Readonly<Record<PilotDecision['answer'], Decide<never>>> = {
  scale: scalePilot,
  live: goLive,
  extend: extendPilot,
  stop: stopUseCase,
};
export const decidePilot = decidePilotStep.decide;
