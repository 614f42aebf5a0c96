import { z } from 'zod';
import type { Step } from '../../domain/decide.ts';
import type { Entered, FormContext } from './form.ts';
import { isChannel } from './slack-ids.ts';
import { unescapeText } from './slash-text.ts';

/** A message on which somebody uses a shortcut. */
export interface ShortcutMessage {
  /** Its channel; null in a direct message. */
  readonly channel: string | null;
  /** Its text as a person reads it. */
  readonly text: string;
  /** The address that opens it in Slack. */
  readonly link: string;
}

/** The form that a shortcut opens, with what is already known. */
export interface ShortcutForm {
  readonly step: Step;
  readonly prefilled?: Entered;
}

interface Common {
  /** The callback id in `manifest.json`. It is stored in Slack, so it is never renamed. */
  readonly callbackId: string;
  /** The name in Slack's menu, up to 24 characters. */
  readonly name: string;
  /** The description in Slack's menu, up to 150 characters. */
  readonly description: string;
}

/** An entry of Slack's menu: of the workspace, or of each message. It opens a form. */
export type Shortcut =
  | (Common & { readonly type: 'global'; readonly form: (context: FormContext) => ShortcutForm })
  | (Common & {
      readonly type: 'message';
      readonly form: (context: FormContext, message: ShortcutMessage) => ShortcutForm;
    });

const messageSchema = z.object({
  team: z.object({ domain: z.string() }),
  channel: z.object({ id: z.string() }),
  message_ts: z.string(),
  message: z.object({ text: z.string().nullish(), thread_ts: z.string().nullish() }),
});

/**
 * Parses the message of a message shortcut. `nameOf` returns the name of a person, null when it is unknown.
 * @throws ZodError when Slack sent none
 */
export function readShortcutMessage(
  body: unknown,
  nameOf: (person: string) => string | null,
): ShortcutMessage {
  const { team, channel, message_ts: ts, message } = messageSchema.parse(body);
  const inThread =
    message.thread_ts && message.thread_ts !== ts ? `?thread_ts=${message.thread_ts}&cid=${channel.id}` : '';
  return {
    channel: isChannel(channel.id) ? channel.id : null,
    text: readMessageText(message.text ?? '', nameOf),
    link: `https://${team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}${inThread}`,
  };
}

/** Returns the text of a message without Slack's markup: names of people and channels, addresses of links. */
export const readMessageText = (mrkdwn: string, nameOf: (person: string) => string | null): string =>
  unescapeText(
    mrkdwn
      .replace(
        /<([@#])([A-Z0-9]+)(?:\|([^<>]*))?>/g,
        (_, sign: string, id: string, name?: string) =>
          `${sign}${name || (sign === '@' ? nameOf(id) : null) || id}`,
      )
      .replace(/<!([a-z]+)(?:\|[^<>]*)?>/g, '@$1')
      .replace(/<!([^<>|]*)(?:\|([^<>]*))?>/g, '$2')
      .replace(/<([a-z][a-z0-9+.-]*:[^<>|]+)(?:\|[^<>]*)?>/gi, '$1'),
  ).trim();
