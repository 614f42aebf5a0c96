import type { App } from '@slack/bolt';
import { answerInWords } from '../../operations/answer-ask.ts';
import { notePerson } from '../../operations/note-person.ts';
import { route } from '../commands.ts';
import type { SlackUser } from '../members.ts';
import { thanksContent } from '../pages/daily.ts';
import { strangerHome } from '../pages/home.ts';
import { wordsContent } from '../pages/outcome.ts';
import { asMessage, type Content, type Message, type PageScene } from '../pages/page.ts';
import { contentOf, type Reception, refusalTo } from '../reception.ts';
import { unescapeText } from '../slash-text.ts';
import { actions, pageButton, section, stepButton } from '../views/blocks.ts';

/** What happens in the workspace: Crossing is looked at, spoken to or removed, and people change. */
export function events(app: App, reception: Reception): void {
  const { crossing, client, log, guarded, firstTime, enter, readMember, sceneFor, publishHome, redraw } =
    reception;

  app.event('app_home_opened', async ({ event, context }) => {
    const { teamId } = context;
    if (event.tab === 'messages') {
      const seen = async () =>
        void (teamId && (await crossing.store.outbox.seen(teamId, event.user, crossing.now())));
      return guarded('messages', seen, null);
    }
    await guarded(
      'home',
      async () => publishHome(await enter(context, event.user)),
      ({ words }) => client.views.publish({ user_id: event.user, view: strangerHome(words) }),
    );
  });

  app.event('app_mention', async ({ event, body, context }) => {
    const { user, channel, text } = event;
    if (!user || !firstTime(body.event_id)) return;
    const post = (message: Message | { readonly text: string }) =>
      client.chat.postEphemeral({ channel, user, ...message });
    await guarded(
      'mention',
      async () => {
        const entry = await enter(context, user);
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
    if (!firstTime(body.event_id)) return;
    const post = (message: Message | { readonly text: string }, place: { thread_ts?: string } = {}) =>
      client.chat.postMessage({ channel, ...place, ...message });
    await guarded(
      'message',
      async () => {
        const entry = await enter(context, user);
        const refusal = refusalTo(entry);
        if (refusal) return void (await post(asMessage(wordsContent(refusal))));
        const answered =
          thread && (await answerInWords(crossing, entry, { channel, ts: thread }, unescapeText(text)));
        if (!answered) return void (await post(asMessage(await answerTo(text, await sceneFor(entry)))));
        const thanks = asMessage(thanksContent(answered));
        await Promise.all([post(thanks, { thread_ts: thread }), redraw(entry)]);
      },
      ({ words: text }) => post({ text }),
    );
  });

  app.event('user_change', async ({ event, context: { teamId } }) => {
    await guarded(
      'user_change',
      async () => {
        const { admin: _, ...person } = await readMember(event.user as SlackUser);
        if (teamId) await notePerson(crossing, teamId, person);
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
  if (found.to === 'hint') return contentOf({ page: /stage\s?3/i.test(words) ? 'verdict' : 'help' }, scene);
  return {
    title: 'Crossing',
    text: 'Here is the form.',
    blocks: [section('Here is the form for it.'), ...actions(stepButton(found.step))],
  };
}
