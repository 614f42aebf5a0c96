import type { ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import { membersOnlyRefusal } from '../domain/permissions.ts';
import { textContent } from './kit/contents.ts';
import { toModal } from './kit/page.ts';
import { respond } from './kit/respond.ts';

const bodySchema = z.looseObject({
  command: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  response_url: z.string().optional().catch(undefined),
});

/**
 * Refuses a request of a tenant without an installation, in the way it came in. Most come from people of another
 * company in a shared channel. It uses no token and stores nothing.
 */
export async function refuseTenant({ body, ack }: ReceiverEvent): Promise<void> {
  const { command, type, response_url: responseUrl } = bodySchema.parse(body);
  const alone = { response_type: 'ephemeral', replace_original: false, text: membersOnlyRefusal } as const;
  if (command !== undefined) return ack({ response_type: 'ephemeral', text: membersOnlyRefusal });
  if (type === 'view_submission')
    return ack({ response_action: 'update', view: toModal(textContent(membersOnlyRefusal)) });
  if (type === 'block_suggestion') return ack({ options: [] });
  await ack();
  if (type === 'block_actions' && responseUrl !== undefined) await respond(responseUrl, alone);
}
