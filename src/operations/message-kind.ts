import type { z } from 'zod';
import type { Instant, Register } from '../domain/register.ts';
import type { Message, OutboxWrites, Settlement } from '../store/open.ts';
import type { Queries } from './queries.ts';
import type { SendRefusal } from './sender.ts';
import type { StoreAndClock } from './sweep.ts';

/** A rendered message, as Slack takes it. */
export interface Rendered {
  /** What notifications read. */
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** To be sent instead where Slack refuses the blocks. */
  readonly plain?: readonly unknown[];
}

/** The state that a message shows; it is drawn again when the state changes, until it is final. */
export interface ShownState {
  readonly state: string;
  readonly isFinal: boolean;
}

type Services = StoreAndClock & Queries;
type FinalStatus = Exclude<Settlement['status'], 'pending' | 'sending'>;
type FollowUp = Pick<OutboxWrites, 'plans' | 'lastTold'>;

/**
 * One kind of message, whole: from `data` as it was planned to what follows when it was sent, refused or withdrawn.
 * Every function is given the message with its data parsed.
 */
export interface MessageDefinition<Data> {
  /** Stored: never rename it. */
  readonly key: string;
  readonly to: 'person' | 'channel';
  readonly data: z.ZodType<Data>;
  /**
   * Whether it is sent again where nobody can tell if it arrived, because none would be worse than two; otherwise it
   * is given up.
   */
  readonly mayRepeat: boolean;
  /** Renders it as things are now; null when there is nothing left to say. */
  readonly render: (services: Services, message: Message, data: Data) => Promise<Rendered | null>;
  /** Until when it waits that was planned for now, as things are by then; an immediate message never waits. */
  readonly postponedUntil?: (services: Services, message: Message, data: Data) => Promise<Instant | null>;
  /** Only of a kind that is drawn again when its state changes. */
  readonly stateOf?: (register: Register, message: Message, data: Data, at: Instant) => ShownState | null;
  /** Whether a message that was found in Slack is drawn again, because it may show what another database asked. */
  readonly redrawWhenFound?: boolean;
  /** Writes that go with its last status. */
  readonly followUp?: (
    services: Services,
    message: Message,
    data: Data,
    status: FinalStatus,
  ) => Promise<FollowUp>;
  /** Follows up Slack's refusal of its channel. */
  readonly onChannelRefused?: (
    services: Services,
    message: Message,
    reason: SendRefusal['reason'],
  ) => Promise<void>;
}

/** A kind of message whose data is parsed on the way in. */
export interface MessageKind {
  readonly key: string;
  readonly to: 'person' | 'channel';
  readonly mayRepeat: boolean;
  readonly redrawWhenFound: boolean;
  /** False for a message that a newer version planned with other data. */
  readonly canRead: (message: Message) => boolean;
  readonly render: (services: Services, message: Message) => Promise<Rendered | null>;
  readonly postponedUntil: (services: Services, message: Message) => Promise<Instant | null>;
  readonly stateOf: (register: Register, message: Message, at: Instant) => ShownState | null;
  readonly followUp: (services: Services, message: Message, status: FinalStatus) => Promise<FollowUp>;
  readonly onChannelRefused: (services: Services, message: Message, reason: string) => Promise<void>;
}

/** The kind as the dispatcher takes it. */
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

/** All kinds that this version knows. */
export interface MessageKinds {
  /** The same list each time. */
  readonly keys: readonly string[];
  /** The kind of a message; null where only a newer version knows it, or its data. */
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
