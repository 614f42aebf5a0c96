import type { App, ReceiverEvent, SlashCommand } from '@slack/bolt';
import type { Installations } from './installations.ts';
import type { CommandHandler } from './listeners/commands.ts';
import { refuseTenant } from './refuse-tenant.ts';
import { tenantOf } from './tenant.ts';

/** Hands on what Slack sent; resolves when all that follows is done. */
export type Dispatch = (event: ReceiverEvent) => Promise<void>;

/** The installations and handlers that a verified request is dispatched to. */
export interface Routing {
  readonly installations: Installations;
  readonly handleCommand: CommandHandler;
}

/**
 * Dispatches verified requests of tenants where the app is installed, and refuses all others. Slash commands, which are
 * asked most, go straight to their answer; everything else goes to Bolt's listeners.
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
