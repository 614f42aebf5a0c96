import type { KnownBlock, ModalView } from '@slack/types';
import type { z } from 'zod';
import type { Change } from '../../domain/change.ts';
import type { Refusal } from '../../domain/decide.ts';
import type { AuditPart, AuditView } from '../../operations/audit-trail.ts';
import type { Week } from '../../operations/digest.ts';
import type { NudgeReport } from '../../operations/nudge-report.ts';
import type { NudgeState } from '../../operations/nudge-states.ts';
import type { AddressedPage, PageAddresses } from '../../operations/page-addresses.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { contextBlock, escapeMrkdwn, fitMessage, fitView, formatLink, plainText, section } from './blocks.ts';
import { withoutCharts } from './charts.ts';
import type { Subcommand } from './command.ts';
import type { FormContext } from './form.ts';
import { isChannel } from './slack-ids.ts';

/** The context in which a page is rendered: the register, the verdict, and queries about the past. */
export interface PageContext extends FormContext {
  readonly readiness: Readiness;
  readonly loadAsOf: (day: string) => Promise<Readiness>;
  /** Loads changes, newest first, of one use case or all. */
  readonly loadLog: (useCase: string | null, limit: number) => Promise<readonly Change[]>;
  /** Loads a part of the audit trail of a use case. */
  readonly loadAudit: (useCase: string, part: AuditPart) => Promise<AuditView>;
  /** Loads the comparison with a week ago. */
  readonly loadWeek: () => Promise<Week>;
  /** Loads the open reminders of this person. */
  readonly loadOpenNudges: () => Promise<readonly NudgeState[]>;
  readonly loadNudgeReport: () => Promise<NudgeReport>;
  /** All commands, for the help. */
  readonly commands: readonly Subcommand[];
  readonly addressOf?: PageAddresses['addressOf'];
  /** The typed text that is answered; absent for a button, a command and a question of another assistant. */
  readonly said?: string;
  /** The address of the MCP server; absent while it is off. */
  readonly mcpUrl?: string;
}

/** Returns the context of a person who acts in this channel; a direct message is none. */
export const inChannel = (context: PageContext, channel: string | undefined): PageContext =>
  channel !== undefined && isChannel(channel) ? { ...context, channel } : context;

/** Renders the link to a page, for messages and documents; nothing without a public address. */
export function renderLinkTo({ addressOf }: PageContext, page: AddressedPage): KnownBlock[] {
  const address = addressOf?.(page) ?? null;
  return address === null ? [] : [contextBlock(`Link: ${formatLink(address)}`)];
}

/** The content of a page, for a message, a modal or Home. */
export interface Content {
  /** The title of the modal, up to 24 characters. */
  readonly title: string;
  /** The text for notifications and screen readers, plain. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Caches a value per object, for as long as the object lives. */
export function memoize<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  const kept = new WeakMap<From, { readonly made: Made }>();
  return (from) => {
    const found = kept.get(from) ?? { made: make(from) };
    kept.set(from, found);
    return found.made;
  };
}

/** A Slack message: blocks, and a text where blocks are not shown. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Makes a message of one mrkdwn text. */
export const textMessage = (text: string): Message => ({ text, blocks: [section(text)] });

/** Makes a message. Its text is escaped, because Slack reads it as mrkdwn. */
export const toMessage = memoize(
  ({ text, blocks }: Content): Message => ({
    text: escapeMrkdwn(text, 1000),
    blocks: fitMessage(withoutCharts(blocks)),
  }),
);

/** Makes the message with its charts; null when it has none. */
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
  /** Returns why this person may not see it; a page without it is for every member. */
  readonly findRefusal?: (context: FormContext) => Refusal | null;
}

/** Defines a page. Its arguments come from buttons and are parsed. */
export const page = <A>(
  key: string,
  args: z.ZodType<A>,
  show: (context: PageContext, args: A) => Content | Promise<Content>,
): Page => ({ key, render: (context, given) => show(context, args.parse(given ?? {})) });
