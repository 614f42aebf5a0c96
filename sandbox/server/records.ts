import type { AppsManifestCreateArguments } from '@slack/web-api';
import type { Message, SandboxBlock, UploadedFile, View } from '../protocol.ts';

export type Manifest = AppsManifestCreateArguments['manifest'];

export interface Metadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

/** Messages and views are replaced, never changed in place: what somebody has read stays as it was. */
export interface StoredMessage extends Message {
  /** The only person who sees it. */
  onlyFor?: string;
  metadata?: Metadata;
}

export interface StoredView extends View {
  person: string;
  callbackId: string;
  privateMetadata: string;
  externalId: string;
  notifyOnClose: boolean;
  rootId: string;
  previousId: string | null;
  /** The conversation in which the modal was opened. */
  channel: string | null;
}

export interface Conversation {
  id: string;
  /** Without "#"; empty for a direct message. */
  name: string;
  /** The person on the other side of a direct message with the app. */
  directWith: string | null;
  /** People's ids, and `app.botUserId` where the app was added. */
  members: Set<string>;
  isArchived: boolean;
  /** Oldest first. A list never changes: a new one replaces it. */
  messages: readonly StoredMessage[];
  lastRead: Map<string, string>;
}

export interface Trigger {
  person: string;
  channel: string | null;
  /** The modal the person was in. */
  view: string | null;
  /** `performance.now()`: triggers age in real time, whatever the workspace's clock says. */
  at: number;
  used: boolean;
}

export interface ResponseUrl {
  person: string;
  channel: string;
  /** The message whose button was pressed; null for a slash command. */
  ts: string | null;
  at: number;
  uses: number;
}

/** The JSON that an app sends for a message, after it was checked. */
export interface MessageJson {
  text?: string;
  blocks?: SandboxBlock[];
  thread_ts?: string;
  files?: UploadedFile[];
  metadata?: Metadata;
}

/** The JSON that an app sends for a view, after it was checked. */
export interface ViewJson {
  type: 'modal' | 'home';
  blocks: SandboxBlock[];
  title?: View['title'];
  submit?: View['submit'];
  close?: View['close'];
  private_metadata?: string;
  callback_id?: string;
  external_id?: string;
  clear_on_close?: boolean;
  notify_on_close?: boolean;
}

/** A file that the app announced and has not shared yet. */
export interface Upload {
  name: string;
  length: number;
  /** The last part of the address to upload it to. */
  address: string;
  /** Null until it was uploaded. */
  contents: Uint8Array | null;
}

export interface StoredFile {
  readonly file: UploadedFile;
  contents: Uint8Array;
  /** The number of downloads by the app. */
  downloads: number;
}
