import type { AckFn, SlashCommand } from '@slack/bolt';
import type { Step } from '../../domain/decide.ts';
import type { Register } from '../../domain/register.ts';
import type { Crossing } from '../../operations/act.ts';
import type { StoreAndClock } from '../../operations/sweep.ts';
import { routeCommand } from '../command-router.ts';
import type { Installation } from '../installations.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import type { Route } from '../kit/command.ts';
import { renderNotRecorded, renderRefusal } from '../kit/contents.ts';
import {
  type Content,
  inChannel,
  type Message,
  memoize,
  type PageContext,
  textMessage,
  toMessage,
  toModal,
} from '../kit/page.ts';
import { type Answer, respond } from '../kit/respond.ts';
import { unescapeText } from '../kit/slash-text.ts';
import {
  type Caller,
  findMemberRefusal,
  type ListenerServices,
  record,
  renderPage,
  renderStepModal,
} from '../listener-services.ts';
import { filterPermitted } from '../permitted-buttons.ts';
import { renderDone } from '../readiness/index.ts';
import { findClick, formFor } from '../subjects.ts';

/** The longest wait for the acknowledgement, in milliseconds; Slack gives up after 3,000. */
const ackTimeout = 2_000;

/** A longer command is repeated in the hint, because Slack does not keep it. In characters. */
const maxShortText = 40;

const ephemeralResponse = memoize((message: Message | { readonly text: string }) => ({
  response_type: 'ephemeral' as const,
  ...message,
}));

/** Answers a slash command. It never fails. */
export type CommandHandler = (
  installation: Installation,
  command: SlashCommand,
  acknowledge: AckFn<Answer>,
) => Promise<void>;

/**
 * Creates the handler of slash commands. It bypasses Bolt's listeners, because commands are the most frequent requests.
 */
export function createCommandHandler(services: ListenerServices): CommandHandler {
  const { runGuarded, runAfterwards, identifyCaller, loadContext, redraw, assistant } = services;

  return async (installation, command, acknowledge) => {
    const { client } = installation;
    const ack = createResponder(acknowledge, command.response_url, services);
    await runGuarded(
      'command',
      async (crossing) => {
        const caller = await identifyCaller(installation, command.user_id);
        const refusal = findMemberRefusal(caller);
        if (refusal) return ack(refusal);
        const context = inChannel(await loadContext(caller), command.channel_id);
        const found = routeCommand(command.command, command.text, context);
        if (found.to === 'hint') {
          const place = {
            tenant: caller.workspace,
            channel: command.channel_id,
            thread: null,
            person: caller.actor.id,
          };
          const isQuestion = command.command === '/stage3' && /\S\s+\S+\s+\S|\?\s*$/.test(command.text);
          const said = unescapeText(command.text);
          const reply = found.unknown && isQuestion ? await assistant.ask(context, place, said) : null;
          const message =
            reply?.kind === 'answer'
              ? toMessage(reply.content)
              : textMessage(formatHint(found.hint, command));
          return ack(ephemeralResponse(message));
        }
        if (found.to === 'page' && found.inModal) {
          const view = toModal(await renderPage(found.target, context));
          await client.views.open({ trigger_id: command.trigger_id, view });
          return ack();
        }
        if (found.to === 'page')
          return ack(ephemeralResponse(toMessage(await renderPage(found.target, context))));
        if (found.to === 'click') {
          const delivery = `command:${command.trigger_id}`;
          const content = await takeStep(services, crossing, caller, context, found.step, delivery);
          return ack(ephemeralResponse(toMessage(content)));
        }
        if (found.to === 'record') {
          const delivery = `command:${command.trigger_id}`;
          const { content, recorded } = await recordTyped(
            services,
            crossing,
            caller,
            context,
            found,
            delivery,
          );
          await ack(ephemeralResponse(toMessage(content)));
          if (recorded) runAfterwards(() => redraw(caller, recorded));
          return;
        }
        const view = renderStepModal(found.step, context, found.prefilled);
        await client.views.open({ trigger_id: command.trigger_id, view });
        await ack();
      },
      ({ words: text }) => ack(ephemeralResponse({ text })),
    );
  };
}

/** Returns a function that answers with the acknowledgement, or afterwards if the answer is late. */
function createResponder(
  acknowledge: AckFn<Answer>,
  responseUrl: string,
  { log }: ListenerServices,
): (answer?: Answer) => Promise<void> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    acknowledge().catch((error) => log.warn({ err: error }, 'could not acknowledge'));
  }, ackTimeout);
  return async (answer) => {
    clearTimeout(timer);
    if (!isLate) return acknowledge(answer);
    if (answer !== undefined) await respond(responseUrl, answer);
  };
}

/** Formats a hint, with the typed text if it would be lost. */
function formatHint(hint: string, { command, text }: SlashCommand): string {
  const typed = text.length > maxShortText ? `\nYou typed: ${escapeMrkdwn(`${command} ${text}`, 2500)}` : '';
  return `${hint}${typed}`;
}

/** Takes a step without a form; returns what to show. */
async function takeStep(
  { loadContext, runAfterwards, redraw }: ListenerServices,
  crossing: Crossing & StoreAndClock,
  caller: Caller,
  context: PageContext,
  { do: key, ...input }: Step,
  delivery: string,
): Promise<Content> {
  const taken = findClick(key)?.take(input);
  if (!taken) throw new RangeError(`no button takes ${key}`);
  const { register } = context;
  const result = await record(crossing, { ...caller, delivery, named: [], register }, taken.decide);
  if (!result.ok) return filterPermitted(renderRefusal(result.refusal, caller.actor.id), context);
  const then = await loadContext(caller, result.register);
  await taken.follow(crossing, then);
  if (result.register.seq !== register.seq) runAfterwards(() => redraw(caller, result.register));
  const shown = taken.done(then);
  return 'page' in shown ? renderPage(shown, then) : filterPermitted(shown, then);
}

/** Records a typed command; if it is refused, the answer offers the prefilled form. */
async function recordTyped(
  { loadContext }: ListenerServices,
  crossing: Crossing,
  caller: Caller,
  context: PageContext,
  { step, states, words }: Extract<Route, { to: 'record' }>,
  delivery: string,
): Promise<{ readonly content: Content; readonly recorded: Register | null }> {
  const inWords = (problems: Readonly<Record<string, string>>) =>
    Object.entries(problems).map(([field, problem]) => `${words[field] ?? field}: ${problem}`);
  const submission = formFor(step).submit(step, context, states);
  if (submission.outcome !== 'ready') {
    const problems = submission.outcome === 'invalid' ? inWords(submission.errors) : [];
    return { content: renderNotRecorded(step, problems), recorded: null };
  }
  const { decide, done, named } = submission;
  const result = await record(crossing, { ...caller, delivery, named, register: context.register }, decide);
  if (result.ok) {
    const then = await loadContext(caller, result.register);
    return { content: renderDone(done(then), context, then), recorded: result.register };
  }
  const { fields } = result.refusal;
  const content = fields ? renderNotRecorded(step, inWords(fields)) : renderRefusal(result.refusal);
  return { content, recorded: null };
}
