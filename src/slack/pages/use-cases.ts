import type { KnownBlock, Option } from '@slack/types';
import { z } from 'zod';
import type { Step } from '../../domain/decide.ts';
import { type Register, stages, type UseCase } from '../../domain/register.ts';
import { counted } from '../../domain/wording.ts';
import { findUseCases } from '../find-use-case.ts';
import {
  actions,
  header,
  mention,
  menu,
  pageButton,
  plain,
  safe,
  section,
  stepButton,
  type Target,
} from '../views/blocks.ts';
import { stageTitles } from '../views/words.ts';
import { checklistCount } from './checklist.ts';
import { type Content, type PageScene, page } from './page.ts';

const perPage = 10;

/** Slack's options for a search among use cases: 100 at most, a match in key or name first. */
export function optionsFor(register: Register, query: string): Option[] {
  const lower = query.toLocaleLowerCase('en');
  const first = (useCase: UseCase) =>
    `${useCase.key} ${useCase.name}`.toLocaleLowerCase('en').includes(lower) ? 0 : 1;
  return [...findUseCases(register, query)]
    .sort((a, b) => first(a) - first(b))
    .slice(0, 100)
    .map(({ key, name }) => ({ text: plain(`${key} ${name}`, 75), value: key }));
}

/** A box to type a part of a name into; used where a list could be long. */
export const findBlock = (block: string): KnownBlock => ({
  type: 'actions',
  block_id: block,
  elements: [
    {
      type: 'external_select',
      action_id: 'find',
      placeholder: plain('Find a use case', 150),
      min_query_length: 0,
    },
  ],
});

const filters = z.enum([...stages, 'all', 'mine']);

export const useCasesPage = page(
  'use-cases',
  z.object({ filter: filters.default('all'), from: z.int().nonnegative().default(0) }),
  (scene, { filter, from }): Content => {
    const all = [...scene.register.useCases.values()];
    const chosen = all.filter((useCase) =>
      filter === 'all'
        ? true
        : filter === 'mine'
          ? useCase.owner === scene.actor.id
          : useCase.life.stage === filter,
    );
    const start = from < chosen.length ? from : 0;
    const shown = chosen.slice(start, start + perPage);
    const count = (stage: (typeof stages)[number]) => all.filter(({ life }) => life.stage === stage).length;
    const words =
      filter === 'all' ? 'Use cases' : filter === 'mine' ? 'Use cases you own' : `${stageTitles[filter]}`;
    const range = chosen.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    const list = (label: string, args: object) => pageButton(label, { page: 'use-cases', args: { ...args } });
    return {
      title: 'Use cases',
      text: counted(chosen.length, 'use case'),
      blocks: [
        header(`${words} (${chosen.length}${range})`),
        ...(all.length === 0
          ? [section('Nothing is registered yet. Begin with the use of AI that people already rely on most.')]
          : []),
        ...(all.length > perPage ? [findBlock('find-use-case')] : []),
        ...actions(
          ...stages
            .filter((stage) => count(stage) > 0 && stage !== filter && all.length > 1)
            .map((stage) => list(`${stageTitles[stage]} (${count(stage)})`, { filter: stage })),
          filter === 'all' ? null : list('All', {}),
          filter === 'mine' || all.length === 0 ? null : list('Mine', { filter: 'mine' }),
        ),
        ...(all.length > 0 && chosen.length === 0
          ? [section(filter === 'mine' ? 'You own no use case.' : `No use case is at this stage.`)]
          : []),
        ...shown.map((useCase) => useCaseLine(scene, useCase)),
        ...actions(
          start > 0 ? list('Previous', { filter, from: Math.max(0, start - perPage) }) : null,
          start + perPage < chosen.length ? list('Next', { filter, from: start + perPage }) : null,
          stepButton({ do: 'register-use-case' }, undefined, { style: 'primary' }),
          menu(
            [
              [{ do: 'import-use-cases' }],
              all.length === 0 ? null : [{ page: 'export' }, 'Export'],
              [{ page: 'verdict' }, 'Verdict'],
            ],
            { page: 'use-cases' },
          ),
        ),
      ],
    };
  },
);

const lineOf = (scene: PageScene, useCase: UseCase): string =>
  `*${useCase.key} ${safe(useCase.name, 80)}*\n${stageTitles[useCase.life.stage]} · ${safe(useCase.team, 60)} · ${mention(useCase.owner)} · checklist ${checklistCount(scene, useCase)}`;

const useCaseLine = (scene: PageScene, useCase: UseCase): KnownBlock =>
  section(
    lineOf(scene, useCase),
    pageButton('Open', { page: 'use-case', args: { useCase: useCase.key } }, { id: useCase.key }),
  );

const choiceSchema = z.object({
  useCase: z.string(),
  target: z.custom<Target>().optional(),
  step: z.custom<Step>().optional(),
});

/** What was typed names several use cases, or none but there are near ones: each leads on as the command would. */
export const chooseUseCasePage = page(
  'choose-use-case',
  z.object({ words: z.string(), found: z.int(), choices: z.array(choiceSchema) }),
  (scene, { words, found, choices }): Content => {
    const title =
      found === 0
        ? `There is no ${safe(words)}. Did you mean one of these?`
        : `${safe(words)} names ${counted(found, 'use case')}. Which one?`;
    const rest = found - choices.length;
    return {
      title: 'Which use case?',
      text: 'Which use case?',
      blocks: [
        section(title),
        ...choices.flatMap(({ useCase: key, target, step }) => {
          const useCase = scene.register.useCases.get(key);
          if (!useCase) return [];
          const button = step
            ? stepButton(step)
            : target
              ? pageButton('Open', target, { id: key })
              : undefined;
          return [section(lineOf(scene, useCase), button)];
        }),
        ...(rest > 0 ? [section(`and ${rest} more. Type more of the name.`)] : []),
        ...actions(pageButton('All use cases', { page: 'use-cases' })),
      ],
    };
  },
);
