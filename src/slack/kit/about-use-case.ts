import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { UseCase } from '../../domain/register.ts';
import { actions, escapeMrkdwn, pageButton, section } from './blocks.ts';
import type { Content, PageContext } from './page.ts';

export const ofUseCase = z.object({ useCase: z.string() });

/** Renders a page about a use case, or a message that it does not exist. */
export const aboutUseCase =
  <C extends Content | Promise<Content>>(show: (context: PageContext, useCase: UseCase) => C) =>
  (context: PageContext, { useCase: key }: { useCase: string }): C | Content => {
    const useCase = context.register.useCases.get(key);
    return useCase
      ? show(context, useCase)
      : {
          title: 'Use case',
          text: `There is no ${key}`,
          blocks: [
            section(`There is no ${escapeMrkdwn(key, 40)} here.`),
            ...actions(pageButton('All use cases', { page: 'use-cases' })),
          ],
        };
  };

/** The pages about one use case, by key. */
const tabs = [
  ['use-case', 'Overview'],
  ['checklist', 'Checklist'],
  ['adoption', 'Adoption and ROI'],
  ['log', 'Change log'],
] as const;

/** Renders the row of tabs of a use case, with the current one marked. */
export const tabsOf = (useCase: string, current: (typeof tabs)[number][0] | null): KnownBlock[] =>
  actions(
    ...tabs.map(([page, title]) =>
      pageButton(page === current ? `• ${title}` : title, { page, args: { useCase } }),
    ),
  );
