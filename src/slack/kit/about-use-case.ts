import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { UseCase } from '../../domain/register.ts';
import { actions, pageButton, safe, section } from './blocks.ts';
import type { Content, PageScene } from './page.ts';

export const ofUseCase = z.object({ useCase: z.string() });

/** Shows a page about a use case, or says that there is none of this key. */
export const aboutUseCase =
  <C extends Content | Promise<Content>>(show: (scene: PageScene, useCase: UseCase) => C) =>
  (scene: PageScene, { useCase: key }: { useCase: string }): C | Content => {
    const useCase = scene.register.useCases.get(key);
    return useCase
      ? show(scene, useCase)
      : {
          title: 'Use case',
          text: `There is no ${key}`,
          blocks: [
            section(`There is no ${safe(key, 40)} here.`),
            ...actions(pageButton('All use cases', { page: 'use-cases' })),
          ],
        };
  };

/** The pages about one use case, by key. */
const tabs = [
  ['use-case', 'Overview'],
  ['checklist', 'Checklist'],
  ['adoption', 'Adoption and money'],
  ['log', 'Change log'],
] as const;

/** The same row on every page about a use case; the current one, where it is one of them, is marked. */
export const tabsOf = (useCase: string, current: (typeof tabs)[number][0] | null): KnownBlock[] =>
  actions(
    ...tabs.map(([page, title]) =>
      pageButton(page === current ? `• ${title}` : title, { page, args: { useCase } }),
    ),
  );
