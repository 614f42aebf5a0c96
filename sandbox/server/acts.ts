import type { PlainTextOption } from '@slack/types';
import { checkOptions, checkView } from '../block-kit.ts';
import type {
  Act,
  ActResult,
  Entry,
  OptionGroup,
  Place,
  SamplePerson,
  SandboxBlock,
  StateValues,
} from '../protocol.ts';
import { movedFrom } from './clock.ts';
import { actionIdOf, type Element, elementsIn, fieldError, isAsked, take } from './elements.ts';
import { tell, tellMessage } from './events.ts';
import {
  channelNameFor,
  enterpriseOf,
  homeTeam,
  interactionPayload,
  messagePayload,
  viewPayload,
} from './payloads.ts';
import { respond } from './responses.ts';
import type { Slack } from './web-api.ts';
import {
  app,
  type Conversation,
  type StoredMessage,
  type StoredView,
  team,
  type ViewJson,
  withValue,
} from './workspace.ts';

interface Person extends SamplePerson {
  slack: Slack;
}

type Doing<T extends Act['type']> = (person: Person, act: Extract<Act, { type: T }>) => Promise<ActResult>;

const done: ActResult = { ok: true };
const textInputs = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
];
const mostModals = 3;

/** What the app last offered a person for an external select, by place and element. */
const suggestions = new WeakMap<Slack, Map<string, PlainTextOption[]>>();

/** Does what a person did, tells the app, and shows the person what the app acknowledged with. */
export async function act(slack: Slack, personId: string, what: Act): Promise<ActResult> {
  const person = slack.workspace.people.get(personId);
  if (!person) return refuse(`There is no ${personId} in this workspace.`);
  if (person.deleted) return refuse('This account is deactivated.');
  if (!Object.hasOwn(doings, what.type)) return refuse('Unknown act.');
  return (doings[what.type] as Doing<Act['type']>)({ ...person, slack }, what);
}

const doings: { [T in Act['type']]: Doing<T> } = {
  say: async (person, { channel, text, threadTs }) => {
    const { workspace } = person.slack;
    const conversation = workspace.conversations.get(channel);
    if (!conversation?.members.has(person.id)) return refuse('You are not in this channel.');
    if (conversation.isArchived) return refuse('This channel is archived.');
    if (text.startsWith('/')) return command(person, conversation, text);
    if (text.trim() === '') return refuse('There is nothing to send.');
    const tabs = workspace.manifest.features?.app_home;
    const closed = tabs?.messages_tab_enabled === false || tabs?.messages_tab_read_only_enabled === true;
    if (conversation.directWith !== null && closed)
      return refuse('Sending messages to this app has been turned off.');
    const message = workspace.post(conversation, person.id, {
      text: encode(person.slack, text, true),
      ...(threadTs ? { thread_ts: threadTs } : {}),
    });
    conversation.lastRead.set(person.id, message.ts);
    await tellMessage(person.slack, message);
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

  submit: async (person, { view: id, typed }) => {
    const { workspace, link } = person.slack;
    const place: Place = { kind: 'modal', view: id };
    if (!find(person, place)) return refuse('That is not there any more.');
    const problem = keepTyped(person, place, typed ?? []);
    if (problem) return refuse(problem);
    const view = workspace.stack(person.id).at(-1);
    if (!view?.submit || view.submitting) return refuse('There is nothing to submit.');
    const errors: Record<string, string> = {};
    for (const block of view.blocks.filter(isAsked)) {
      const error = fieldError(block, view.values[block.block_id ?? '']?.[actionIdOf(block.element)]);
      if (error) errors[block.block_id ?? ''] = error;
    }
    const { trouble: _, ...calm } = view;
    if (Object.keys(errors).length > 0) {
      workspace.replaceView({ ...calm, errors });
      return done;
    }
    const submitting = workspace.replaceView({ ...calm, errors: {}, submitting: true });
    const result = await link.deliver('interactive', {
      type: 'view_submission',
      ...interactionPayload(person),
      trigger_id: workspace.newTrigger(person.id, view.channel, view.id),
      view: viewPayload(submitting),
      response_urls: responseUrls(person, submitting),
    });
    const after = workspace.view(id);
    if (after) workspace.replaceView({ ...after, submitting: false });
    const failed = result.ok ? answerSubmission(person, id, result.answer) : result.error;
    if (!failed) return done;
    const standing = workspace.view(id);
    if (standing)
      workspace.replaceView({ ...standing, trouble: 'We had some trouble connecting. Try again?' });
    return refuse(`We had some trouble connecting. Try again? (${failed})`);
  },

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

  suggest: async (person, { place, blockId, actionId, query }) => {
    const found = find(person, place);
    const block = found?.blocks.find((one) => one.block_id === blockId);
    const element = block && elementsIn(block).find((one) => actionIdOf(one) === actionId);
    if (element?.type !== 'external_select' && element?.type !== 'multi_external_select') {
      return refuse('That is not there any more.');
    }
    if (query.length < (element.min_query_length ?? 3)) return { ok: true, options: [] };
    const result = await person.slack.link.deliver('interactive', {
      type: 'block_suggestion',
      ...interactionPayload(person),
      ...whereabouts(person, place),
      action_id: actionId,
      block_id: blockId,
      value: query,
    });
    if (!result.ok || checkOptions(result.answer).length > 0) {
      return complain(
        person,
        `The options could not be loaded (${result.ok ? 'invalid_options' : result.error}).`,
      );
    }
    const options = optionGroups(result.answer);
    const held = suggestions.get(person.slack) ?? new Map<string, PlainTextOption[]>();
    suggestions.set(person.slack, held);
    held.set(
      elementKey(person, place, blockId, actionId),
      options.flatMap((group) => group.options),
    );
    return { ok: true, options };
  },

  openApp: async (person, { tab }) => {
    const { workspace } = person.slack;
    const info = workspace.appInfo(true);
    if (!(tab === 'home' ? info.homeEnabled : info.messagesEnabled))
      return refuse('This app has no such tab.');
    const home = workspace.homes.get(person.id);
    await tell(person.slack, 'app_home_opened', {
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

function refuse(error: string): ActResult {
  return { ok: false, error };
}

/** A failure that Slack tells the person about. */
function complain(person: Person, error: string): ActResult {
  person.slack.workspace.toast(person.id, error);
  return refuse(error);
}

async function command(person: Person, conversation: Conversation, typed: string): Promise<ActResult> {
  const { workspace, link, url } = person.slack;
  const [name = '', rest = ''] = typed.split(/\s(.*)/s);
  const known = workspace.manifest.features?.slash_commands?.find((one) => one.command === name);
  if (!known || !workspace.installed || !workspace.scopes().includes('commands')) {
    return complain(person, `${name} is not a valid command.`);
  }
  const result = await link.deliver('slash_commands', {
    token: app.token,
    team_id: homeTeam(person),
    team_domain: team.domain,
    ...enterpriseOf(person),
    channel_id: conversation.id,
    channel_name: channelNameFor(conversation),
    user_id: person.id,
    user_name: person.handle,
    command: name,
    text: encode(person.slack, rest.trim(), known.should_escape === true),
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: `${url()}/response/${workspace.newResponseUrl(person.id, conversation.id, null)}`,
    trigger_id: workspace.newTrigger(person.id, conversation.id, null),
  });
  if (!result.ok) return complain(person, `${name} failed with the error "${result.error}"`);
  const body = result.answer as Record<string, unknown> | null;
  if (!body) return done;
  const responded = respond(person.slack, { person: person.id, channel: conversation.id, ts: null }, body);
  if (responded.ok) return done;
  const why = responded.problems?.join('; ') || responded.error;
  return complain(person, `${name} failed with the error "invalid_command_response" (${why})`);
}

/**
 * What Slack makes of typed text: control characters escaped and, where it escapes mentions, "@Omar Owner", "#general"
 * and web addresses turned into `<@U..|omar>`, `<#C..|general>` and `<https://...>`.
 */
function encode(slack: Slack, typed: string, mentions: boolean): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (!mentions) return escaped;
  const { workspace } = slack;
  const names = new Map<string, string>([[`@${workspace.appName()}`, `<@${app.botUserId}>`]]);
  for (const one of workspace.people.values()) {
    for (const name of [one.name, one.name.replace(/ \(.*\)$/, ''), one.handle]) {
      names.set(`@${name}`, `<@${one.id}|${one.handle}>`);
    }
  }
  for (const one of workspace.conversations.values()) {
    if (one.name) names.set(`#${one.name}`, `<#${one.id}|${one.name}>`);
  }
  // Longest first: "@Omar Owner (sample)" before "@Omar Owner".
  const known = [...names.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<=^|[\\s(,:])(?:(${known.map(literally).join('|')})(?![\\w-])|(https?://[^\\s|]+))`,
    'gi',
  );
  const lower = new Map([...names].map(([name, mention]) => [name.toLowerCase(), mention]));
  return escaped.replace(pattern, (whole, name?: string) =>
    name ? (lower.get(name.toLowerCase()) ?? whole) : `<${whole}>`,
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

type Found = { blocks: SandboxBlock[]; values: StateValues; message?: StoredMessage; view?: StoredView };

/** What stands at a place, if this person can use it now: of the modals, only the top one. */
function find(person: Person, place: Place): Found | undefined {
  const { workspace } = person.slack;
  if (place.kind === 'message') {
    const member = workspace.conversations.get(place.channel)?.members.has(person.id);
    const message = workspace.message(place.channel, place.ts);
    return member && message && workspace.mayRead(person.id, message) ? { ...message, message } : undefined;
  }
  const view = place.kind === 'home' ? workspace.homes.get(person.id) : workspace.stack(person.id).at(-1);
  return view?.id === place.view ? { ...view, view } : undefined;
}

/** Puts what was typed where it belongs; says what is wrong with the first entry that does not fit. */
function keepTyped(person: Person, place: Place, entries: Entry[]): string | null {
  const { workspace } = person.slack;
  for (const entry of entries) {
    const found = find(person, place);
    const block = found?.blocks.find((one) => one.block_id === entry.blockId);
    const element = block && elementsIn(block).find((one) => actionIdOf(one) === entry.actionId);
    if (!found || !element) return 'That is not there any more.';
    const taken = take(element, entry.given, choicesOf(person, place, entry, found.values));
    if (!taken.ok) return taken.error;
    if (!taken.state || element.type === 'overflow') continue;
    const values = withValue(found.values, entry.blockId, entry.actionId, taken.state);
    if (found.message) workspace.replaceMessage(found.message, { ...found.message, values });
    if (found.view) {
      const { [entry.blockId]: _, ...errors } = found.view.errors;
      workspace.replaceView({ ...found.view, values, errors });
    }
  }
  return null;
}

function choicesOf(person: Person, place: Place, entry: Entry, values: StateValues) {
  const { workspace } = person.slack;
  const conversations = [...workspace.conversations.values()].filter((one) => !one.isArchived);
  const held = values[entry.blockId]?.[entry.actionId];
  return {
    users: [...workspace.people.values()].filter((one) => !one.deleted).map((one) => one.id),
    conversations: conversations
      .filter((one) => one.directWith === null || one.directWith === person.id)
      .map((one) => one.id),
    publicChannels: conversations.filter((one) => one.directWith === null).map((one) => one.id),
    files: [...workspace.files.values()].map(({ file }) => file).filter(({ user }) => user === person.id),
    suggested: [
      ...(suggestions.get(person.slack)?.get(elementKey(person, place, entry.blockId, entry.actionId)) ?? []),
      ...(held?.selected_options ?? []),
      ...(held?.selected_option ? [held.selected_option] : []),
    ],
  };
}

function elementKey(person: Person, place: Place, blockId: string, actionId: string): string {
  const where = place.kind === 'message' ? `${place.channel}/${place.ts}` : place.view;
  return [person.id, where, blockId, actionId].join('/');
}

/** Whether Slack tells the app: always outside input blocks, inside only with dispatch_action and the right key. */
function dispatches(block: SandboxBlock, element: Element, enter: boolean): boolean {
  if (!isAsked(block)) return true;
  if (!block.dispatch_action) return false;
  if (!textInputs.includes(element.type)) return true;
  const config = 'dispatch_action_config' in element ? element.dispatch_action_config : undefined;
  const on = config?.trigger_actions_on ?? ['on_enter_pressed'];
  return on.includes(enter ? 'on_enter_pressed' : 'on_character_entered');
}

async function blockAction(person: Person, place: Place, element: Element, entry: Entry): Promise<ActResult> {
  const { workspace, link, url } = person.slack;
  if (!workspace.installed) return complain(person, `${workspace.appName()} is not installed here any more.`);
  if (workspace.manifest.settings?.interactivity?.is_enabled !== true) {
    return complain(person, 'This app is not configured to handle interactive responses.');
  }
  const found = find(person, place);
  const state = found?.values[entry.blockId]?.[entry.actionId];
  const picked =
    element.type === 'overflow'
      ? { selected_option: element.options.find((one) => one.value === entry.given) }
      : element.type === 'button'
        ? { text: element.text, ...(element.value ? { value: element.value } : {}) }
        : { ...state };
  const channel = place.kind === 'message' ? place.channel : (found?.view?.channel ?? null);
  const payload = {
    type: 'block_actions',
    ...interactionPayload(person),
    ...whereabouts(person, place),
    trigger_id: workspace.newTrigger(person.id, channel, place.kind === 'modal' ? place.view : null),
    ...(place.kind === 'message'
      ? { response_url: `${url()}/response/${workspace.newResponseUrl(person.id, place.channel, place.ts)}` }
      : {}),
    actions: [
      {
        type: element.type,
        block_id: entry.blockId,
        action_id: entry.actionId,
        action_ts: workspace.nextTs(),
        ...picked,
      },
    ],
  };
  const result = await link.deliver('interactive', payload);
  return result.ok ? done : complain(person, `The app did not respond (${result.error}).`);
}

/** The part of an interaction that says where the person was. An ephemeral message does not travel with it. */
function whereabouts(person: Person, place: Place): Record<string, unknown> {
  const { workspace } = person.slack;
  if (place.kind !== 'message') {
    const view = workspace.view(place.view);
    return { container: { type: 'view', view_id: place.view }, ...(view ? { view: viewPayload(view) } : {}) };
  }
  const message = workspace.message(place.channel, place.ts);
  const conversation = workspace.conversations.get(place.channel);
  return {
    container: {
      type: 'message',
      message_ts: place.ts,
      channel_id: place.channel,
      is_ephemeral: message?.ephemeral === true,
    },
    channel: { id: place.channel, name: conversation ? channelNameFor(conversation) : '' },
    state: { values: message?.values ?? {} },
    ...(message && !message.ephemeral ? { message: messagePayload(message) } : {}),
  };
}

/** For conversation pickers with response_url_enabled: a way to answer into the conversation that was picked. */
function responseUrls(person: Person, view: StoredView): Record<string, string>[] {
  const { workspace, url } = person.slack;
  return view.blocks.flatMap((block) =>
    elementsIn(block).flatMap((element) => {
      if (!('response_url_enabled' in element) || !element.response_url_enabled) return [];
      const state = view.values[block.block_id ?? '']?.[actionIdOf(element)];
      const channel = state?.selected_conversation ?? state?.selected_channel;
      if (!channel) return [];
      const id = workspace.newResponseUrl(person.id, channel, null);
      const response_url = `${url()}/response/${id}`;
      return [
        { block_id: block.block_id ?? '', action_id: actionIdOf(element), channel_id: channel, response_url },
      ];
    }),
  );
}

/** Does what the acknowledgement of a submission asks for; says what is wrong with it when Slack would not do it. */
function answerSubmission(person: Person, id: string, answer: unknown): string | null {
  const { workspace } = person.slack;
  const stack = workspace.stack(person.id);
  const view = stack.find((one) => one.id === id);
  if (!view) return null;
  const body = (answer ?? {}) as {
    response_action?: string;
    errors?: Record<string, string>;
    view?: ViewJson;
  };
  switch (body.response_action) {
    case undefined:
      if (Object.keys(body).length > 0) return 'no response_action';
      workspace.setStack(
        person.id,
        stack.filter((one) => one.id !== id),
      );
      return null;
    case 'clear':
      workspace.setStack(person.id, []);
      return null;
    case 'errors': {
      const asked = view.blocks.filter(isAsked).map((block) => block.block_id);
      const strange = Object.keys(body.errors ?? {}).filter((block) => !asked.includes(block));
      if (!body.errors || Object.keys(body.errors).length === 0) return 'errors is empty';
      if (strange.length > 0)
        return `errors for blocks that are no inputs of this view: ${strange.join(', ')}`;
      workspace.replaceView({ ...view, errors: body.errors });
      return null;
    }
    case 'update':
    case 'push': {
      const problems = checkView(body.view);
      if (problems.length > 0 || !body.view || body.view.type !== 'modal') {
        return (
          problems.map((one) => `${one.message} [json-pointer:/view${one.path}]`).join('; ') || 'not a modal'
        );
      }
      if (body.response_action === 'update') {
        workspace.remakeView(view, body.view);
        return null;
      }
      if (stack.length >= mostModals) return 'push_limit_reached';
      workspace.setStack(person.id, [...stack, workspace.makeView(person.id, body.view, view, view.channel)]);
      return null;
    }
    default:
      return `unknown response_action ${body.response_action}`;
  }
}

function optionGroups(answer: unknown): OptionGroup[] {
  const body = answer as {
    options?: PlainTextOption[];
    option_groups?: { label: { text: string }; options: PlainTextOption[] }[];
  };
  if (body.options) return [{ label: null, options: body.options }];
  return (body.option_groups ?? []).map((group) => ({ label: group.label.text, options: group.options }));
}
