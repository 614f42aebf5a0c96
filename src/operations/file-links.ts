import type { Instant } from '../domain/register.ts';

/** Names one file: its tenant, its kind, and which one of this kind. */
export interface FileReference {
  readonly workspace: string;
  readonly kind: string;
  readonly data: unknown;
}

export interface FileLink {
  readonly url: string;
  readonly expiresAt: Instant;
}

/** How many days a link works. */
export const linkDays = 7;

/** The outcome of reading a token. Only a token that Crossing signed can be `expired`. */
export type ReadToken =
  | { readonly ok: true; readonly reference: FileReference }
  | { readonly ok: false; readonly because: 'expired' | 'unknown' };

export interface FileLinks {
  /** Returns a link that downloads this file alone; null without a public address. */
  readonly linkTo: (reference: FileReference) => FileLink | null;
  readonly read: (token: string) => ReadToken;
}

/** Links of an app without a public address. */
export const noFileLinks: FileLinks = {
  linkTo: () => null,
  read: () => ({ ok: false, because: 'unknown' }),
};
