import type { Act, ActResult } from '../protocol.ts';
import { done, type Person, refuse } from './act-result.ts';
import { blockAction, dispatches } from './block-actions.ts';
import { movedFrom } from './clock.ts';
import { actionIdOf, elementsIn } from './elements.ts';
import { find, keepTyped } from './entries.ts';
import { sendEvent, sendLinks, sendMessageEvent } from './events.ts';
import { interactionPayload, viewPayload } from './payloads.ts';
import { appInfo } from './person-state.ts';
import { shortcut } from './shortcuts.ts';
import type { Slack } from './slack.ts';
import { command } from './slash-commands.ts';
import { submit } from './submissions.ts';
import { suggest } from './suggestions.ts';
import { encode } from './typed-text.ts';

type ActHandler<T extends Act['type']> = (
  person: Person,
  act: Extract<Act, { type: T }>,
) => Promise<ActResult>;

/** Does what a person did, tells the app, and shows the person what the app acknowledged with. */
export async function act(slack: Slack, personId: string, what: Act): Promise<ActResult> {
  const person = slack.workspace.people.get(personId);
  if (!person) return refuse(`There is no ${personId} in this workspace.`);
  if (person.deleted) return refuse('This account is deactivated.');
  if (!Object.hasOwn(actHandlers, what.type)) return refuse('Unknown act.');
  return (actHandlers[what.type] as ActHandler<Act['type']>)({ ...person, slack }, what);
}

const actHandlers: { [T in Act['type']]: ActHandler<T> } = {
  say: async (person, { channel, text, threadTs, files: ids = [] }) => {
    const { workspace } = person.slack;
    const conversation = workspace.conversations.get(channel);
    if (!conversation?.members.has(person.id)) return refuse('You are not in this channel.');
    if (conversation.isArchived) return refuse('This channel is archived.');
    if (text.startsWith('/') && threadTs)
      return refuse(`${text.split(/\s/)[0]} is not supported in threads. Sorry!`);
    if (text.startsWith('/')) return command(person, conversation, text);
    const files = ids.flatMap((id) => workspace.files.get(id)?.file ?? []);
    if (text.trim() === '' && files.length === 0) return refuse('There is nothing to send.');
    const tabs = workspace.manifest.features?.app_home;
    const closed = tabs?.messages_tab_enabled === false || tabs?.messages_tab_read_only_enabled === true;
    if (conversation.directWith !== null && closed)
      return refuse('Sending messages to this app has been turned off.');
    const answered = threadTs ? workspace.message(channel, threadTs) : undefined;
    if (threadTs && (!answered || answered.ephemeral)) return refuse('That is not there any more.');
    const message = workspace.post(conversation, person.id, {
      text: encode(person.slack, text, true),
      ...(files.length > 0 ? { files } : {}),
      // A reply to a reply stands in the same thread: threads have no threads.
      ...(answered ? { thread_ts: answered.threadTs ?? answered.ts } : {}),
    });
    conversation.lastRead.set(person.id, message.ts);
    await Promise.all([sendMessageEvent(person.slack, message), sendLinks(person.slack, message)]);
    return done;
  },

  use: async (person, { place, entry, enter, typed }) => {
    const found = find(person, place);
    if (!found) return refuse('That is not there any more.');
    const problem = keepTyped(person, place, typed ?? []) ?? keepTyped(person, place, [entry]);
    if (problem) return refuse(problem);
    const block = found.blocks.find((one) => one.block_id === entry.blockId);
    const element = block && elementsIn(block).find((one) => actionIdOf(one) === entry.actionId);
    if (!block || !element) return refuse('That is not there any more.');
    if (!dispatches(block, element, enter === true)) return done;
    return blockAction(person, place, element, entry);
  },

  shortcut,

  moveClock: async ({ slack, tz }, { to }) => {
    const { workspace, moveClock } = slack;
    const at = movedFrom(workspace.now(), to, tz);
    if (!moveClock || at === null) return refuse("This workspace's clock cannot be moved so.");
    if (!(await moveClock(at))) return refuse('The clock is on its way already.');
    workspace.changed();
    return done;
  },

  upload: async (person, { name, contents }) => {
    const { workspace, url } = person.slack;
    const file = workspace.keepFile(person.id, name, Buffer.from(contents, 'base64'), url());
    return { ok: true, file: file.id };
  },

  submit,

  close: async (person, { view: id, all }) => {
    const { workspace } = person.slack;
    const stack = workspace.stack(person.id);
    const top = stack.at(-1);
    if (!top || top.id !== id) return refuse('That is not there any more.');
    const whole = all === true || top.clearOnClose;
    workspace.setStack(person.id, whole ? [] : stack.slice(0, -1));
    for (const view of (whole ? [...stack].reverse() : [top]).filter((one) => one.notifyOnClose)) {
      await person.slack.link.deliver('interactive', {
        type: 'view_closed',
        ...interactionPayload(person),
        view: viewPayload(view),
        is_cleared: whole,
      });
    }
    return done;
  },

  suggest,

  openApp: async (person, { tab }) => {
    const { workspace } = person.slack;
    const info = appInfo(workspace, true);
    if (!(tab === 'home' ? info.homeEnabled : info.messagesEnabled))
      return refuse('This app has no such tab.');
    const home = workspace.homes.get(person.id);
    await sendEvent(person.slack, 'app_home_opened', {
      type: 'app_home_opened',
      user: person.id,
      channel: workspace.directMessage(person.id)?.id,
      tab,
      event_ts: workspace.nextTs(),
      ...(tab === 'home' && home ? { view: viewPayload(home) } : {}),
    });
    return done;
  },

  markRead: async (person, { channel }) => {
    const conversation = person.slack.workspace.conversations.get(channel);
    const last = conversation?.messages
      .filter((one) => person.slack.workspace.mayRead(person.id, one))
      .at(-1);
    if (!conversation || !last || conversation.lastRead.get(person.id) === last.ts) return done;
    conversation.lastRead.set(person.id, last.ts);
    person.slack.workspace.changed();
    return done;
  },

  dismissMessage: async (person, { channel, ts }) => {
    const message = person.slack.workspace.message(channel, ts);
    if (message?.onlyFor !== person.id) return refuse('That is not there any more.');
    person.slack.workspace.replaceMessage(message, null);
    return done;
  },

  dismissToast: async (person, { id }) => {
    const { toasts } = person.slack.workspace;
    toasts.set(
      person.id,
      (toasts.get(person.id) ?? []).filter((one) => one.id !== id),
    );
    person.slack.workspace.changed();
    return done;
  },
};
