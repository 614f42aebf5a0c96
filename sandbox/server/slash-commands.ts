import type { ActResult } from '../protocol.ts';
import { done, type Person, showError } from './act-result.ts';
import { app, team } from './identity.ts';
import { channelNameFor, enterpriseOf, homeTeam } from './payloads.ts';
import type { Conversation } from './records.ts';
import { respond } from './responses.ts';
import { encode } from './typed-text.ts';

export async function command(person: Person, conversation: Conversation, typed: string): Promise<ActResult> {
  const { workspace, link, url } = person.slack;
  const [name = '', rest = ''] = typed.split(/\s(.*)/s);
  const known = workspace.manifest.features?.slash_commands?.find((one) => one.command === name);
  if (!known || !workspace.installed || !workspace.scopes().includes('commands')) {
    return showError(person, `${name} is not a valid command.`);
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
  if (!result.ok) return showError(person, `${name} failed with the error "${result.error}"`);
  const body = result.answer as Record<string, unknown> | null;
  if (!body) return done;
  const responded = respond(person.slack, { person: person.id, channel: conversation.id, ts: null }, body);
  if (responded.ok) return done;
  const why = responded.problems?.join('; ') || responded.error;
  return showError(person, `${name} failed with the error "invalid_command_response" (${why})`);
}
