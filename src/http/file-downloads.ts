import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { FileKind } from '../operations/file-kind.ts';
import type { FileLinks } from '../operations/file-links.ts';
import type { Queries } from '../operations/queries.ts';
import type { StoreAndClock } from '../operations/sweep.ts';
import { downloadPath } from './file-links.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Route } from './server.ts';

/** The most requests per minute from one address. A file costs more than a page. */
const maxDownloads = 30;
const minute = 60_000;

/** Nothing on the way may keep the file, read it as a page, or pass its address on. */
const safeHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; sandbox",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

const say = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { ...safeHeaders, 'content-type': 'text/plain; charset=utf-8', ...headers },
  });

const unknown = (): Response =>
  say(404, 'This link is not valid. Copy the whole link, or get a new one in Slack.');

/**
 * Creates the route that downloads a file by its link. It answers 200 with the file, 404 for an unknown link or a file
 * that no longer exists, 410 for an expired link, or 429.
 */
export function createFileDownloads(
  services: StoreAndClock & Queries,
  links: FileLinks,
  kinds: readonly FileKind[],
): Route {
  const downloadsOf = createRateLimit(maxDownloads, minute);

  async function answer(request: Context): Promise<Response> {
    const seconds = downloadsOf(getConnInfo(request).remote.address ?? '');
    if (seconds > 0)
      return say(429, `Too many downloads. Try again in ${seconds} seconds.`, {
        'retry-after': String(seconds),
      });
    const read = links.read(request.req.param('token') ?? '');
    if (!read.ok)
      return read.because === 'expired'
        ? say(410, 'This link has expired. Get a new one in Slack.')
        : unknown();
    const { workspace, kind, data } = read.reference;
    const file = (await kinds.find(({ key }) => key === kind)?.create(services, workspace, data)) ?? null;
    if (file === null) return unknown();
    return new Response(new Uint8Array(file.contents), {
      headers: {
        ...safeHeaders,
        'content-type': file.type,
        'content-disposition': `attachment; filename="${asciiOf(file.name)}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      },
    });
  }

  return { method: 'GET', path: `${downloadPath}:token`, answer };
}

/** Returns a name for clients that read no UTF-8. */
const asciiOf = (name: string): string => name.replace(/[^\w.-]/g, '_');
