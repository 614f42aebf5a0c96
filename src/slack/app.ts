import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  type AckFn,
  App,
  type BlockAction,
  type RespondArguments,
  type RespondFn,
  type SlackActionMiddlewareArgs,
  type SlackOptionsMiddlewareArgs,
  type SlackViewMiddlewareArgs,
  type SlashCommand,
  type ViewSubmitAction,
} from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Change } from '../domain/change.ts';
import type { Refusal, Step } from '../domain/decide.ts';
import { mustBeMember } from '../domain/permissions.ts';
import type { Instant, UserId } from '../domain/register.ts';
import { adoptionIntake, type Request } from '../http/adoption-intake.ts';
import type { Metrics } from '../http/metrics.ts';
import { act, type Result } from '../operations/act.ts';
import { answerAsk, answerInWords, muteKind } from '../operations/answer-ask.ts';
import { openFor } from '../operations/asked.ts';
import { digestDesk } from '../operations/digest.ts';
import type { Heartbeat } from '../operations/heartbeat.ts';
import { situationOf } from '../operations/look.ts';
import { notePerson } from '../operations/note-person.ts';
import { nudgeReport } from '../operations/nudge-report.ts';
import { readinessDesk } from '../operations/readiness.ts';
import type { Store } from '../store/open.ts';
import type { Letter } from './clicks.ts';
import { type Route, route } from './commands.ts';
import { fileReader } from './files.ts';
import { type Entered, formCallback, type Notice, statesOf, withFiles } from './forms/form.ts';
import { formFor } from './forms/index.ts';
import { memberFrom, members, type SlackUser } from './members.ts';
import { thanksFor } from './pages/daily.ts';
import { homeView, strangerHome } from './pages/home.ts';
import { pageFor } from './pages/index.ts';
import { doneContent, noticeContent, notRecorded, refusalContent, wordsContent } from './pages/outcome.ts';
import { asMessage, asModal, type Content, type Message, type PageScene, withCharts } from './pages/page.ts';
import { optionsFor } from './pages/use-cases.ts';
import { answerPress, type Entry, stepIn } from './presses.ts';
import { receiver, slackLogger } from './receiver.ts';
import { unescapeText } from './slash-text.ts';
import { actions, safe, section, stepButton, type Target } from './views/blocks.ts';
import { changeLine } from './views/changes.ts';

export interface SlackApp {
  /** @throws when Slack refuses the token or cannot be reached. */
  start(): Promise<void>;
  /** Takes nothing new, and resolves when what is under way has finished. */
  stop(): Promise<void>;
}

interface Deps {
  readonly config: Config;
  readonly store: Store;
  readonly now: () => Instant;
  readonly log: Logger;
  /** Ticks off what was done in a workspace, and draws the messages anew that show it. */
  readonly catchUp: (workspace: string) => Promise<void>;
  readonly heartbeat: Heartbeat;
  readonly metrics: Metrics;
}

/** How long an answer may keep the acknowledgement waiting, in milliseconds; Slack gives up after 3,000. */
const ackWithin = 2_000;

/** How long `stop` waits for work under way, in milliseconds. */
const drainFor = 25_000;

/** Slack by name: what a button carries back in is parsed, whoever sent it. */
const pressSchema = z.object({
  action_id: z.string(),
  action_ts: z.string(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
});
const ephemerally = { response_type: 'ephemeral' } as const;

export function createSlackApp({ config, store, now, log, catchUp, heartbeat, metrics }: Deps): SlackApp {
  const logger = slackLogger(log);
  // A limit on one method pauses a client's whole queue, and a retry outlives its trigger: fail at once instead.
  const clientOptions = {
    slackApiUrl: config.slackApiUrl,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger,
  };
  let stopping = false;
  const trouble = async () => {
    if (stopping) return 'it is being stopped';
    const away = () => 'the database does not answer';
    return heartbeat.trouble() ?? store.ready().then(() => null, away);
  };
  const app = new App({
    token: config.botToken,
    receiver: receiver(config, log, { trouble, metrics }, takeIn, config.slackApiUrl),
    clientOptions,
    convoStore: false,
    deferInitialization: true,
    logger,
  });
  const client = new WebClient(config.botToken, clientOptions);
  const readFile = fileReader(config, log);
  const who = members(client);
  const crossing = { store, now, findMember: who.find };
  const desk = readinessDesk(crossing);
  const digests = digestDesk(crossing, desk);

  let underWay = 0;
  /** Counts work, also that which goes on after the ack. */
  async function during<T>(work: () => Promise<T>): Promise<T> {
    underWay += 1;
    try {
      return await work();
    } finally {
      underWay -= 1;
    }
  }

  /** The one error boundary: the cause goes to the log, a reference to the person. */
  async function guarded(
    name: string,
    work: () => Promise<void>,
    apologise: (text: string, ref: string) => Promise<unknown>,
  ): Promise<void> {
    await during(async () => {
      const began = performance.now();
      try {
        await work();
      } catch (error) {
        const ref = randomBytes(2).toString('hex');
        log.error({ ref, err: error, in: name }, 'a listener failed');
        const text = `Something broke on our side (ref ${ref}). Nothing was changed. Please try again, and pass on the reference if it stays.`;
        await apologise(text, ref).catch((again) => log.warn({ ref, err: again }, 'could not apologise'));
      } finally {
        metrics.answered(name, performance.now() - began);
      }
    });
  }

  const intake = adoptionIntake(crossing);
  /** A report of adoption that came by HTTP. */
  function takeIn(req: Request, res: ServerResponse): void {
    void guarded(
      'intake',
      () => intake(req, res),
      async (error, ref) => {
        if (!res.headersSent) res.writeHead(500, { 'content-type': 'application/json' });
        res.end(JSON.stringify({ error, ref }));
      },
    );
  }

  async function enter(workspace: string | undefined, person: string): Promise<Entry> {
    const actor = await who.find(workspace ?? '', person);
    if (!workspace || !actor) throw new Error(`no workspace or member for ${person}`);
    return { workspace, actor };
  }

  const kindRefusal = ({ actor }: Entry): string | null => {
    const outcome = mustBeMember({ actor });
    return outcome && !outcome.ok ? outcome.refusal.message : null;
  };

  async function sceneFor({ workspace, actor }: Entry): Promise<PageScene> {
    const readiness = await desk.now(workspace);
    const { register, today, assessment } = readiness;
    return {
      register,
      today,
      actor,
      assessment,
      readiness,
      asOf: (day) => desk.asOf(workspace, day),
      week: () => digests.week(workspace),
      log: (useCase, limit) =>
        store.changes(workspace, {
          ...(useCase === null ? {} : { useCase }),
          // From one pulse to the next, an answer could be told.
          without: 'pulses',
          limit,
          newestFirst: true,
        }),
      asked: async () => openFor(await situationOf(crossing, workspace), actor.id),
      nudges: () => nudgeReport({ store, now, heartbeat }, workspace),
    };
  }

  const contentOf = async ({ page, args }: Target, scene: PageScene): Promise<Content> =>
    pageFor(page).show(scene, args);

  /** The modal of a step, or of why it cannot be taken now. */
  function modalFor(step: Step, scene: PageScene, prefilled: Entered = {}): ModalView {
    const form = formFor(step);
    const refusal = form.closed(step, scene);
    return refusal ? asModal(refusalContent(refusal, scene.actor.id)) : form.view(step, scene, prefilled);
  }

  /** Records what was typed after a command; what is refused can be put right in the form, which holds it. */
  async function record(
    entry: Entry,
    scene: PageScene,
    { step, states, words }: Extract<Route, { to: 'record' }>,
    delivery: string,
  ): Promise<{ readonly content: Content; readonly recorded: boolean }> {
    const inWords = (problems: Readonly<Record<string, string>>) =>
      Object.entries(problems).map(([field, problem]) => `${words[field] ?? field}: ${problem}`);
    const submission = formFor(step).submit(step, scene, states);
    if (submission.outcome !== 'ready') {
      const problems = submission.outcome === 'invalid' ? inWords(submission.errors) : [];
      return { content: notRecorded(step, problems), recorded: false };
    }
    const { decide, done, named } = submission;
    const result = await act(
      crossing,
      { ...entry, delivery, named },
      (register, _: null, circumstances) => decide(register, circumstances),
      null,
    );
    if (result.ok) return { content: doneContent(done(await sceneFor(entry))), recorded: true };
    const { fields } = result.refusal;
    const content = fields ? notRecorded(step, inWords(fields)) : refusalContent(result.refusal);
    return { content, recorded: false };
  }

  async function publishHome(entry: Entry): Promise<void> {
    const refusal = kindRefusal(entry);
    const view = refusal ? strangerHome(refusal) : homeView(await sceneFor(entry));
    await client.views.publish({ user_id: entry.actor.id, view });
  }

  /** Home, and the messages that show what was just done, as things are now. */
  async function redraw(entry: Entry): Promise<void> {
    await Promise.all([publishHome(entry), catchUp(entry.workspace)]);
  }

  /** Tells people what is asked of them now; what fails is logged, for the record itself stands. */
  async function tell(letters: readonly Letter[]): Promise<void> {
    for (const { person, content, otherwise } of letters) {
      await client.chat.postMessage({ channel: person, ...asMessage(content) }).catch(async (error) => {
        log.warn({ err: error, person }, 'could not tell somebody');
        if (otherwise) await tell([otherwise]);
      });
    }
  }

  const letterOf = (notice: Notice, by: UserId): Letter => ({
    person: notice.person,
    content: noticeContent(notice),
    ...(notice.otherwise === undefined
      ? {}
      : { otherwise: { person: by, content: wordsContent(notice.otherwise) } }),
  });

  /** The answer rides on the acknowledgement; one that takes longer leaves it alone, and follows. */
  function inTime(ack: AckFn<string | RespondArguments>, respond: RespondFn): typeof ack {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      ack().catch((error) => log.warn({ err: error }, 'could not acknowledge'));
    }, ackWithin);
    return async (answer) => {
      clearTimeout(timer);
      if (!late) return ack(answer);
      if (answer !== undefined) await respond(answer);
    };
  }

  // Not a listener, because Bolt asks every listener about each request, and commands are what is asked most.
  app.use(async (args) => {
    if (!('command' in args)) return args.next();
    const { command, client: caller } = args;
    const ack = inTime(args.ack, args.respond);
    let after: (() => Promise<void>) | null = null;
    await guarded(
      'command',
      async () => {
        const entry = await enter(command.team_id, command.user_id);
        const refusal = kindRefusal(entry);
        if (refusal) return ack(refusal);
        const scene = await sceneFor(entry);
        const found = route(command.command, command.text, scene);
        if (found.to === 'hint') return ack({ ...ephemerally, text: hintText(found.hint, command) });
        if (found.to === 'page')
          return ack({ response_type: 'ephemeral', ...asMessage(await contentOf(found.target, scene)) });
        if (found.to === 'record') {
          const { content, recorded } = await record(entry, scene, found, `command:${command.trigger_id}`);
          await ack({ response_type: 'ephemeral', ...asMessage(content) });
          if (recorded) after = () => redraw(entry);
          return;
        }
        const view = modalFor(found.step, scene, found.prefilled);
        await caller.views.open({ trigger_id: command.trigger_id, view });
        await ack();
      },
      (text) => ack({ response_type: 'ephemeral', text }),
    );
    if (after) await guarded('after', after, async () => undefined);
  });

  app.view(/.*/, async (args: SlackViewMiddlewareArgs) => {
    const { body, view } = args;
    if (body.type !== 'view_submission') return;
    const { ack } = args as SlackViewMiddlewareArgs<ViewSubmitAction>;
    if (view.callback_id !== formCallback) return ack();
    const states = statesOf(view.state.values);
    const [firstInput = ''] = Object.keys(states);
    const delivery = `view:${view.id}:${view.hash}`;
    let recorded = false;
    let after: (() => Promise<void>) | null = null;
    await guarded(
      'view',
      async () => {
        const entry = await enter(body.team?.id ?? body.user.team_id, body.user.id);
        const stranger = kindRefusal(entry);
        if (stranger) return ack(refused({ code: 'not-permitted', message: stranger }, [], firstInput, view));
        // The first answer came too late or got lost: read against what it recorded, the form would ask about itself.
        recorded = await store.seen(entry.workspace, delivery);
        if (recorded)
          return ack({
            response_action: 'update',
            view: asModal(doneContent({ text: 'This is recorded.', next: [] })),
          });
        const scene = await sceneFor(entry);
        const step = stepIn(view.private_metadata);
        const filled = await withFiles(states, step, readFile);
        const submission = formFor(step).submit(step, scene, filled);
        if (submission.outcome === 'invalid')
          return ack({ response_action: 'errors', errors: submission.errors });
        if (submission.outcome === 'more') return ack({ response_action: 'update', view: submission.view });
        const occasion = { ...entry, delivery, named: submission.named };
        const { reply, decide } = submission;
        const result = reply
          ? await answerAsk(crossing, occasion, reply, decide)
          : await act(crossing, occasion, (register, _: null, by) => decide(register, by), null);
        if (!result.ok && result.refusal.code === 'changed') {
          const latest = await sceneFor(entry);
          const note = await changedMeanwhile(latest, submission.edited);
          return ack({ response_action: 'update', view: submission.again(latest, note) });
        }
        if (!result.ok)
          return ack(refused(result.refusal, submission.inputs, firstInput, view, entry.actor.id));
        recorded = true;
        const then = await sceneFor(entry);
        const done = submission.done(then);
        await ack({ response_action: 'update', view: asModal(doneContent(done)) });
        after = async () => {
          const letters = submission.notices(scene, then).map((notice) => letterOf(notice, entry.actor.id));
          await Promise.all([redraw(entry), tell(letters)]);
        };
      },
      (text, ref) => {
        const said = recorded ? `This is recorded, but the answer broke on our side (ref ${ref}).` : text;
        return ack({ response_action: 'errors', errors: { [firstInput]: said } });
      },
    );
    if (after) await guarded('after', after, async () => undefined);
  });

  app.action(
    /.*/,
    async ({
      ack,
      body: given,
      action: pressed,
      respond,
      client: caller,
    }: SlackActionMiddlewareArgs & { client: WebClient }) => {
      await ack();
      const body = given as BlockAction;
      const action = pressSchema.parse(pressed);
      const value = action.value ?? action.selected_option?.value ?? action.selected_date ?? '';
      if (value === '' || !firstTime(`${body.user.id} ${action.action_ts}`)) return;
      const modal = body.view?.type === 'modal' ? body.view : null;
      const ephemeral = body.container?.is_ephemeral === true;
      const inMessage = Boolean(body.response_url) && !modal;
      let recorded = false;
      const show = (view: ModalView) =>
        modal
          ? caller.views.update({ view_id: modal.id, view })
          : caller.views.open({ trigger_id: body.trigger_id, view });
      const whisper = (text: string) =>
        inMessage
          ? respond({ ...ephemerally, replace_original: false, text })
          : show(asModal(wordsContent(text)));
      await guarded(
        'action',
        async () => {
          const entry = await enter(body.team?.id ?? body.user.team_id, body.user.id);
          const refusal = kindRefusal(entry);
          if (refusal) return void (await show(asModal(wordsContent(refusal))));
          const scene = await sceneFor(entry);
          const { workspace } = entry;
          const delivery = `click:${entry.actor.id}:${action.action_ts}`;
          const occasion = { ...entry, delivery, named: [] };
          const kept = async (work: Promise<Result>) => {
            const result = await work;
            recorded = result.ok;
            return result;
          };
          await answerPress(action.action_id, (what) => ({
            ...entry,
            scene,
            what,
            value,
            posted: inMessage && !ephemeral,
            show,
            showStep: (step) => show(modalFor(step, scene)),
            showPage: async (target, now = scene) => {
              const content = await contentOf(target, now);
              if (!ephemeral) return show(asModal(content));
              const replace = (message: Message) =>
                respond({ ...ephemerally, ...message, replace_original: true });
              const charted = withCharts(content);
              // Where Slack does not take the chart, its figures are in the text.
              return charted
                ? replace(charted).catch(() => replace(asMessage(content)))
                : replace(asMessage(content));
            },
            replace: (content) =>
              inMessage
                ? respond({
                    ...(ephemeral ? ephemerally : {}),
                    ...asMessage(content),
                    replace_original: true,
                  })
                : show(asModal(content)),
            whisper,
            post: async (content) => {
              if (!body.response_url) return false;
              await respond({ response_type: 'in_channel', replace_original: false, ...asMessage(content) });
              return true;
            },
            seen: () => store.seen(workspace, delivery),
            record: (decide) =>
              kept(act(crossing, occasion, (register, _: null, by) => decide(register, by), null)),
            reply: (reply) => kept(answerAsk(crossing, occasion, reply)),
            mute: (key) => kept(muteKind(crossing, occasion, key)),
            askAt: async (message, position) =>
              (await store.outbox.asksOf(workspace, message)).find((ask) => ask.position === position) ??
              null,
            after: () => sceneFor(entry),
            asOf: (day) => desk.asOf(workspace, day),
            tell,
            redraw: () => redraw(entry),
          }));
        },
        (text, ref) =>
          whisper(recorded ? `This is recorded, but the answer broke on our side (ref ${ref}).` : text),
      );
    },
  );

  app.options(/.*/, async ({ ack, body, payload }: SlackOptionsMiddlewareArgs<'block_suggestion'>) => {
    await guarded(
      'options',
      async () => {
        const entry = await enter(body.team?.id, body.user.id);
        if (kindRefusal(entry)) return ack({ options: [] });
        const { register } = await desk.now(entry.workspace);
        await ack({ options: optionsFor(register, payload.value) });
      },
      () => ack({ options: [] }),
    );
  });

  app.shortcut(/.*/, async ({ ack }) => ack());

  app.event('app_home_opened', async ({ event, context: { teamId } }) => {
    if (event.tab !== 'home') return;
    const apology = (text: string) => client.views.publish({ user_id: event.user, view: strangerHome(text) });
    await guarded('home', async () => publishHome(await enter(teamId, event.user)), apology);
  });

  const answered = new Set<string>();
  /** The same question or click may be delivered again; it is answered once by each of our processes. */
  const firstTime = (delivery: string): boolean => {
    if (answered.has(delivery)) return false;
    answered.add(delivery);
    const [oldest] = answered;
    if (answered.size > 1000 && oldest !== undefined) answered.delete(oldest);
    return true;
  };

  /** Answers words as if they had been typed after /stage3; what is no command is the question itself, or gets help. */
  async function answer(entry: Entry, words: string): Promise<Content> {
    const refusal = kindRefusal(entry);
    if (refusal) return wordsContent(refusal);
    const scene = await sceneFor(entry);
    const typed = words.replace(/^\s*(<@[A-Z0-9]+>\s*)?(\/?stage3\b)?/i, '').trim();
    const found = route('/stage3', typed, scene);
    if (found.to === 'page') return contentOf(found.target, scene);
    if (found.to === 'hint') return contentOf({ page: /stage\s?3/i.test(words) ? 'verdict' : 'help' }, scene);
    return {
      title: 'Crossing',
      text: 'Here is the form.',
      blocks: [section('Here is the form for it.'), ...actions(stepButton(found.step))],
    };
  }

  app.event('app_mention', async ({ event, body }) => {
    const { user, channel, text, team } = event;
    if (!user || !firstTime(body.event_id)) return;
    const post = (message: { text: string; blocks?: KnownBlock[] }) =>
      client.chat.postEphemeral({ channel, user, ...message });
    await guarded(
      'mention',
      async () => {
        const content = await answer(await enter(body.team_id ?? team, user), text);
        await post(asMessage(content));
      },
      (apology) => post({ text: apology }),
    );
  });

  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined || 'bot_id' in event || !('user' in event))
      return;
    const { channel, user, text = '', thread_ts: thread } = event;
    if (!firstTime(body.event_id)) return;
    await guarded(
      'message',
      async () => {
        const entry = await enter(body.team_id, user);
        const place = thread ? { channel, ts: thread } : null;
        const answered =
          place && !kindRefusal(entry)
            ? await answerInWords(crossing, entry, place, unescapeText(text))
            : null;
        if (answered === null) {
          await client.chat.postMessage({ channel, ...asMessage(await answer(entry, text)) });
          return;
        }
        const said = asMessage(wordsContent(thanksFor(answered)));
        await Promise.all([
          client.chat.postMessage({ channel, ...(thread ? { thread_ts: thread } : {}), ...said }),
          redraw(entry),
        ]);
      },
      (apology) => client.chat.postMessage({ channel, text: apology }),
    );
  });

  app.event('user_change', async ({ event, context: { teamId } }) => {
    const { kind: _, admin: __, ...person } = memberFrom(event.user as SlackUser);
    who.forget(person.id);
    await guarded(
      'user_change',
      async () => void (teamId && (await notePerson(crossing, teamId, person))),
      async () => undefined,
    );
  });

  for (const gone of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(gone, async ({ context: { teamId } }) =>
      log.warn({ workspace: teamId }, `${gone}: the records are kept`),
    );
  }

  app.error(async (error) => log.error({ err: error }, 'Bolt failed'));

  return {
    async start() {
      await app.init();
      // Slack takes this token: what was held back while it took none can go.
      const { team_id: workspace } = await client.auth.test();
      if (workspace) await store.outbox.park(workspace, null);
      await app.start(config.port);
    },
    async stop() {
      stopping = true;
      const until = performance.now() + drainFor;
      const drained = async () => {
        while (underWay > 0 && performance.now() < until)
          await new Promise((resolve) => setTimeout(resolve, 25));
      };
      // Answers travel over the connection that is then closed; what came in meanwhile is waited for as well.
      await drained();
      await app.stop();
      await drained();
      if (underWay > 0) log.warn({ underWay }, 'stopped with work under way');
    },
  };
}

/** So much is typed again in a moment; what is longer is repeated, for Slack does not keep it. In characters. */
const shortlyTyped = 40;

/** What to type instead, with what was typed where that would be lost. */
function hintText(hint: string, { command, text }: SlashCommand): string {
  const typed = text.length > shortlyTyped ? `\nYou typed: ${safe(`${command} ${text}`, 2500)}` : '';
  return `${safe(hint, 1000)}${typed}`;
}

/** What somebody else changed while a form was open, told above what was typed into it. */
async function changedMeanwhile(
  { log }: PageScene,
  edited: Pick<Change, 'entity' | 'id'> | null,
): Promise<readonly KnownBlock[]> {
  const changes = await log(null, 100);
  const last = changes.find(({ entity, id }) => entity === edited?.entity && id === edited.id);
  const what = last ? `\n${changeLine(last)}` : '';
  return [
    section(
      `:warning: *Somebody else changed this while you were typing.*${what}\nWhat you typed is still here, the rest is as it is now. Submit again to record it so.`,
    ),
  ];
}

/** A refusal that is tied to inputs stands at them; any other goes on top of the form, which keeps what was typed. */
function refused(
  refusal: Refusal,
  inputs: readonly string[],
  firstInput: string,
  view: { id: string; root_view_id: string | null; previous_view_id: string | null },
  reader: string | null = null,
) {
  const errors = Object.fromEntries(
    Object.entries(refusal.fields ?? {}).filter(([name]) => inputs.includes(name)),
  );
  if (Object.keys(errors).length > 0) return { response_action: 'errors' as const, errors };
  // Slack stacks three views; on the third there is no room for another.
  const full = view.previous_view_id !== null && view.previous_view_id !== view.root_view_id;
  return full
    ? { response_action: 'errors' as const, errors: { [firstInput]: refusal.message } }
    : { response_action: 'push' as const, view: asModal(refusalContent(refusal, reader)) };
}
