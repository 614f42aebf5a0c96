import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { evaluationSubject, listOpenEvaluations } from '../../domain/infrastructure/index.ts';
import { minAnswers, type PulseReading, pulseOf, symptoms, teamOf } from '../../domain/purgatory/index.ts';
import { pulseScores } from '../../domain/purgatory/schema.ts';
import type { Evaluation, UseCase } from '../../domain/register.ts';
import { capitalize, formatTimeLeft } from '../../domain/wording.ts';
import { describeTools } from '../infrastructure/index.ts';
import {
  actions,
  contextBlock,
  divider,
  escapeMrkdwn,
  header,
  mention,
  pageButton,
  recordButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import { renderGapBlocks } from '../kit/gaps.ts';
import { renderNextBlock } from '../kit/next-block.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';

const maxPilots = 8;
const maxEvaluations = 8;
const maxLines = 5;

const lines = (all: readonly string[]): string[] => [
  ...all.slice(0, maxLines).map((line) => `• ${escapeMrkdwn(line, 250)}`),
  ...(all.length > maxLines ? [`• and ${all.length - maxLines} more`] : []),
];

/** Renders present symptoms with their evidence, then absent ones in one line each. */
function renderSymptomBlocks({ readiness }: PageContext): KnownBlock[] {
  const { present } = readiness.assessment.purgatory;
  const absent = symptoms.filter(({ key }) => !present.some((symptom) => symptom.key === key));
  return [
    ...present.map(({ title, evidence }) =>
      section([`:warning: *${capitalize(title)}*`, ...lines(evidence)].join('\n')),
    ),
    ...(absent.length === 0
      ? []
      : [section(absent.map((symptom) => `:white_check_mark: ${capitalize(symptom.absent)}`).join('\n'))]),
  ];
}

/** Renders the other ways out besides the next step, with buttons where permitted. */
function renderWayOutBlocks(context: PageContext): KnownBlock[] {
  const [, ...others] = context.readiness.assessment.purgatory.waysOut;
  if (others.length === 0) return [];
  const rest = others.length - maxLines;
  return [
    section('*Other ways out*'),
    ...renderGapBlocks(
      others.slice(0, maxLines),
      context.actor.id,
      (step) => !findStepRefusal(step, context),
    ),
    ...(rest > 0 ? [contextBlock(`and ${rest} more`)] : []),
  ];
}

function renderEvaluationBlock(evaluation: Evaluation, today: string): KnownBlock {
  const { key, decideBy, openedBy, openedOn } = evaluation;
  const due = formatTimeLeft(daysBetween(today, decideBy));
  return section(
    `*${key} ${evaluationSubject(evaluation)}*: ${describeTools(evaluation)}\nOpened by ${mention(openedBy)} on ${formatDay(openedOn)}; decide by ${formatDay(decideBy)} (${due})`,
    stepButton({ do: 'close-evaluation', evaluation: key }),
  );
}

function renderEvaluationBlocks({ register, today }: PageContext): KnownBlock[] {
  const open = [...listOpenEvaluations(register)].sort((a, b) => a.decideBy.localeCompare(b.decideBy));
  const closed = [...register.evaluations.values()].flatMap((evaluation) =>
    evaluation.closed ? [{ evaluation, ...evaluation.closed }] : [],
  );
  return [
    section(
      `*Tools under evaluation (${open.length})*${open.length === 0 ? '\nNo tools are being compared.' : ''}`,
      stepButton({ do: 'open-evaluation' }),
    ),
    ...open.slice(0, maxEvaluations).map((evaluation) => renderEvaluationBlock(evaluation, today)),
    ...(open.length > maxEvaluations ? [contextBlock(`and ${open.length - maxEvaluations} more`)] : []),
    ...closed
      .slice(-3)
      .map(({ evaluation, on, outcome }) =>
        contextBlock(
          `${evaluation.key} ${evaluationSubject(evaluation)}: closed on ${formatDay(on)}: ${escapeMrkdwn(outcome, 150)}`,
        ),
      ),
  ];
}

/** Describes the average coarsely enough that no single answer shows. */
function describeAverage(average: number): string {
  const upper = Math.max(2, Math.ceil(average));
  return `average between ${upper - 1} and ${upper} of 5`;
}

function describePulse({ asked, answered, average }: PulseReading, team: number): string {
  if (!asked)
    return team < minAnswers
      ? `a team of ${team}; Crossing asks teams of ${minAnswers} or more`
      : 'not asked yet';
  const people = `${answered} of ${team} answered`;
  return average === null
    ? `${people}; the average needs ${minAnswers} answers`
    : `${people}: ${describeAverage(average)}`;
}

/** Renders the pulse of a pilot team, with the button that asks. */
function renderPulseBlock({ register, today }: PageContext, useCase: UseCase): KnownBlock {
  const reading = pulseOf(register, useCase, today);
  const team = teamOf(register, useCase).length;
  return section(
    `*${useCase.key} ${escapeMrkdwn(useCase.name, 80)}*: ${describePulse(reading, team)}`,
    reading.askedThisWeek || team < minAnswers ? undefined : askButton(useCase.key, team),
  );
}

/** Returns the question to confirm before a team is asked. */
export const confirmAsking = (team: number): string =>
  `${team} people get a direct message with five buttons. Single answers are not shown.`;

const askButton = (useCase: string, team: number): Button =>
  recordButton({ do: 'ask-pulse', useCase }, 'Ask the team', {
    id: useCase,
    confirm: confirmAsking(team),
  });

function renderPulseBlocks(context: PageContext, from: number): KnownBlock[] {
  const own = ({ owner }: UseCase) => (owner === context.actor.id ? 0 : 1);
  const pilots = [...context.register.useCases.values()]
    .filter(({ life }) => life.stage === 'pilot')
    .sort((a, b) => own(a) - own(b));
  if (pilots.length === 0) return [];
  const start = from < pilots.length ? from : 0;
  return [
    section('*Pulse of pilot teams*'),
    ...pilots.slice(start, start + maxPilots).map((useCase) => renderPulseBlock(context, useCase)),
    contextBlock(
      `A pulse asks the pilot team how it is doing. You see the average of the last 30 days when at least ${minAnswers} people answered. Single answers are not shown.`,
    ),
    ...actions(
      start > 0
        ? pageButton('Previous', { page: 'purgatory', args: { from: Math.max(0, start - maxPilots) } })
        : null,
      start + maxPilots < pilots.length
        ? pageButton('Next', { page: 'purgatory', args: { from: start + maxPilots } })
        : null,
    ),
  ];
}

export const purgatoryPage = page(
  'purgatory',
  z.object({ from: z.int().nonnegative().default(0) }),
  (context, { from }): Content => {
    const { present, stuck, waysOut } = context.readiness.assessment.purgatory;
    const title = stuck
      ? `Pilot purgatory: ${present.length} of ${symptoms.length} symptoms`
      : present.length === 1
        ? 'One symptom; two count as pilot purgatory'
        : 'No symptom of pilot purgatory';
    return {
      title: 'Pilot purgatory',
      text: title,
      blocks: [
        header(title),
        ...(stuck ? [section('The way out is a decision, not more evaluation.')] : []),
        ...renderNextBlock(context, waysOut[0] ?? null),
        ...renderSymptomBlocks(context),
        ...renderWayOutBlocks(context),
        divider,
        ...renderEvaluationBlocks(context),
        ...renderPulseBlocks(context, from),
        ...actions(
          pageButton('Verdict', { page: 'verdict' }),
          pageButton('Decisions', { page: 'decisions' }),
          pageButton('Use cases', { page: 'use-cases' }),
        ),
      ],
    };
  },
);

/** Renders the question to a member of a pilot team. */
export const pulseQuestion = (useCase: UseCase, askedBy: string): Content => ({
  title: 'Crossing',
  text: `How are you doing with the pilot of ${useCase.key} ${useCase.name}?`,
  blocks: [
    section(
      `*How are you doing with the pilot of ${useCase.key} ${escapeMrkdwn(useCase.name, 100)}?*\n1: worn out. 5: doing well.`,
    ),
    ...actions(
      ...pulseScores.map((score) =>
        recordButton({ do: 'answer-pulse', useCase: useCase.key, score }, String(score), { id: `${score}` }),
      ),
    ),
    contextBlock(
      `${mention(askedBy)} asked the whole team. Nobody sees your answer, only the average of three or more people.`,
    ),
  ],
});

/** Renders the replacement of the question after the answer. */
export const pulseThanks = (useCase: string): Content => ({
  title: 'Crossing',
  text: 'Thank you',
  blocks: [
    section(
      `Thank you. Your answer for ${escapeMrkdwn(useCase, 40)} counts towards the average and is not shown on its own.`,
    ),
  ],
});
