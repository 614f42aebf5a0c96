import type { AckFn, SlashCommand } from '@slack/bolt';
import type { Register } from '../../domain/register.ts';
import { route } from '../command-router.ts';
import type { Installation } from '../installations.ts';
import { safe } from '../kit/blocks.ts';
import type { Route } from '../kit/command.ts';
import { notRecorded, refusalContent } from '../kit/contents.ts';
import {
  asMessage,
  asModal,
  type Content,
  type Message,
  once,
  type PageScene,
  textMessage,
} from '../kit/page.ts';
import { type Answer, respond } from '../kit/respond.ts';
import { contentOf, type Entry, type ListenerServices, modalFor, refusalTo } from '../listener-services.ts';
import { doneContent } from '../readiness/index.ts';
import { formFor } from '../subjects.ts';

/** How long an answer may keep the acknowledgement waiting, in milliseconds; Slack gives up after 3,000. */
const ackWithin = 2_000;

/** So much is typed again in a moment; what is longer is repeated, for Slack does not keep it. In characters. */
const shortlyTyped = 40;

const ephemerally = once((message: Message | { readonly text: string }) => ({
  response_type: 'ephemeral' as const,
  ...message,
}));

/** Answers a slash command; it never fails. */
export type AnswerCommand = (
  installation: Installation,
  command: SlashCommand,
  acknowledge: AckFn<Answer>,
) => Promise<void>;

/** Slash commands, answered without Bolt's listeners: they are what is asked most. */
export function commandAnswers(services: ListenerServices): AnswerCommand {
  const { guarded, afterwards, enter, sceneFor, redraw } = services;

  return async (installation, command, acknowledge) => {
    const { client } = installation;
    const ack = inTime(acknowledge, command.response_url, services);
    await guarded(
      'command',
      async () => {
        const entry = await enter(installation, command.user_id);
        const refusal = refusalTo(entry);
        if (refusal) return ack(refusal);
        const scene = await sceneFor(entry);
        const found = route(command.command, command.text, scene);
        if (found.to === 'hint') return ack(ephemerally(textMessage(hintText(found.hint, command))));
        if (found.to === 'page' && found.inModal) {
          const view = asModal(await contentOf(found.target, scene));
          await client.views.open({ trigger_id: command.trigger_id, view });
          return ack();
        }
        if (found.to === 'page') return ack(ephemerally(asMessage(await contentOf(found.target, scene))));
        if (found.to === 'record') {
          const delivery = `command:${command.trigger_id}`;
          const { content, recorded } = await recordTyped(services, entry, scene, found, delivery);
          await ack(ephemerally(asMessage(content)));
          if (recorded) afterwards(() => redraw(entry, recorded));
          return;
        }
        const view = modalFor(found.step, scene, found.prefilled);
        await client.views.open({ trigger_id: command.trigger_id, view });
        await ack();
      },
      ({ words: text }) => ack(ephemerally({ text })),
    );
  };
}

/** The answer rides on the acknowledgement; one that takes longer leaves it alone, and follows. */
function inTime(
  acknowledge: AckFn<Answer>,
  responseUrl: string,
  { log }: ListenerServices,
): (answer?: Answer) => Promise<void> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    acknowledge().catch((error) => log.warn({ err: error }, 'could not acknowledge'));
  }, ackWithin);
  return async (answer) => {
    clearTimeout(timer);
    if (!late) return acknowledge(answer);
    if (answer !== undefined) await respond(responseUrl, answer);
  };
}

/** What to type instead, with what was typed where that would be lost. */
function hintText(hint: string, { command, text }: SlashCommand): string {
  const typed = text.length > shortlyTyped ? `\nYou typed: ${safe(`${command} ${text}`, 2500)}` : '';
  return `${hint}${typed}`;
}

/** Records what was typed after a command; what is refused can be put right in the form, which holds it. */
async function recordTyped(
  { record, sceneFor }: ListenerServices,
  entry: Entry,
  scene: PageScene,
  { step, states, words }: Extract<Route, { to: 'record' }>,
  delivery: string,
): Promise<{ readonly content: Content; readonly recorded: Register | null }> {
  const inWords = (problems: Readonly<Record<string, string>>) =>
    Object.entries(problems).map(([field, problem]) => `${words[field] ?? field}: ${problem}`);
  const submission = formFor(step).submit(step, scene, states);
  if (submission.outcome !== 'ready') {
    const problems = submission.outcome === 'invalid' ? inWords(submission.errors) : [];
    return { content: notRecorded(step, problems), recorded: null };
  }
  const { decide, done, named } = submission;
  const result = await record({ ...entry, delivery, named, register: scene.register }, decide);
  if (result.ok) {
    const then = await sceneFor(entry, result.register);
    return { content: doneContent(done(then), scene, then), recorded: result.register };
  }
  const { fields } = result.refusal;
  const content = fields ? notRecorded(step, inWords(fields)) : refusalContent(result.refusal);
  return { content, recorded: null };
}
