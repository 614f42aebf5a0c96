import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { daysBetween, formatDay } from '../../domain/calendar.ts';
import {
  describeModel,
  findModelRetirement,
  findModelVersion,
  listModelVersions,
  type VersionEntry,
} from '../../domain/model-versions/index.ts';
import { isOver, type ModelRetirement, type Register, type UseCase } from '../../domain/register.ts';
import { formatDaysAgo, formatInDays } from '../../domain/wording.ts';
import { aboutUseCase, tabsOf } from '../kit/about-use-case.ts';
import {
  actions,
  contextBlock,
  divider,
  escapeMrkdwn,
  formatLink,
  header,
  mention,
  pageButton,
  section,
  stepButton,
  truncate,
} from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';

const perPage = 10;

const sourceWords = { typed: 'entered', measured: 'measured' } as const;

/** Returns "*GPT-4o 2024-08-06*, from 3 March 2026", then who recorded it and how. */
export function renderEntry({ from, source, recorded, isFromChecklist, ...model }: VersionEntry): string {
  const origin = isFromChecklist ? 'checklist evidence, confirmed' : sourceWords[source];
  const by = `by ${mention(recorded.by)} on ${formatDay(recorded.on)}`;
  return `*${escapeMrkdwn(describeModel(model), 320)}*, from ${formatDay(from)} · ${origin} ${by}`;
}

/** Returns the sentence about the version of one day. */
export function answerForDay(register: Register, { key }: UseCase, day: string): string {
  const found = findModelVersion(register, key, day);
  if (found !== null) return `On ${formatDay(day)} it ran ${renderEntry(found)}`;
  const [first] = listModelVersions(register, key);
  return first
    ? `The version on ${formatDay(day)} is not recorded. The first record starts on ${formatDay(first.from)}.`
    : `The version on ${formatDay(day)} is not recorded. There is no record of a version yet.`;
}

/** Returns "The provider retires GPT-4o on 3 June 2026 (in 60 days)" with its announcement. */
export const describeRetirement = (
  { model, version, endsOn, announcement }: ModelRetirement,
  today: string,
): string =>
  `The provider ${endsOn < today ? 'retired' : 'retires'} ${escapeMrkdwn(version === null ? model : `${model} ${version}`, 320)} on ${formatDay(endsOn)} (${endsOn < today ? formatDaysAgo(daysBetween(endsOn, today)) : formatInDays(daysBetween(today, endsOn))}). ${formatLink(announcement)}`;

/** Warns of a use case whose model ends within 90 days; empty for others. @param button closes the gap */
export function renderRetirementBlocks(
  register: Register,
  useCase: UseCase,
  today: string,
  button?: Button,
): KnownBlock[] {
  const retirement = isOver(useCase) ? null : findModelRetirement(register, useCase.key, today);
  return retirement === null ? [] : [section(`:warning: ${describeRetirement(retirement, today)}`, button)];
}

/** Shows the versions of a use case, newest first; with a day, first the version of that day. */
export const versionsPage = page(
  'model-versions',
  z.object({
    useCase: z.string(),
    day: z.string().nullable().default(null),
    from: z.int().nonnegative().default(0),
  }),
  (context, { useCase: key, day, from }) =>
    aboutUseCase(({ register, today }, useCase): Content => {
      const all = [...listModelVersions(register, useCase.key)].reverse();
      const start = from < all.length ? from : 0;
      const shown = all.slice(start, start + perPage);
      const current = findModelVersion(register, key, today);
      const list = (label: string, first: number) =>
        pageButton(label, { page: 'model-versions', args: { useCase: key, from: first } });
      const answer =
        day !== null
          ? answerForDay(register, useCase, day)
          : current === null
            ? 'No version is recorded yet. Record the model that runs now, and since when.'
            : `Runs ${renderEntry(current)}`;
      return {
        title: `${key} versions`,
        text: `Model versions of ${key}`,
        blocks: [
          header(`Model versions: ${key} ${truncate(useCase.name, 100)}`),
          section(answer),
          ...renderRetirementBlocks(register, useCase, today),
          ...actions(
            isOver(useCase)
              ? null
              : stepButton({ do: 'record-model-version', useCase: key }, undefined, { style: 'primary' }),
            pageButton('Retirement dates', { page: 'model-retirements' }),
          ),
          ...(all.length > 0 ? [divider] : []),
          ...shown.map((entry) => section(renderEntry(entry))),
          ...(all.length > perPage
            ? [contextBlock(`${start + 1} to ${start + shown.length} of ${all.length} versions`)]
            : []),
          ...actions(
            start > 0 ? list('Newer', Math.max(0, start - perPage)) : null,
            start + perPage < all.length ? list('Older', start + perPage) : null,
          ),
          ...tabsOf(key, null),
        ],
      };
    })(context, { useCase: key }),
);
