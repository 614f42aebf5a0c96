import type { App, ReceiverEvent, SlashCommand } from '@slack/bolt';
import type { Installations } from './installations.ts';
import type { CommandHandler } from './listeners/commands.ts';
import { refuseTenant } from './refuse-tenant.ts';
import { tenantOf } from './tenant.ts';

/** Dispatches a request; resolves when all work for it is done. */
export type Dispatch = (event: ReceiverEvent) => Promise<void>;

/** The installations and the command handler for verified requests. */
export interface Routing {
  readonly installations: Installations;
  readonly handleCommand: CommandHandler;
}

/**
 * Creates the dispatcher of verified requests. It refuses tenants without an installation, sends slash commands, the
 * most frequent requests, straight to their handler, and everything else to Bolt.
 */
export const createDispatcher =
  (app: App, { installations, handleCommand }: Routing): Dispatch =>
  async (event) => {
    const installation = await installations.for(tenantOf(event.body));
    if (installation === null) return refuseTenant(event);
    return isCommand(event.body)
      ? handleCommand(installation, event.body, event.ack)
      : app.processEvent(event);
  };

const isCommand = (body: ReceiverEvent['body']): body is SlashCommand => typeof body.command === 'string';
