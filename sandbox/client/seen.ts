import type { Message, View } from '../protocol.ts';
import { isAsked } from '../server/elements.ts';
import { readMrkdwn } from '../server/reading.ts';
import type { PersonClient } from './person-client.ts';
import { quote, Surface, type SurfaceContent, type Where } from './surface.ts';

export interface SubmitOutcome {
  /** Field errors by label: Slack's own or the app's. The modal stays. */
  errors?: Record<string, string>;
  /** The app did not answer, or not as Slack expects. The modal stays. */
  trouble?: string;
  closed?: true;
  /** The modal that now stands in place of, or above, the submitted one. */
  modal?: SeenModal;
}

/** The messages and the modal that appeared after an act. */
export class Seen {
  readonly messages: SeenMessage[];
  /** The modal that opened, or the top one if it changed. */
  readonly modal: SeenModal | null;
  readonly home: SeenHome | null;
  readonly toasts: string[];

  constructor(messages: SeenMessage[], modal: SeenModal | null, home: SeenHome | null, toasts: string[]) {
    this.messages = messages;
    this.modal = modal;
    this.home = home;
    this.toasts = toasts;
  }

  get isEmpty(): boolean {
    return this.#surfaces.length === 0 && this.toasts.length === 0;
  }

  /** Returns all text that a person reads in it, top to bottom. */
  get text(): string {
    return [...this.#surfaces.map((one) => one.text), ...this.toasts].join('\n');
  }

  get buttons(): string[] {
    return this.#surfaces.flatMap((one) => one.buttons);
  }

  get #surfaces(): Surface[] {
    return [...this.messages, this.home ?? [], this.modal ?? []].flat();
  }

  /** Clicks a button on the one thing that has it. */
  async clicks(label: string, where: Where = {}): Promise<Seen> {
    const having = this.#surfaces.filter((one) => one.buttons.includes(label));
    const near = having.filter((one) => !where.near || one.text.includes(where.near));
    const [surface, other] = near.length > 0 ? near : having;
    if (!surface) throw new Error(`No button "${label}"; there are ${quote(this.buttons)}`);
    if (other) throw new Error(`Several messages have a button "${label}"; choose one of .messages`);
    return surface.clicks(label, where);
  }
}

export class SeenMessage extends Surface {
  readonly #last: Message;

  constructor(client: PersonClient, message: Message) {
    super(client);
    this.#last = message;
  }

  get #now(): Message {
    return this.state.messages[this.#last.channel]?.find((one) => one.ts === this.#last.ts) ?? this.#last;
  }

  protected look(): SurfaceContent {
    const { channel, ts, blocks, values } = this.#now;
    return { place: { kind: 'message', channel, ts }, blocks, values, errors: {} };
  }

  override get text(): string {
    const { blocks, text, files = [] } = this.#now;
    const written = blocks.length > 0 ? super.text : readMrkdwn(this.state, text);
    return [written, ...files.map(({ title }) => `[file] ${title}`)].join('\n');
  }

  /** The cards below it that the app made of its links. */
  get unfurls(): SeenUnfurl[] {
    const message = this.#now;
    return (message.unfurls ?? []).map(({ url }) => new SeenUnfurl(this.client, message, url));
  }

  /** The names of its files. */
  get files(): string[] {
    return (this.#now.files ?? []).map(({ name }) => name);
  }

  /** Downloads one of its files, by default the only one. */
  opensFile(name = this.files[0]): Uint8Array {
    const file = this.#now.files?.find((one) => one.name === name);
    const contents = file ? this.client.connection.file(file.id) : null;
    if (!contents) throw new Error(`No file ${name}; there are ${quote(this.files)}`);
    return contents;
  }

  /** The text beside the blocks, which notifications and screen readers show. */
  get notification(): string {
    return readMrkdwn(this.state, this.#now.text);
  }

  /** "Only visible to you". */
  get isEphemeral(): boolean {
    return this.#now.ephemeral;
  }

  get isFromApp(): boolean {
    return this.#now.user === this.state.app.botUserId;
  }

  /** "#general", or "@Crossing" for the conversation with the app. */
  get channel(): string {
    const channel = this.state.channels.find((one) => one.id === this.#now.channel);
    return channel ? `#${channel.name}` : `@${this.state.app.name}`;
  }

  get ts(): string {
    return this.#now.ts;
  }

  get broadcasts(): string[] {
    return this.#now.broadcasts;
  }

  /** `ts` of the message this one answers in a thread. */
  get threadTs(): string | undefined {
    return this.#now.threadTs;
  }

  /** Chooses a shortcut in the menu of this message by its name. */
  async picksShortcut(name: string): Promise<Seen> {
    const { channel, ts } = this.#now;
    return this.client.does({ type: 'shortcut', name, on: { channel, ts } }, true);
  }

  /** Answers in the thread of this message. */
  async replies(text: string): Promise<Seen> {
    const { channel, ts } = this.#now;
    return this.client.does({ type: 'say', channel, text, threadTs: ts }, true);
  }
}

/** The card of a link below a message. */
export class SeenUnfurl extends Surface {
  readonly #message: Message;
  readonly url: string;

  constructor(client: PersonClient, message: Message, url: string) {
    super(client);
    this.#message = message;
    this.url = url;
  }

  protected look(): SurfaceContent {
    const { channel, ts } = this.#message;
    const message = this.state.messages[channel]?.find((one) => one.ts === ts) ?? this.#message;
    const unfurl = message.unfurls?.find((one) => one.url === this.url);
    return {
      place: { kind: 'message', channel, ts, unfurl: this.url },
      blocks: unfurl?.blocks ?? [],
      values: unfurl?.values ?? {},
      errors: {},
    };
  }
}

export class SeenHome extends Surface {
  readonly #last: View;

  constructor(client: PersonClient, view: View) {
    super(client);
    this.#last = view;
  }

  protected look(): SurfaceContent {
    const view = this.state.home ?? this.#last;
    return { ...view, place: { kind: 'home', view: view.id } };
  }
}

export class SeenModal extends Surface {
  readonly #last: View;

  constructor(client: PersonClient, view: View) {
    super(client);
    this.#last = view;
  }

  get #now(): View {
    return this.state.modals.find((one) => one.id === this.#last.id) ?? this.#last;
  }

  protected look(): SurfaceContent {
    const view = this.#now;
    return { ...view, place: { kind: 'modal', view: view.id } };
  }

  get title(): string {
    return this.#now.title?.text ?? '';
  }

  get isOpen(): boolean {
    return this.state.modals.some((one) => one.id === this.#last.id);
  }

  override get text(): string {
    const ends = this.#ends.map((label) => `[${label}]`).join(' ');
    return [this.title, super.text, this.#now.trouble ?? '', ends].filter((line) => line !== '').join('\n');
  }

  /** The buttons inside, then those at the bottom: close and, if there is one, submit. */
  override get buttons(): string[] {
    return [...super.buttons, ...this.#ends];
  }

  get #ends(): string[] {
    const { close, submit } = this.#now;
    return [close?.text ?? 'Cancel', ...(submit ? [submit.text] : [])];
  }

  /** The field errors on show, by label. */
  get errors(): Record<string, string> {
    const { blocks, errors } = this.#now;
    const shown: Record<string, string> = {};
    for (const block of blocks.filter(isAsked)) {
      const error = errors[block.block_id ?? ''];
      if (error) shown[block.label.text] = error;
    }
    return shown;
  }

  /** Clicks a button inside, or the one at the bottom that closes or submits. */
  override async clicks(label: string, where: Where = {}): Promise<Seen> {
    if (super.buttons.includes(label)) return super.clicks(label, where);
    if (label === this.#now.submit?.text)
      return this.client.does({ type: 'submit', view: this.#last.id }, true);
    if (this.#ends.includes(label)) return this.client.does({ type: 'close', view: this.#last.id }, false);
    return super.clicks(label, where);
  }

  /** Presses the submit button, whatever is written on it. */
  async submits(): Promise<SubmitOutcome> {
    const known = this.state.modals.map((one) => one.id);
    const { hash } = this.#now;
    await this.client.does({ type: 'submit', view: this.#last.id }, false);
    const view = this.state.modals.find((one) => one.id === this.#last.id);
    const top = this.state.modals.at(-1);
    const opened = top && !known.includes(top.id) ? { modal: new SeenModal(this.client, top) } : {};
    if (!view) return { closed: true, ...opened };
    if (view.trouble) return { trouble: view.trouble };
    if (Object.keys(view.errors).length > 0) return { errors: this.errors };
    return view.hash === hash ? opened : { modal: new SeenModal(this.client, view) };
  }

  /** Presses close, or with `all` the cross that closes the modals below as well. */
  async closes(options: { all?: boolean } = {}): Promise<void> {
    await this.client.does({ type: 'close', view: this.#last.id, ...options }, false);
  }
}
