import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import type { Logger } from 'pino';
import { type FileLinks, noFileLinks } from '../operations/file-links.ts';
import type { Rendered } from '../operations/message-kind.ts';
import type { OutgoingMessage, Sender, SendFailure } from '../operations/sender.ts';
import type { Message } from '../store/open.ts';
import { classifyError, slackErrorOf, unreachableDelay } from './call-failures.ts';
import { createFileSharing, holdsFileOf, renderWithoutFile } from './file-sharing.ts';
import type { Installation, Installations } from './installations.ts';
import { tenantOfId } from './tenant.ts';

/** How far Slack's clock may be behind ours, in milliseconds, as for signatures. */
const maxClockSkew = 5 * 60_000;

/** Marks our messages in the history. Everyone in the workspace can read it. */
const eventType = 'crossing_message';

/**
 * Creates the sender, which sends each message through the installation of its workspace.
 * @param links makes the links to files that Slack does not take
 */
export function createSlackSender(
  installations: Installations,
  log: Logger,
  links: FileLinks = noFileLinks,
): Sender {
  const shareFile = createFileSharing(log);

  /** Returns the installation of a workspace, or the failure for the message. */
  async function installedIn(workspace: string): Promise<Installation | SendFailure> {
    try {
      const found = await installations.for(tenantOfId(workspace));
      return found ?? { outcome: 'refused', because: 'workspace', reason: 'not_installed' };
    } catch (error) {
      const failure = classifyError(error);
      log.warn({ workspace, failure, err: error }, 'could not ask Slack where the app is installed');
      // Nothing was sent yet, so it is not in doubt.
      return failure.outcome === 'doubt'
        ? { outcome: 'later', wait: unreachableDelay, busy: false }
        : failure;
    }
  }

  /** Makes a call; if Slack refuses the blocks, again with the plain ones. */
  async function withFallback<T>(rendered: Rendered, call: (content: Content) => Promise<T>): Promise<T> {
    const content = (blocks: readonly unknown[]) => ({ text: rendered.text, blocks: blocks as KnownBlock[] });
    try {
      return await call(content(rendered.blocks));
    } catch (error) {
      if (!rendered.plain || slackErrorOf(error) !== 'invalid_blocks') throw error;
      log.warn({ err: error }, 'Slack refused the blocks of a message: sending its text alone');
      return call(content(rendered.plain));
    }
  }

  async function openConversation({ outboxClient }: Installation, person: string): Promise<string> {
    const { channel } = await outboxClient.conversations.open({ users: person });
    if (!channel?.id) throw new Error('Slack opened no conversation');
    return channel.id;
  }

  return {
    async post(message, given) {
      const installation = await installedIn(message.workspace);
      if ('outcome' in installation) return installation;
      let rendered = given;
      if (given.file) {
        const open = () => openConversation(installation, message.recipient);
        const shared = await shareFile(installation, message, given.file, open);
        if (shared.outcome !== 'not-taken') return shared;
        rendered = renderWithoutFile(given, given.file, links.linkTo(given.file.reference));
      }
      try {
        const { channel, ts } = await withFallback(rendered, (content) =>
          installation.outboxClient.chat.postMessage({
            ...content,
            channel: message.recipient,
            unfurl_links: false,
            unfurl_media: false,
            metadata: metadataOf(message),
            ...{ client_msg_id: uuidOf(message.id) },
          }),
        );
        if (channel && ts) return { outcome: 'sent', channel, ts };
        return { outcome: 'doubt', reason: 'Slack returned no channel and timestamp' };
      } catch (error) {
        const failure = classifyError(error);
        log.warn({ message: message.id, kind: message.kind, failure, err: error }, 'a message was not sent');
        if (message.to !== 'person' || failure.outcome !== 'refused' || failure.because !== 'channel') {
          return failure;
        }
        // For a person who left, Slack refuses the channel; only opening the conversation tells the cause.
        const why = await openConversation(installation, message.recipient).then(
          () => failure,
          classifyError,
        );
        return why.outcome === 'refused' && why.because === 'person'
          ? why
          : { ...failure, because: 'message' };
      }
    },

    async find(message) {
      const { id, kind, to, recipient, doubtSince } = message;
      const installation = await installedIn(message.workspace);
      if ('outcome' in installation) return installation;
      const { outboxClient, bot, may } = installation;
      if (!historyScopes[to].some(may))
        return { outcome: 'refused', because: 'channel', reason: 'missing_scope' };
      try {
        const channel =
          message.channel ?? (to === 'person' ? await openConversation(installation, recipient) : recipient);
        let cursor: string | undefined;
        do {
          const page = await outboxClient.conversations.history({
            channel,
            oldest: String((doubtSince - maxClockSkew) / 1000),
            include_all_metadata: true,
            limit: 200,
            ...(cursor ? { cursor } : {}),
          });
          const found = page.messages?.find(
            (each) => each.bot_id === bot.id && (keyOf(each.metadata) === id || holdsFileOf(id, each)),
          );
          if (found?.ts) return { outcome: 'sent', channel, ts: found.ts, text: found.text ?? '' };
          cursor = page.response_metadata?.next_cursor;
        } while (cursor);
        return { outcome: 'absent' };
      } catch (error) {
        const failure = classifyError(error);
        log.warn({ message: id, kind, failure, err: error }, 'could not check whether a message arrived');
        // The app may have the scope for public channels but not for private ones.
        return slackErrorOf(error) === 'missing_scope' && failure.outcome === 'refused'
          ? { ...failure, because: 'channel' }
          : failure;
      }
    },

    async redraw(message, rendered) {
      const { channel, ts } = message;
      if (channel === null || ts === null)
        return { outcome: 'refused', because: 'message', reason: 'not sent' };
      const installation = await installedIn(message.workspace);
      if ('outcome' in installation) return installation;
      try {
        await withFallback(rendered, (content) =>
          installation.outboxClient.chat.update({ ...content, channel, ts, metadata: metadataOf(message) }),
        );
        return { outcome: 'drawn' };
      } catch (error) {
        const failure = classifyError(error);
        log.warn(
          { message: message.id, kind: message.kind, failure, err: error },
          'a message was not updated',
        );
        return failure;
      }
    },
  };
}

/** To find sent messages, one of these scopes is needed; sending needs none of them. */
const historyScopes: Readonly<Record<OutgoingMessage['to'], readonly string[]>> = {
  person: ['im:history'],
  channel: ['channels:history', 'groups:history'],
};

interface Content {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

const metadataOf = ({ id }: Message) => ({ event_type: eventType, event_payload: { key: id } });
const keyOf = (metadata: { event_type?: string; event_payload?: object } | undefined): unknown =>
  metadata?.event_type === eventType && (metadata.event_payload as { key?: unknown } | undefined)?.key;

/**
 * Returns a UUID that is the same for the same message. Slack's clients send one too, but Slack promises no
 * deduplication, so nothing relies on it.
 */
function uuidOf(id: string): string {
  const digits = createHash('sha256').update(id).digest('hex');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `5${digits.slice(13, 16)}`];
  return [...parts, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-');
}
