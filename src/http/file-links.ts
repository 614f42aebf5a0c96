import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../domain/register.ts';
import { type FileLinks, linkDays } from '../operations/file-links.ts';

/** How long a link works, in milliseconds. */
export const linkLifetime = linkDays * 24 * 60 * 60 * 1000;
/** The path of downloads, before the token. */
export const downloadPath = '/files/';
/** The longest token that is read, in characters. */
const maxToken = 2_000;

const contents = z.strictObject({
  w: z.string(),
  k: z.string(),
  d: z.unknown(),
  /** When it expires, in seconds. */
  e: z.int(),
});

/**
 * Creates and reads links to files. A token is signed and not stored, so it survives a restart.
 * @param publicUrl the address at which people reach the HTTP server; null for none
 * @param secret a secret of the configuration; with another one, older links stop working
 */
export function createFileLinks({
  publicUrl,
  secret,
  now,
}: {
  readonly publicUrl: string | null;
  readonly secret: string;
  readonly now: () => Instant;
}): FileLinks {
  // A key of its own, so that a signature says nothing about the secret.
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'links to files', 32));
  const sign = (payload: string): Buffer => createHmac('sha256', key).update(payload).digest();

  return {
    linkTo({ workspace, kind, data }) {
      if (publicUrl === null) return null;
      const seconds = Math.floor((now() + linkLifetime) / 1000);
      const payload = Buffer.from(JSON.stringify({ w: workspace, k: kind, d: data, e: seconds })).toString(
        'base64url',
      );
      const token = `${payload}.${sign(payload).toString('base64url')}`;
      return { url: `${publicUrl}${downloadPath}${token}`, expiresAt: seconds * 1000 };
    },
    read(token) {
      const unknown = { ok: false, because: 'unknown' } as const;
      const [, payload = '', signature = ''] = /^([\w-]+)\.([\w-]{43})$/.exec(token) ?? [];
      if (payload === '' || token.length > maxToken) return unknown;
      // Compared as text: the last letter of base64 has spare bits, and one token must have one spelling.
      const expected = sign(payload).toString('base64url');
      if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return unknown;
      const {
        w: workspace,
        k: kind,
        d: data,
        e,
      } = contents.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      return now() < e * 1000
        ? { ok: true, reference: { workspace, kind, data } }
        : { ok: false, because: 'expired' };
    },
  };
}
