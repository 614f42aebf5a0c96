import type { App } from '@slack/bolt';
import { dayOf } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import { settingsOf } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import type { Crossing } from '../../operations/act.ts';
import { answerWithText, findOpenNudgesInMessage } from '../../operations/answer-nudge.ts';
import type { NudgeState } from '../../operations/nudge-states.ts';
import { recordPerson } from '../../operations/record-person.ts';
import type { StoreAndClock } from '../../operations/sweep.ts';
import type { Place } from '../assistant/index.ts';
import { routeCommand } from '../command-router.ts';
import { renderOutsiderHome } from '../home/index.ts';
import type { Installation } from '../installations.ts';
import { actions, contextBlock, filledFormButton, pageButton, section } from '../kit/blocks.ts';
import type { Route } from '../kit/command.ts';
import { mrkdwnContent, renderRefusal, textContent } from '../kit/contents.ts';
import { findStepRefusal } from '../kit/form.ts';
import { type Content, inChannel, type Message, type PageContext, toMessage } from '../kit/page.ts';
import { unescapeText } from '../kit/slash-text.ts';
import { readThreadReply } from '../kit/thread-replies.ts';
import { type Caller, findMemberRefusal, type ListenerServices, renderPage } from '../listener-services.ts';
import type { SlackUser } from '../members.ts';
import { filterPermitted } from '../permitted-buttons.ts';
import {
  findRequestedCheckIn,
  renderFigures,
  renderNotAsked,
  renderQuestion,
  renderThanks,
} from '../reminders/index.ts';
import { subcommands } from '../subjects.ts';
import { toolQuestion } from '../tools/index.ts';

/** Registers the listeners for events: Home opened, mentions, messages, changed people, uninstall. */
export function registerEvents(app: App, services: ListenerServices): void {
  const {
    log,
    runGuarded,
    runAfterwards,
    isFirstDelivery,
    installationOf,
    identifyCaller,
    refreshMember,
    loadContext,
    publishHome,
    redraw,
    agentPanel,
    assistant,
  } = services;

  app.event('app_home_opened', async ({ event, context }) => {
    const installation = await installationOf(context);
    const { tenant, client } = installation;
    if (event.tab === 'messages') {
      return runGuarded(
        'messages',
        ({ store, now }) => store.outbox.markSeen(tenant, event.user, now()),
        null,
      );
    }
    await runGuarded(
      'home',
      async () => publishHome(await identifyCaller(installation, event.user)),
      ({ words }) => client.views.publish({ user_id: event.user, view: renderOutsiderHome(words) }),
    );
  });

  app.event('app_mention', async ({ event, body, context }) => {
    const { user, channel, thread_ts: thread } = event;
    const installation = await installationOf(context);
    if (!user || !isFirstDelivery(installation, body.event_id)) return;
    const text = removeAppMentions(event.text, installation);
    const place = thread === undefined ? {} : { thread_ts: thread };
    const post = (message: Message | { readonly text: string }) =>
      installation.client.chat.postEphemeral({ channel, user, ...place, ...message });
    await runGuarded(
      'mention',
      async () => {
        const caller = await identifyCaller(installation, user);
        const refusal = findMemberRefusal(caller);
        const content = refusal
          ? textContent(refusal)
          : await answerText(
              services,
              text,
              inChannel(await loadContext(caller), channel),
              placeOf(caller, channel, thread ?? null),
            );
        await post(toMessage(content));
      },
      ({ words: text }) => post({ text }),
    );
  });

  app.event('message', async ({ event, body, context }) => {
    const { subtype } = event;
    const isTyped = subtype === undefined || subtype === 'file_share';
    if (event.channel_type !== 'im' || !isTyped || 'bot_id' in event || !('user' in event)) return;
    const { channel, user, ts, thread_ts: thread } = event;
    const installation = await installationOf(context);
    if (!isFirstDelivery(installation, body.event_id)) return;
    const text = removeAppMentions(event.text ?? '', installation);
    const place = agentPanel.answerPlace(installation, ts, thread);
    const post = (message: Message | { readonly text: string }) =>
      installation.client.chat.postMessage({ channel, ...place, ...message });
    await runGuarded(
      'message',
      async (crossing) => {
        const caller = await identifyCaller(installation, user);
        const refusal = findMemberRefusal(caller);
        if (refusal) return void (await post(toMessage(textContent(refusal))));
        if (subtype === 'file_share' && text === '')
          return void (await post(toMessage(textContent(aboutFile))));
        const open = thread && (await findOpenNudgesInMessage(crossing, caller, { channel, ts: thread }));
        const asked = placeOf(caller, channel, thread ?? null);
        if (!open) {
          const title = thread ? null : unescapeText(text);
          await agentPanel.withStatus(installation, { channel, thread: thread ?? ts, title }, async () => {
            const posted = await post(
              toMessage(await answerText(services, text, await loadContext(caller), asked)),
            );
            if (thread) return;
            for (const first of [ts, posted.ts])
              if (first !== undefined) assistant.followInThread(asked, first);
          });
          return;
        }
        const content = await answerThreadReply(services, crossing, caller, open, unescapeText(text), asked);
        await post(toMessage(content));
        runAfterwards(() => redraw(caller));
      },
      ({ words: text }) => post({ text }),
    );
  });

  app.event('user_change', async ({ event, context }) => {
    await runGuarded(
      'user_change',
      async (crossing) => {
        const installation = await installationOf(context);
        const { admin: _, ...person } = refreshMember(installation, event.user as SlackUser);
        await recordPerson(crossing, installation.tenant, person);
      },
      null,
    );
  });

  for (const gone of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(gone, async ({ context: { teamId } }) =>
      log.warn({ workspace: teamId }, `${gone}: the records are kept`),
    );
  }
}

/** Adds to an answer in the thread of a daily message that it closes no reminder. */
const withOpenReminders = (content: Content): Content => ({
  ...content,
  blocks: [...content.blocks, contextBlock('Your reminders stay open.')],
});

const findUseCaseKey = (step: Step | undefined): string | null =>
  step && 'useCase' in step ? (step.useCase ?? null) : null;

/**
 * Answers a reply in the thread of a daily message. Figures are offered for confirmation and questions are answered,
 * both without closing reminders; other text answers the named reminders, or all.
 */
async function answerThreadReply(
  { assistant, loadContext }: ListenerServices,
  crossing: Crossing & StoreAndClock,
  caller: Caller,
  open: readonly NudgeState[],
  text: string,
  place: Place,
): Promise<Content> {
  const { kind, useCases, figures } = readThreadReply(text);
  const isAbout = ({ due }: NudgeState): boolean =>
    useCases.some((key) => due?.about.includes(key) || findUseCaseKey(due?.step) === key);
  const meant = useCases.length === 0 ? open : open.filter(isAbout);
  if (kind === 'question') {
    const { content, kind: replied } = await assistant.ask(
      { ...(await loadContext(caller)), said: text },
      place,
      text,
    );
    return replied === 'answer'
      ? withOpenReminders(content)
      : renderQuestion(text, meant.length > 0 ? meant : open);
  }
  if (open.length > 0 && meant.length === 0) return renderNotAsked(useCases, open);
  const register = await crossing.store.load(caller.workspace);
  const checkIns = meant.flatMap((asked) => findRequestedCheckIn(register, asked) ?? []);
  if (kind === 'figures' && checkIns.length > 0) {
    const today = dayOf(crossing.now(), settingsOf(register).timeZone);
    return renderFigures(checkIns, figures, today);
  }
  await answerWithText(crossing, caller, meant, text);
  return renderThanks(meant);
}

const placeOf = ({ workspace, actor }: Caller, channel: string, thread: string | null): Place => ({
  tenant: workspace,
  channel,
  thread,
  person: actor.id,
});

/** Returns a text without the mentions of the app: it is addressed, and not asked about. */
function removeAppMentions(text: string, { bot }: Installation): string {
  const mentions =
    bot.user === undefined ? /^\s*<@[A-Z0-9]+>[,:]?/ : new RegExp(`<@${bot.user}(?:\\|[^>]*)?>[,:]?`, 'g');
  return text.replace(mentions, ' ').trim();
}

/** Answers text like a command after /stage3; other text is a question for the assistant. */
async function answerText(
  { assistant }: ListenerServices,
  said: string,
  context: PageContext,
  place: Place,
): Promise<Content> {
  const typed = said.replace(/^\s*\/?stage3\b/i, '').trim();
  const found = routeCommand('/stage3', typed, context);
  // The command for tools takes any words, and a use case with a similar name is a guess: both come after the questions.
  const isOpen =
    found.to === 'page' &&
    (found.target.page === 'tool' ||
      (found.target.page === 'choose-use-case' && found.target.args?.found === 0));
  if (found.to === 'hint' || isOpen || toolQuestion(typed) !== null) {
    const text = unescapeText(said);
    const reply = await assistant.ask({ ...context, said: text }, place, text);
    const isCommand =
      found.to !== 'hint' ||
      (!found.unknown && (typed.split(/\s+/).length <= maxCommandWords || namesCommand(typed)));
    if (reply.kind === 'answer' || !isCommand || (reply.kind === 'choice' && found.to === 'hint'))
      return reply.content;
  }
  return renderRoute(found, context);
}

/** The answer to a file without a text. */
const aboutFile =
  'I do not read files. Ask me in words, or import use cases from a CSV file with `/stage3 import`.';

/** A longer text that is no command is a question, although it begins with the name of one. */
const maxCommandWords = 3;

/** True for a text that begins with a command of two words, as no question does: "usecase show". */
const namesCommand = (typed: string): boolean =>
  subcommands.some(({ name }) => name.includes(' ') && typed.toLowerCase().startsWith(`${name} `));

/** Renders the answer to a typed command. */
async function renderRoute(found: Route, context: PageContext): Promise<Content> {
  if (found.to === 'page' && found.inModal)
    return {
      title: 'Crossing',
      text: 'Here is the table.',
      blocks: [section('Here is the table.'), ...actions(pageButton('Open table', found.target))],
    };
  if (found.to === 'page') return renderPage(found.target, context);
  if (found.to === 'hint') return mrkdwnContent(found.hint);
  const { step } = found;
  const refusal = findStepRefusal(step, context);
  if (refusal) return filterPermitted(renderRefusal(refusal, context.actor.id), context);
  const prefilled = found.to === 'form' ? found.prefilled : {};
  return {
    title: 'Crossing',
    text: stepTitle(step),
    blocks: [section(formWords), ...actions(filledFormButton(step, prefilled))],
  };
}

const formWords = 'Open the form to continue. It contains what you typed.';
