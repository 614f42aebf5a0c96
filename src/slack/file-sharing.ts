import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { FileLink } from '../operations/file-links.ts';
import type { MessageFile, Rendered } from '../operations/message-kind.ts';
import type { OutgoingMessage, Sender, SendFailure } from '../operations/sender.ts';
import { classifyError, unreachableDelay } from './call-failures.ts';
import type { Installation } from './installations.ts';
import { escapeMrkdwn, section } from './kit/blocks.ts';

/** The timeout of an upload, in milliseconds. All calls of a file together must end within its lease. */
const uploadTimeout = 10_000;
/** How far back the shared file is searched, in messages. */
const recentMessages = 20;

/** Slack does not take the file: the permission is missing, or an admin refuses files. Nothing was sent. */
interface NotTaken {
  readonly outcome: 'not-taken';
}
type Shared = Awaited<ReturnType<Sender['post']>> | NotTaken;

/** A message in Slack, as far as its files tell. */
interface MessageWithFiles {
  readonly files?: readonly { readonly name?: string }[];
}

/**
 * Returns a mark that only the file of this message carries in its name. Slack keeps no metadata for a file, so the mark
 * tells whether a message in doubt arrived.
 */
const markOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 8);

/** Returns the name with the mark: `review-2026-Q1-1a2b3c4d.ics`. */
function markName(name: string, id: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? `${name}-${markOf(id)}` : `${name.slice(0, dot)}-${markOf(id)}${name.slice(dot)}`;
}

/** True when a message in Slack holds the file of this message of the outbox. */
export const holdsFileOf = (id: string, { files = [] }: MessageWithFiles): boolean =>
  files.some(({ name = '' }) => name.includes(`-${markOf(id)}`));

/**
 * Creates the function that shares a file in a direct message. The upload is visible to nobody and may be repeated; only
 * completing it sends the message.
 */
export function createFileSharing(
  log: Logger,
): (
  installation: Installation,
  message: OutgoingMessage,
  file: MessageFile,
  openConversation: () => Promise<string>,
) => Promise<Shared> {
  /** Classifies a failure before anything was sent. */
  function classifyUpload(error: unknown): SendFailure | NotTaken {
    const failure = classifyError(error);
    if (failure.outcome === 'doubt') return { outcome: 'later', wait: unreachableDelay, busy: false };
    return failure.outcome === 'refused' && isAboutFiles(failure.because, failure.reason)
      ? { outcome: 'not-taken' }
      : failure;
  }

  return async ({ outboxClient, bot, may }, { id, kind }, file, openConversation) => {
    if (!may('files:write')) return { outcome: 'not-taken' };
    const warn = (failure: Shared, err: unknown): Shared => {
      log.warn({ message: id, kind, failure, err }, 'a file was not sent');
      return failure;
    };
    let channel: string;
    let fileId: string;
    try {
      channel = await openConversation();
      const { upload_url: address, file_id } = await outboxClient.files.getUploadURLExternal({
        filename: markName(file.name, id),
        length: file.contents.byteLength,
      });
      if (!address || !file_id) throw new Error('Slack gave no address for a file');
      fileId = file_id;
      const { ok, status } = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(file.contents),
        redirect: 'error',
        signal: AbortSignal.timeout(uploadTimeout),
      });
      if (!ok && status < 500 && status !== 408 && status !== 429)
        return warn({ outcome: 'not-taken' }, new Error(`Slack refused the file with status ${status}`));
      if (!ok) throw new Error(`Slack did not take the file: status ${status}`);
    } catch (error) {
      return warn(classifyUpload(error), error);
    }
    try {
      await outboxClient.files.completeUploadExternal({
        files: [{ id: fileId, title: file.title }],
        channel_id: channel,
        initial_comment: file.comment,
      });
    } catch (error) {
      const failure = classifyError(error);
      const isRefused = failure.outcome === 'refused' && isAboutFiles(failure.because, failure.reason);
      return warn(isRefused ? { outcome: 'not-taken' } : failure, error);
    }
    // Slack's answer does not name the message. If it is not there yet, the dispatcher searches again.
    const history = await outboxClient.conversations
      .history({ channel, limit: recentMessages })
      .catch(() => ({ messages: [] }));
    const ts = history.messages?.find((each) => each.bot_id === bot.id && holdsFileOf(id, each))?.ts;
    return ts
      ? { outcome: 'sent', channel, ts }
      : { outcome: 'doubt', reason: 'the file is not in the history yet' };
  };
}

/** True for a refusal of the file; a refused person, channel or token would refuse any message. */
const isAboutFiles = (because: string, reason: string): boolean =>
  because === 'message' ||
  ['missing_scope', 'access_denied', 'no_permission', 'restricted_action'].includes(reason);

/** Renders the message with a link to its file, or without one with the ways to make it possible. */
export function renderWithoutFile(
  rendered: Rendered,
  { title }: MessageFile,
  link: FileLink | null,
): Rendered {
  const { file: _, plain, ...rest } = rendered;
  const seconds = link === null ? 0 : Math.floor(link.expiresAt / 1000);
  const until = `<!date^${seconds}^{date_short} {time}|${new Date(seconds * 1000).toISOString().slice(0, 16)} UTC>`;
  const added = section(
    link === null
      ? `Crossing cannot send the file *${escapeMrkdwn(title)}*. Ask a Slack admin to reinstall Crossing with the permission \`files:write\`, or ask the person who runs Crossing to set \`PUBLIC_URL\`.`
      : `<${link.url}|Download ${escapeMrkdwn(title)}>. The link works until ${until} for everybody who has it.`,
  );
  return {
    ...rest,
    blocks: [...rendered.blocks, added],
    ...(plain ? { plain: [...plain, added] } : {}),
  };
}
