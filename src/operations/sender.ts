import type { Instant } from '../domain/register.ts';
import type { Message } from '../store/open.ts';
import type { Rendered } from './message-kind.ts';

/** Where a message is in Slack. */
interface MessageLocation {
  readonly channel: string;
  readonly ts: string;
}

/** Certainly nothing happened, nor will it, because of the person, the channel, the whole workspace, or the message. */
export interface SendRefusal {
  readonly outcome: 'refused';
  readonly because: 'person' | 'channel' | 'workspace' | 'message';
  /** Slack's own word for it. */
  readonly reason: string;
}

/**
 * The outcome of a call to Slack that did not do what it should.
 * - `later`: certainly nothing happened; to be tried again after so many milliseconds, which Slack asked for where it is
 *   `busy`.
 * - `doubt`: nobody can tell from here whether it happened.
 */
export type SendFailure =
  | { readonly outcome: 'later'; readonly wait: number; readonly busy: boolean }
  | { readonly outcome: 'doubt'; readonly reason: string }
  | SendRefusal;

/** A message on its way, with the kind of conversation that it goes to. */
export interface OutgoingMessage extends Message {
  readonly to: 'person' | 'channel';
}

/** Calls Slack for messages, each call once; the dispatcher decides what follows from a failure. */
export interface Sender {
  post(
    message: OutgoingMessage,
    rendered: Rendered,
  ): Promise<(MessageLocation & { readonly outcome: 'sent' }) | SendFailure>;
  /**
   * Looks for a message that may have arrived since `doubtSince`. `refused`, unless the whole workspace is: its
   * conversation cannot be read.
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
