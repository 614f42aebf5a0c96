import type { KnownBlock, Option } from '@slack/types';
import { z } from 'zod';
import { daysBetween, formatDay } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import { type Day, type Register, stages, type UseCase, type UserId } from '../../domain/register.ts';
import { findSuspension } from '../../domain/suspensions/index.ts';
import { sortUseCasesByUrgency } from '../../domain/use-cases/index.ts';
import { formatCount, formatTimeLeft } from '../../domain/wording.ts';
import { formatChecklistCount } from '../checklist/index.ts';
import {
  actions,
  escapeMrkdwn,
  header,
  mention,
  menu,
  pageButton,
  pageChoice,
  plainText,
  section,
  stepButton,
  type Target,
  useCaseSearch,
} from '../kit/blocks.ts';
import { findUseCases } from '../kit/find-use-case.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { stageTitles } from '../kit/words.ts';

const perPage = 10;

/** Returns up to 100 options for a search, matches in key or name first. */
export function listSearchOptions(register: Register, query: string): Option[] {
  const lower = query.toLocaleLowerCase('en');
  const first = (useCase: UseCase) =>
    `${useCase.key} ${useCase.name}`.toLocaleLowerCase('en').includes(lower) ? 0 : 1;
  return [...findUseCases(register, query)]
    .sort((a, b) => first(a) - first(b))
    .slice(0, 100)
    .map(({ key, name }) => ({ text: plainText(`${key} ${name}`, 75), value: key }));
}

const filters = z.enum([...stages, 'all', 'mine']);
type Filter = z.infer<typeof filters>;

const describeFilter = (filter: Filter): string =>
  filter === 'all' ? 'Use cases' : filter === 'mine' ? 'Use cases you own' : stageTitles[filter];

const isChosen = (filter: Filter, { owner, life }: UseCase, reader: UserId): boolean =>
  filter === 'all' || (filter === 'mine' ? owner === reader : life.stage === filter);

/** Makes the filter select with counts; an empty filter is shown only while chosen. */
function filterChoice(all: readonly UseCase[], current: Filter, reader: UserId) {
  const labels = { all: 'All', mine: 'Mine', ...stageTitles };
  const choices = (['all', 'mine', ...stages] as const)
    .map((filter) => ({ filter, count: all.filter((useCase) => isChosen(filter, useCase, reader)).length }))
    .filter(({ filter, count }) => count > 0 || filter === current);
  return pageChoice(
    'Show',
    choices.map(({ filter, count }) => [
      `${labels[filter]} (${count.toLocaleString('en')})`,
      { page: 'use-cases', args: { filter } },
    ]),
    choices.findIndex(({ filter }) => filter === current),
  );
}

/** Shows use cases by urgency, ten per page, filtered by stage or person. */
export const useCasesPage = page(
  'use-cases',
  z.object({ filter: filters.default('all'), from: z.int().nonnegative().default(0) }),
  (context, { filter, from }): Content => {
    const { register, actor, today } = context;
    const all = [...register.useCases.values()];
    const chosen = sortUseCasesByUrgency(
      register,
      all.filter((useCase) => isChosen(filter, useCase, actor.id)),
      today,
    );
    const start = from < chosen.length ? from : 0;
    const shown = chosen.slice(start, start + perPage);
    const range = chosen.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    const pageLink = (label: string, to: number) =>
      pageButton(label, { page: 'use-cases', args: { filter, from: Math.max(0, to) } });
    const registers = stepButton(
      { do: 'register-use-case' },
      undefined,
      all.length === 0 ? { style: 'primary' } : undefined,
    );
    return {
      title: 'Use cases',
      text: formatCount(chosen.length, 'use case'),
      blocks: [
        header(`${describeFilter(filter)} (${chosen.length}${range})`),
        ...(all.length === 0
          ? [section('Nothing is registered yet. Begin with the use of AI that people already rely on most.')]
          : []),
        ...(all.length > 1
          ? actions(filterChoice(all, filter, actor.id), all.length > perPage ? useCaseSearch : null)
          : []),
        ...(all.length > 0 && chosen.length === 0
          ? [section(filter === 'mine' ? 'You own no use case.' : 'No use case is at this stage.')]
          : []),
        ...shown.map((useCase) => renderUseCaseLine(context, useCase)),
        ...actions(
          start > 0 ? pageLink('Previous', start - perPage) : null,
          start + perPage < chosen.length ? pageLink('Next', start + perPage) : null,
          registers,
          menu(
            [
              [{ do: 'import-use-cases' }],
              all.length === 0 ? null : [{ page: 'export' }, 'Export'],
              all.length === 0 ? null : [{ page: 'costs' }, 'Costs'],
              [{ page: 'verdict' }, 'Verdict'],
            ],
            { page: 'use-cases' },
          ),
        ),
      ],
    };
  },
);

/** Returns "Pilot, decide by 3 April 2026 (in 32 days)": the stage and its deadline. */
function describeStage(register: Register, useCase: UseCase, today: Day): string {
  const { life } = useCase;
  const stage = stageTitles[life.stage];
  if (findSuspension(register, useCase)) return `${stage}, suspended`;
  if (life.stage !== 'pilot' || life.charter.scaled) return stage;
  const { decideBy } = life.charter;
  return `${stage}, decide by ${formatDay(decideBy)} (${formatTimeLeft(daysBetween(today, decideBy))})`;
}

const formatUseCaseLine = (context: PageContext, useCase: UseCase): string =>
  [
    `*${useCase.key} ${escapeMrkdwn(useCase.name, 80)}*`,
    `${describeStage(context.register, useCase, context.today)} · checklist ${formatChecklistCount(context, useCase)}`,
    `${mention(useCase.owner)} · ${escapeMrkdwn(useCase.team, 60)}`,
  ].join('\n');

const renderUseCaseLine = (context: PageContext, useCase: UseCase): KnownBlock =>
  section(
    formatUseCaseLine(context, useCase),
    pageButton('Open', { page: 'use-case', args: { useCase: useCase.key } }, { id: useCase.key }),
  );

const choiceSchema = z.object({
  useCase: z.string(),
  target: z.custom<Target>().optional(),
  step: z.custom<Step>().optional(),
});

/** Shows a choice when typed words match several or only similar use cases; each continues the command. */
export const chooseUseCasePage = page(
  'choose-use-case',
  z.object({ words: z.string(), found: z.int(), choices: z.array(choiceSchema) }),
  (context, { words, found, choices }): Content => {
    const title =
      found === 0
        ? `There is no ${escapeMrkdwn(words)}. Did you mean one of these?`
        : `${escapeMrkdwn(words)} matches ${formatCount(found, 'use case')}. Which one?`;
    const rest = found - choices.length;
    return {
      title: 'Which use case?',
      text: 'Which use case?',
      blocks: [
        section(title),
        ...choices.flatMap(({ useCase: key, target, step }) => {
          const useCase = context.register.useCases.get(key);
          if (!useCase) return [];
          const button = step
            ? stepButton(step)
            : target
              ? pageButton('Open', target, { id: key })
              : undefined;
          return [section(formatUseCaseLine(context, useCase), button)];
        }),
        ...(rest > 0 ? [section(`and ${rest} more. Type more of the name.`)] : []),
        ...actions(pageButton('All use cases', { page: 'use-cases' })),
      ],
    };
  },
);
