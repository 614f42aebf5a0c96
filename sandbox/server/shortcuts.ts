import type { Act, ActResult } from '../protocol.ts';
import { done, type Person, refuse, showError } from './act-result.ts';
import { channelNameFor, interactionPayload, messagePayload } from './payloads.ts';

/** Chooses a shortcut of the workspace or of a message, and tells the app. */
export async function shortcut(
  person: Person,
  { name, on }: Extract<Act, { type: 'shortcut' }>,
): Promise<ActResult> {
  const { workspace, link, url } = person.slack;
  const type = on ? 'message' : 'global';
  const known = workspace.manifest.features?.shortcuts?.find((one) => one.name === name && one.type === type);
  if (!known || !workspace.installed || !workspace.scopes().includes('commands'))
    return refuse(`There is no shortcut "${name}" here.`);
  if (workspace.manifest.settings?.interactivity?.is_enabled !== true)
    return showError(person, 'This app is not configured to handle interactive responses.');
  const message = on && workspace.message(on.channel, on.ts);
  const conversation = on && workspace.conversations.get(on.channel);
  // Slack offers no shortcuts on messages that only one person sees.
  if (on && (!message || !conversation?.members.has(person.id) || message.ephemeral))
    return refuse('That is not there any more.');
  const result = await link.deliver('interactive', {
    ...interactionPayload(person),
    callback_id: known.callback_id,
    action_ts: workspace.nextTs(),
    trigger_id: workspace.newTrigger(person.id, conversation?.id ?? null, null),
    ...(message && conversation
      ? {
          type: 'message_action',
          channel: { id: conversation.id, name: channelNameFor(conversation) },
          message_ts: message.ts,
          message: messagePayload(message),
          response_url: `${url()}/response/${workspace.newResponseUrl(person.id, conversation.id, null)}`,
        }
      : { type: 'shortcut' }),
  });
  return result.ok ? done : showError(person, `"${name}" failed with the error "${result.error}"`);
}
