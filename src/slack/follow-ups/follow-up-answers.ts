import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { listOpenFollowUps, listOwnFollowUps } from '../../domain/follow-ups/index.ts';
import type { FollowUp } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinShortly, offerStep, quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import type { Answer } from '../kit/question.ts';
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
export function answerList(
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

/** Returns the closed follow-ups, the last one first. */
const listClosed = ({ register }: PageContext): readonly FollowUp[] =>
  [...register.followUps.values()]
    .reverse()
    .filter(({ closed }) => closed !== null)
    .sort((a, b) => (b.closed?.on ?? '').localeCompare(a.closed?.on ?? ''));

/** Answers with the open follow-ups; without any, with the one that was closed last. */
export function answerOpen(context: PageContext): Answer {
  const open = listOpenFollowUps(context.register);
  const [last] = listClosed(context);
  return answerList(context, open, {
    title: open.length === 1 ? 'is open' : 'are open',
    empty: `No follow-up is open.${last ? ` The last one: ${describeInList(context, last)}.` : ' Follow-ups come from incidents and policy reviews.'}`,
  });
}

/** Returns the key that a text names, recorded or not: "F-1" for "f 01"; null for none. */
function readKey(text: string): string | null {
  const number = /\bF[-\s]?(\d+)\b/i.exec(text)?.[1];
  return number === undefined ? null : `F-${Number(number)}`;
}

/** Returns the follow-up whose key or task a text names, a closed one first; undefined for none. */
function findNamed(context: PageContext, words: string): FollowUp | undefined {
  const key = readKey(words);
  if (key !== null) return context.register.followUps.get(key);
  const typed = readTaskWords(words);
  const [best] = [...listClosed(context), ...listOpenFollowUps(context.register)]
    .map((one) => ({ one, count: countMatches(one, typed) }))
    .sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.one : undefined;
}

/** Answers with the closed follow-ups: the one whose key or task the words name, otherwise all. */
export function answerClosed(context: PageContext, words: string): Answer {
  const named = findNamed(context, words);
  const found = named ? [named] : listClosed(context);
  const state = named?.closed === null ? 'is still open' : found.length === 1 ? 'is closed' : 'are closed';
  return answerList(context, found, {
    title: state,
    empty: 'No follow-up is closed.',
    offer: [{ page: 'follow-ups', args: { show: 'all' } }, 'Follow-ups'],
  });
}

export function answerOf(context: PageContext, person: string): Answer {
  const isSelf = person === context.actor.id;
  const found = listOwnFollowUps(context.register, person);
  const closed = listClosed(context).find(({ owner }) => owner === person);
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

/** Returns the words of a text that can be words of a task. */
const readTaskWords = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).filter((word) => !unspecific.test(word));

/** Returns the follow-ups that a person means: by key, by words of the task, or their own open ones. */
function findMeant({ register, actor }: PageContext, words: string): readonly FollowUp[] {
  const key = readKey(words);
  if (key !== null) {
    const named = register.followUps.get(key);
    return named ? [named] : [];
  }
  const typed = readTaskWords(words);
  const matches = listOpenFollowUps(register).filter((one) => countMatches(one, typed) > 0);
  if (matches.length > 0) return matches;
  const [closed] = [...register.followUps.values()]
    .filter((one) => countMatches(one, typed) > 0)
    .sort((a, b) => countMatches(b, typed) - countMatches(a, typed));
  return closed ? [closed] : listOwnFollowUps(register, actor.id);
}

export function answerClose(context: PageContext, words: string): Answer {
  const { today } = context;
  const found = findMeant(context, words);
  const open = found.filter(({ closed }) => closed === null);
  const named = readKey(words);
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
        : named === null
          ? 'You have no open follow-up.'
          : `There is no follow-up ${escapeMrkdwn(named, 20)}.`;
  return {
    text,
    source: fromRecords(today, ...found.map(({ key }) => key)),
    data: { followUps: found.map(dataOf(today)) },
    next: open.length > 0 ? open.slice(0, 2).map(closeOffer) : [page('open')],
  };
}

/** Offers to reopen the follow-up that a person means; without its key or words of its task, the one closed last. */
export function answerReopen(context: PageContext, words: string): Answer {
  const { today } = context;
  const closed = listClosed(context);
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

/**
 * Offers to change the open follow-up that a person means: by its key or words of its task, of a named person, their own,
 * or any that they may change.
 */
export function answerChange(context: PageContext, words: string, person: string | undefined): Answer {
  const { register, actor, today } = context;
  const isOpen = ({ closed }: FollowUp) => closed === null;
  const meant = findMeant(context, words);
  const key = readKey(words);
  const isNamed = key !== null || meant.some(({ owner }) => owner !== actor.id);
  const own = person === undefined ? [] : listOwnFollowUps(register, person);
  const others = listOpenFollowUps(register).filter(
    ({ key }) => findStepRefusal({ do: 'change-follow-up', followUp: key }, context) === null,
  );
  const [closed] = meant.filter((one) => !isOpen(one));
  const found = [isNamed ? meant : [], ...(key === null ? [own, meant, closed ? [] : others] : [])]
    .map((some) => some.filter(isOpen))
    .find((some) => some.length > 0);
  return {
    text: found
      ? `Press a button to change the task, the owner or the date of a follow-up: ${joinShortly(
          found.map((one) => describeInList(context, one)),
          2,
          '; ',
        )}.`
      : closed
        ? `${closed.key} is already closed: ${describeState(closed, today)}. Reopen it first.`
        : key === null
          ? 'There is no open follow-up that you can change.'
          : `There is no follow-up ${escapeMrkdwn(key, 20)}.`,
    source: fromRecords(today, ...(found ?? []).map(({ key }) => key)),
    data: { followUps: (found ?? []).map(dataOf(today)) },
    next: found
      ? found.slice(0, 2).map(({ key }) => offerStep({ do: 'change-follow-up', followUp: key }))
      : closed
        ? [offerStep({ do: 'reopen-follow-up', followUp: closed.key }), page('open')]
        : [page('open')],
  };
}
