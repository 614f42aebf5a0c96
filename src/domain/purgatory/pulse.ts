import { addDays, formatDay, weekOf } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { type Act, accept, type Outcome, refuse } from '../decide.ts';
import { isActive } from '../people.ts';
import { anyMemberOnUseCase, getExistingUseCase, ownerOrLead, type Permission } from '../permissions.ts';
import { type Day, type Pulse, pulseId, type Register, type UseCase, type UserId } from '../register.ts';
import { defineStep } from '../step.ts';
import { stageWords } from '../use-cases/index.ts';
import type { PulseScore } from './schema.ts';

/** The number of people who must answer before an average is shown. */
export const minAnswers = 3;
/** The period over which answers are averaged, in days. */
const pulseDays = 30;

export interface PulseReading {
  /** 1 to 5; null until three people have answered. */
  readonly average: number | null;
  /** People who answered in the last 30 days. */
  readonly answered: number;
  /** True when the team was asked in the last 30 days. */
  readonly asked: boolean;
  readonly askedThisWeek: boolean;
}

/** Returns the team of a pilot: its owner and members who are active. */
export const teamOf = (register: Register, { owner, members }: UseCase): readonly UserId[] =>
  [...new Set([owner, ...members])].filter((person) => isActive(register, person));

/** Returns the average answer of a pilot team. Source: the worn-out team of "What pilot purgatory looks like". */
export function pulseOf(register: Register, useCase: UseCase, today: Day): PulseReading {
  const week = weekOf(today);
  const pulses = weeksBefore(week, addDays(today, -pulseDays)).flatMap(
    (monday) => register.pulses.get(pulseId(useCase.key, monday)) ?? [],
  );
  const people = new Set(pulses.flatMap(({ answered }) => answered));
  const answers = pulses.reduce((total, pulse) => total + pulse.answers, 0);
  const sum = pulses.reduce((total, pulse) => total + pulse.sum, 0);
  return {
    // People are counted, not answers: three answers of one person would reveal that person's.
    average: people.size < minAnswers ? null : sum / answers,
    answered: people.size,
    asked: pulses.length > 0,
    askedThisWeek: register.pulses.has(pulseId(useCase.key, week)),
  };
}

function weeksBefore(week: Day, earliest: Day): readonly Day[] {
  return week < earliest ? [] : [week, ...weeksBefore(addDays(week, -7), earliest)];
}

/** Refuses when the use case is not a pilot. */
const mustBePilot = ({ key, life }: UseCase): Outcome | null =>
  life.stage === 'pilot'
    ? null
    : refuse('not-now', `${key} is ${stageWords[life.stage]}. Only the team of a pilot can be asked.`);

const nextMonday = (act: Act): string => formatDay(addDays(weekOf(act.today), 7));

/** Records that the team of a pilot is asked this week. Notices send the question. */
export const askPulseStep = defineStep<'ask-pulse', { readonly useCase: string }>({
  key: 'ask-pulse',
  label: 'Ask the team',
  permission: ownerOrLead,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const refused = mustBePilot(useCase);
    if (refused) return refused;
    const { key } = useCase;
    if (teamOf(register, useCase).length < minAnswers) {
      return refuse(
        'not-now',
        `The team of ${key} has fewer than ${minAnswers} people. An average needs ${minAnswers}, so that no single answer shows. Add team members first.`,
      );
    }
    const week = weekOf(act.today);
    if (register.pulses.has(pulseId(key, week))) {
      return refuse(
        'not-now',
        `The team of ${key} was asked this week. Ask again on ${nextMonday(act)} or later.`,
      );
    }
    return accept(createDraft(register, 'ask-pulse', 'pulses', pulseId(key, week), emptyPulse(key, week)));
  },
});
export const askPulse = askPulseStep.decide;

const emptyPulse = (useCase: string, week: Day): Pulse => ({
  useCase,
  week,
  answers: 0,
  sum: 0,
  answered: [],
});

const teamMemberOnly: Permission<{ readonly useCase: string }> = (register, act, input) => {
  const notMember = anyMemberOnUseCase(register, act, input);
  if (notMember) return notMember;
  const useCase = getExistingUseCase(register, input.useCase);
  return (
    mustBePilot(useCase) ??
    (teamOf(register, useCase).includes(act.actor.id)
      ? null
      : refuse(
          'not-permitted',
          `You are no longer on the team of ${useCase.key}. You have nothing to answer.`,
        ))
  );
};

/** Records the answer of one team member, once a week. */
export const answerPulseStep = defineStep<
  'answer-pulse',
  { readonly useCase: string; readonly score: PulseScore }
>({
  key: 'answer-pulse',
  label: 'Answer',
  permission: teamMemberOnly,
  decide: (register, input, act) => {
    const useCase = getExistingUseCase(register, input.useCase);
    const refused = mustBePilot(useCase);
    if (refused) return refused;
    const { key } = useCase;
    const week = weekOf(act.today);
    const pulse = register.pulses.get(pulseId(key, week)) ?? emptyPulse(key, week);
    if (pulse.answered.includes(act.actor.id)) {
      return refuse(
        'not-now',
        `Thank you, you have already answered for ${key} this week. You can answer again on ${nextMonday(act)} or later.`,
      );
    }
    return accept(
      createDraft(register, 'answer-pulse', 'pulses', pulseId(key, week), {
        ...pulse,
        answers: pulse.answers + 1,
        sum: pulse.sum + input.score,
        // Sorted by id, so that the order of answers stays private.
        answered: [...pulse.answered, act.actor.id].sort(),
      }),
    );
  },
});
export const answerPulse = answerPulseStep.decide;
