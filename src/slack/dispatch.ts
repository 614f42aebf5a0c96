import type { App, ReceiverEvent, SlashCommand } from '@slack/bolt';
import type { AnswerCommand } from './listeners/commands.ts';

/** Hands on what Slack sent; resolves when all that follows is done. */
export type Dispatch = (event: ReceiverEvent) => Promise<void>;

/** Slash commands, which are asked most, go straight to their answer; everything else goes to Bolt's listeners. */
export const dispatcher =
  (app: App, answerCommand: AnswerCommand): Dispatch =>
  (event) =>
    isCommand(event.body) ? answerCommand(event.body, event.ack) : app.processEvent(event);

const isCommand = (body: ReceiverEvent['body']): body is SlashCommand => typeof body.command === 'string';
