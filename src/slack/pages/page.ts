import type { KnownBlock, ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Change } from '../../domain/change.ts';
import type { Readiness } from '../../operations/readiness.ts';
import type { Scene } from '../forms/form.ts';
import { fitMessage, fitView, plain, safe } from '../views/blocks.ts';

/** What a page is made from: the register as it is now, the verdict on it, and the two questions about the past. */
export interface PageScene extends Scene {
  readonly readiness: Readiness;
  readonly asOf: (day: string) => Promise<Readiness>;
  /** The newest changes first, of one use case or of all. */
  readonly log: (useCase: string | null, limit: number) => Promise<readonly Change[]>;
}

/** A page of the app, the same in a message, in a modal and from Home. */
export interface Content {
  /** The modal's title: 24 characters. */
  readonly title: string;
  /** What notifications and screen readers say: plain text. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Slack reads the text beside the blocks as mrkdwn too. */
export const asMessage = ({ text, blocks }: Content): { text: string; blocks: KnownBlock[] } => ({
  text: safe(text, 1000),
  blocks: fitMessage(blocks),
});

export const asModal = ({ title, blocks }: Content): ModalView => ({
  type: 'modal',
  callback_id: 'page',
  title: plain(title, 24),
  close: plain('Close', 24),
  blocks: fitView(blocks),
});

export interface Page {
  readonly key: string;
  readonly show: (scene: PageScene, args: unknown) => Content | Promise<Content>;
}

/** A page by its key; its arguments come back in through buttons and are parsed. */
export const page = <A>(
  key: string,
  args: z.ZodType<A>,
  show: (scene: PageScene, args: A) => Content | Promise<Content>,
): Page => ({ key, show: (scene, given) => show(scene, args.parse(given ?? {})) });
