import { fromPerson, fromRecords } from '../../domain/facts.ts';
import {
  describeOrigin,
  listFollowUpsOf,
  listOpenFollowUps,
  listOwnFollowUps,
} from '../../domain/follow-ups/index.ts';
import type { FollowUp } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import { checkAnswers, joinShortly, offerStep, prefill, quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question, request } from '../kit/question.ts';
import { describeState } from './follow-up-lines.ts';

const page = (show: 'open' | 'mine'): Offer => [{ page: 'follow-ups', args: { show } }, 'Follow-ups'];

/** Returns "F-1 Add the refund cases, @ann, due on 8 March 2026 (3 days left)". */
const describeInList = ({ register, today }: PageContext, one: FollowUp): string =>
  `*${one.key}* ${quoteShortly(one.what, 120)}, ${describePerson(register, one.owner, today)}, ${describeState(one, today)}`;

const dataOf = (today: string) => (one: FollowUp) => ({
  ...{ key: one.key, what: one.what, owner: one.owner, dueOn: one.dueOn, origin: one.origin },
  ...{ closed: one.closed, isOverdue: one.closed === null && one.dueOn < today },
});

const closeOffer = ({ key }: FollowUp): Offer => offerStep({ do: 'close-follow-up', followUp: key });

/** Answers with a list of follow-ups. @param empty the text for an empty list */
function answerList(
  context: PageContext,
  found: readonly FollowUp[],
  {
    title,
    empty,
    offer = page('open'),
  }: { readonly title: string; readonly empty: string; readonly offer?: Offer },
): Answer {
  const { today, actor } = context;
  const own = found.find(({ owner, closed }) => owner === actor.id && closed === null);
  const [only] = found;
  return {
    text:
      found.length === 0
        ? empty
        : `${formatCount(found.length, 'follow-up')} ${title}: ${joinShortly(
            found.map((one) => describeInList(context, one)),
            3,
            '; ',
          )}.`,
    source:
      only && found.length === 1
        ? fromPerson(only.by, only.on, only.key)
        : fromRecords(today, ...found.map(({ key }) => key)),
    data: { followUps: found.map(dataOf(today)) },
    next: [...(own ? [closeOffer(own)] : []), offer],
    about: only && found.length === 1 ? { person: only.owner } : {},
  };
}

function answerOf(context: PageContext, person: string): Answer {
  const isSelf = person === context.actor.id;
  const found = listOwnFollowUps(context.register, person);
  const closed = [...context.register.followUps.values()]
    .filter((one) => one.owner === person && one.closed !== null)
    .sort((a, b) => (a.closed?.on ?? '').localeCompare(b.closed?.on ?? ''))
    .at(-1);
  const last = closed ? ` The last one: ${describeInList(context, closed)}.` : '';
  const answer = answerList(context, found, {
    title: `of ${isSelf ? 'yours' : mention(person)} ${found.length === 1 ? 'is' : 'are'} open`,
    empty: `${isSelf ? 'You have' : `${mention(person)} has`} no open follow-up.${last}`,
    offer: page(isSelf ? 'mine' : 'open'),
  });
  return { ...answer, about: { person } };
}

/** Words of a question about a follow-up that say nothing about its task. */
const unspecific =
  /^(follow|followup|ups?|close|done|finish\w*|what|came|result|mark|drop|item|action|with|ever)$/;

/** Returns how many typed words the task of a follow-up has. */
const countMatches = ({ what }: FollowUp, typed: readonly string[]): number =>
  typed.filter((word) => what.toLowerCase().includes(word)).length;

/** Returns the follow-ups that a person means: by key, by words of the task, or their own open ones. */
function findMeant({ register, actor }: PageContext, words: string): readonly FollowUp[] {
  const [, number] = /\bF[-\s]?(\d+)\b/i.exec(words) ?? [];
  if (number !== undefined) {
    const named = register.followUps.get(`F-${Number(number)}`);
    return named ? [named] : [];
  }
  const typed = (words.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).filter(
    (word) => !unspecific.test(word),
  );
  const matches = listOpenFollowUps(register).filter((one) => countMatches(one, typed) > 0);
  if (matches.length > 0) return matches;
  const [closed] = [...register.followUps.values()]
    .filter((one) => countMatches(one, typed) > 0)
    .sort((a, b) => countMatches(b, typed) - countMatches(a, typed));
  return closed ? [closed] : listOwnFollowUps(register, actor.id);
}

function answerClose(context: PageContext, words: string): Answer {
  const { today } = context;
  const found = findMeant(context, words);
  const open = found.filter(({ closed }) => closed === null);
  const named = /\bF[-\s]?\d+\b/i.exec(words)?.[0];
  const [first] = found;
  const text =
    open.length > 0
      ? `Press a button to close a follow-up: ${joinShortly(
          open.slice(0, 2).map((one) => describeInList(context, one)),
          2,
          '; ',
        )}.`
      : first
        ? `${first.key} is already closed: ${describeState(first, today)}.`
        : named === undefined
          ? 'You have no open follow-up.'
          : `There is no follow-up ${escapeMrkdwn(named.toUpperCase(), 20)}.`;
  return {
    text,
    source: fromRecords(today, ...found.map(({ key }) => key)),
    data: { followUps: found.map(dataOf(today)) },
    next: open.length > 0 ? open.slice(0, 2).map(closeOffer) : [page('open')],
  };
}

/** Offers to reopen the follow-up that a person means; without its key or words of its task, the one closed last. */
function answerReopen(context: PageContext, words: string): Answer {
  const { register, today } = context;
  const closed = [...register.followUps.values()]
    .filter((one) => one.closed !== null)
    .sort((a, b) => (b.closed?.on ?? '').localeCompare(a.closed?.on ?? ''));
  const meant = findMeant(context, words).filter((one) => one.closed !== null);
  const found = (meant.length > 0 ? meant : closed).slice(0, 2);
  return {
    text:
      found.length === 0
        ? 'No follow-up is closed.'
        : `Press a button to reopen a follow-up: ${joinShortly(
            found.map((one) => describeInList(context, one)),
            2,
            '; ',
          )}.`,
    source: fromRecords(today, ...found.map(({ key }) => key)),
    data: { followUps: found.map(dataOf(today)) },
    next:
      found.length === 0
        ? [page('open')]
        : found.map(({ key }) => offerStep({ do: 'reopen-follow-up', followUp: key })),
  };
}

export const followUpsEntries: readonly Entry[] = checkAnswers([
  question({
    key: 'open-follow-ups',
    title: 'Which follow-ups are open?',
    examples: {
      en: [
        'open follow-ups',
        'are there open follow-ups',
        'follow-ups',
        'which follow-ups are open',
        'open action items',
        'follow-ups of {incident}',
        'what is left to do after {incident}',
        'list the follow-ups',
        'how many follow-ups are open',
        'todos from incidents and reviews',
        'what did we agree to do after {incident}',
        'loose ends from the last review',
        'homework from the incidents',
        'which promises are not kept yet',
        'any tasks left over from {incident}',
        'who has to do what after {incident}',
        'what is still to do from the reviews',
        'was the task from {incident} ever done',
        'did somebody do what we agreed after {incident}',
        'how many action points are pending',
        'what did we promise to fix and have not',
        'anything still to be delivered from the reviews',
        'outcome of the measures after {incident}',
        'pending measures',
      ],
      de: [
        'welche folgeaufgaben sind offen',
        'folgeaufgaben von {incident}',
        'offene maßnahmen',
        'was ist nach {incident} noch zu tun',
        'wurde die maßnahme nach {incident} umgesetzt',
        'wie viele folgeaufgaben sind offen',
        'was haben wir versprochen und noch nicht erledigt',
      ],
      fr: [
        'quelles actions de suivi sont ouvertes',
        'suivi de {incident}',
        'combien d’actions de suivi restent',
        'a-t-on fait ce qui était prévu après {incident}',
        'que reste-t-il à faire des revues',
      ],
      es: [
        'qué acciones de seguimiento están abiertas',
        'seguimiento de {incident}',
        'cuántos seguimientos pendientes hay',
        'se hizo lo acordado tras {incident}',
        'qué quedó por hacer de las revisiones',
      ],
    },
    takes: ['incident'],
    answer: (context, { incident }) => {
      const { register } = context;
      if (incident === undefined) {
        const open = listOpenFollowUps(register);
        return answerList(context, open, {
          title: open.length === 1 ? 'is open' : 'are open',
          empty: 'No follow-up is open. Follow-ups come from incidents and policy reviews.',
        });
      }
      const answer = answerList(context, listFollowUpsOf(register, incident), {
        title: `of the ${describeOrigin(incident)}`,
        empty: `The ${describeOrigin(incident)} has no follow-ups.`,
        offer: [{ page: 'follow-ups', args: { show: 'all', origin: incident } }, 'Follow-ups'],
      });
      return { ...answer, about: { ...answer.about, incident } };
    },
  }),
  question({
    key: 'follow-ups-of',
    title: 'Which follow-ups does a person have?',
    examples: {
      en: [
        'which follow-ups do i have',
        'my follow-ups',
        'follow-ups of {person}',
        'what does {person} still have to do from reviews',
        'my action items',
        'action items of {person}',
        'which follow-ups are assigned to me',
        'did {person} do the follow-up',
        'has {person} kept the promise after the incident',
        '{person} wanted to fix that afterwards, did it happen',
        'what did I take on in the review',
        'is {person} finished with the action item',
        'what does {person} owe us after the incident',
        'is any follow-up on my name',
        'do I have an open action item',
        'which improvements did {person} promise',
        'what was {person} supposed to fix after the incident',
        'do i still owe something from an incident',
      ],
      de: [
        'welche folgeaufgaben habe ich',
        'folgeaufgaben von {person}',
        'hat {person} die folgeaufgabe erledigt',
        'steht noch eine folgeaufgabe auf meinen namen',
        'was schuldet {person} noch aus dem vorfall',
      ],
      fr: ['mes actions de suivi', 'actions de suivi de {person}', 'qu’est-ce que {person} devait corriger'],
      es: [
        'mis acciones de seguimiento',
        'acciones de seguimiento de {person}',
        'tengo algún seguimiento a mi nombre',
        'qué tenía que arreglar {person}',
      ],
    },
    takes: ['person'],
    answer: (context, { person }) => answerOf(context, person ?? context.actor.id),
  }),
  question({
    key: 'overdue-follow-ups',
    title: 'Which follow-ups are overdue?',
    examples: {
      en: [
        'which follow-ups are overdue',
        'overdue action items',
        'are any follow-ups late',
        'follow-ups past their due date',
        'who is behind with follow-ups',
        'which promised fixes never came',
        'which tasks should be finished by now',
        'is a task from a review past its date',
        'what slipped after the incidents',
        'who has not delivered a follow-up in time',
        'action items that ran late',
      ],
      de: [
        'welche folgeaufgaben sind überfällig',
        'überfällige maßnahmen',
        'welche maßnahmen hängen hinterher',
      ],
      fr: ['quelles actions de suivi sont en retard', 'suivis en retard', 'quels suivis traînent'],
      es: [
        'qué acciones de seguimiento están atrasadas',
        'seguimientos vencidos',
        'qué seguimientos van tarde',
      ],
    },
    answer: (context) => {
      const overdue = listOpenFollowUps(context.register).filter(({ dueOn }) => dueOn < context.today);
      return answerList(context, overdue, {
        title: overdue.length === 1 ? 'is overdue' : 'are overdue',
        empty: 'No follow-up is overdue.',
      });
    },
  }),
  question({
    key: 'close-follow-up',
    title: 'Close a follow-up',
    examples: {
      en: [
        'what came out of follow-up {words}',
        'result of the follow-up',

        'what came out of the follow-up',
        'close my follow-up',
        'close follow-up {words}',
        'my action item is done',
        'i finished the follow-up about {words}',
        'mark the follow-up {words} as done',
        'drop the follow-up {words}',
        'tick off the follow-up {words}',
        'the follow-up about {words} is through',
        'was the follow-up about {words} ever finished',
        'we do not need the follow-up {words} any more',
        'was that follow-up ever closed',
        'did the follow-up {words} get done',
        'is the task about {words} through',
        '{words} is built in, the follow-up can be closed',
        'follow-up {words} is sorted, take it off my list',
        'what was the outcome of my action item',
      ],
      de: ['folgeaufgabe abschließen', 'folgeaufgabe {words} ist erledigt', 'meine folgeaufgabe ist fertig'],
      fr: ['clore une action de suivi', 'le suivi {words} est terminé', 'j’ai fini mon action de suivi'],
      es: ['cerrar un seguimiento', 'el seguimiento {words} está hecho', 'he terminado mi seguimiento'],
    },
    takes: ['words'],
    answer: (context, { words }) => answerClose(context, words ?? ''),
  }),

  question({
    key: 'reopen-follow-up',
    title: 'Reopen a follow-up',
    examples: {
      en: [
        'reopen the follow-up {words}',
        'reopen my follow-up',
        'the follow-up {words} is not really finished',
        'the action item was closed too early',
        'set the follow-up {words} back to open',
        'we marked the follow-up {words} as done by mistake',
        'the task from the incident is not done after all',
        'undo closing the follow-up',
        'F-1 must be opened again, {words} is missing',
        'there is still work on follow-up {words}, open it up again',
      ],
      de: [
        'folgeaufgabe {words} wieder öffnen',
        'die folgeaufgabe {words} ist doch nicht fertig',
        'maßnahme zu früh abgeschlossen',
      ],
      fr: ['rouvrir le suivi {words}', 'le suivi {words} n’est en fait pas terminé'],
      es: ['reabrir el seguimiento {words}', 'el seguimiento {words} no está terminado de verdad'],
    },
    takes: ['words'],
    answer: (context, { words }) => answerReopen(context, words ?? ''),
  }),

  request({
    key: 'add-follow-up',
    title: 'Add a follow-up to an incident',
    examples: {
      en: [
        'add a follow-up to {incident}: {words}',
        'new action item for {incident}: {words}',
        '{person} takes a task from {incident} until {day}',
        'note a to-do for {incident}, {person}, due {day}',
        'after {incident} we still want {person} to {words}',
        '{person} should {words} by {day} because of {incident}',
        'one more measure after {incident}: {words}',
      ],
      de: [
        'folgeaufgabe zu {incident} hinzufügen: {words}',
        '{person} soll wegen {incident} bis {day} {words}',
      ],
      fr: ['ajouter une action de suivi à {incident} : {words}', '{person} doit {words} suite à {incident}'],
      es: ['añadir un seguimiento a {incident}: {words}', '{person} debe {words} por {incident}'],
    },
    needs: ['incident'],
    takes: ['person', 'day', 'words'],
    open: (_, { incident, person, day, words }) => ({
      step: { do: 'add-follow-up', origin: incident },
      prefilled: prefill({ what: words, owner: person, dueOn: day }),
    }),
  }),
]);
