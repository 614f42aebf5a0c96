import { Temporal } from 'temporal-polyfill';
import type { SeenMessage } from '../../../sandbox/client.ts';
import type { LocalCrossing } from '../../../sandbox/crossing.ts';
import { samplePeople } from '../../../sandbox/sample-workspace.ts';
import { readMrkdwn } from '../../../sandbox/server/reading.ts';

/** A message that the app sent by itself. */
export interface Sent {
  /** When it arrived, in epoch milliseconds. */
  readonly at: number;
  /** "Omar" or "#ai-program". */
  readonly to: string;
  /**
   * The notification as it was sent, the comment of a file, or all facts of a daily message. Later updates do not
   * change it.
   */
  readonly gist: string;
  /** The JSON of its blocks as they were sent. */
  readonly blocks: string;
  readonly message: SeenMessage;
}

const berlin = 'Europe/Berlin';
const toZone = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** Returns the instant of "2026-01-12 10:05" in Berlin, in epoch milliseconds. */
export const inBerlin = (time: string): number =>
  Temporal.PlainDateTime.from(time.replace(' ', 'T')).toZonedDateTime(berlin).epochMilliseconds;

/** Formats a message as one line: "Mon 12 Jan 10:05 Itai | You are the tool reviewer". */
export function formatSent({ at, to, gist }: Sent): string {
  const { dayOfWeek, day, month, hour, minute } = toZone(at, berlin);
  const [weekday, name] = [
    'Mon Tue Wed Thu Fri Sat Sun'.split(' ')[dayOfWeek - 1],
    'Jan Feb Mar'.split(' ')[month - 1],
  ];
  const [date, hours, minutes] = [day, hour, minute].map((value) => String(value).padStart(2, '0'));
  return `${weekday} ${date} ${name} ${hours}:${minutes} ${to} | ${gist}`;
}

/** Returns when a message arrived by the clock of its recipient; a channel is in Berlin. */
export const localTimeOf = ({ at, to }: Sent): Temporal.ZonedDateTime =>
  toZone(at, samplePeople.find(({ name }) => firstNameOf(name) === to)?.tz ?? berlin);

const firstNameOf = (name: string): string => name.split(' ')[0] ?? name;

/**
 * Returns all messages of the app to people and in channels by minute, and within a minute by line. Answers that only
 * the person who typed sees are not among them.
 */
export function readSent({ workspace }: LocalCrossing, channels: readonly string[]): readonly Sent[] {
  const posts = new Map(
    workspace.control
      .calls()
      .filter(({ method, answer }) => method === 'chat.postMessage' && answer?.ok === true)
      .map(({ args, answer }) => [String(answer?.ts), args]),
  );
  const lena = workspace.as('Lena Lead');
  const state = lena.connection.state();
  const toPeople = samplePeople.flatMap(({ name }) =>
    workspace
      .as(name)
      .directMessages()
      .map((message) => ({ to: firstNameOf(name), message })),
  );
  const inChannels = channels.flatMap((to) => lena.sees(to).map((message) => ({ to, message })));
  return [...toPeople, ...inChannels]
    .filter(({ message }) => message.isFromApp && !message.isEphemeral)
    .map(({ to, message }): Sent => {
      const post = posts.get(message.ts);
      const blocks = typeof post?.blocks === 'string' ? post.blocks : JSON.stringify(post?.blocks ?? []);
      const text = post ? readMrkdwn(state, String(post.text)) : message.notification;
      const [daily] = /^\d+ reminders? today/.exec(text) ?? [];
      const gist = daily ? `${daily}: ${readFacts(blocks, (one) => readMrkdwn(state, one))}` : text;
      const files = message.files.map(() => ' [file]').join('');
      return { at: Number(message.ts) * 1000, to, message, blocks, gist: `${shorten(gist)}${files}` };
    })
    .map((sent) => ({ sent, minute: Math.floor(sent.at / 60_000), line: formatSent(sent) }))
    .sort((a, b) => a.minute - b.minute || (a.line < b.line ? -1 : 1))
    .map(({ sent }) => sent);
}

interface SentBlock {
  readonly type: string;
  readonly text?: { readonly text: string };
}

/** Returns the facts of a daily message, each with the person whom it asks to help. */
const readFacts = (blocks: string, read: (mrkdwn: string) => string): string =>
  (JSON.parse(blocks) as readonly SentBlock[])
    .filter(({ type }) => type === 'section')
    .map(({ text }) => {
      const [fact = '', ...rest] = read(text?.text ?? '').split('\n');
      const help = rest.find((line) => line.includes(' was asked on '))?.replace(/ and has not.*/, '');
      return help ? `${fact} (${help})` : fact;
    })
    .join(' + ')
    .replace(/\*/g, '');

/** Returns a text in one line, with people by their first names. */
const shorten = (text: string): string =>
  text
    .replace(/@(\w+) \w+ \(sample\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
