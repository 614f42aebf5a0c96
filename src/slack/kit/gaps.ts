import type { KnownBlock } from '@slack/types';
import type { Gap, Step } from '../../domain/decide.ts';
import { capitalize } from '../../domain/wording.ts';
import { contextBlock, escapeMrkdwn, mention, section, stepButton } from './blocks.ts';

/** "(@Lena Lead)", or nothing where nobody can be asked yet. */
export const formatOwner = (owner: string | null): string => (owner === null ? '' : ` (${mention(owner)})`);

/**
 * What is missing, each with the button that closes it where that is offered; whose it is goes without saying where it
 * is the reader's.
 */
export function renderGapBlocks(
  gaps: readonly Gap[],
  reader: string | null = null,
  offers: (step: Step) => boolean = () => true,
): KnownBlock[] {
  const whose = ({ owner }: Gap) => (owner === reader ? '' : formatOwner(owner));
  const offered = new Set<string>();
  /** The button of a step stands once, beside the first thing that it closes. */
  const button = ({ step }: Gap) => {
    const { size } = offered;
    return offers(step) && offered.add(JSON.stringify(step)).size > size ? stepButton(step) : undefined;
  };
  const rest = gaps.length - 30;
  return [
    ...gaps
      .slice(0, 30)
      .map((gap) => section(`• ${escapeMrkdwn(capitalize(gap.text), 300)}${whose(gap)}`, button(gap))),
    ...(rest > 0 ? [contextBlock(`and ${rest} more`)] : []),
  ];
}
