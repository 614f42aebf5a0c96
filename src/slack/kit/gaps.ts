import type { KnownBlock } from '@slack/types';
import type { Gap, Step } from '../../domain/decide.ts';
import { capitalize } from '../../domain/wording.ts';
import { contextBlock, escapeMrkdwn, mention, section, stepButton } from './blocks.ts';

/** Returns " · @Lena Lead"; empty when nobody can be asked. */
export const formatOwner = (owner: string | null): string => (owner === null ? '' : ` · ${mention(owner)}`);

/** Renders gaps with their buttons, where they are offered; the owner is left out if it is the reader. */
export function renderGapBlocks(
  gaps: readonly Gap[],
  reader: string | null = null,
  offers: (step: Step) => boolean = () => true,
): KnownBlock[] {
  const formatAssignee = ({ owner }: Gap) => (owner === reader ? '' : formatOwner(owner));
  const offered = new Set<string>();
  /** A step has one button, beside its first gap. */
  const button = ({ step }: Gap) => {
    const { size } = offered;
    return offers(step) && offered.add(JSON.stringify(step)).size > size ? stepButton(step) : undefined;
  };
  const rest = gaps.length - 30;
  return [
    ...gaps
      .slice(0, 30)
      .map((gap) =>
        section(`• ${escapeMrkdwn(capitalize(gap.text), 300)}${formatAssignee(gap)}`, button(gap)),
      ),
    ...(rest > 0 ? [contextBlock(`and ${rest} more`)] : []),
  ];
}
