import type {
  Act,
  ActResult,
  Given,
  Message,
  PersonState,
  Place,
  SandboxBlock,
  StateValues,
  View,
} from './protocol.ts';
import { actionIdOf, type Element, elementsIn, isAsked, optionsOf } from './server/elements.ts';
import { chosenIn, readBlock, readMrkdwn, readText } from './server/reading.ts';

/** What a client needs of the workspace, for one person. */
export interface Hands {
  state: () => PersonState;
  act: (what: Act) => Promise<ActResult>;
  /** @returns a function that stops listening */
  onChange: (listener: () => void) => () => void;
  /** False while the app is in the middle of a call. */
  isQuiet: () => boolean;
  patienceMs: number;
}

/** What a person puts into a field, in the words on the screen: an option's text, "@Omar Owner", "#general", a date. */
export type Value = string | number | string[] | null;

/** A file on the person's computer. */
export interface LocalFile {
  name: string;
  contents: string | Uint8Array;
}

/** Which of several buttons with the same text: the one whose block, or the section above it, contains this. */
export interface Where {
  near?: string;
}

export interface SubmitOutcome {
  /** Field errors by label: Slack's own or the app's. The modal stays. */
  errors?: Record<string, string>;
  /** The app did not answer, or not as Slack expects. The modal stays. */
  trouble?: string;
  closed?: true;
  /** The modal that now stands in place of, or above, the submitted one. */
  modal?: SeenModal;
}

interface Look {
  place: Place;
  blocks: SandboxBlock[];
  values: StateValues;
  errors: Record<string, string>;
}

interface Target {
  block: SandboxBlock;
  element: Element;
  /** The text on it, or the label above it. */
  label: string;
  given: Given;
  /** What stands beside and just above it. */
  beside: string;
}

/** How long nothing may happen until the app is taken to have finished what it began. */
const calmMs = 25;
const textInputs = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
];

/** One person at the screen. They find things by what is written on them, and never learn an id. */
export class PersonClient {
  readonly hands: Hands;

  constructor(hands: Hands) {
    this.hands = hands;
  }

  /**
   * Types into a channel ("#general") or to the app ("@Crossing"): a slash command or a message. Resolves with what
   * then appears to this person.
   */
  async types(where: string, text: string): Promise<Seen> {
    const state = this.hands.state();
    const channel = conversationId(state, where);
    const direct = state.directMessages.some((one) => one.id === channel);
    const toApp = text.startsWith('/') || direct || text.includes(`@${state.app.name}`);
    return this.does({ type: 'say', channel, text }, toApp);
  }

  /** The modal on top, once there is one. */
  async openModal(): Promise<SeenModal> {
    return this.waits(() => this.modal(), 'a modal');
  }

  /** The modal on top now, or null. */
  modal(): SeenModal | null {
    const top = this.hands.state().modals.at(-1);
    return top ? new SeenModal(this, top) : null;
  }

  /** Opens the app's Home tab and reads it once the app has published it. */
  async opensHome(): Promise<SeenHome> {
    await this.does({ type: 'openApp', tab: 'home' }, true);
    return this.waits(() => this.home(), 'the Home tab to be published');
  }

  /** Looks at what the app wrote to them. */
  async opensMessages(): Promise<void> {
    await this.does({ type: 'openApp', tab: 'messages' }, false);
  }

  home(): SeenHome | null {
    const { home } = this.hands.state();
    return home ? new SeenHome(this, home) : null;
  }

  /** What an external select of the top modal offers for a query, by the texts shown. */
  async searches(label: string, query: string): Promise<string[]> {
    const modal = await this.openModal();
    return modal.searches(label, query);
  }

  /** The conversation with the app, oldest first. */
  directMessages(): SeenMessage[] {
    const state = this.hands.state();
    return state.directMessages.flatMap((one) => this.#messages(state, one.id));
  }

  /** What stands in a channel, oldest first, ephemeral messages for this person included. */
  sees(channel: string): SeenMessage[] {
    const state = this.hands.state();
    return this.#messages(state, conversationId(state, channel));
  }

  #messages(state: PersonState, channel: string): SeenMessage[] {
    return (state.messages[channel] ?? []).map((one) => new SeenMessage(this, one));
  }

  /** The errors Slack has shown this person, oldest first. */
  toasts(): string[] {
    return this.hands.state().toasts.map((one) => one.text);
  }

  /**
   * Looks again after every change until the condition gives something.
   *
   * @throws after the sandbox's patience, saying what was waited for and what is seen instead
   */
  async waits<T>(condition: () => T, what = 'something'): Promise<NonNullable<Exclude<T, false>>> {
    const found = await this.#until(condition, this.hands.patienceMs);
    if (found) return found as NonNullable<Exclude<T, false>>;
    const state = this.hands.state();
    const seen = Object.values(state.messages).flatMap((all) =>
      all.slice(-1).map((one) => new SeenMessage(this, one).text),
    );
    const shown = [this.modal()?.text, this.home()?.text, ...seen, ...this.toasts()]
      .filter(Boolean)
      .join('\n---\n');
    throw new Error(`${state.me.name} waited ${this.hands.patienceMs} ms for ${what} and sees:\n${shown}`);
  }

  async #until<T>(condition: () => T, limitMs: number): Promise<T | undefined> {
    const already = condition();
    if (already) return already;
    return new Promise((resolve) => {
      const finish = (found: T | undefined) => {
        clearTimeout(timer);
        clearInterval(again);
        stop();
        resolve(found);
      };
      const check = () => {
        const found = condition();
        if (found) finish(found);
      };
      const timer = setTimeout(() => finish(undefined), limitMs);
      // Conditions may depend on more than the workspace, so changes alone are not enough.
      const again = setInterval(check, 5);
      const stop = this.hands.onChange(check);
    });
  }

  /** Until the app has made no call and changed nothing for a moment. */
  async #calm(): Promise<void> {
    let since = performance.now();
    const stop = this.hands.onChange(() => {
      since = performance.now();
    });
    await this.#until(
      () => this.hands.isQuiet() && performance.now() - since > calmMs,
      this.hands.patienceMs,
    );
    stop();
  }

  /**
   * Does something and looks at what is new. With `expectant`, waits for something to appear, but not for ever.
   *
   * @throws what Slack says, if it could not be done at all
   */
  async does(what: Act, expectant: boolean): Promise<Seen> {
    const before = this.hands.state();
    const result = await this.hands.act(what);
    const told = () => appeared(this, before, this.hands.state());
    if (!result.ok && told().isEmpty) throw new Error(result.error);
    if (expectant)
      await this.#until(
        () => !told().isEmpty || stackChanged(before, this.hands.state()),
        this.hands.patienceMs,
      );
    await this.#calm();
    return told();
  }
}

function conversationId(state: PersonState, name: string): string {
  const wanted = name.replace(/^[#@]/, '');
  const channel = state.channels.find((one) => one.name === wanted || one.id === name);
  if (channel) return channel.id;
  const direct = state.directMessages.find((one) => one.id === name || wanted === state.app.name);
  if (direct) return direct.id;
  throw new Error(
    `No ${name} here; there are ${state.channels.map((one) => `#${one.name}`).join(', ')}, @${state.app.name}`,
  );
}

function stackChanged(before: PersonState, after: PersonState): boolean {
  return before.modals.map((one) => one.id).join() !== after.modals.map((one) => one.id).join();
}

/** What is new or changed, this person's own messages aside. */
function appeared(client: PersonClient, before: PersonState, after: PersonState): Seen {
  const known = new Map(Object.values(before.messages).flatMap((all) => all.map((one) => [one.ts, one])));
  const messages = Object.values(after.messages)
    .flat()
    .filter((one) => {
      const old = known.get(one.ts);
      return one.user !== after.me.id && (old?.blocks !== one.blocks || old.text !== one.text);
    });
  const top = after.modals.at(-1);
  const same = before.modals.find((one) => one.id === top?.id);
  // Typing clears an error, which is the person's own doing; only errors that come count.
  const erred = Object.entries(top?.errors ?? {}).some(([block, error]) => same?.errors[block] !== error);
  const renewed = same?.hash !== top?.hash || same?.trouble !== top?.trouble || erred;
  const modal = top && (renewed || stackChanged(before, after)) ? new SeenModal(client, top) : null;
  const home = after.home && after.home.hash !== before.home?.hash ? new SeenHome(client, after.home) : null;
  const toasts = after.toasts.filter((one) => !before.toasts.some((old) => old.id === one.id));
  return new Seen(
    messages.map((one) => new SeenMessage(client, one)),
    modal,
    home,
    toasts.map((one) => one.text),
  );
}

/** What appeared after a person did something. */
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

  /** Everything that a person reads in it, top to bottom. */
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
    if (!surface) throw new Error(`No button "${label}"; there are ${quoted(this.buttons)}`);
    if (other) throw new Error(`Several messages have a button "${label}"; choose one of .messages`);
    return surface.clicks(label, where);
  }
}

abstract class Surface {
  protected readonly client: PersonClient;

  constructor(client: PersonClient) {
    this.client = client;
  }

  /** What stands there now or, when it is gone, what was last seen. */
  protected abstract look(): Look;

  protected get state(): PersonState {
    return this.client.hands.state();
  }

  /** Everything that a person reads in it, top to bottom. */
  get text(): string {
    const { blocks, values, errors } = this.look();
    return blocks
      .map((block) => readBlock(this.state, block, values, errors))
      .filter((text) => text !== '')
      .join('\n');
  }

  /** The texts of all buttons, overflow entries included, top to bottom. */
  get buttons(): string[] {
    return this.#pressable().map((one) => one.label);
  }

  /** The labels of the fields. Selects and pickers outside fields go by their placeholder or the text beside them. */
  get labels(): string[] {
    return this.#fields().map((one) => one.label);
  }

  /** Clicks a button or an overflow entry; a confirmation is confirmed. */
  async clicks(label: string, where: Where = {}): Promise<Seen> {
    const { block, element, given } = pick(this.#pressable(), label, where);
    return this.client.does(this.#use(block, element, given), true);
  }

  /** What the confirmation behind a button says, or null if it asks for none. */
  asksBefore(label: string, where: Where = {}): string | null {
    const { element } = pick(this.#pressable(), label, where);
    const confirm = 'confirm' in element ? element.confirm : undefined;
    return confirm
      ? [confirm.title?.text, readText(this.state, confirm.text)].filter(Boolean).join('\n')
      : null;
  }

  /** Fills fields by label, in the given order. */
  async fill(fields: Record<string, Value>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.chooses(label, value);
  }

  /** Fills one field, or uses one select; resolves with what then appears, if the app was told. */
  async chooses(label: string, value: Value, where: Where = {}): Promise<Seen> {
    const { block, element } = pick(this.#fields(), label, where);
    const given = await this.#given(label, block, element, value);
    const told = !isAsked(block) || block.dispatch_action === true;
    return this.client.does(this.#use(block, element, given), told);
  }

  /** Uploads a file into a field, in the place of what it holds; null takes out what it holds. */
  async attaches(label: string, file: LocalFile | null): Promise<void> {
    const { block, element } = pick(this.#fields(), label, {});
    const given: string[] = [];
    if (file) {
      const contents = Buffer.from(file.contents).toString('base64');
      const result = await this.client.hands.act({ type: 'upload', name: file.name, contents });
      if (!result.ok) throw new Error(result.error);
      given.push(result.file ?? '');
    }
    await this.client.does(this.#use(block, element, given), false);
  }

  /** What a field shows now. */
  holds(label: string, where: Where = {}): string {
    const { block, element } = pick(this.#fields(), label, where);
    return chosenIn(this.state, block, element, this.look().values).join(', ');
  }

  /** The options a field lists. */
  options(label: string, where: Where = {}): string[] {
    const { element } = pick(this.#fields(), label, where);
    return (optionsOf(element) ?? []).map((option) => readText(this.state, option.text));
  }

  /** What an external select offers for a query. */
  async searches(label: string, query: string): Promise<string[]> {
    const { block, element } = pick(this.#fields(), label, {});
    return (await this.#suggested(block, element, query)).map((option) => option.text.text);
  }

  async #suggested(block: SandboxBlock, element: Element, query: string) {
    const blockId = block.block_id ?? '';
    const { place } = this.look();
    const result = await this.client.hands.act({
      type: 'suggest',
      place,
      blockId,
      actionId: actionIdOf(element),
      query,
    });
    if (!result.ok) throw new Error(result.error);
    return (result.options ?? []).flatMap((group) => group.options);
  }

  #use(block: SandboxBlock, element: Element, given: Given): Act {
    const entry = { blockId: block.block_id ?? '', actionId: actionIdOf(element), given };
    const enter = textInputs.includes(element.type) && isAsked(block) && block.dispatch_action === true;
    return { type: 'use', place: this.look().place, entry, ...(enter ? { enter } : {}) };
  }

  async #given(label: string, block: SandboxBlock, element: Element, value: Value): Promise<Given> {
    if (value === null) return null;
    const wanted = Array.isArray(value) ? value : [String(value)];
    const many = element.type.startsWith('multi_') || element.type === 'checkboxes';
    const found: string[] = [];
    for (const text of wanted) found.push(await this.#oneGiven(label, block, element, text));
    return many ? found : (found[0] ?? null);
  }

  async #oneGiven(label: string, block: SandboxBlock, element: Element, text: string): Promise<string> {
    const { people, channels, app, directMessages } = this.state;
    const external = element.type === 'external_select' || element.type === 'multi_external_select';
    const options = external ? await this.#suggested(block, element, text) : optionsOf(element);
    if (options) {
      const shown = options.map((option) => readText(this.state, option.text));
      const option = options[shown.indexOf(text)];
      if (!option) throw new Error(`"${label}" does not offer "${text}"; it offers ${quoted(shown)}`);
      return option.value ?? '';
    }
    const name = text.replace(/^[@#]/, '');
    if (element.type.includes('users_select')) {
      const person = people.find((one) =>
        [one.name, one.name.replace(/ \(.*\)$/, ''), one.handle, one.id].includes(name),
      );
      if (!person)
        throw new Error(
          `"${label}" does not offer "${text}"; it offers ${quoted(people.map((one) => one.name))}`,
        );
      return person.id;
    }
    if (element.type.includes('conversations_select') || element.type.includes('channels_select')) {
      const channel = channels.find((one) => one.name === name || one.id === name)?.id;
      const direct = name === app.name ? directMessages[0]?.id : undefined;
      if (!channel && !direct) {
        throw new Error(
          `"${label}" does not offer "${text}"; it offers ${quoted(channels.map((one) => one.name))}`,
        );
      }
      return channel ?? direct ?? '';
    }
    if (element.type === 'datetimepicker' && !/^\d{10}$/.test(text)) return String(Date.parse(text) / 1000);
    return text;
  }

  #pressable(): Target[] {
    return this.#targets((element) => {
      if (element.type === 'button') return [{ label: element.text.text, given: null }];
      if (element.type !== 'overflow') return [];
      return element.options.map((option) => ({ label: option.text.text, given: option.value ?? null }));
    });
  }

  #fields(): Target[] {
    return this.#targets((element, block) => {
      if (element.type === 'button' || element.type === 'overflow' || element.type === 'image') return [];
      if (isAsked(block)) return [{ label: block.label.text, given: null }];
      const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
      const beside = block.type === 'section' && block.text ? readText(this.state, block.text) : '';
      return [{ label: placeholder ?? beside, given: null }];
    });
  }

  #targets(of: (element: Element, block: SandboxBlock) => { label: string; given: Given }[]): Target[] {
    const { blocks, values, errors } = this.look();
    const targets: Target[] = [];
    let above = '';
    for (const block of blocks) {
      const own = readBlock(this.state, block, values, errors);
      const heads = block.type === 'section' || block.type === 'header' || block.type === 'rich_text';
      above = heads || block.type === 'divider' ? own : `${above}\n${own}`;
      for (const element of elementsIn(block)) {
        targets.push(...of(element, block).map((one) => ({ ...one, block, element, beside: above })));
      }
    }
    return targets;
  }
}

function pick(targets: Target[], label: string, where: Where): Target {
  const labelled = targets.filter((one) => one.label === label);
  const near = labelled.filter((one) => !where.near || one.beside.includes(where.near));
  const [target, other] = near;
  if (target && !other) return target;
  const there = quoted(targets.map((one) => one.label));
  if (labelled.length === 0) throw new Error(`Nothing here is called "${label}"; there is ${there}`);
  const besides = labelled.map((one) => `"${label}" beside "${one.beside.trim()}"`).join(', ');
  throw new Error(
    `${target ? 'More than one' : 'None'} fits "${label}"${where.near ? ` near "${where.near}"` : ''}: ${besides}`,
  );
}

function quoted(texts: string[]): string {
  return texts.length === 0 ? 'nothing' : texts.map((text) => `"${text}"`).join(', ');
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

  protected look(): Look {
    const { channel, ts, blocks, values } = this.#now;
    return { place: { kind: 'message', channel, ts }, blocks, values, errors: {} };
  }

  override get text(): string {
    return this.#now.blocks.length > 0 ? super.text : readMrkdwn(this.state, this.#now.text);
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

  /** Answers in the thread of this message. */
  async replies(text: string): Promise<Seen> {
    const { channel, ts } = this.#now;
    return this.client.does({ type: 'say', channel, text, threadTs: ts }, true);
  }
}

export class SeenHome extends Surface {
  readonly #last: View;

  constructor(client: PersonClient, view: View) {
    super(client);
    this.#last = view;
  }

  protected look(): Look {
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

  protected look(): Look {
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
