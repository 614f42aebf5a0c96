import type { PlainTextOption } from '@slack/types';
import type { Entry, Place, SandboxBlock, StateValues } from '../protocol.ts';
import type { Person } from './act-result.ts';
import { actionIdOf, elementsIn, take } from './elements.ts';
import type { StoredMessage, StoredView } from './records.ts';
import type { Slack } from './slack.ts';

/** The options that the app last offered a person for an external select, by place and element. */
export const suggestions = new WeakMap<Slack, Map<string, PlainTextOption[]>>();

type Found = { blocks: SandboxBlock[]; values: StateValues; message?: StoredMessage; view?: StoredView };

/** Returns the blocks at a place if this person can use them now; of the modals, only the top one. */
export function find(person: Person, place: Place): Found | undefined {
  const { workspace } = person.slack;
  if (place.kind === 'message') {
    const member = workspace.conversations.get(place.channel)?.members.has(person.id);
    const message = workspace.message(place.channel, place.ts);
    if (!member || !message || !workspace.mayRead(person.id, message)) return undefined;
    if (place.unfurl === undefined) return { ...message, message };
    const unfurl = message.unfurls?.find(({ url }) => url === place.unfurl);
    return unfurl && { ...unfurl, message };
  }
  const view = place.kind === 'home' ? workspace.homes.get(person.id) : workspace.stack(person.id).at(-1);
  return view?.id === place.view ? { ...view, view } : undefined;
}

/** Puts what was typed where it belongs; says what is wrong with the first entry that does not fit. */
export function keepTyped(person: Person, place: Place, entries: Entry[]): string | null {
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
    if (found.message) workspace.replaceMessage(found.message, withValues(found.message, place, values));
    if (found.view) {
      const { [entry.blockId]: _, ...errors } = found.view.errors;
      workspace.replaceView({ ...found.view, values, errors });
    }
  }
  return null;
}

/** Returns the message with other values: its own, or those of a card below it. */
function withValues(message: StoredMessage, place: Place, values: StateValues): StoredMessage {
  if (place.kind !== 'message' || place.unfurl === undefined) return { ...message, values };
  const unfurls = (message.unfurls ?? []).map((one) => (one.url === place.unfurl ? { ...one, values } : one));
  return { ...message, unfurls };
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

/** Returns a copy of the values with one element's value set. */
function withValue(
  values: StateValues,
  blockId: string,
  actionId: string,
  state: StateValues[string][string],
) {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: state } };
}

export function elementKey(person: Person, place: Place, blockId: string, actionId: string): string {
  const where = place.kind === 'message' ? `${place.channel}/${place.ts}/${place.unfurl ?? ''}` : place.view;
  return [person.id, where, blockId, actionId].join('/');
}
