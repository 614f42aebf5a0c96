import type { App } from '@slack/bolt';
import { dayOf } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import { settingsOf } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { answerInWords, openInMessage } from '../../operations/answer-ask.ts';
import type { Asked } from '../../operations/asked.ts';
import { notePerson } from '../../operations/note-person.ts';
import { route } from '../command-router.ts';
import { strangerHome } from '../home/index.ts';
import { actions, filledFormButton, pageButton, section } from '../kit/blocks.ts';
import { mrkdwnContent, refusalContent, wordsContent } from '../kit/contents.ts';
import { closedFor } from '../kit/form.ts';
import { asMessage, type Content, type Message, type PageScene } from '../kit/page.ts';
import { unescapeText } from '../kit/slash-text.ts';
import { readThreadReply } from '../kit/thread-replies.ts';
import { contentOf, type Entry, type ListenerServices, refusalTo } from '../listener-services.ts';
import type { SlackUser } from '../members.ts';
import { permitted } from '../permitted-buttons.ts';
import {
  checkInOf,
  figuresContent,
  notAskedContent,
  questionContent,
  thanksContent,
} from '../reminders/index.ts';

/** What happens in the workspace: Crossing is looked at, spoken to or removed, and people change. */
export function events(app: App, services: ListenerServices): void {
  const {
    crossing,
    log,
    guarded,
    afterwards,
    firstTime,
    installationOf,
    enter,
    readMember,
    sceneFor,
    publishHome,
    redraw,
  } = services;

  app.event('app_home_opened', async ({ event, context }) => {
    const installation = await installationOf(context);
    const { tenant, client } = installation;
    if (event.tab === 'messages') {
      const seen = async () => crossing.store.outbox.markSeen(tenant, event.user, crossing.now());
      return guarded('messages', seen, null);
    }
    await guarded(
      'home',
      async () => publishHome(await enter(installation, event.user)),
      ({ words }) => client.views.publish({ user_id: event.user, view: strangerHome(words) }),
    );
  });

  app.event('app_mention', async ({ event, body, context }) => {
    const { user, channel, text } = event;
    const installation = await installationOf(context);
    if (!user || !firstTime(installation, body.event_id)) return;
    const post = (message: Message | { readonly text: string }) =>
      installation.client.chat.postEphemeral({ channel, user, ...message });
    await guarded(
      'mention',
      async () => {
        const entry = await enter(installation, user);
        const refusal = refusalTo(entry);
        const content = refusal ? wordsContent(refusal) : await answerTo(text, await sceneFor(entry));
        await post(asMessage(content));
      },
      ({ words: text }) => post({ text }),
    );
  });

  app.event('message', async ({ event, body, context }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined || 'bot_id' in event || !('user' in event))
      return;
    const { channel, user, text = '', thread_ts: thread } = event;
    const installation = await installationOf(context);
    if (!firstTime(installation, body.event_id)) return;
    const post = (message: Message | { readonly text: string }, place: { thread_ts?: string } = {}) =>
      installation.client.chat.postMessage({ channel, ...place, ...message });
    await guarded(
      'message',
      async () => {
        const entry = await enter(installation, user);
        const refusal = refusalTo(entry);
        if (refusal) return void (await post(asMessage(wordsContent(refusal))));
        const open = thread && (await openInMessage(crossing, entry, { channel, ts: thread }));
        if (!open) return void (await post(asMessage(await answerTo(text, await sceneFor(entry)))));
        const content = await answerReply(services, entry, open, unescapeText(text));
        await post(asMessage(content), { thread_ts: thread });
        afterwards(() => redraw(entry));
      },
      ({ words: text }) => post({ text }),
    );
  });

  app.event('user_change', async ({ event, context }) => {
    await guarded(
      'user_change',
      async () => {
        const installation = await installationOf(context);
        const { admin: _, ...person } = readMember(installation, event.user as SlackUser);
        await notePerson(crossing, installation.tenant, person);
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

const keyIn = (step: Step | undefined): string | null =>
  step && 'useCase' in step ? (step.useCase ?? null) : null;

/**
 * What follows a reply in the thread of a daily message: figures are offered back, a question gets an answer, and both
 * leave the reminders open; other words answer the reminders they name, or all of them.
 */
async function answerReply(
  { crossing }: ListenerServices,
  entry: Entry,
  open: readonly Asked[],
  text: string,
): Promise<Content> {
  const { kind, useCases, figures } = readThreadReply(text);
  const isAbout = ({ concern }: Asked): boolean =>
    useCases.some((key) => concern?.about.includes(key) || keyIn(concern?.step) === key);
  const meant = useCases.length === 0 ? open : open.filter(isAbout);
  if (kind === 'question') return questionContent(text, meant.length > 0 ? meant : open);
  if (open.length > 0 && meant.length === 0) return notAskedContent(useCases, open);
  const register = await crossing.store.load(entry.workspace);
  const checkIns = meant.flatMap((asked) => checkInOf(register, asked) ?? []);
  if (kind === 'figures' && checkIns.length > 0) {
    const today = dayOf(crossing.now(), settingsOf(register).timeZone);
    return figuresContent(checkIns, figures, today);
  }
  await answerInWords(crossing, entry, meant, text);
  return thanksContent(meant);
}

/** Answers words as if they had been typed after /stage3; what is no command is the question itself, or gets help. */
async function answerTo(words: string, scene: PageScene): Promise<Content> {
  const typed = words.replace(/^\s*(<@[A-Z0-9]+>\s*)?(\/?stage3\b)?/i, '').trim();
  const found = route('/stage3', typed, scene);
  if (found.to === 'page' && found.inModal)
    return {
      title: 'Crossing',
      text: 'Here is the table.',
      blocks: [section('Here is the table.'), ...actions(pageButton('Open table', found.target))],
    };
  if (found.to === 'page') return contentOf(found.target, scene);
  if (found.to === 'hint')
    return found.unknown
      ? contentOf({ page: /stage\s?3/i.test(words) ? 'verdict' : 'help' }, scene)
      : mrkdwnContent(found.hint);
  const { step } = found;
  const refusal = closedFor(step, scene);
  if (refusal) return permitted(refusalContent(refusal, scene.actor.id), scene);
  const prefilled = found.to === 'form' ? found.prefilled : {};
  return {
    title: 'Crossing',
    text: stepTitle(step),
    blocks: [section(formWords), ...actions(filledFormButton(step, prefilled))],
  };
}

const formWords = 'Open the form to go on. It holds what you typed.';
