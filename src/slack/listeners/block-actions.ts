import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  RespondFn,
  SlackActionMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import type { Refusal } from '../../domain/decide.ts';
import { readIsoDay } from '../../domain/typed.ts';
import type { ActionRequest, Crossing, Result } from '../../operations/act.ts';
import { answerNudge, muteKind, type Reply } from '../../operations/answer-nudge.ts';
import type { StoreAndClock } from '../../operations/sweep.ts';
import type { Place } from '../assistant/index.ts';
import { parsePrefilled, parseStepValue, type Target } from '../kit/blocks.ts';
import type { Click } from '../kit/click.ts';
import { renderRefusal, textContent } from '../kit/contents.ts';
import { findStepRefusal } from '../kit/form.ts';
import {
  type Content,
  inChannel,
  type Message,
  type PageContext,
  toMessage,
  toMessageWithCharts,
  toModal,
} from '../kit/page.ts';
import {
  type Caller,
  type Decision,
  findMemberRefusal,
  type ListenerServices,
  record,
  renderPage,
  renderStepModal,
} from '../listener-services.ts';
import { filterPermitted } from '../permitted-buttons.ts';
import { renderSharedVerdict, withConsequences } from '../readiness/index.ts';
import { nudgeMenuActions } from '../reminders/index.ts';
import { findClick, findForm, pageFor } from '../subjects.ts';
import { listSearchOptions } from '../use-cases/index.ts';

/** The message or modal of an interaction, with the ways to answer there. */
interface ActionSurface {
  /** True for a posted message, which everyone sees. */
  readonly posted: boolean;
  /** Updates the modal, or opens one. */
  readonly show: (view: ModalView) => Promise<unknown>;
  /** Shows content in its place, or in a modal for a posted message. */
  readonly showInPlace: (content: Content) => Promise<unknown>;
  /** Replaces the message, or updates the modal. */
  readonly replace: (content: Content) => Promise<unknown>;
  /** Shows a text to this person only. */
  readonly postEphemeral: (text: string) => Promise<unknown>;
  /** Posts to the channel; false when there is none. */
  readonly post: (content: Content) => Promise<boolean>;
}

/** A pressed button or chosen option, with its person and the ways to act on it. */
interface Interaction extends Caller, ActionRequest, ActionSurface {
  readonly crossing: Crossing & StoreAndClock;
  readonly delivery: string;
  readonly context: PageContext;
  /** The conversation of the message. */
  readonly place: Place;
  /** The rest of the action id after its prefix. */
  readonly actionArgs: string;
  /** The button value as JSON, the chosen option, or the chosen day. */
  readonly value: string;
  readonly showPage: (target: Target, context?: PageContext) => Promise<unknown>;
  readonly record: (decide: Decision) => Promise<Result>;
  readonly reply: (reply: Reply) => Promise<Result>;
  readonly muteKind: (kind: string) => Promise<Result>;
}

/** Handles one kind of interaction. */
interface ActionHandler {
  /** The prefix of its action ids. The first match in the list wins. */
  readonly prefix: string;
  readonly handle: (interaction: Interaction, services: ListenerServices) => Promise<unknown>;
}

/** Parsed like any other input, although Slack sends it back. */
const actionSchema = z.object({
  action_id: z.string(),
  action_ts: z.string(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
});
const ephemeralResponse = { response_type: 'ephemeral' } as const;

const targetSchema = z.object({ page: z.string(), args: z.record(z.string(), z.unknown()).optional() });
const shareSchema = z.object({ asOf: z.iso.date().optional() });
const askSchema = z.object({ kind: z.string(), subject: z.string() });

function parseTarget(value: string): Target {
  const { page, args } = targetSchema.parse(JSON.parse(value));
  return args ? { page, args } : { page };
}

const showRefusal = ({ show, actor, context }: Interaction, refusal: Refusal) =>
  show(toModal(filterPermitted(renderRefusal(refusal, actor.id), context)));

/** Shows that a reminder was answered: updates the message, or the page of reminders. */
async function showAnswered(
  interaction: Interaction,
  { redraw, loadContext }: ListenerServices,
  result: Result,
): Promise<void> {
  await redraw(interaction, result.register);
  if (!result.ok) await showRefusal(interaction, result.refusal);
  else if (!interaction.posted)
    await interaction.showPage({ page: 'asked' }, await loadContext(interaction, result.register));
}

/** Takes the step of a click, and shows what follows. */
async function takeClick(
  click: Click,
  interaction: Interaction,
  { runAfterwards, loadContext, redraw }: ListenerServices,
): Promise<unknown> {
  const { spent, take } = click;
  const taken = take(JSON.parse(interaction.value));
  const { store } = interaction.crossing;
  if (await store.isDelivered(interaction.workspace, interaction.delivery)) return null;
  const result = await (taken.muted === null
    ? interaction.record(taken.decide)
    : interaction.muteKind(taken.muted));
  if (!result.ok) {
    const content = renderRefusal(result.refusal);
    return spent ? interaction.replace(content) : interaction.show(toModal(content));
  }
  const then = await loadContext(interaction, result.register);
  await taken.follow(interaction.crossing, then);
  const shown = taken.done(then);
  const done = 'page' in shown ? await pageFor(shown.page).render(then, shown.args) : shown;
  const content = filterPermitted(withConsequences(done, interaction.context, then), then);
  await interaction.replace(content);
  return runAfterwards(() => redraw(interaction, result.register));
}

const actionHandlers: readonly ActionHandler[] = [
  {
    prefix: 'open',
    handle(interaction, services) {
      const { show, context, value } = interaction;
      const step = parseStepValue(value);
      const click = findForm(step) === null ? findClick(step.do) : undefined;
      return click
        ? takeClick(click, interaction, services)
        : show(renderStepModal(step, context, parsePrefilled(value)));
    },
  },
  { prefix: 'show', handle: ({ showPage, value }) => showPage(parseTarget(value)) },
  {
    // A menu entry works like a button.
    prefix: 'menu',
    handle: ({ show, context, value, showPage }) =>
      'page' in z.looseObject({}).parse(JSON.parse(value))
        ? showPage(parseTarget(value))
        : show(renderStepModal(parseStepValue(value), context)),
  },
  {
    prefix: 'answer',
    handle: async ({ context, place, value, replace }, { assistant }) =>
      replace((await assistant.choose(context, place, value)).content),
  },
  {
    prefix: 'find',
    handle: ({ showPage, value }) => showPage({ page: 'use-case', args: { useCase: value } }),
  },
  {
    prefix: 'as-of',
    handle({ showPage, postEphemeral, context, value }) {
      const day = readIsoDay(value);
      if (!day.ok) return postEphemeral(day.problem);
      return value > context.today
        ? postEphemeral(`${formatDay(value)} is in the future. Choose today or an earlier day.`)
        : showPage({ page: 'verdict', args: { asOf: value } });
    },
  },
  {
    prefix: 'do:share',
    async handle({ post, show, context, actor, value }) {
      const { asOf: day } = shareSchema.parse(JSON.parse(value));
      const readiness = day === undefined ? context.readiness : await context.loadAsOf(day);
      const done = await post(renderSharedVerdict(readiness, actor.id, { asOf: day !== undefined }));
      if (!done)
        await show(toModal(textContent('Type /stage3 in the channel, and share the answer from there.')));
    },
  },
  {
    prefix: 'do:ask-again',
    async handle(interaction, services) {
      const asked = askSchema.parse(JSON.parse(interaction.value));
      const result = await interaction.reply({ ...asked, says: { outcome: 'answered', words: '' } });
      return showAnswered(interaction, services, result);
    },
  },
  {
    // The step of a notice may be done by now; then its message says so.
    prefix: 'do:take-up',
    handle(interaction) {
      const step = parseStepValue(interaction.value);
      const refusal = findStepRefusal(step, interaction.context);
      return refusal && interaction.posted
        ? interaction.replace(renderRefusal(refusal, interaction.actor.id))
        : interaction.show(renderStepModal(step, interaction.context));
    },
  },
  {
    prefix: 'do',
    async handle(interaction, services) {
      const [key = ''] = interaction.actionArgs.split(':');
      const click = findClick(key);
      // A button from an older version.
      if (!click)
        return interaction.postEphemeral('This button is outdated. Type /stage3 to see the current verdict.');
      return takeClick(click, interaction, services);
    },
  },
  {
    prefix: 'ask',
    async handle(interaction, services) {
      const [message = '', position = ''] = interaction.actionArgs.split(':');
      const asks = await interaction.crossing.store.outbox.nudgesOf(interaction.workspace, message);
      const ask = asks.find((one) => one.position === Number(position));
      if (!ask) return interaction.postEphemeral('This reminder no longer exists.');
      if (ask.person !== interaction.actor.id)
        return interaction.postEphemeral('Only the person who got this reminder can answer it.');
      const verb = z.enum(nudgeMenuActions).parse(interaction.value);
      const { kind, subject } = ask;
      return verb === 'mute'
        ? showAnswered(interaction, services, await interaction.muteKind(kind))
        : interaction.show(renderStepModal({ do: verb, kind, subject }, interaction.context));
    },
  },
];

/** Registers the listeners for buttons, selects and external options. */
export function registerActions(app: App, services: ListenerServices): void {
  const { runGuarded, isFirstDelivery, installationOf, identifyCaller, loadContext } = services;

  app.action(/.*/, async (args: SlackActionMiddlewareArgs & AllMiddlewareArgs) => {
    await args.ack();
    const body = args.body as BlockAction;
    const action = actionSchema.parse(args.action);
    const value = action.value ?? action.selected_option?.value ?? action.selected_date ?? '';
    const installation = await installationOf(args.context);
    if (value === '' || !isFirstDelivery(installation, `${body.user.id} ${action.action_ts}`)) return;
    const { action_id: id } = action;
    const kind = actionHandlers.find(({ prefix }) => id === prefix || id.startsWith(`${prefix}:`));
    const surface = createSurface(body, args.respond, installation.client);
    const { show, showInPlace, postEphemeral } = surface;
    await runGuarded(
      'action',
      async (crossing) => {
        const caller = await identifyCaller(installation, body.user.id);
        const refusal = findMemberRefusal(caller);
        if (refusal) return void (await show(toModal(textContent(refusal))));
        // An action of another app, or of an old message.
        if (!kind) return;
        const context = inChannel(await loadContext(caller), body.channel?.id);
        const delivery = `click:${caller.actor.id}:${action.action_ts}`;
        const request = { ...caller, delivery, named: [], register: context.register };
        const interaction: Interaction = {
          ...request,
          ...surface,
          crossing,
          context,
          place: placeOf(body, caller),
          actionArgs: id.slice(kind.prefix.length + 1),
          value,
          showPage: async (target, now = context) => showInPlace(await renderPage(target, now)),
          record: (decide) => record(crossing, request, decide),
          reply: (reply) => answerNudge(crossing, request, reply),
          muteKind: (key) => muteKind(crossing, request, key),
        };
        await kind.handle(interaction, services);
      },
      ({ words }) => postEphemeral(words),
    );
  });

  app.options(/.*/, async (args: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs) => {
    const { ack, body, payload, context } = args;
    await runGuarded(
      'options',
      async () => {
        const caller = await identifyCaller(await installationOf(context), body.user.id);
        if (findMemberRefusal(caller)) return ack({ options: [] });
        const { register } = await loadContext(caller);
        await ack({ options: listSearchOptions(register, payload.value) });
      },
      () => ack({ options: [] }),
    );
  });
}

/** Returns the conversation of a pressed button. */
const placeOf = ({ channel, message, container }: BlockAction, { workspace, actor }: Caller): Place => ({
  tenant: workspace,
  channel: channel?.id ?? '',
  thread: message?.thread_ts ?? container.thread_ts ?? null,
  person: actor.id,
});

function createSurface(body: BlockAction, respond: RespondFn, client: WebClient): ActionSurface {
  const modal = body.view?.type === 'modal' ? body.view : null;
  const inMessage = Boolean(body.response_url) && !modal;
  const ephemeral = body.container?.is_ephemeral === true;
  const show = (view: ModalView) =>
    modal
      ? client.views.update({ view_id: modal.id, view })
      : client.views.open({ trigger_id: body.trigger_id, view });
  const replaceWith = (message: Message) =>
    respond({ ...(ephemeral ? ephemeralResponse : {}), ...message, replace_original: true });
  return {
    posted: inMessage && !ephemeral,
    show,
    async showInPlace(content) {
      if (!ephemeral) return show(toModal(content));
      const charted = toMessageWithCharts(content);
      // If Slack refuses the chart, its figures are in the text.
      return charted
        ? replaceWith(charted).catch(() => replaceWith(toMessage(content)))
        : replaceWith(toMessage(content));
    },
    replace: (content) => (inMessage ? replaceWith(toMessage(content)) : show(toModal(content))),
    postEphemeral: (text) =>
      inMessage
        ? respond({ ...ephemeralResponse, replace_original: false, text })
        : show(toModal(textContent(text))),
    async post(content) {
      if (!body.response_url) return false;
      await respond({ response_type: 'in_channel', replace_original: false, ...toMessage(content) });
      return true;
    },
  };
}
