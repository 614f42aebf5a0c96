import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { daysBetween, written } from '../../domain/calendar.ts';
import { evaluationSubject, openEvaluations } from '../../domain/infrastructure/index.ts';
import { fewestAnswers, type PulseReading, pulseOf, symptoms, teamOf } from '../../domain/purgatory/index.ts';
import { pulseScores } from '../../domain/purgatory/schema.ts';
import type { Evaluation, UseCase } from '../../domain/register.ts';
import { capital, timeLeft } from '../../domain/wording.ts';
import { toolWords } from '../infrastructure/index.ts';
import {
  actions,
  context,
  divider,
  header,
  mention,
  pageButton,
  recordButton,
  safe,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { closedFor } from '../kit/form.ts';
import { gapBlocks } from '../kit/gaps.ts';
import { nextBlock } from '../kit/next-block.ts';
import { type Content, type PageScene, page } from '../kit/page.ts';

const pilotsShown = 8;
const evaluationsShown = 8;
const linesShown = 5;

const lines = (all: readonly string[]): string[] => [
  ...all.slice(0, linesShown).map((line) => `• ${safe(line, 250)}`),
  ...(all.length > linesShown ? [`• and ${all.length - linesShown} more`] : []),
];

/** What is present with its evidence, then what is not, in a line each. */
function symptomBlocks({ readiness }: PageScene): KnownBlock[] {
  const { present } = readiness.assessment.purgatory;
  const absent = symptoms.filter(({ key }) => !present.some((symptom) => symptom.key === key));
  return [
    ...present.map(({ title, evidence }) =>
      section([`:warning: *${capital(title)}*`, ...lines(evidence)].join('\n')),
    ),
    ...(absent.length === 0
      ? []
      : [section(absent.map((symptom) => `:white_check_mark: ${capital(symptom.absent)}`).join('\n'))]),
  ];
}

/** The other decisions that lead out, besides the next step, each with its button for those who may take it. */
function wayOutBlocks(scene: PageScene): KnownBlock[] {
  const [, ...others] = scene.readiness.assessment.purgatory.waysOut;
  if (others.length === 0) return [];
  const rest = others.length - linesShown;
  return [
    section('*These lead out too*'),
    ...gapBlocks(others.slice(0, linesShown), scene.actor.id, (step) => !closedFor(step, scene)),
    ...(rest > 0 ? [context(`and ${rest} more, once these are decided`)] : []),
  ];
}

function evaluationBlock(evaluation: Evaluation, today: string): KnownBlock {
  const { key, decideBy, openedBy, openedOn } = evaluation;
  const due = timeLeft(daysBetween(today, decideBy));
  return section(
    `*${key} ${evaluationSubject(evaluation)}*: ${toolWords(evaluation)}\nOpened by ${mention(openedBy)} on ${written(openedOn)}; decide by ${written(decideBy)} (${due})`,
    stepButton({ do: 'close-evaluation', evaluation: key }),
  );
}

function evaluationBlocks({ register, today }: PageScene): KnownBlock[] {
  const open = [...openEvaluations(register)].sort((a, b) => a.decideBy.localeCompare(b.decideBy));
  const closed = [...register.evaluations.values()].flatMap((evaluation) =>
    evaluation.closed ? [{ evaluation, ...evaluation.closed }] : [],
  );
  return [
    section(
      `*Tools under evaluation (${open.length})*${open.length === 0 ? '\nNo tools are being compared.' : ''}`,
      stepButton({ do: 'open-evaluation' }),
    ),
    ...open.slice(0, evaluationsShown).map((evaluation) => evaluationBlock(evaluation, today)),
    ...(open.length > evaluationsShown ? [context(`and ${open.length - evaluationsShown} more`)] : []),
    ...closed
      .slice(-3)
      .map(({ evaluation, on, outcome }) =>
        context(
          `${evaluation.key} ${evaluationSubject(evaluation)}: closed on ${written(on)}: ${safe(outcome, 150)}`,
        ),
      ),
  ];
}

/** The average in words, never so fine that one more answer could be told from it. */
function averageWords(average: number): string {
  const upper = Math.max(2, Math.ceil(average));
  return `on average between ${upper - 1} and ${upper} of 5`;
}

function pulseWords({ asked, answered, average }: PulseReading, team: number): string {
  if (!asked)
    return team < fewestAnswers
      ? `a team of ${team}; teams are asked from ${fewestAnswers} people on`
      : 'not asked yet';
  const people = `asked of ${team}, answered by ${answered}`;
  return average === null ? `${people}: shown from three on` : `${people}: ${averageWords(average)}`;
}

/** A line on how the team of a pilot is doing, with the button that asks. */
function pulseBlock({ register, today }: PageScene, useCase: UseCase): KnownBlock {
  const reading = pulseOf(register, useCase, today);
  const team = teamOf(register, useCase).length;
  return section(
    `*${useCase.key} ${safe(useCase.name, 80)}*: ${pulseWords(reading, team)}`,
    reading.askedThisWeek || team < fewestAnswers ? undefined : askButton(useCase.key, team),
  );
}

const askButton = (useCase: string, team: number): Button =>
  recordButton({ do: 'ask-pulse', useCase }, 'Ask the team how it is doing', {
    id: useCase,
    confirm: `${team} people get a direct message with five buttons. What each one answers is not shown.`,
  });

function pulseBlocks(scene: PageScene, from: number): KnownBlock[] {
  const own = ({ owner }: UseCase) => (owner === scene.actor.id ? 0 : 1);
  const pilots = [...scene.register.useCases.values()]
    .filter(({ life }) => life.stage === 'pilot')
    .sort((a, b) => own(a) - own(b));
  if (pilots.length === 0) return [];
  const start = from < pilots.length ? from : 0;
  return [
    section('*How the pilot teams are doing*'),
    ...pilots.slice(start, start + pilotsShown).map((useCase) => pulseBlock(scene, useCase)),
    context(
      `The average of the last 30 days, from ${fewestAnswers} people on. Nobody's own answer is shown to anybody.`,
    ),
    ...actions(
      start > 0
        ? pageButton('Previous', { page: 'purgatory', args: { from: Math.max(0, start - pilotsShown) } })
        : null,
      start + pilotsShown < pilots.length
        ? pageButton('Next', { page: 'purgatory', args: { from: start + pilotsShown } })
        : null,
    ),
  ];
}

export const purgatoryPage = page(
  'purgatory',
  z.object({ from: z.int().nonnegative().default(0) }),
  (scene, { from }): Content => {
    const { present, stuck, waysOut } = scene.readiness.assessment.purgatory;
    const title = stuck
      ? `Pilot purgatory: ${present.length} of ${symptoms.length} symptoms`
      : present.length === 1
        ? 'One symptom of pilot purgatory; two make it so'
        : 'No symptom of pilot purgatory';
    return {
      title: 'Pilot purgatory',
      text: title,
      blocks: [
        header(title),
        ...(stuck ? [section('The way out is a decision, not more evaluation.')] : []),
        ...nextBlock(scene, waysOut[0] ?? null),
        ...symptomBlocks(scene),
        ...wayOutBlocks(scene),
        divider,
        ...evaluationBlocks(scene),
        ...pulseBlocks(scene, from),
        ...actions(
          pageButton('Verdict', { page: 'verdict' }),
          pageButton('Decisions', { page: 'decisions' }),
          pageButton('Use cases', { page: 'use-cases' }),
        ),
      ],
    };
  },
);

/** The question to one member of a pilot team. */
export const pulseQuestion = (useCase: UseCase, askedBy: string): Content => ({
  title: 'Crossing',
  text: `How are you doing with the pilot of ${useCase.key} ${useCase.name}?`,
  blocks: [
    section(
      `*How are you doing with the pilot of ${useCase.key} ${safe(useCase.name, 100)}?*\n1: worn out, this cannot go on. 5: well, this could go on for long.`,
    ),
    ...actions(
      ...pulseScores.map((score) =>
        recordButton({ do: 'answer-pulse', useCase: useCase.key, score }, String(score), { id: `${score}` }),
      ),
    ),
    context(
      `${mention(askedBy)} asked the whole team. What you answer is not shown to anybody, only the average of three people or more.`,
    ),
  ],
});

/** What stands in the place of the question once it is answered. */
export const pulseThanks = (useCase: string): Content => ({
  title: 'Crossing',
  text: 'Thank you',
  blocks: [section(`Thank you. Your answer for ${safe(useCase, 40)} counts, and is not shown on its own.`)],
});
