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
import { written } from '../../domain/calendar.ts';
import type { Refusal } from '../../domain/decide.ts';
import { readIsoDay } from '../../domain/typed.ts';
import type { Occasion, Result } from '../../operations/act.ts';
import { answerAsk, muteKind, type Reply } from '../../operations/answer-ask.ts';
import { prefilledIn, stepIn, type Target } from '../kit/blocks.ts';
import { refusalContent, wordsContent } from '../kit/contents.ts';
import { closedFor } from '../kit/form.ts';
import { asMessage, asModal, type Content, type Message, type PageScene, withCharts } from '../kit/page.ts';
import {
  contentOf,
  type Decision,
  type Entry,
  type ListenerServices,
  modalFor,
  refusalTo,
} from '../listener-services.ts';
import { permitted } from '../permitted-buttons.ts';
import { sharedVerdict, withConsequences } from '../readiness/index.ts';
import { askVerbs } from '../reminders/index.ts';
import { clickFor, pageFor } from '../subjects.ts';
import { optionsFor } from '../use-cases/index.ts';

/** Where something was pressed, and the ways to answer there. */
interface Place {
  /** It is a message that was posted, and everybody there sees it. */
  readonly posted: boolean;
  /** Puts a modal in the place of the one that it is, or opens one. */
  readonly show: (view: ModalView) => Promise<unknown>;
  /** Shows something in its place, or in a modal where it was posted. */
  readonly turnTo: (content: Content) => Promise<unknown>;
  /** Says something in the place of the message that it is; in a modal where it is none. */
  readonly replace: (content: Content) => Promise<unknown>;
  /** Says something for this person alone beside it. */
  readonly whisper: (text: string) => Promise<unknown>;
  /** Posts for everybody in the channel; false where it is in none. */
  readonly post: (content: Content) => Promise<boolean>;
}

/** Something that was pressed or chosen, by whom, and what can follow from it. */
interface Press extends Entry, Occasion, Place {
  readonly delivery: string;
  readonly scene: PageScene;
  /** What follows on the kind in the action id. */
  readonly what: string;
  /** What a button carries, as JSON; what was chosen from a menu, or the day that was. */
  readonly value: string;
  readonly showPage: (target: Target, scene?: PageScene) => Promise<unknown>;
  readonly record: (decide: Decision) => Promise<Result>;
  readonly reply: (reply: Reply) => Promise<Result>;
  readonly mute: (kind: string) => Promise<Result>;
}

/** Answers one kind of press. */
interface PressKind {
  /** How its action ids begin. The first in the list that fits is the one. */
  readonly begins: string;
  readonly answer: (press: Press, services: ListenerServices) => Promise<unknown>;
}

/** Slack by name: what a button carries back in is parsed, whoever sent it. */
const pressSchema = z.object({
  action_id: z.string(),
  action_ts: z.string(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
});
const ephemerally = { response_type: 'ephemeral' } as const;

const targetSchema = z.object({ page: z.string(), args: z.record(z.string(), z.unknown()).optional() });
const shareSchema = z.object({ asOf: z.iso.date().optional() });
const askSchema = z.object({ kind: z.string(), subject: z.string() });

function targetIn(value: string): Target {
  const { page, args } = targetSchema.parse(JSON.parse(value));
  return args ? { page, args } : { page };
}

const refused = ({ show, actor, scene }: Press, refusal: Refusal) =>
  show(asModal(permitted(refusalContent(refusal, actor.id), scene)));

/** Shows that an ask was answered: in the message by drawing it again, on the page of asks by showing it again. */
async function answered(press: Press, { redraw, sceneFor }: ListenerServices, result: Result): Promise<void> {
  await redraw(press, result.register);
  if (!result.ok) await refused(press, result.refusal);
  else if (!press.posted) await press.showPage({ page: 'asked' }, await sceneFor(press, result.register));
}

const pressKinds: readonly PressKind[] = [
  {
    begins: 'open',
    answer: ({ show, scene, value }) => show(modalFor(stepIn(value), scene, prefilledIn(value))),
  },
  { begins: 'show', answer: ({ showPage, value }) => showPage(targetIn(value)) },
  {
    // An entry of a menu is what a button would be.
    begins: 'menu',
    answer: ({ show, scene, value, showPage }) =>
      'page' in z.looseObject({}).parse(JSON.parse(value))
        ? showPage(targetIn(value))
        : show(modalFor(stepIn(value), scene)),
  },
  {
    begins: 'find',
    answer: ({ showPage, value }) => showPage({ page: 'use-case', args: { useCase: value } }),
  },
  {
    begins: 'as-of',
    answer({ showPage, whisper, scene, value }) {
      const day = readIsoDay(value);
      if (!day.ok) return whisper(day.problem);
      return value > scene.today
        ? whisper(`${written(value)} has not come yet. Choose today or an earlier day.`)
        : showPage({ page: 'verdict', args: { asOf: value } });
    },
  },
  {
    begins: 'do:share',
    async answer({ post, show, scene, actor, value }) {
      const { asOf: day } = shareSchema.parse(JSON.parse(value));
      const readiness = day === undefined ? scene.readiness : await scene.asOf(day);
      const done = await post(sharedVerdict(readiness, actor.id, { asOf: day !== undefined }));
      if (!done)
        await show(asModal(wordsContent('Type /stage3 in the channel, and share the answer from there.')));
    },
  },
  {
    begins: 'do:ask-again',
    async answer(press, services) {
      const asked = askSchema.parse(JSON.parse(press.value));
      const result = await press.reply({ ...asked, says: { outcome: 'answered', words: '' } });
      return answered(press, services, result);
    },
  },
  {
    // What somebody is told of in a message of its own may be done by then: the message says so from now on.
    begins: 'do:take-up',
    answer(press) {
      const step = stepIn(press.value);
      const refusal = closedFor(step, press.scene);
      return refusal && press.posted
        ? press.replace(refusalContent(refusal, press.actor.id))
        : press.show(modalFor(step, press.scene));
    },
  },
  {
    begins: 'do',
    async answer(press, { crossing, afterwards, sceneFor, redraw }) {
      const [key = ''] = press.what.split(':');
      const click = clickFor(key);
      // A button of an older version, in a message that is still there.
      if (!click)
        return press.whisper('This button is no longer used. Type /stage3 to see how things stand.');
      const { spent, take } = click;
      const taken = take(JSON.parse(press.value));
      if (await crossing.store.seen(press.workspace, press.delivery)) return;
      const result = await press.record(taken.decide);
      if (!result.ok) {
        const content = refusalContent(result.refusal);
        return spent ? press.replace(content) : press.show(asModal(content));
      }
      const then = await sceneFor(press, result.register);
      const shown = taken.done(then);
      const done = 'page' in shown ? await pageFor(shown.page).show(then, shown.args) : shown;
      const content = permitted(withConsequences(done, press.scene, then), then);
      await press.replace(content);
      afterwards(() => redraw(press, result.register));
    },
  },
  {
    begins: 'ask',
    async answer(press, services) {
      const [message = '', position = ''] = press.what.split(':');
      const asks = await services.crossing.store.outbox.asksOf(press.workspace, message);
      const ask = asks.find((one) => one.position === Number(position));
      if (!ask) return press.whisper('This question is not known here any more.');
      if (ask.person !== press.actor.id)
        return press.whisper('Only the person who was asked can answer this.');
      const verb = z.enum(askVerbs).parse(press.value);
      const { kind, subject } = ask;
      return verb === 'mute'
        ? answered(press, services, await press.mute(kind))
        : press.show(modalFor({ do: verb, kind, subject }, press.scene));
    },
  },
];

/** What is pressed or chosen, and what there is to choose from. */
export function presses(app: App, services: ListenerServices): void {
  const { crossing, guarded, firstTime, installationOf, enter, sceneFor, record } = services;

  app.action(/.*/, async (args: SlackActionMiddlewareArgs & AllMiddlewareArgs) => {
    await args.ack();
    const body = args.body as BlockAction;
    const action = pressSchema.parse(args.action);
    const value = action.value ?? action.selected_option?.value ?? action.selected_date ?? '';
    const installation = await installationOf(args.context);
    if (value === '' || !firstTime(installation, `${body.user.id} ${action.action_ts}`)) return;
    const { action_id: id } = action;
    const kind = pressKinds.find(({ begins }) => id === begins || id.startsWith(`${begins}:`));
    const place = placeOf(body, args.respond, installation.client);
    const { show, turnTo, whisper } = place;
    await guarded(
      'action',
      async () => {
        const entry = await enter(installation, body.user.id);
        const refusal = refusalTo(entry);
        if (refusal) return void (await show(asModal(wordsContent(refusal))));
        // Another app's, or one of an old message.
        if (!kind) return;
        const scene = await sceneFor(entry);
        const delivery = `click:${entry.actor.id}:${action.action_ts}`;
        const occasion = { ...entry, delivery, named: [], register: scene.register };
        const press: Press = {
          ...occasion,
          ...place,
          scene,
          what: id.slice(kind.begins.length + 1),
          value,
          showPage: async (target, now = scene) => turnTo(await contentOf(target, now)),
          record: (decide) => record(occasion, decide),
          reply: (reply) => answerAsk(crossing, occasion, reply),
          mute: (key) => muteKind(crossing, occasion, key),
        };
        await kind.answer(press, services);
      },
      ({ words }) => whisper(words),
    );
  });

  app.options(/.*/, async (args: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs) => {
    const { ack, body, payload, context } = args;
    await guarded(
      'options',
      async () => {
        const entry = await enter(await installationOf(context), body.user.id);
        if (refusalTo(entry)) return ack({ options: [] });
        const { register } = await sceneFor(entry);
        await ack({ options: optionsFor(register, payload.value) });
      },
      () => ack({ options: [] }),
    );
  });

  app.shortcut(/.*/, async ({ ack }) => ack());
}

function placeOf(body: BlockAction, respond: RespondFn, client: WebClient): Place {
  const modal = body.view?.type === 'modal' ? body.view : null;
  const inMessage = Boolean(body.response_url) && !modal;
  const ephemeral = body.container?.is_ephemeral === true;
  const show = (view: ModalView) =>
    modal
      ? client.views.update({ view_id: modal.id, view })
      : client.views.open({ trigger_id: body.trigger_id, view });
  const replaceWith = (message: Message) =>
    respond({ ...(ephemeral ? ephemerally : {}), ...message, replace_original: true });
  return {
    posted: inMessage && !ephemeral,
    show,
    async turnTo(content) {
      if (!ephemeral) return show(asModal(content));
      const charted = withCharts(content);
      // Where Slack does not take the chart, its figures are in the text.
      return charted
        ? replaceWith(charted).catch(() => replaceWith(asMessage(content)))
        : replaceWith(asMessage(content));
    },
    replace: (content) => (inMessage ? replaceWith(asMessage(content)) : show(asModal(content))),
    whisper: (text) =>
      inMessage
        ? respond({ ...ephemerally, replace_original: false, text })
        : show(asModal(wordsContent(text))),
    async post(content) {
      if (!body.response_url) return false;
      await respond({ response_type: 'in_channel', replace_original: false, ...asMessage(content) });
      return true;
    },
  };
}
