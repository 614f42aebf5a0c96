import { addDays, formatDay } from '../calendar.ts';
import { listOpenItems } from '../checklist/index.ts';
import { accept, type Decide, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import { getExistingUseCase, ownerOrLead } from '../permissions.ts';
import { type Charter, type Day, isSameName, type Register, type UseCase } from '../register.ts';
import { defineStep, withPermission } from '../step.ts';
import {
  type CharterInput,
  createCharter,
  draftUseCase,
  findCharterProblems,
  stageWords,
} from './use-cases.ts';

export interface PilotStart extends CharterInput {
  readonly useCase: string;
  /** The stack to record with it; null keeps the recorded one. */
  readonly stack: UseCase['stack'] | null;
}

/** Starts a pilot and freezes its success criteria. */
export const startPilotStep = defineStep<'start-pilot', PilotStart>({
  key: 'start-pilot',
  label: 'Start pilot',
  permission: ownerOrLead,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    if (useCase.life.stage !== 'proposed') {
      return refuse(
        'not-now',
        `${useCase.key} is already ${stageWords[useCase.life.stage]}. Only a proposed use case can start a pilot. Register a new one first.`,
      );
    }
    const problem = findCharterProblems(input, useCase.intendedUsers, act.today);
    if (problem) return problem;
    const { useCase: _, stack, ...charter } = input;
    return accept(
      draftUseCase(register, 'start-pilot', {
        ...useCase,
        stack: stack ?? useCase.stack,
        life: { stage: 'pilot', charter: createCharter(charter) },
      }),
    );
  },
});
export const startPilot = startPilotStep.decide;

type Deadline = Pick<Charter, 'decideBy' | 'scaled'>;

/** Returns the deadline of a pilot: its go-live day once it is scaled, otherwise its decide-by date. */
export const deadlineOf = ({ decideBy, scaled }: Deadline): Day => scaled?.goLiveBy ?? decideBy;

export const isOverdue = (charter: Deadline, today: Day): boolean => deadlineOf(charter) < today;

/** Sorts use cases by urgency: production with gaps, pilots by deadline, then the rest, proposals, and ended ones. */
export function sortUseCasesByUrgency(
  register: Register,
  useCases: readonly UseCase[],
  today: Day,
): readonly UseCase[] {
  const rankOf = (useCase: UseCase): string => {
    const { life } = useCase;
    if (life.stage === 'production') return listOpenItems(register, useCase, today).length > 0 ? '0' : '2';
    if (life.stage === 'pilot') return `1 ${deadlineOf(life.charter)}`;
    return life.stage === 'proposed' ? '3' : '4';
  };
  return useCases
    .map((useCase) => ({ useCase, rank: rankOf(useCase) }))
    .sort((a, b) => a.rank.localeCompare(b.rank))
    .map(({ useCase }) => useCase);
}

/** Returns "decision is due by 2 March 2026" or "go-live was due by 1 April 2026, as decided on 2 March 2026". */
export function describeDeadline(charter: Deadline, today: Day): string {
  const { scaled } = charter;
  const [when, day] = [isOverdue(charter, today) ? 'was' : 'is', formatDay(deadlineOf(charter))];
  return scaled
    ? `go-live ${when} due by ${day}, as decided on ${formatDay(scaled.on)}`
    : `decision ${when} due by ${day}`;
}

/** Records the decision to scale a pilot by a day. Until that day, reminders ask for what going live still needs. */
export const scalePilot: Decide<{ readonly useCase: string; readonly liveOn: Day }> = withPermission(
  ownerOrLead,
  (register, { useCase: key, liveOn }, act) =>
    withPilot(register, key, (useCase, charter) => {
      const problem = refuseInvalid({
        liveOn:
          (liveOn < act.today && 'This day is in the past. Choose today or a later day.') ||
          (liveOn > addDays(act.today, 365) && 'Choose a day within a year.'),
      });
      if (problem) return problem;
      const scaled = { on: act.today, by: act.actor.id, goLiveBy: liveOn };
      return accept(
        draftUseCase(register, 'scale-pilot', {
          ...useCase,
          goLivePlannedOn: liveOn,
          life: { stage: 'pilot', charter: { ...charter, scaled } },
        }),
      );
    }),
);

export interface Extension {
  readonly useCase: string;
  readonly decideBy: Day;
  readonly reason: string;
}

/** Extends a pilot. Extensions are counted publicly. */
export const extendPilot: Decide<Extension> = withPermission(
  ownerOrLead,
  (register, { useCase: key, decideBy, reason }, act) =>
    withPilot(register, key, (useCase, charter) => {
      const problem = refuseInvalid({
        decideBy:
          (decideBy <= charter.decideBy &&
            `Choose a day after ${formatDay(charter.decideBy)}, the current date.`) ||
          (decideBy <= act.today && 'Choose a day in the future.') ||
          (decideBy > addDays(act.today, 365) && 'Choose a day within a year.'),
        reason: !reason.trim() && 'Say what you will know by then that you do not know today.',
      });
      if (problem) return problem;
      const extension = { on: act.today, by: act.actor.id, decideBy, reason: reason.trim() };
      const extended = { ...charter, decideBy, extensions: [...charter.extensions, extension], scaled: null };
      return accept(
        draftUseCase(register, 'extend-pilot', {
          ...useCase,
          goLivePlannedOn: charter.scaled ? null : useCase.goLivePlannedOn,
          life: { stage: 'pilot', charter: extended },
        }),
      );
    }),
);

/** Adds a success criterion to a running pilot, recorded as a moved bar. */
export const moveBarStep = defineStep<'move-bar', { readonly useCase: string; readonly criterion: string }>({
  key: 'move-bar',
  label: 'Add criterion',
  permission: ownerOrLead,
  decide: (register, { useCase: key, criterion }, act) =>
    withPilot(register, key, (useCase, charter) => {
      const wording = criterion.trim();
      const known = [...charter.criteria, ...charter.movedBars.map((bar) => bar.criterion)];
      const problem = refuseInvalid({
        criterion:
          (!wording && 'Enter the criterion.') ||
          (known.some((other) => isSameName(other, wording)) &&
            'This criterion already exists. Enter another.'),
      });
      if (problem) return problem;
      const movedBars = [...charter.movedBars, { on: act.today, by: act.actor.id, criterion: wording }];
      return accept(
        draftUseCase(register, 'move-bar', {
          ...useCase,
          life: { stage: 'pilot', charter: { ...charter, movedBars } },
        }),
      );
    }),
});
export const moveBar = moveBarStep.decide;

/** Calls `then` with the charter of a pilot; refuses when the use case is not a pilot. */
function withPilot(
  register: Register,
  key: string,
  then: (useCase: UseCase, charter: Charter) => Outcome,
): Outcome {
  const useCase = getExistingUseCase(register, key);
  return useCase.life.stage === 'pilot'
    ? then(useCase, useCase.life.charter)
    : refuse('not-now', `${key} is ${stageWords[useCase.life.stage]}. This is only for pilots.`);
}

/** A pilot with this many extensions waits for more data, which is a symptom of pilot purgatory. */
export const tooManyExtensions = 2;

/** Returns "twice" or "3 times". */
export const formatTimes = (count: number): string => ['never', 'once', 'twice'][count] ?? `${count} times`;

/** Returns "extended twice, a symptom of pilot purgatory"; empty without an extension. */
export function describeExtensions({ extensions }: Charter): string {
  const { length } = extensions;
  if (length === 0) return '';
  return `extended ${formatTimes(length)}${length >= tooManyExtensions ? ', a symptom of pilot purgatory' : ''}`;
}
