import { randomBytes } from 'node:crypto';
import type { AppsManifestCreateArguments } from '@slack/web-api';
import { broadcastsIn } from '../block-kit.ts';
import type {
  AppInfo,
  Message,
  PersonState,
  SamplePerson,
  SandboxBlock,
  StateValues,
  Toast,
  UploadedFile,
  View,
  WorkspaceInfo,
} from '../protocol.ts';
import { initialValues, keepGiven, withIds } from './elements.ts';

export type Manifest = AppsManifestCreateArguments['manifest'];

export const team = { id: 'T0SANDBOX', name: 'Sample company', domain: 'sandbox' };
export const app = {
  id: 'A0SANDBOX',
  botId: 'B0SANDBOX',
  botUserId: 'U0SANDBOXBOT',
  token: 'sandbox-verification',
};

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
  /** Where the person was when the modal opened. */
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
  messages: StoredMessage[];
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

const mimetypes: Record<string, string> = { csv: 'text/csv', txt: 'text/plain' };

export interface StoredFile {
  readonly file: UploadedFile;
  contents: Uint8Array;
  /** How often the app was given it. */
  downloads: number;
}

/** Everything that is, in memory: people, conversations, views, and who sees what. Knows no HTTP and calls nobody. */
export class Workspace {
  readonly people: Map<string, SamplePerson>;
  readonly conversations = new Map<string, Conversation>();
  readonly modals = new Map<string, StoredView[]>();
  readonly homes = new Map<string, StoredView>();
  readonly toasts = new Map<string, Toast[]>();
  readonly triggers = new Map<string, Trigger>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly files = new Map<string, StoredFile>();
  readonly manifest: Manifest;
  now: () => number;
  installed = true;
  clockMoves = false;
  enterprise: string | null = null;
  version = 0;
  #listeners = new Set<() => void>();
  #timestamps = new Set<string>();

  constructor(
    manifest: Manifest,
    people: SamplePerson[],
    channels: { name: string; members: 'all' | string[] }[],
    now: () => number,
  ) {
    this.manifest = manifest;
    this.now = now;
    this.people = new Map(people.map((person) => [person.id, person]));
    for (const [index, channel] of channels.entries()) {
      const members =
        channel.members === 'all' ? [...people.map((one) => one.id), app.botUserId] : channel.members;
      this.#converse(
        `C0${String(index + 1).padStart(4, '0')}`,
        channel.name.replace(/^#/, ''),
        members,
        null,
      );
    }
    for (const person of people) {
      this.#converse(`D${person.id.slice(1)}`, '', [person.id, app.botUserId], person.id);
    }
  }

  #converse(id: string, name: string, members: string[], directWith: string | null) {
    const ids = members.map((member) =>
      member === 'app' ? app.botUserId : (this.personNamed(member)?.id ?? member),
    );
    this.conversations.set(id, {
      id,
      name,
      directWith,
      members: new Set(ids),
      isArchived: false,
      messages: [],
      lastRead: new Map(),
    });
  }

  /** Says that something changed; whoever listens looks again. */
  changed(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }

  /** @returns a function that stops listening */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** By id, full name, name without its "(...)", or handle with or without "@". */
  personNamed(name: string): SamplePerson | undefined {
    const wanted = name.replace(/^@/, '');
    const people = [...this.people.values()];
    return people.find((one) =>
      [one.id, one.name, one.name.replace(/ \(.*\)$/, ''), one.handle].includes(wanted),
    );
  }

  /** By id or by name with or without "#". */
  conversationNamed(name: string): Conversation | undefined {
    const wanted = name.replace(/^#/, '');
    return [...this.conversations.values()].find(
      (one) => one.id === name || (one.name !== '' && one.name === wanted),
    );
  }

  directMessage(personId: string): Conversation | undefined {
    return [...this.conversations.values()].find((one) => one.directWith === personId);
  }

  appName(): string {
    return this.manifest.features?.bot_user?.display_name ?? this.manifest.display_information.name;
  }

  /** Whoever installed the app granted what is optional, too. */
  scopes(): string[] {
    const { bot = [], bot_optional: optional = [] } = this.manifest.oauth_config?.scopes ?? {};
    return [...bot, ...optional];
  }

  /** A message timestamp: unique, and the workspace's clock. */
  nextTs(): string {
    let micros = Math.floor(this.now() * 1000);
    let ts = '';
    do {
      ts = `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
      micros += 1;
    } while (this.#timestamps.has(ts));
    this.#timestamps.add(ts);
    return ts;
  }

  post(conversation: Conversation, user: string, message: MessageJson, onlyFor?: string): StoredMessage {
    const blocks = withIds(message.blocks ?? []);
    const stored: StoredMessage = {
      ts: this.nextTs(),
      channel: conversation.id,
      user,
      text: message.text ?? '',
      blocks,
      values: initialValues(blocks),
      ephemeral: onlyFor !== undefined,
      edited: false,
      broadcasts: user === app.botUserId ? broadcastsIn(message) : [],
      ...(message.thread_ts ? { threadTs: message.thread_ts } : {}),
      ...(message.metadata ? { metadata: message.metadata } : {}),
      ...(onlyFor !== undefined ? { onlyFor } : {}),
    };
    conversation.messages.push(stored);
    this.changed();
    return stored;
  }

  /** Without `blocks` the message keeps those it has, as in Slack; an empty list removes them. */
  edit(message: StoredMessage, by: MessageJson): StoredMessage {
    const blocks = by.blocks ? withIds(by.blocks) : message.blocks;
    return this.replaceMessage(message, {
      ...message,
      text: by.text ?? message.text,
      blocks,
      values: keepGiven(message.values, blocks),
      edited: true,
      broadcasts: [...message.broadcasts, ...broadcastsIn(by)],
      ...(by.metadata ? { metadata: by.metadata } : {}),
    });
  }

  replaceMessage(message: StoredMessage, by: StoredMessage | null): StoredMessage {
    const messages = this.conversations.get(message.channel)?.messages ?? [];
    const index = messages.findIndex((one) => one.ts === message.ts);
    if (index >= 0) messages.splice(index, 1, ...(by ? [by] : []));
    this.changed();
    return by ?? message;
  }

  message(channel: string, ts: string): StoredMessage | undefined {
    return this.conversations.get(channel)?.messages.find((one) => one.ts === ts);
  }

  /** A new view for a person; not shown until it is put on the stack or made the home. */
  makeView(person: string, json: ViewJson, previous: StoredView | null, channel: string | null): StoredView {
    const id = `V${randomBytes(6).toString('hex').toUpperCase()}`;
    const blocks = withIds(json.blocks);
    return {
      ...this.#viewFields(json),
      id,
      person,
      blocks,
      values: initialValues(blocks),
      rootId: previous?.rootId ?? id,
      previousId: previous?.id ?? null,
      channel,
    };
  }

  /** The same view with new content: of the old one only what the person gave is kept, where the ids are the same. */
  remakeView(view: StoredView, json: ViewJson): StoredView {
    const blocks = withIds(json.blocks);
    const { title: _, submit: __, close: ___, ...kept } = view;
    return this.replaceView({
      ...kept,
      ...this.#viewFields(json),
      submitting: view.submitting,
      blocks,
      values: keepGiven(view.values, blocks),
    });
  }

  #viewFields(json: ViewJson) {
    return {
      type: json.type,
      ...(json.title ? { title: json.title } : {}),
      ...(json.submit ? { submit: json.submit } : {}),
      ...(json.close ? { close: json.close } : {}),
      clearOnClose: json.clear_on_close ?? false,
      notifyOnClose: json.notify_on_close ?? false,
      callbackId: json.callback_id ?? '',
      privateMetadata: json.private_metadata ?? '',
      externalId: json.external_id ?? '',
      errors: {},
      submitting: false,
      hash: `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`,
    };
  }

  stack(person: string): StoredView[] {
    return this.modals.get(person) ?? [];
  }

  setStack(person: string, stack: StoredView[]): void {
    this.modals.set(person, stack);
    this.changed();
  }

  view(id: string): StoredView | undefined {
    return this.#allViews().find((view) => view.id === id);
  }

  viewByExternalId(externalId: string): StoredView | undefined {
    return this.#allViews().find((view) => view.externalId !== '' && view.externalId === externalId);
  }

  #allViews(): StoredView[] {
    return [...this.modals.values()].flat().concat([...this.homes.values()]);
  }

  replaceView(by: StoredView): StoredView {
    if (this.homes.get(by.person)?.id === by.id) this.homes.set(by.person, by);
    else
      this.modals.set(
        by.person,
        this.stack(by.person).map((view) => (view.id === by.id ? by : view)),
      );
    this.changed();
    return by;
  }

  toast(person: string, text: string): void {
    const toast = { id: randomBytes(6).toString('hex'), text, at: this.now() };
    this.toasts.set(person, [...(this.toasts.get(person) ?? []), toast]);
    this.changed();
  }

  newTrigger(person: string, channel: string | null, view: string | null): string {
    const id = `${Date.now()}.${randomBytes(5).toString('hex')}`;
    this.triggers.set(id, { person, channel, view, at: performance.now(), used: false });
    return id;
  }

  newResponseUrl(person: string, channel: string, ts: string | null): string {
    const id = randomBytes(12).toString('hex');
    this.responseUrls.set(id, { person, channel, ts, at: this.now(), uses: 0 });
    return id;
  }

  /** Keeps a file that a person uploaded; `url` is where the workspace answers. */
  keepFile(person: string, name: string, contents: Uint8Array, url: string): UploadedFile {
    const id = `F${randomBytes(5).toString('hex').toUpperCase()}`;
    const filetype = name.split('.').at(-1)?.toLowerCase() ?? '';
    const path = `${team.id}-${id}`;
    const safeName = encodeURIComponent(name.toLowerCase());
    const created = Math.floor(this.now() / 1000);
    const file: UploadedFile = {
      id,
      created,
      timestamp: created,
      name,
      title: name,
      mimetype: mimetypes[filetype] ?? 'application/octet-stream',
      filetype,
      user: person,
      user_team: team.id,
      editable: false,
      size: contents.byteLength,
      mode: 'hosted',
      is_external: false,
      is_public: false,
      url_private: `${url}/files-pri/${path}/${safeName}`,
      url_private_download: `${url}/files-pri/${path}/download/${safeName}`,
      permalink: `${url}/files/${person}/${id}/${safeName}`,
    };
    this.files.set(id, { file, contents, downloads: 0 });
    return file;
  }

  mayRead(person: string, message: StoredMessage): boolean {
    return message.onlyFor === undefined || message.onlyFor === person;
  }

  appInfo(connected: boolean): AppInfo {
    const features = this.manifest.features;
    return {
      id: app.id,
      name: this.appName(),
      description: this.manifest.display_information.description ?? '',
      botUserId: app.botUserId,
      homeEnabled: features?.app_home?.home_tab_enabled === true,
      messagesEnabled: features?.app_home?.messages_tab_enabled !== false,
      connected: connected && this.installed,
      commands: (this.installed ? (features?.slash_commands ?? []) : []).map((one) => ({
        command: one.command,
        description: one.description,
        usageHint: one.usage_hint ?? '',
      })),
    };
  }

  info(connected: boolean): WorkspaceInfo {
    return {
      teamId: team.id,
      name: team.name,
      domain: team.domain,
      people: [...this.people.values()],
      app: this.appInfo(connected),
    };
  }

  /** @throws if there is no such person */
  personState(id: string, connected: boolean): PersonState {
    const me = this.people.get(id);
    if (!me) throw new Error(`No such person: ${id}`);
    const mine = [...this.conversations.values()].filter((one) => one.members.has(id));
    const visible = (conversation: Conversation) =>
      conversation.messages.filter((one) => this.mayRead(id, one));
    const unread = (conversation: Conversation) =>
      visible(conversation).filter((one) => one.user !== id && one.ts > (conversation.lastRead.get(id) ?? ''))
        .length;
    return {
      version: this.version,
      now: this.now(),
      clockMoves: this.clockMoves,
      workspace: { teamId: team.id, name: team.name, domain: team.domain },
      app: this.appInfo(connected),
      me,
      people: [...this.people.values()],
      channels: [...this.conversations.values()]
        .filter(
          (one) =>
            one.directWith === null && (one.members.has(id) || (!me.isRestricted && !me.isUltraRestricted)),
        )
        .map((one) => ({
          id: one.id,
          name: one.name,
          isMember: one.members.has(id),
          isArchived: one.isArchived,
          unread: one.members.has(id) ? unread(one) : 0,
        })),
      directMessages: mine
        .filter((one) => one.directWith !== null)
        .map((one) => ({ id: one.id, withUser: app.botUserId, unread: unread(one) })),
      messages: Object.fromEntries(mine.map((one) => [one.id, visible(one).map(messageAsSeen)])),
      modals: this.stack(id).map(viewAsSeen),
      home: mapIf(this.homes.get(id), viewAsSeen),
      toasts: this.toasts.get(id) ?? [],
    };
  }
}

function messageAsSeen({ onlyFor: _, metadata: __, ...message }: StoredMessage): Message {
  return message;
}

/** Metadata and callback ids are the app's: nobody sees them. */
function viewAsSeen(view: StoredView): View {
  const { id, type, title, submit, close, clearOnClose, blocks, values, errors, trouble, submitting, hash } =
    view;
  return {
    id,
    type,
    ...(title ? { title } : {}),
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    clearOnClose,
    blocks,
    values,
    errors,
    ...(trouble ? { trouble } : {}),
    submitting,
    hash,
  };
}

function mapIf<T, R>(value: T | undefined, map: (value: T) => R): R | null {
  return value === undefined ? null : map(value);
}

/** The value of one element's state, set in a copy. */
export function withValue(
  values: StateValues,
  blockId: string,
  actionId: string,
  state: StateValues[string][string],
) {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: state } };
}
