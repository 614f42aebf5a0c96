import { randomBytes } from 'node:crypto';
import { broadcastsIn } from '../block-kit.ts';
import type { SamplePerson, Toast, UploadedFile } from '../protocol.ts';
import { AgentPanels } from './agent-panels.ts';
import { initialValues, keepEnteredValues, withIds } from './elements.ts';
import { app, team } from './identity.ts';
import type {
  Conversation,
  Manifest,
  MessageJson,
  ResponseUrl,
  StoredFile,
  StoredMessage,
  StoredView,
  Trigger,
  Upload,
  ViewJson,
} from './records.ts';

const mimetypes: Record<string, string> = {
  csv: 'text/csv',
  ics: 'text/calendar',
  pdf: 'application/pdf',
  txt: 'text/plain',
  zip: 'application/zip',
};

const newFileId = () => `F${randomBytes(5).toString('hex').toUpperCase()}`;

/** The state of the workspace in memory: people, conversations, views, and who sees what. It does no HTTP. */
export class Workspace {
  readonly people: Map<string, SamplePerson>;
  readonly conversations = new Map<string, Conversation>();
  readonly modals = new Map<string, StoredView[]>();
  readonly homes = new Map<string, StoredView>();
  readonly toasts = new Map<string, Toast[]>();
  readonly triggers = new Map<string, Trigger>();
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly files = new Map<string, StoredFile>();
  /** By the id of the file. */
  readonly uploads = new Map<string, Upload>();
  readonly agents = new AgentPanels();
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

  /** Registers a listener. Returns a function that removes it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Returns the person with this id, full name, name without its "(...)", or handle with or without "@". */
  personNamed(name: string): SamplePerson | undefined {
    const wanted = name.replace(/^@/, '');
    const people = [...this.people.values()];
    return people.find((one) =>
      [one.id, one.name, one.name.replace(/ \(.*\)$/, ''), one.handle].includes(wanted),
    );
  }

  /** Returns the conversation with this id, or this name with or without "#". */
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

  /** Returns the granted scopes, including the optional ones. */
  scopes(): string[] {
    const { bot = [], bot_optional: optional = [] } = this.manifest.oauth_config?.scopes ?? {};
    return [...bot, ...optional];
  }

  /** Returns a unique message timestamp by the workspace's clock. */
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
      ...(message.files ? { files: message.files } : {}),
      ...(onlyFor !== undefined ? { onlyFor } : {}),
    };
    conversation.messages = [...conversation.messages, stored];
    if (user === app.botUserId && stored.threadTs !== undefined)
      this.agents.answered(conversation.id, stored.threadTs);
    this.changed();
    return stored;
  }

  /** Edits a message. Without `blocks` it keeps those it has, as in Slack; an empty list removes them. */
  edit(message: StoredMessage, by: MessageJson): StoredMessage {
    const blocks = by.blocks ? withIds(by.blocks) : message.blocks;
    return this.replaceMessage(message, {
      ...message,
      text: by.text ?? message.text,
      blocks,
      values: keepEnteredValues(message.values, blocks),
      edited: true,
      broadcasts: [...message.broadcasts, ...broadcastsIn(by)],
      ...(by.metadata ? { metadata: by.metadata } : {}),
    });
  }

  replaceMessage(message: StoredMessage, by: StoredMessage | null): StoredMessage {
    const conversation = this.conversations.get(message.channel);
    if (conversation)
      conversation.messages = conversation.messages.flatMap((one) =>
        one.ts === message.ts ? (by ?? []) : one,
      );
    this.changed();
    return by ?? message;
  }

  message(channel: string, ts: string): StoredMessage | undefined {
    return this.conversations.get(channel)?.messages.find((one) => one.ts === ts);
  }

  /** Returns a new view for a person. It is not shown until it is put on the stack or made the home. */
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

  /** Returns a view with new content. It keeps what the person entered in elements with the same ids. */
  remakeView(view: StoredView, json: ViewJson): StoredView {
    const blocks = withIds(json.blocks);
    const { title: _, submit: __, close: ___, ...kept } = view;
    return this.replaceView({
      ...kept,
      ...this.#viewFields(json),
      submitting: view.submitting,
      blocks,
      values: keepEnteredValues(view.values, blocks),
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

  /** Announces a file of the app: the id that it will have, and where to upload it. */
  awaitUpload(name: string, length: number): { id: string; address: string } {
    const id = newFileId();
    const address = randomBytes(24).toString('base64url');
    this.uploads.set(id, { name, length, address, contents: null });
    return { id, address };
  }

  /** Takes the contents of an announced file; false when there is none at this address or the length differs. */
  takeUpload(address: string, contents: Uint8Array): boolean {
    const found = [...this.uploads.values()].find((one) => one.address === address && !one.contents);
    if (!found || found.length !== contents.byteLength) return false;
    found.contents = contents;
    return true;
  }

  /** Keeps an uploaded file of the app; null when it was not uploaded or is kept already. */
  keepUpload(id: string, title: string | undefined, url: string): StoredFile | null {
    const upload = this.uploads.get(id);
    if (!upload?.contents) return null;
    this.uploads.delete(id);
    const { name, contents } = upload;
    this.keepFile(app.botUserId, name, contents, url, { id, ...(title === undefined ? {} : { title }) });
    return this.files.get(id) ?? null;
  }

  /** Keeps a file that a person or the app uploaded; `url` is where the workspace answers. */
  keepFile(
    person: string,
    name: string,
    contents: Uint8Array,
    url: string,
    { id = newFileId(), title = name }: { id?: string; title?: string } = {},
  ): UploadedFile {
    const filetype = name.split('.').at(-1)?.toLowerCase() ?? '';
    const path = `${team.id}-${id}`;
    const safeName = encodeURIComponent(name.toLowerCase());
    const created = Math.floor(this.now() / 1000);
    const file: UploadedFile = {
      id,
      created,
      timestamp: created,
      name,
      title,
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

  /** Returns a file that stands in a message which this person can read. */
  fileFor(person: string, id: string): StoredFile | undefined {
    const isShared = [...this.conversations.values()].some(
      ({ members, messages }) =>
        members.has(person) &&
        messages.some((one) => this.mayRead(person, one) && one.files?.some((file) => file.id === id)),
    );
    return isShared ? this.files.get(id) : undefined;
  }

  mayRead(person: string, message: StoredMessage): boolean {
    return message.onlyFor === undefined || message.onlyFor === person;
  }
}
