import type { Instant } from '../domain/register.ts';
import type { Message } from '../store/open.ts';
import type { Rendered } from './message-kind.ts';

/** The location of a message in Slack. */
interface MessageLocation {
  readonly channel: string;
  readonly ts: string;
}

/** Slack refused the call for good, because of the person, the channel, the workspace or the message. */
export interface SendRefusal {
  readonly outcome: 'refused';
  readonly because: 'person' | 'channel' | 'workspace' | 'message';
  /** Slack's error word. */
  readonly reason: string;
}

/**
 * A failed call to Slack.
 * - `later`: nothing happened; try again after `wait` milliseconds. `busy`: Slack asked for this wait.
 * - `doubt`: it is unknown whether it happened.
 */
export type SendFailure =
  | { readonly outcome: 'later'; readonly wait: number; readonly busy: boolean }
  | { readonly outcome: 'doubt'; readonly reason: string }
  | SendRefusal;

/** A message to send, with its kind of conversation. */
export interface OutgoingMessage extends Message {
  readonly to: 'person' | 'channel';
}

/** Calls Slack once per message. The dispatcher handles failures. */
export interface Sender {
  post(
    message: OutgoingMessage,
    rendered: Rendered,
  ): Promise<(MessageLocation & { readonly outcome: 'sent' }) | SendFailure>;
  /**
   * Searches for a message that may have arrived since `doubtSince`. It is `refused` when the conversation or the
   * workspace cannot be read.
   */
  find(
    message: OutgoingMessage & { readonly doubtSince: Instant },
  ): Promise<
    | (MessageLocation & { readonly outcome: 'sent'; readonly text: string })
    | { readonly outcome: 'absent' }
    | SendFailure
  >;
  redraw(message: Message, rendered: Rendered): Promise<{ readonly outcome: 'drawn' } | SendFailure>;
}
