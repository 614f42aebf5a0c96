import { z } from 'zod';
import { tabsOf } from '../kit/about-use-case.ts';
import { actions, contextBlock, escapeMrkdwn, header, pageButton, section } from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';
import { changeLine } from './change-line.ts';

const pageSize = 10;

const logArgs = z.object({
  useCase: z.string().nullable().default(null),
  from: z.int().nonnegative().default(0),
});

export const logPage = page('log', logArgs, async (context, { useCase, from }): Promise<Content> => {
  // One more than shown, to see whether there is a next page.
  const found = await context.loadLog(useCase, from + pageSize + 1);
  const shown = found.slice(from, from + pageSize);
  const subject = useCase ?? 'everything';
  const pageLink = (label: string, to: number) =>
    pageButton(label, { page: 'log', args: { useCase, from: Math.max(0, to) } });
  return {
    title: 'Change log',
    text: `Change log: ${subject}`,
    blocks: [
      header(`Change log: ${subject}`),
      ...(useCase === null ? [] : tabsOf(useCase, 'log')),
      ...(shown.length === 0
        ? [
            section(
              useCase === null
                ? 'Nothing has been recorded yet.'
                : `Nothing is recorded about ${escapeMrkdwn(useCase, 40)}.`,
            ),
          ]
        : []),
      ...shown.map((change) => section(changeLine(change))),
      contextBlock('Newest first. The whole log is kept and can be verified.'),
      ...actions(
        from > 0 ? pageLink('Newer', from - pageSize) : null,
        found.length > from + pageSize ? pageLink('Older', from + pageSize) : null,
        useCase === null ? pageButton('Evidence pack', { page: 'evidence-pack' }) : null,
        useCase === null ? pageButton('Verdict', { page: 'verdict' }) : null,
      ),
    ],
  };
});
