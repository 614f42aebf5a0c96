import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { written } from '../domain/calendar.ts';
import type { Act, Outcome, Refusal, Step } from '../domain/decide.ts';
import type { Member, Result } from '../operations/act.ts';
import type { Reply } from '../operations/answer-ask.ts';
import type { Readiness } from '../operations/readiness.ts';
import type { PlacedAsk } from '../store/outbox-store.ts';
import { clickFor, type Letter } from './clicks.ts';
import { refusalContent, wordsContent } from './pages/outcome.ts';
import { asModal, type Content, type PageScene } from './pages/page.ts';
import { sharedVerdict } from './pages/verdict.ts';
import { askVerbs } from './views/asked.ts';
import type { Target } from './views/blocks.ts';

/** Who came in, and where. */
export interface Entry {
  readonly workspace: string;
  readonly actor: Member;
}

/** Something that was pressed or chosen, and what can follow from it. */
export interface Press extends Entry {
  readonly scene: PageScene;
  /** What follows on the kind in the action id. */
  readonly what: string;
  /** What a button carries, as JSON; what was chosen from a menu, or the day that was. */
  readonly value: string;
  /** The message that it stands in was posted, and everybody there sees it. */
  readonly posted: boolean;
  /** Puts a modal in the place of the one that it stands in, or opens one. */
  readonly show: (view: ModalView) => Promise<unknown>;
  readonly showStep: (step: Step) => Promise<unknown>;
  /** Shows a page in the place of the present one, or in a modal where that was posted. */
  readonly showPage: (target: Target, scene?: PageScene) => Promise<unknown>;
  /** Says something in the place of the message that it stands in; in a modal where there is none. */
  readonly replace: (content: Content) => Promise<unknown>;
  /** Says something for this person alone beside what it stands in. */
  readonly whisper: (text: string) => Promise<unknown>;
  /** Posts for everybody in the channel; false where it does not stand in one. */
  readonly post: (content: Content) => Promise<boolean>;
  /** Whether it came before and was recorded then. */
  readonly seen: () => Promise<boolean>;
  readonly record: (decide: (register: PageScene['register'], act: Act) => Outcome) => Promise<Result>;
  readonly reply: (reply: Reply) => Promise<Result>;
  readonly mute: (kind: string) => Promise<Result>;
  readonly askAt: (message: string, position: number) => Promise<PlacedAsk | null>;
  /** The scene as it is after something was recorded. */
  readonly after: () => Promise<PageScene>;
  readonly asOf: (day: string) => Promise<Readiness>;
  readonly tell: (letters: readonly Letter[]) => Promise<void>;
  /** Home, and the messages that show what was done, are drawn again. */
  readonly redraw: () => Promise<void>;
}

/** Answers one kind of press. */
interface PressKind {
  /** How its action ids begin. The first in the list that fits is the one. */
  readonly begins: string;
  readonly answer: (press: Press) => Promise<unknown>;
}

const stepSchema = z.looseObject({ do: z.string() }).transform((step) => step as unknown as Step);
const targetSchema = z.object({ page: z.string(), args: z.record(z.string(), z.unknown()).optional() });
const shareSchema = z.object({ asOf: z.iso.date().optional() });
const askSchema = z.object({ kind: z.string(), subject: z.string() });

export const stepIn = (value: string): Step => stepSchema.parse(JSON.parse(value));

function targetIn(value: string): Target {
  const { page, args } = targetSchema.parse(JSON.parse(value));
  return args ? { page, args } : { page };
}

const refused = ({ show, actor }: Press, refusal: Refusal) =>
  show(asModal(refusalContent(refusal, actor.id)));

/** Shows that an ask was answered: in the message by drawing it again, on the page of asks by showing it again. */
async function answered(press: Press, result: Result): Promise<void> {
  await press.redraw();
  if (!result.ok) await refused(press, result.refusal);
  else if (!press.posted) await press.showPage({ page: 'asked' }, await press.after());
}

const pressKinds: readonly PressKind[] = [
  { begins: 'open', answer: ({ showStep, value }) => showStep(stepIn(value)) },
  { begins: 'show', answer: ({ showPage, value }) => showPage(targetIn(value)) },
  {
    begins: 'find',
    answer: ({ showPage, value }) => showPage({ page: 'use-case', args: { useCase: value } }),
  },
  {
    begins: 'as-of',
    answer: ({ showPage, whisper, scene, value }) =>
      value > scene.today
        ? whisper(`${written(value)} has not come yet. Choose today or an earlier day.`)
        : showPage({ page: 'verdict', args: { asOf: value } }),
  },
  {
    begins: 'do:share',
    async answer({ post, show, asOf, scene, actor, value }) {
      const { asOf: day } = shareSchema.parse(JSON.parse(value));
      const readiness = day === undefined ? scene.readiness : await asOf(day);
      const done = await post(sharedVerdict(readiness, actor.id, { asOf: day !== undefined }));
      if (!done)
        await show(asModal(wordsContent('Type /stage3 in the channel, and share the answer from there.')));
    },
  },
  {
    begins: 'do:ask-again',
    async answer(press) {
      const asked = askSchema.parse(JSON.parse(press.value));
      await answered(press, await press.reply({ ...asked, says: { outcome: 'answered', words: '' } }));
    },
  },
  {
    begins: 'do',
    async answer({ what, value, seen, record, show, replace, after, tell, redraw }) {
      const [key = ''] = what.split(':');
      const { spent, take } = clickFor(key);
      const taken = take(JSON.parse(value));
      if (await seen()) return;
      const result = await record(taken.decide);
      if (!result.ok) {
        const content = refusalContent(result.refusal);
        return spent ? replace(content) : show(asModal(content));
      }
      const then = await after();
      await Promise.all([replace(await taken.done(then)), tell(taken.letters(then))]);
      return redraw();
    },
  },
  {
    begins: 'ask',
    async answer(press) {
      const [message = '', position = ''] = press.what.split(':');
      const ask = await press.askAt(message, Number(position));
      if (!ask) return press.whisper('This question is not known here any more.');
      const verb = z.enum(askVerbs).parse(press.value);
      const { kind, subject } = ask;
      return verb === 'mute'
        ? answered(press, await press.mute(kind))
        : press.showStep({ do: verb, kind, subject });
    },
  },
];

/** Answers a press by the kind that its action id begins with; one of another app's or an old one's is left alone. */
export async function answerPress(actionId: string, pressOf: (what: string) => Press): Promise<void> {
  const kind = pressKinds.find(({ begins }) => actionId === begins || actionId.startsWith(`${begins}:`));
  await kind?.answer(pressOf(actionId.slice((kind?.begins.length ?? 0) + 1)));
}
