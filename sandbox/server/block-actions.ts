import type { ActResult, Entry, Place, SandboxBlock } from '../protocol.ts';
import { done, type Person, showError } from './act-result.ts';
import { type Element, isAsked } from './elements.ts';
import { find } from './entries.ts';
import { channelNameFor, interactionPayload, messagePayload, viewPayload } from './payloads.ts';

const textInputs = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
];

/**
 * True when Slack reports the use to the app: always outside input blocks, inside only with dispatch_action and the
 * right key.
 */
export function dispatches(block: SandboxBlock, element: Element, enter: boolean): boolean {
  if (!isAsked(block)) return true;
  if (!block.dispatch_action) return false;
  if (!textInputs.includes(element.type)) return true;
  const config = 'dispatch_action_config' in element ? element.dispatch_action_config : undefined;
  const on = config?.trigger_actions_on ?? ['on_enter_pressed'];
  return on.includes(enter ? 'on_enter_pressed' : 'on_character_entered');
}

export async function blockAction(
  person: Person,
  place: Place,
  element: Element,
  entry: Entry,
): Promise<ActResult> {
  const { workspace, link, url } = person.slack;
  if (!workspace.installed)
    return showError(person, `${workspace.appName()} is not installed here any more.`);
  if (workspace.manifest.settings?.interactivity?.is_enabled !== true) {
    return showError(person, 'This app is not configured to handle interactive responses.');
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
    ...createInteractionContext(person, place),
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
  return result.ok ? done : showError(person, `The app did not respond (${result.error}).`);
}

/** Returns the part of an interaction that says where the person was. An ephemeral message is not included. */
export function createInteractionContext(person: Person, place: Place): Record<string, unknown> {
  const { workspace } = person.slack;
  if (place.kind !== 'message') {
    const view = workspace.view(place.view);
    return { container: { type: 'view', view_id: place.view }, ...(view ? { view: viewPayload(view) } : {}) };
  }
  const message = workspace.message(place.channel, place.ts);
  const conversation = workspace.conversations.get(place.channel);
  if (place.unfurl !== undefined) return createUnfurlContext(person, place, place.unfurl);
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

/** Returns the same for the card of a link below a message. The message itself, somebody else's, is not included. */
function createUnfurlContext(
  { slack: { workspace } }: Person,
  { channel, ts }: Extract<Place, { kind: 'message' }>,
  url: string,
): Record<string, unknown> {
  const unfurls = workspace.message(channel, ts)?.unfurls ?? [];
  const at = unfurls.findIndex((one) => one.url === url);
  const conversation = workspace.conversations.get(channel);
  return {
    container: {
      type: 'message_attachment',
      message_ts: ts,
      attachment_id: at + 1,
      channel_id: channel,
      is_ephemeral: false,
      is_app_unfurl: true,
      app_unfurl_url: url,
    },
    app_unfurl: { id: at + 1, is_app_unfurl: true, app_unfurl_url: url, blocks: unfurls[at]?.blocks ?? [] },
    channel: { id: channel, name: conversation ? channelNameFor(conversation) : '' },
    state: { values: unfurls[at]?.values ?? {} },
  };
}
