import type { KnownBlock } from '@slack/types';
import type { z } from 'zod';
import type { Provenance } from '../../domain/facts.ts';
import type { PageContext } from '../kit/page.ts';

/** The answer of a tool: a fact with its source, or what to do to get one. */
export type ToolAnswer =
  | {
      readonly ok: true;
      /** mrkdwn. */
      readonly text: string;
      readonly source: Provenance | null;
      readonly data: Readonly<Record<string, unknown>>;
      /** Renders the answer for Slackbot. */
      readonly render: () => readonly KnownBlock[] | Promise<readonly KnownBlock[]>;
    }
  | { readonly ok: false; readonly problem: string };

/** A read-only tool of the MCP server. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  /** @param input parsed with `input` */
  readonly answer: (
    context: PageContext,
    input: Readonly<Record<string, unknown>>,
  ) => ToolAnswer | Promise<ToolAnswer>;
}
