import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance, refTo } from '../../domain/facts.ts';
import {
  describeModel,
  findModelRetirement,
  findModelVersion,
  listModelRetirements,
  listModelVersions,
  type VersionEntry,
} from '../../domain/model-versions/index.ts';
import { isSameTool } from '../../domain/names.ts';
import { evidenceId, isOver, modelVersionId, type Register } from '../../domain/register.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { formatCount, formatDaysAgo, formatInDays, uncapitalize } from '../../domain/wording.ts';
import { describePeriod, formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, type Period, question } from '../kit/question.ts';
import { answerForDay, renderEntry } from './versions-page.ts';

const retirementDates: Offer = [{ page: 'model-retirements' }, 'Retirement dates'];
const versionsOffer = (useCase: string): Offer => [
  { page: 'model-versions', args: { useCase } },
  'Model versions',
];

/** Returns the person who recorded a version; for one that only the checklist names, who confirmed the item. */
function sourceOf(useCase: string, found: VersionEntry | null, today: string): Provenance {
  if (found === null) return fromRecords(today, useCase);
  const { recorded, source, from, isFromChecklist } = found;
  const ref = isFromChecklist
    ? refTo('evidence', evidenceId(useCase, 'model-versions'))
    : refTo('modelVersions', modelVersionId(useCase, from));
  return { source, at: recorded.on, by: recorded.by, refs: [ref] };
}

/** Returns whether a version is of a model, which is named with or without its version. */
const isModel = (version: VersionEntry, model: string): boolean =>
  isSameTool(version.model, model) || isSameTool(describeModel(version), model);

/** Returns " Before, it ran GPT-5 2025-11-01, from 15 December 2025." */
function describeBefore(register: Register, useCase: string): string {
  const before = listModelVersions(register, useCase).at(-2);
  return before
    ? ` Before, it ran *${escapeMrkdwn(describeModel(before), 200)}*, from ${formatDay(before.from)}.`
    : '';
}

function answerVersion(
  context: PageContext,
  key: string,
  day: string | undefined,
  model: string | undefined,
): Answer {
  const { register, today } = context;
  const useCase = getUseCase(context, key);
  const asked = day ?? today;
  const found = asked > today ? null : findModelVersion(register, key, asked);
  const name = formatUseCase(useCase);
  const text =
    asked > today
      ? `${formatDay(asked)} is in the future. Today ${name} runs ${describeCurrent(register, key, today)}.`
      : day === undefined || day === today
        ? found
          ? `${name} runs ${renderEntry(found)}.${describeBefore(register, key)}`
          : `No model version is recorded for ${name} yet.`
        : `${name}: ${uncapitalize(answerForDay(register, useCase, asked))}${found ? '.' : ''}`;
  const other =
    model !== undefined && found && !isModel(found, model) ? `Not on ${escapeMrkdwn(model, 100)}: ` : '';
  return {
    text: `${other}${text}`,
    source: sourceOf(key, found, today),
    data: { useCase: key, day: asked, version: found },
    next: [
      versionsOffer(key),
      ...(found || isOver(useCase) ? [] : [offerStep({ do: 'record-model-version', useCase: key })]),
    ],
    about: { useCase: key, ...(found ? { model: found.model } : {}) },
  };
}

const describeCurrent = (register: Register, key: string, today: string): string => {
  const current = findModelVersion(register, key, today);
  return current ? renderEntry(current) : 'a version that is not recorded';
};

function answerChanges(context: PageContext, key: string, model: string | undefined): Answer {
  const { register, today } = context;
  const name = formatUseCase(getUseCase(context, key));
  const versions = [...listModelVersions(register, key)].reverse();
  const [latest, before] = versions;
  const first = versions.findLast((one) => model !== undefined && isModel(one, model));
  const named =
    model === undefined || !latest
      ? ''
      : first
        ? `${name} first ran *${escapeMrkdwn(describeModel(first), 100)}* on ${formatDay(first.from)}. `
        : `${name} has no record of ${escapeMrkdwn(model, 100)}. `;
  return {
    text: latest
      ? before
        ? `${named}The model of ${name} changed ${formatCount(versions.length - 1, 'time')}. The last change: ${renderEntry(latest)}. Before, it ran *${escapeMrkdwn(describeModel(before), 200)}*, from ${formatDay(before.from)}.`
        : `${named}The model of ${name} has not changed since its first record: ${renderEntry(latest)}.`
      : `No model version is recorded for ${name} yet.`,
    source: sourceOf(key, latest ?? null, today),
    data: { useCase: key, versions },
    next: [versionsOffer(key)],
    about: { useCase: key, ...(latest ? { model: latest.model } : {}) },
  };
}

/** Returns "the provider retires GPT-4o on 3 June 2026 (in 60 days)" without its announcement. */
function describeRetirementDay(
  { model, version, endsOn }: ReturnType<typeof listModelRetirements>[number],
  today: string,
): string {
  const away = daysBetween(today, endsOn);
  return `*${escapeMrkdwn(version === null ? model : `${model} ${version}`, 200)}* ${away < 0 ? 'ended' : 'ends'} on ${formatDay(endsOn)} (${away < 0 ? formatDaysAgo(-away) : formatInDays(away)})`;
}

function answerRetirements(
  context: PageContext,
  {
    useCase,
    model,
    period,
  }: { readonly useCase?: string; readonly model?: string; readonly period?: Period },
): Answer {
  const { register, today } = context;
  const runs = useCase === undefined ? null : findModelVersion(register, useCase, today);
  const wanted = model ?? runs?.model;
  const found = listModelRetirements(register).filter(
    (one) =>
      (wanted === undefined ? useCase === undefined : isSameTool(one.model, wanted)) &&
      (runs === null || one.version === null || isSameTool(one.version, runs.version)) &&
      (period === undefined || (one.endsOn >= period.from && one.endsOn <= period.to)),
  );
  const affected = listRunning(register).filter(({ key }) =>
    found.some((one) => one.key === findModelRetirement(register, key, today)?.key),
  );
  const [first] = found;
  const of =
    useCase !== undefined
      ? ` of ${formatUseCase(getUseCase(context, useCase))}`
      : model !== undefined
        ? ` of ${escapeMrkdwn(model, 100)}`
        : '';
  const when = period === undefined ? '' : ` ${describePeriod(period)}`;
  const words = found.map((one) => describeRetirementDay(one, today));
  return {
    text: first
      ? `${joinShortly(words, 4, '; ')}.${affected.length === 0 ? '' : ` Must change model: ${joinShortly(affected.map(formatUseCase))}.`}`
      : useCase !== undefined && runs === null
        ? `No model version is recorded${of.replace(' of ', ' for ')}, so its retirement date is unknown.`
        : `No retirement date${of}${when} is recorded.`,
    source:
      first && found.length === 1
        ? fromPerson(first.by, first.on, refTo('modelRetirements', first.key))
        : fromRecords(today),
    data: { retirements: found, affected: affected.map(({ key }) => key) },
    next: [
      retirementDates,
      ...(first ? [] : [offerStep({ do: 'record-model-retirement', retirement: null })]),
    ],
    about: {
      ...(useCase === undefined ? {} : { useCase }),
      ...(wanted === undefined ? {} : { model: wanted }),
    },
  };
}

function answerUsers(context: PageContext, model: string): Answer {
  const { register, today } = context;
  const running = listRunning(register).flatMap((useCase) => {
    const version = findModelVersion(register, useCase.key, today);
    return version ? [{ useCase, version }] : [];
  });
  const found = running.filter(({ version }) => isModel(version, model));
  const unrecorded = listRunning(register).length - running.length;
  const names = found.map(
    ({ useCase, version }) => `${formatUseCase(useCase)} (${escapeMrkdwn(version.version, 80)})`,
  );
  const rest =
    unrecorded === 0
      ? ''
      : ` ${formatCount(unrecorded, 'running use case has', 'running use cases have')} no recorded version.`;
  return {
    text:
      found.length === 0
        ? `No running use case has a recorded version of ${escapeMrkdwn(model, 100)}.${rest}`
        : `${formatCount(found.length, 'use case runs', 'use cases run')} on ${escapeMrkdwn(model, 100)}: ${joinShortly(names)}.${rest}`,
    source: fromRecords(
      today,
      ...found.map(({ useCase: { key }, version: { from } }) =>
        refTo('modelVersions', modelVersionId(key, from)),
      ),
    ),
    data: {
      model,
      useCases: found.map(({ useCase: { key, name }, version }) => ({ key, name, version })),
      withoutVersion: unrecorded,
    },
    next: [[{ page: 'use-cases' }, 'Use cases'], retirementDates],
    about: { model, ...(found.length === 1 && found[0] ? { useCase: found[0].useCase.key } : {}) },
  };
}

export const modelQuestions: readonly Entry[] = [
  question({
    key: 'model-version',
    title: 'Which model does a use case run?',
    examples: {
      en: [
        'since when are we on the newest version of {model} in {useCase}',
        'what model does {useCase} run on now',
        'was the version of {useCase} measured or typed in',
        'which model does {useCase} run',
        'which model was {useCase} on {day}',
        'what model is behind {useCase}',
        'model version of {useCase}',
        'which gpt does {useCase} use',
        'what did {useCase} run on {day}',
        'which llm powers {useCase}',
        'who recorded the model of {useCase}',
        'since when does {useCase} run this model',
        'model of {useCase} on {day}',
        'what was behind {useCase} on {day}',
        'which version answered customers on {day}',
        'which brain does {useCase} have',
        'is {useCase} still on {model}',
        'are we on the latest model in {useCase}',
        'which release of the model is live in {useCase}',
        'which model was it during {incident}',
        'version of {useCase} on {day}',
        'current version of {useCase}',
        'what version did the bot have when {incident} happened',
      ],
      de: [
        'welches modell nutzt {useCase}',
        'welches modell lief am {day} bei {useCase}',
        'modellversion von {useCase}',
        'was steckt hinter {useCase}',
        'mit welcher version hat {useCase} am {day} geantwortet',
        'welches modell lief beim vorfall {incident}',
      ],
      fr: [
        'quel modèle utilise {useCase}',
        'quel modèle utilisait {useCase} le {day}',
        'version de {useCase} le {day}',
      ],
      es: [
        'qué modelo usa {useCase}',
        'qué modelo usaba {useCase} el {day}',
        'versión de {useCase} el {day}',
      ],
    },
    needs: ['useCase'],
    takes: ['day', 'model', 'incident'],
    answer: (context, { useCase, day, model, incident = '' }) =>
      answerVersion(context, useCase, day ?? context.register.incidents.get(incident)?.openedOn, model),
  }),
  question({
    key: 'model-changes',
    title: 'When did the model of a use case change?',
    examples: {
      en: [
        'since when does {useCase} run on {model}',
        'since when is {useCase} on the newest version of {model}',
        'when did the model of {useCase} change',
        'when was the model of {useCase} updated',
        'model changes of {useCase}',
        'which model did {useCase} run before',
        'who changed the model of {useCase}',
        'previous model versions of {useCase}',
        'did somebody switch the model of {useCase}',
        'when was the engine of {useCase} swapped',
        'was {useCase} on another version before',
        'has {useCase} been upgraded lately',
        'how often did we change the model of {useCase}',
        'did the answers of {useCase} change because of a new model',
      ],
      de: [
        'wann wurde das modell von {useCase} gewechselt',
        'welches modell hatte {useCase} vorher',
        'wann wurde {useCase} auf {model} umgestellt',
      ],
      fr: ['quand le modèle de {useCase} a-t-il changé', 'historique des modèles de {useCase}'],
      es: ['cuándo cambió el modelo de {useCase}', 'modelos anteriores de {useCase}'],
    },
    needs: ['useCase'],
    takes: ['model'],
    answer: (context, { useCase, model }) => answerChanges(context, useCase, model),
  }),
  question({
    key: 'model-retirements',
    title: 'Which models are being retired?',
    examples: {
      en: [
        'are any of our models being retired soon',
        'which models are being retired',
        'which models are retired',
        'when does {model} end',
        'is the model of {useCase} discontinued',
        'do any models retire in {period}',
        'end of life of {model}',
        'model retirements',
        'which use cases must change model',
        'when does the provider switch off {model}',
        'is {model} deprecated',
        'is there an expiry date for {model}',
        'do we have to move off {model}',
        'how long can we keep {model}',
        'will our model go away',
        'is {model} going away',
        'which models have no future',
      ],
      de: [
        'welche modelle werden abgeschaltet',
        'wann endet {model}',
        'wird das modell von {useCase} eingestellt',
      ],
      fr: ['quels modèles sont retirés', 'quand {model} prend-il fin'],
      es: ['qué modelos se retiran', 'cuándo termina {model}'],
    },
    takes: ['useCase', 'model', 'period'],
    answer: answerRetirements,
  }),
  question({
    key: 'model-use-cases',
    title: 'Which use cases run a model?',
    examples: {
      en: [
        'which use cases run {model}',
        'who uses {model}',
        'where is {model} in use',
        'how many use cases are on {model}',
        'do we still run {model}',
        'what breaks when {model} ends',
        'which of our bots sit on {model}',
        'is anybody relying on {model}',
        'what runs on the model {model}',
        'what would be affected by a change of {model}',
      ],
      de: ['welche use cases laufen auf {model}', 'wo nutzen wir {model}'],
      fr: ["quels cas d'usage utilisent {model}", 'où utilisons-nous {model}'],
      es: ['qué casos de uso usan {model}', 'dónde usamos {model}'],
    },
    needs: ['model'],
    answer: (context, { model }) => answerUsers(context, model),
  }),
];
