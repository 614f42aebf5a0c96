import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Act, ActResult, AgentSession, PersonState } from '../protocol.ts';
import { Seen, SeenHome, SeenMessage, SeenModal } from './seen.ts';
import { type LocalFile, quote } from './surface.ts';

/** The workspace as the client of one person uses it. */
export interface WorkspaceConnection {
  state: () => PersonState;
  act: (what: Act) => Promise<ActResult>;
  /** Registers a listener. Returns a function that removes it. */
  onChange: (listener: () => void) => () => void;
  /** Downloads a file that stands in a message; null when this person sees none with this id. */
  file: (id: string) => Uint8Array | null;
  /** Returns the number of requests between Slack and the app so far, in both directions. */
  requests: () => number;
  /** False while the app is in the middle of a call. */
  isQuiet: () => boolean;
  /** Returns whether the app is idle; null when this client cannot see it. */
  isIdle: () => boolean | null;
  clientTimeoutMs: number;
}

/** How long a foreign app must be quiet to count as finished, in milliseconds. */
const quietMs = 25;
/** The same for an app that is seen to be busy: it may be stuck for good. */
const stuckMs = 250;
/** In so many turns of the event loop whatever is on its way between two sockets of this process has arrived. */
const idleTurns = 25;
/** The pause between two checks of a busy app, in milliseconds. */
const lookMs = 3;

/** One person at the screen. They find things by what is written on them, and never learn an id. */
export class PersonClient {
  readonly connection: WorkspaceConnection;

  constructor(connection: WorkspaceConnection) {
    this.connection = connection;
  }

  /**
   * Types into a channel ("#general") or to the app ("@Crossing"): a slash command or a message. Resolves with what
   * then appears to this person.
   */
  async types(where: string, text: string): Promise<Seen> {
    const state = this.connection.state();
    const channel = conversationId(state, where);
    const direct = state.directMessages.some((one) => one.id === channel);
    const toApp = text.startsWith('/') || direct || text.includes(`@${state.app.name}`);
    return this.does({ type: 'say', channel, text }, toApp);
  }

  /** Sends a file to the app, with a text or without one. Resolves with what then appears to this person. */
  async sendsFile(file: LocalFile, text = ''): Promise<Seen> {
    const state = this.connection.state();
    const channel = conversationId(state, `@${state.app.name}`);
    return this.does({ type: 'say', channel, text, files: [await this.uploads(file)] }, true);
  }

  /** Uploads a file; resolves with its id. @throws Error when the workspace refuses it */
  async uploads({ name, contents }: LocalFile): Promise<string> {
    const result = await this.connection.act({
      type: 'upload',
      name,
      contents: Buffer.from(contents).toString('base64'),
    });
    if (!result.ok) throw new Error(result.error);
    return result.file ?? '';
  }

  /** Chooses a shortcut of the workspace by its name. */
  async picksShortcut(name: string): Promise<Seen> {
    return this.does({ type: 'shortcut', name }, true);
  }

  /** Returns the modal on top as soon as there is one. */
  async openModal(): Promise<SeenModal> {
    return this.waits(() => this.modal(), 'a modal');
  }

  /** Returns the modal on top now, or null. */
  modal(): SeenModal | null {
    const top = this.connection.state().modals.at(-1);
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

  /** The texts of the prompts that the agent panel suggests; none for an app that is no agent. */
  prompts(): string[] {
    return (this.connection.state().agent?.prompts ?? []).map(({ title }) => title);
  }

  /** Clicks a suggested prompt, which sends its message to the app. */
  async picksPrompt(title: string): Promise<Seen> {
    const { agent, app } = this.connection.state();
    const prompt = agent?.prompts.find((one) => one.title === title);
    if (!prompt) throw new Error(`No prompt "${title}"; there are ${quote(this.prompts())}`);
    return this.types(`@${app.name}`, prompt.message);
  }

  /** Returns the conversations with the app as an agent, oldest first. */
  sessions(): AgentSession[] {
    return this.connection.state().agent?.sessions ?? [];
  }

  home(): SeenHome | null {
    const { home } = this.connection.state();
    return home ? new SeenHome(this, home) : null;
  }

  /** Returns the texts that an external select of the top modal offers for a query. */
  async searches(label: string, query: string): Promise<string[]> {
    const modal = await this.openModal();
    return modal.searches(label, query);
  }

  /** Returns the conversation with the app, oldest first. */
  directMessages(): SeenMessage[] {
    const state = this.connection.state();
    return state.directMessages.flatMap((one) => this.#messages(state, one.id));
  }

  /** Returns the messages of a channel, oldest first, with the ephemeral ones for this person. */
  sees(channel: string): SeenMessage[] {
    const state = this.connection.state();
    return this.#messages(state, conversationId(state, channel));
  }

  #messages(state: PersonState, channel: string): SeenMessage[] {
    return (state.messages[channel] ?? []).map((one) => new SeenMessage(this, one));
  }

  /** Returns the errors Slack has shown this person, oldest first. */
  toasts(): string[] {
    return this.connection.state().toasts.map((one) => one.text);
  }

  /**
   * Looks again after every change until the condition gives something.
   *
   * @throws after the client's timeout, saying what was waited for and what is seen instead
   */
  async waits<T>(condition: () => T, what = 'something'): Promise<NonNullable<Exclude<T, false>>> {
    const found = await this.#until(condition, this.connection.clientTimeoutMs);
    if (found) return found as NonNullable<Exclude<T, false>>;
    const state = this.connection.state();
    const seen = Object.values(state.messages).flatMap((all) =>
      all.slice(-1).map((one) => new SeenMessage(this, one).text),
    );
    const shown = [this.modal()?.text, this.home()?.text, ...seen, ...this.toasts()]
      .filter(Boolean)
      .join('\n---\n');
    throw new Error(
      `${state.me.name} waited ${this.connection.clientTimeoutMs} ms for ${what} and sees:\n${shown}`,
    );
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
      const stop = this.connection.onChange(check);
    });
  }

  /**
   * Until what was expected is there and the app has finished: it is idle, or nothing happened for a moment. Where it
   * is idle, nothing more can come.
   */
  async #settles(isThere: () => boolean): Promise<void> {
    const { isQuiet, isIdle, onChange, clientTimeoutMs } = this.connection;
    const giveUpAt = performance.now() + clientTimeoutMs;
    let changedAt = performance.now();
    let turns = 0;
    const stop = onChange(() => {
      changedAt = performance.now();
      turns = 0;
    });
    while (turns < idleTurns && performance.now() < giveUpAt) {
      const idle = isIdle();
      const calmFor = performance.now() - changedAt;
      if (isQuiet() && calmFor > (idle === null ? quietMs : stuckMs) && isThere()) break;
      turns = idle ? turns + 1 : 0;
      await (idle ? nextTurn() : pause(lookMs));
    }
    stop();
  }

  /**
   * Does something and looks at what is new. With `expectant`, waits for something to appear, but not for ever.
   *
   * @throws what Slack says, if it could not be done at all
   */
  async does(what: Act, expectant: boolean): Promise<Seen> {
    const before = this.connection.state();
    const requests = this.connection.requests();
    const result = await this.connection.act(what);
    const collectNews = () => findNewContent(this, before, this.connection.state());
    if (!result.ok && collectNews().isEmpty) throw new Error(result.error);
    const isThere = () =>
      !expectant || !collectNews().isEmpty || stackChanged(before, this.connection.state());
    // Filling in a field, for example, does not reach the app, so nothing follows from it.
    const concernsApp = expectant || this.connection.requests() > requests || !this.connection.isQuiet();
    if (concernsApp) await this.#settles(isThere);
    return collectNews();
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

/** Returns the new and changed messages of others. */
function findNewContent(client: PersonClient, before: PersonState, after: PersonState): Seen {
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
