import { joinSentences } from '../kit/answers.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question, type Slots } from '../kit/question.ts';
import { crossingHowTos } from './crossing-how-tos.ts';
import { useCaseHowTos } from './use-case-how-tos.ts';

/** Returns the command with its arguments as the help shows it; null when there is none. */
function findUsage({ commands }: PageContext, command: string | null): string | null {
  const found = commands.find(({ name }) => name === command);
  return found ? `/stage3 ${found.name} ${found.args}`.trim() : null;
}

export const howToEntries: readonly Entry[] = [...useCaseHowTos, ...crossingHowTos].map(
  ({ key, title, says, command, offer, offerFor, examples }) =>
    question({
      key,
      title,
      examples,
      takes: offerFor ? (['useCase'] as const) : [],
      answer: (context, { useCase }: Pick<Partial<Slots>, 'useCase'>) => ({
        text: joinSentences(...says),
        source: null,
        data: { command: findUsage(context, command), says },
        next: [useCase !== undefined && offerFor ? offerFor(useCase) : offer()],
        about: useCase === undefined ? {} : { useCase },
      }),
    }),
);
