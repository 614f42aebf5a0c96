import { incidentMessageKinds } from '../../src/operations/incidents.ts';
import type { Rendered } from '../../src/operations/message-kind.ts';
import type { Message } from '../../src/store/open.ts';
import type { World } from './world.ts';

export const isAboutIncident = ({ kind }: Pick<Message, 'kind'>): boolean =>
  Object.values<string>(incidentMessageKinds).includes(kind);

/** Records a message about an incident in the log. A person who is called reacts. */
export async function recordIncidentMessage(
  world: World,
  { workspace, recipient, data }: Pick<Message, 'workspace' | 'recipient' | 'data'>,
  { blocks }: Rendered,
  isNew: boolean,
): Promise<void> {
  const { incident, call: index } = data as { readonly incident: string; readonly call?: number };
  const { incidents } = await world.register(workspace);
  const why = index === undefined ? undefined : incidents.get(incident)?.calls[index]?.why;
  const call = index === undefined || why === undefined ? null : { index, why };
  const text = JSON.stringify(blocks);
  world.log.incidentMessages.push({ workspace, at: world.now, incident, recipient, call, isNew, text });
  if (isNew && call) world.onCall(world.getPerson(recipient), incident);
}
