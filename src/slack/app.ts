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
  type ViewSubmitAction,
} from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { written } from '../domain/calendar.ts';
import type { Change } from '../domain/change.ts';
import type { Refusal, Step } from '../domain/decide.ts';
import { mustBeMember } from '../domain/permissions.ts';
import type { Instant } from '../domain/register.ts';
import { adoptionIntake, type Request } from '../http/adoption-intake.ts';
import { act, type Crossing, type Member } from '../operations/act.ts';
import { digestDesk } from '../operations/digest.ts';
import { notePerson } from '../operations/note-person.ts';
import { readinessDesk } from '../operations/readiness.ts';
import type { RegisterStore } from '../store/open.ts';
import { clickFor, type Letter } from './clicks.ts';
import { type Route, route } from './commands.ts';
import { fileReader } from './files.ts';
import { type Entered, formCallback, statesOf, withFiles } from './forms/form.ts';
import { formFor } from './forms/index.ts';
import { memberFrom, members, type SlackUser } from './members.ts';
import { homeView, strangerHome } from './pages/home.ts';
import { pageFor } from './pages/index.ts';
import { doneContent, noticeContent, notRecorded, refusalContent, wordsContent } from './pages/outcome.ts';
import { asMessage, asModal, type Content, type Message, type PageScene, withCharts } from './pages/page.ts';
import { optionsFor } from './pages/use-cases.ts';
import { sharedVerdict } from './pages/verdict.ts';
import { receiver, slackLogger } from './receiver.ts';
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
  readonly store: RegisterStore;
  readonly now: () => Instant;
  readonly log: Logger;
}

/** How long an answer may keep the acknowledgement waiting, in milliseconds; Slack gives up after 3,000. */
const ackWithin = 2_000;

/** How long `stop` waits for work under way, in milliseconds. */
const drainFor = 25_000;

/** Slack by name: what a button carries back in is parsed, whoever sent it. */
const stepSchema = z.looseObject({ do: z.string() }).transform((step) => step as unknown as Step);
const targetSchema = z.object({ page: z.string(), args: z.record(z.string(), z.unknown()).optional() });
const ephemerally = { response_type: 'ephemeral' } as const;
const shareSchema = z.object({ asOf: z.iso.date().optional() });

interface Entry {
  readonly workspace: string;
  readonly actor: Member;
}

export function createSlackApp({ config, store, now, log }: Deps): SlackApp {
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
  const ready = async () => {
    if (stopping) throw new Error('stopping');
    await store.ready();
  };
  const app = new App({
    token: config.botToken,
    receiver: receiver(config, log, { ready }, takeIn, config.slackApiUrl),
    clientOptions,
    convoStore: false,
    deferInitialization: true,
    logger,
  });
  const client = new WebClient(config.botToken, clientOptions);
  const readFile = fileReader(config, log);
  const who = members(client);
  const crossing: Crossing = { store, now, findMember: who.find };
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
      try {
        await work();
      } catch (error) {
        const ref = randomBytes(2).toString('hex');
        log.error({ ref, err: error, in: name }, 'a listener failed');
        const text = `Something broke on our side (ref ${ref}). Nothing was changed. Please try again, and pass on the reference if it stays.`;
        await apologise(text, ref).catch((again) => log.warn({ ref, err: again }, 'could not apologise'));
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

  /** Tells people what is asked of them now; what fails is logged, for the record itself stands. */
  async function tell(letters: readonly Letter[]): Promise<void> {
    for (const { person, content } of letters) {
      await client.chat
        .postMessage({ channel: person, ...asMessage(content) })
        .catch((error) => log.warn({ err: error, person }, 'could not tell somebody'));
    }
  }

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
        if (found.to === 'hint') return ack({ response_type: 'ephemeral', text: safe(found.hint, 1000) });
        if (found.to === 'page')
          return ack({ response_type: 'ephemeral', ...asMessage(await contentOf(found.target, scene)) });
        if (found.to === 'record') {
          const { content, recorded } = await record(entry, scene, found, `command:${command.trigger_id}`);
          await ack({ response_type: 'ephemeral', ...asMessage(content) });
          if (recorded) after = () => publishHome(entry);
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
        const step = stepSchema.parse(JSON.parse(view.private_metadata));
        const filled = await withFiles(states, step, readFile);
        const submission = formFor(step).submit(step, scene, filled);
        if (submission.outcome === 'invalid')
          return ack({ response_action: 'errors', errors: submission.errors });
        if (submission.outcome === 'more') return ack({ response_action: 'update', view: submission.view });
        const occasion = { ...entry, delivery, named: submission.named };
        const result = await act(
          crossing,
          occasion,
          (register, _: null, circumstances) => submission.decide(register, circumstances),
          null,
        );
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
          const letters = submission
            .notices(scene, then)
            .map((notice) => ({ person: notice.person, content: noticeContent(notice) }));
          await Promise.all([publishHome(entry), tell(letters)]);
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
      action,
      respond,
      client: caller,
    }: SlackActionMiddlewareArgs & { client: WebClient }) => {
      await ack();
      const body = given as BlockAction;
      let recorded = false;
      if ('action_ts' in action && !firstTime(`${body.user.id} ${action.action_ts}`)) return;
      const modal = body.view?.type === 'modal' ? body.view : null;
      const ephemeral = body.container?.is_ephemeral === true;
      const show = async (view: ModalView) =>
        modal
          ? caller.views.update({ view_id: modal.id, view })
          : caller.views.open({ trigger_id: body.trigger_id, view });
      await guarded(
        'action',
        async () => {
          const entry = await enter(body.team?.id ?? body.user.team_id, body.user.id);
          const refusal = kindRefusal(entry);
          if (refusal) return void (await show(asModal(wordsContent(refusal))));
          const scene = await sceneFor(entry);
          const press = action as {
            action_id?: string;
            value?: string;
            selected_option?: { value: string };
            selected_date?: string;
            action_ts?: string;
          };
          const [kind, what] = (press.action_id ?? '').split(':');
          const showPage = async (target: Target) => {
            const content = await contentOf(target, scene);
            if (!ephemeral) return void (await show(asModal(content)));
            const replace = (message: Message) =>
              respond({ response_type: 'ephemeral', ...message, replace_original: true });
            const charted = withCharts(content);
            // Where Slack does not take the chart, its figures are in the text.
            await (charted
              ? replace(charted).catch(() => replace(asMessage(content)))
              : replace(asMessage(content)));
          };
          if (kind === 'open') await show(modalFor(stepSchema.parse(JSON.parse(press.value ?? '')), scene));
          else if (kind === 'show') await showPage(pageTarget(press.value));
          else if (kind === 'find' && press.selected_option) {
            await showPage({ page: 'use-case', args: { useCase: press.selected_option.value } });
          } else if (kind === 'as-of' && press.selected_date) {
            if (press.selected_date <= scene.today) {
              await showPage({ page: 'verdict', args: { asOf: press.selected_date } });
            } else {
              const text = `${written(press.selected_date)} has not come yet. Choose today or an earlier day.`;
              await (ephemeral
                ? respond({ response_type: 'ephemeral', replace_original: false, text })
                : show(asModal(wordsContent(text))));
            }
          } else if (kind === 'do' && what === 'share') {
            await share(
              entry,
              shareSchema.parse(JSON.parse(press.value ?? '')).asOf,
              scene,
              respond,
              show,
              body,
            );
          } else if (kind === 'do') {
            const { spent, take } = clickFor(what ?? '');
            const taken = take(JSON.parse(press.value ?? ''));
            const delivery = `click:${entry.actor.id}:${press.action_ts}`;
            if (await store.seen(entry.workspace, delivery)) return;
            const result = await act(
              crossing,
              { ...entry, delivery, named: [] },
              (register, _: null, circumstances) => taken.decide(register, circumstances),
              null,
            );
            if (!result.ok && !spent) return void (await show(asModal(refusalContent(result.refusal))));
            recorded = result.ok;
            const then = await sceneFor(entry);
            const content = result.ok ? await taken.done(then) : refusalContent(result.refusal);
            await Promise.all([
              body.response_url && !modal
                ? respond({
                    ...(ephemeral ? ephemerally : {}),
                    ...asMessage(content),
                    replace_original: true,
                  })
                : show(asModal(content)),
              tell(result.ok ? taken.letters(then) : []),
            ]);
            if (result.ok) await publishHome(entry);
          }
        },
        (text, ref) => {
          const said = recorded ? `This is recorded, but the answer broke on our side (ref ${ref}).` : text;
          return body.response_url && !modal
            ? respond({ response_type: 'ephemeral', replace_original: false, text: said })
            : show(asModal(wordsContent(said)));
        },
      );
    },
  );

  const pageTarget = (value: string | undefined): Target => {
    const { page, args } = targetSchema.parse(JSON.parse(value ?? ''));
    return args ? { page, args } : { page };
  };

  async function share(
    { actor }: Entry,
    asOf: string | undefined,
    scene: PageScene,
    respond: (message: RespondArguments) => Promise<unknown>,
    show: (view: ModalView) => Promise<unknown>,
    body: BlockAction,
  ): Promise<void> {
    const readiness = asOf === undefined ? scene.readiness : await desk.asOf(scene.register.workspace, asOf);
    if (!body.response_url) {
      const text = 'Type /stage3 in the channel, and share the answer from there.';
      await show(asModal(wordsContent(text)));
      return;
    }
    await respond({
      response_type: 'in_channel',
      replace_original: false,
      ...asMessage(sharedVerdict(readiness, actor.id, { asOf: asOf !== undefined })),
    });
  }

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
    const { channel, user, text = '' } = event;
    if (!firstTime(body.event_id)) return;
    await guarded(
      'message',
      async () => {
        const content = await answer(await enter(body.team_id, user), text);
        await client.chat.postMessage({ channel, ...asMessage(content) });
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
      `:warning: *Somebody else changed this while you were typing.*${what}\nWhat you typed is still here. Submit again to put it in the place of theirs.`,
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
