import type { KnownBlock, ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Change } from '../../domain/change.ts';
import type { Refusal } from '../../domain/decide.ts';
import type { Week } from '../../operations/digest.ts';
import type { NudgeReport } from '../../operations/nudge-report.ts';
import type { NudgeState } from '../../operations/nudge-states.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { escapeMrkdwn, fitMessage, fitView, plainText, section } from './blocks.ts';
import { withoutCharts } from './charts.ts';
import type { Subcommand } from './command.ts';
import type { FormContext } from './form.ts';

/** What a page is made from: the register as it is now, the verdict on it, and the two questions about the past. */
export interface PageContext extends FormContext {
  readonly readiness: Readiness;
  readonly loadAsOf: (day: string) => Promise<Readiness>;
  /** The newest changes first, of one use case or of all. */
  readonly loadLog: (useCase: string | null, limit: number) => Promise<readonly Change[]>;
  /** How things stand, compared with a week ago. */
  readonly loadWeek: () => Promise<Week>;
  /** All that whoever looks was asked for and that still waits for them. */
  readonly loadOpenNudges: () => Promise<readonly NudgeState[]>;
  readonly loadNudgeReport: () => Promise<NudgeReport>;
  /** Everything that can be typed, for the help. */
  readonly commands: readonly Subcommand[];
}

/** A page of the app, the same in a message, in a modal and from Home. */
export interface Content {
  /** The modal's title: 24 characters. */
  readonly title: string;
  /** What notifications and screen readers say: plain text. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Makes what follows from one object alone once for that object, and keeps it as long as the object lives. */
export function memoize<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  const kept = new WeakMap<From, { readonly made: Made }>();
  return (from) => {
    const found = kept.get(from) ?? { made: make(from) };
    kept.set(from, found);
    return found.made;
  };
}

/** What a message says, and what is said of it where blocks are not shown. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A message that is one text: mrkdwn. */
export const textMessage = (text: string): Message => ({ text, blocks: [section(text)] });

/** Slack reads the text beside the blocks as mrkdwn too. */
export const toMessage = memoize(
  ({ text, blocks }: Content): Message => ({
    text: escapeMrkdwn(text, 1000),
    blocks: fitMessage(withoutCharts(blocks)),
  }),
);

/** The message with its charts; null when it has none. */
export function toMessageWithCharts({ text, blocks }: Content): Message | null {
  return withoutCharts(blocks).length === blocks.length
    ? null
    : { text: escapeMrkdwn(text, 1000), blocks: fitMessage(blocks) };
}

export const toModal = ({ title, blocks }: Content): ModalView => ({
  type: 'modal',
  callback_id: 'page',
  title: plainText(title, 24),
  close: plainText('Close', 24),
  blocks: fitView(withoutCharts(blocks)),
});

export interface Page {
  readonly key: string;
  readonly render: (context: PageContext, args: unknown) => Content | Promise<Content>;
  /** Why this person may not see it; a page without it is for every member. */
  readonly findRefusal?: (context: FormContext) => Refusal | null;
}

/** A page by its key; its arguments come back in through buttons and are parsed. */
export const page = <A>(
  key: string,
  args: z.ZodType<A>,
  show: (context: PageContext, args: A) => Content | Promise<Content>,
): Page => ({ key, render: (context, given) => show(context, args.parse(given ?? {})) });
