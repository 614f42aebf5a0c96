import type { Conversation } from '../records.ts';
import type { Slack } from '../slack.ts';
import type { Workspace } from '../workspace.ts';

export type Arguments = Record<string, unknown>;
export type Answer = { ok: boolean; error?: string } & Record<string, unknown>;

/** One method of the Web API. */
export interface Method {
  name: string;
  /** Default: the bot's. */
  token?: 'app' | 'none';
  /** The part of the app's manifest that allows this call. */
  scope?: string | ((args: Arguments, workspace: Workspace) => string);
  run: (args: Arguments, slack: Slack) => Answer;
}

export function createError(error: string, more: Record<string, unknown> = {}): Answer {
  return { ok: false, error, ...more };
}

export function invalidArguments(...messages: string[]): Answer {
  return createError('invalid_arguments', {
    response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) },
  });
}

export function text(args: Arguments, name: string): string {
  const value = args[name];
  return value === undefined || value === null ? '' : String(value);
}

export function flag(args: Arguments, name: string): boolean {
  return ['true', '1'].includes(text(args, name));
}

/** Reads a field that comes as JSON or, in a form, as JSON in a string. */
export function json(args: Arguments, name: string): { ok: true; value: unknown } | { ok: false } {
  const value = args[name];
  if (value === undefined || value === null || value === '') return { ok: true, value: undefined };
  if (typeof value !== 'string') return { ok: true, value };
  try {
    return { ok: true, value: JSON.parse(value) };
  } catch {
    return { ok: false };
  }
}

/** Returns the conversation of a channel's id or #name, or the direct message with a person's id. */
export function findConversation(workspace: Workspace, name: string): Conversation | undefined {
  return workspace.conversationNamed(name) ?? workspace.directMessage(name);
}

/** Returns the page of a list that a call asks for with `cursor` and `limit`. */
export function page<T>(
  args: Arguments,
  all: T[],
  fallback = 100,
): { items: T[]; response_metadata: { next_cursor: string } } {
  const from = text(args, 'cursor') ? Number(Buffer.from(text(args, 'cursor'), 'base64').toString()) : 0;
  const limit = Number(text(args, 'limit')) || fallback;
  const next = from + limit < all.length ? Buffer.from(String(from + limit)).toString('base64') : '';
  return { items: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
}

/** Returns the scope that a call needs, depending on whether its channel is a direct message. */
export const byConversation = (im: string, channel: string) => (args: Arguments, workspace: Workspace) =>
  findConversation(workspace, text(args, 'channel'))?.directWith ? im : channel;
