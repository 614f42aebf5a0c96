import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import type { Suspension, UseCase } from '../../domain/register.ts';
import { findSuspension, listSuspended } from '../../domain/suspensions/index.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import {
  checkAnswers,
  formatUseCase,
  joinShortly,
  offerStep,
  prefill,
  quoteShortly,
} from '../kit/answer-words.ts';
import { mention, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question, request } from '../kit/question.ts';
import { stageTitles } from '../kit/words.ts';

const openUseCase = (useCase: string): Offer => [{ page: 'use-case', args: { useCase } }, `Open ${useCase}`];

/** Returns "suspended since 2 March 2026 by @ann: wrong refunds". */
const describeOpen = ({ on, by, reason, incident }: Suspension): string =>
  `suspended since ${formatDay(on)} by ${mention(by)}${incident === null ? '' : ` because of ${incident}`}: ${quoteShortly(reason)}`;

/** Returns what is true of a use case that is not suspended: its stage. */
function describeStage({ life }: UseCase): string {
  if (life.stage === 'production') return `It has been in production since ${formatDay(life.liveOn)}`;
  if (life.stage === 'stopped' || life.stage === 'retired')
    return `It was ${uncapitalize(stageTitles[life.stage])} on ${formatDay(life.on)}: ${quoteShortly(life.reason)}`;
  return `It is ${life.stage === 'pilot' ? 'in pilot' : 'proposed'}, and only a use case in production can be suspended`;
}

function answerSuspension({ register, today }: PageContext, key: string): Answer {
  const useCase = getUseCase({ register }, key);
  const name = formatUseCase(useCase);
  const found = findSuspension(register, useCase);
  const past = [...register.suspensions.values()].findLast(
    (one) => one.useCase === key && one.resumed !== null,
  );
  const resumed = past?.resumed;
  const before =
    past && resumed
      ? ` It was suspended on ${formatDay(past.on)} and resumed on ${formatDay(resumed.on)} by ${mention(resumed.by)}.`
      : '';
  return {
    text: found
      ? `${name} has been ${describeOpen(found)}. It cannot meet requirement 1 until it is resumed.`
      : `${name} is not suspended. ${describeStage(useCase)}.${before}`,
    source: found
      ? fromPerson(found.by, found.on, found.key)
      : past && resumed
        ? fromPerson(resumed.by, resumed.on, past.key)
        : fromRecords(today, key),
    data: { useCase: key, suspended: found !== null, suspension: found, last: past ?? null },
    next: [openUseCase(key), ...(found ? [offerStep({ do: 'resume-use-case', useCase: key })] : [])],
    about: { useCase: key, ...(found?.incident ? { incident: found.incident } : {}) },
  };
}

function answerAll({ register, today }: PageContext): Answer {
  const all = listSuspended(register);
  const words = all.map(
    ({ useCase, suspension }) => `${formatUseCase(useCase)}, ${describeOpen(suspension)}`,
  );
  const [first] = all;
  return {
    text: first
      ? `${formatCount(all.length, 'use case is', 'use cases are')} suspended: ${joinShortly(words, 3, '; ')}.`
      : 'No use case is suspended.',
    source:
      first && all.length === 1
        ? fromPerson(first.suspension.by, first.suspension.on, first.suspension.key)
        : fromRecords(today, ...all.map(({ suspension }) => suspension.key)),
    data: { suspended: all.map(({ suspension }) => suspension) },
    next: [first ? openUseCase(first.useCase.key) : [{ page: 'use-cases' }, 'Use cases']],
    about: first && all.length === 1 ? { useCase: first.useCase.key } : {},
  };
}

export const suspensionsEntries: readonly Entry[] = checkAnswers([
  question({
    key: 'suspension',
    title: 'Is a use case suspended?',
    examples: {
      en: [
        'is {useCase} suspended',
        'why is {useCase} suspended',
        'since when is {useCase} suspended',
        'who suspended {useCase}',
        'when was {useCase} resumed',
        'why was {useCase} switched off',
        'is {useCase} paused',
        'has {useCase} been suspended before',
        'may {useCase} run right now',
      ],
      de: ['ist {useCase} ausgesetzt', 'warum ist {useCase} ausgesetzt', 'seit wann ist {useCase} pausiert'],
      fr: ['{useCase} est-il suspendu', 'pourquoi {useCase} est-il suspendu'],
      es: ['está suspendido {useCase}', 'por qué está suspendido {useCase}'],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerSuspension(context, useCase),
  }),
  question({
    key: 'suspended-use-cases',
    title: 'Which use cases are suspended?',
    examples: {
      en: [
        'which use cases are suspended',
        'is anything suspended',
        'list the suspended use cases',
        'what is switched off at the moment',
        'paused use cases',
      ],
      de: ['welche use cases sind ausgesetzt', 'ist etwas ausgesetzt'],
      fr: ["quels cas d'usage sont suspendus", 'y a-t-il des suspensions'],
      es: ['qué casos de uso están suspendidos', 'hay algo suspendido'],
    },
    answer: answerAll,
  }),
  request({
    key: 'suspend-use-case',
    title: 'Suspend a use case',
    examples: {
      en: [
        'suspend {useCase}',
        'suspend {useCase} because {words}',
        'switch off {useCase}',
        'pause {useCase}: {words}',
        'take {useCase} out of service',
        'stop {useCase} for now',
      ],
      de: ['{useCase} aussetzen', '{useCase} pausieren, weil {words}'],
      fr: ['suspendre {useCase}', 'mettre {useCase} en pause'],
      es: ['suspender {useCase}', 'pausar {useCase} porque {words}'],
    },
    needs: ['useCase'],
    takes: ['words'],
    open: (_, { useCase, words }) => ({
      step: { do: 'suspend-use-case', useCase },
      prefilled: prefill({ reason: words }),
    }),
  }),
  request({
    key: 'resume-use-case',
    title: 'Resume a use case',
    examples: {
      en: [
        'resume {useCase}',
        'switch {useCase} on again',
        'lift the suspension of {useCase}',
        '{useCase} may run again: {words}',
        'unsuspend {useCase}',
        'reactivate {useCase}',
      ],
      de: ['{useCase} wieder einschalten', '{useCase} fortsetzen'],
      fr: ['reprendre {useCase}', 'lever la suspension de {useCase}'],
      es: ['reanudar {useCase}', 'reactivar {useCase}'],
    },
    needs: ['useCase'],
    takes: ['words'],
    open: (_, { useCase, words }) => ({
      step: { do: 'resume-use-case', useCase },
      prefilled: prefill({ changed: words }),
    }),
  }),
]);
