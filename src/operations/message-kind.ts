import type { z } from 'zod';
import type { Instant, Register } from '../domain/register.ts';
import type { Message, OutboxWrites, Settlement } from '../store/open.ts';
import type { FileReference } from './file-links.ts';
import type { Queries } from './queries.ts';
import type { SendRefusal } from './sender.ts';
import type { StoreAndClock } from './sweep.ts';

/** A file that is sent to a person with a message. */
export interface MessageFile {
  /** Names the file in a link, where Slack does not take it. */
  readonly reference: FileReference;
  /** For example `review-2026-Q1.ics`. */
  readonly name: string;
  /** Shown in Slack instead of the name. */
  readonly title: string;
  /** The media type. */
  readonly type: string;
  readonly contents: Uint8Array;
  /** The text above the file in Slack, in mrkdwn. */
  readonly comment: string;
}

/** A rendered message for Slack. */
export interface Rendered {
  /** The text of the notification. */
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** Sent instead when Slack refuses the blocks. */
  readonly plain?: readonly unknown[];
  /** Sent with its comment in place of the blocks. If Slack does not take it, the blocks are sent with a link to it. */
  readonly file?: MessageFile;
}

/** The state shown by a message. The message is updated when it changes, until it is final. */
export interface ShownState {
  readonly state: string;
  readonly isFinal: boolean;
}

type Services = StoreAndClock & Queries;
type FinalStatus = Exclude<Settlement['status'], 'pending' | 'sending'>;
type FollowUp = Pick<OutboxWrites, 'plans' | 'lastTold'>;

/** The definition of a kind of message. Every function gets the message with its parsed data. */
export interface MessageDefinition<Data> {
  /** Stored: never rename it. */
  readonly key: string;
  readonly to: 'person' | 'channel';
  readonly data: z.ZodType<Data>;
  /** True to send a message in doubt again, because a duplicate is better than none; otherwise it is given up. */
  readonly mayRepeat: boolean;
  /** Renders the message from current data; null when there is nothing left to say. */
  readonly render: (services: Services, message: Message, data: Data) => Promise<Rendered | null>;
  /** Returns until when a due message must wait; an immediate message never waits. */
  readonly postponedUntil?: (services: Services, message: Message, data: Data) => Promise<Instant | null>;
  /** Only for kinds that are updated when their state changes. */
  readonly stateOf?: (register: Register, message: Message, data: Data, at: Instant) => ShownState | null;
  /** True to update a message that was found in Slack, because another copy of the database may have sent it. */
  readonly redrawWhenFound?: boolean;
  /** Returns writes that belong to its final status. */
  readonly followUp?: (
    services: Services,
    message: Message,
    data: Data,
    status: FinalStatus,
  ) => Promise<FollowUp>;
  /** Handles Slack's refusal of the channel. */
  readonly onChannelRefused?: (
    services: Services,
    message: Message,
    reason: SendRefusal['reason'],
  ) => Promise<void>;
}

/** A kind of message that parses its data itself. */
export interface MessageKind {
  readonly key: string;
  readonly to: 'person' | 'channel';
  readonly mayRepeat: boolean;
  readonly redrawWhenFound: boolean;
  /** False when a newer version planned the message with other data. */
  readonly canRead: (message: Message) => boolean;
  readonly render: (services: Services, message: Message) => Promise<Rendered | null>;
  readonly postponedUntil: (services: Services, message: Message) => Promise<Instant | null>;
  readonly stateOf: (register: Register, message: Message, at: Instant) => ShownState | null;
  readonly followUp: (services: Services, message: Message, status: FinalStatus) => Promise<FollowUp>;
  readonly onChannelRefused: (services: Services, message: Message, reason: string) => Promise<void>;
}

/** Turns a definition into the kind that the dispatcher uses. */
export function defineMessage<Data>(definition: MessageDefinition<Data>): MessageKind {
  const { key, to, data: schema, mayRepeat, redrawWhenFound = false, render } = definition;
  const { postponedUntil, stateOf, followUp, onChannelRefused } = definition;
  const dataOf = ({ data }: Message): Data => schema.parse(data);
  return {
    ...{ key, to, mayRepeat, redrawWhenFound },
    canRead: ({ data }) => schema.safeParse(data).success,
    render: async (services, message) => render(services, message, dataOf(message)),
    postponedUntil: async (services, message) =>
      postponedUntil && message.urgency !== 'immediate'
        ? postponedUntil(services, message, dataOf(message))
        : null,
    stateOf: (register, message, at) => stateOf?.(register, message, dataOf(message), at) ?? null,
    followUp: async (services, message, status) =>
      followUp?.(services, message, dataOf(message), status) ?? {},
    onChannelRefused: async (services, message, reason) => onChannelRefused?.(services, message, reason),
  };
}

/** All kinds of message in this version. */
export interface MessageKinds {
  /** Always the same array, because it is a cache key. */
  readonly keys: readonly string[];
  /** Returns the kind of a message; null when only a newer version knows it or its data. */
  readonly of: (message: Message) => MessageKind | null;
  readonly knows: (key: string) => boolean;
}

export function messageKindsOf(kinds: readonly MessageKind[]): MessageKinds {
  const byKey = new Map(kinds.map((kind) => [kind.key, kind]));
  return {
    keys: [...byKey.keys()],
    of(message) {
      const kind = byKey.get(message.kind);
      return kind?.canRead(message) ? kind : null;
    },
    knows: (key) => byKey.has(key),
  };
}
