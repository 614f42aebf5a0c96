import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Installation } from '../installations.ts';
import { decode } from './encoding.ts';

/** A file given to a form, as Slack reports it, with a fingerprint of its content when last read. */
export const givenFile = z.object({
  id: z.string(),
  name: z.string(),
  /** In bytes. */
  size: z.number().default(0),
  /** Missing for a file that is only linked in Slack. */
  url_private_download: z.string().default(''),
  hash: z.string().optional(),
});
export type GivenFile = z.infer<typeof givenFile>;

/** The content of a file, or the problem in words for its field. */
type Contents =
  | { readonly ok: true; readonly value: string; readonly guessed: string | null }
  | { readonly ok: false; readonly problem: string };

export interface ReadFile extends GivenFile {
  readonly contents: Contents;
  /** True when it was read before with another content. */
  readonly changed: boolean;
}

/** The largest file that Slack accepts in a form, in bytes. */
const maxBytes = 10_000_000;
/** The timeout of a fetch, in milliseconds. The answer to Slack waits for it, and has three seconds in total. */
const fetchTimeout = 1_500;

const problem = (text: string): Contents => ({ ok: false, problem: text });

const notGranted =
  'Crossing needs the files:read permission. Ask a Slack admin to reinstall Crossing. Until then, paste the table.';

/**
 * Creates a reader that fetches files from Slack through their installation. Files that are too large are not fetched.
 */
export function createFileReader(
  log: Logger,
): (installation: Pick<Installation, 'may' | 'download'>, file: GivenFile) => Promise<ReadFile> {
  async function bytesOf(
    { may, download }: Pick<Installation, 'may' | 'download'>,
    { name, size, url_private_download: address }: GivenFile,
  ): Promise<Buffer | string> {
    const tooLarge = `${name} is too large: at most ${maxBytes / 1_000_000} MB.`;
    if (size > maxBytes) return tooLarge;
    if (!may('files:read')) return notGranted;
    const response = await download(address, fetchTimeout);
    if (response === null) return `${name} is stored outside Slack. Choose a file from your computer.`;
    const { status, headers, body } = response;
    const isPage = headers.get('content-type')?.startsWith('text/html') === true;
    if (!response.ok || isPage) {
      await body?.cancel();
      log.warn({ status, isPage }, 'Slack did not deliver a file');
      return isPage || (status >= 300 && status < 400)
        ? `Slack answered with a web page instead of ${name}. ${notGranted}`
        : `Slack did not deliver ${name} (${status}). Choose it again, or paste the table.`;
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body ?? []) {
      length += chunk.length;
      if (length > maxBytes) return tooLarge;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  return async (installation, file) => {
    const bytes = await bytesOf(installation, file).catch((error) => {
      log.warn({ err: error }, 'a file could not be fetched');
      return `Slack did not deliver ${file.name} in time. Submit again.`;
    });
    if (typeof bytes === 'string') return { ...file, contents: problem(bytes), changed: false };
    const hash = createHash('sha256').update(bytes).digest('base64url');
    const changed = file.hash !== undefined && file.hash !== hash;
    const decoded = decode(bytes);
    const contents: Contents = decoded.ok
      ? { ok: true, value: decoded.text, guessed: decoded.guessed }
      : problem(`${file.name}: ${decoded.problem}`);
    return { ...file, hash, contents, changed };
  };
}
