import type { KnownBlock, ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Change } from '../../domain/change.ts';
import type { Refusal } from '../../domain/decide.ts';
import type { Asked } from '../../operations/asked.ts';
import type { Week } from '../../operations/digest.ts';
import type { NudgeReport } from '../../operations/nudge-report.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { fitMessage, fitView, plain, safe, section } from './blocks.ts';
import { withoutCharts } from './charts.ts';
import type { Subcommand } from './command.ts';
import type { Scene } from './form.ts';

/** What a page is made from: the register as it is now, the verdict on it, and the two questions about the past. */
export interface PageScene extends Scene {
  readonly readiness: Readiness;
  readonly asOf: (day: string) => Promise<Readiness>;
  /** The newest changes first, of one use case or of all. */
  readonly log: (useCase: string | null, limit: number) => Promise<readonly Change[]>;
  /** How things stand, compared with a week ago. */
  readonly week: () => Promise<Week>;
  /** All that whoever looks was asked for and that still waits for them. */
  readonly asked: () => Promise<readonly Asked[]>;
  readonly nudges: () => Promise<NudgeReport>;
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
export function once<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
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
export const asMessage = once(
  ({ text, blocks }: Content): Message => ({
    text: safe(text, 1000),
    blocks: fitMessage(withoutCharts(blocks)),
  }),
);

/** The message with its charts; null when it has none. */
export function withCharts({ text, blocks }: Content): Message | null {
  return withoutCharts(blocks).length === blocks.length
    ? null
    : { text: safe(text, 1000), blocks: fitMessage(blocks) };
}

export const asModal = ({ title, blocks }: Content): ModalView => ({
  type: 'modal',
  callback_id: 'page',
  title: plain(title, 24),
  close: plain('Close', 24),
  blocks: fitView(withoutCharts(blocks)),
});

export interface Page {
  readonly key: string;
  readonly show: (scene: PageScene, args: unknown) => Content | Promise<Content>;
  /** Why this person may not see it; a page without it is for every member. */
  readonly closed?: (scene: Scene) => Refusal | null;
}

/** A page by its key; its arguments come back in through buttons and are parsed. */
export const page = <A>(
  key: string,
  args: z.ZodType<A>,
  show: (scene: PageScene, args: A) => Content | Promise<Content>,
): Page => ({ key, show: (scene, given) => show(scene, args.parse(given ?? {})) });
