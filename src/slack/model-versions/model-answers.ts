import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance, refTo } from '../../domain/facts.ts';
import {
  describeModel,
  findModelRetirement,
  findModelVersion,
  listModelRetirements,
  listModelVersions,
  retirementNoticeDays,
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
import type { Answer, Period } from '../kit/question.ts';
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

/** Returns " Before, it ran GPT-5 2025-11-01, from 15 December 2025." for the version after it. */
function describeBefore(register: Register, useCase: string, { from }: VersionEntry): string {
  const before = listModelVersions(register, useCase).findLast((one) => one.from < from);
  return before
    ? ` Before, it ran *${escapeMrkdwn(describeModel(before), 200)}*, from ${formatDay(before.from)}.`
    : '';
}

export function answerVersion(
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
          ? `${name} runs ${renderEntry(found)}.${describeBefore(register, key, found)}`
          : `No model version is recorded for ${name} yet.`
        : `${name}: ${uncapitalize(answerForDay(register, useCase, asked))}${found ? `.${describeBefore(register, key, found)}` : ''}`;
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

export function answerChanges(context: PageContext, key: string, model: string | undefined): Answer {
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

export function answerRetirements(
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
  const rule =
    useCase === undefined && model === undefined && period === undefined
      ? ` The owner of a use case and AI Operations are reminded from ${retirementNoticeDays} days before its model ends.`
      : '';
  const answer = first
    ? `${joinShortly(words, 4, '; ')}.${affected.length === 0 ? '' : ` Must change model: ${joinShortly(affected.map(formatUseCase))}.`}`
    : useCase !== undefined && runs === null
      ? `No model version is recorded${of.replace(' of ', ' for ')}, so its retirement date is unknown.`
      : `No retirement date${of}${when} is recorded.`;
  return {
    text: `${answer}${rule}`,
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

export function answerUsers(context: PageContext, model: string): Answer {
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
