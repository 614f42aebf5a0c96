import { dayOf } from '../../domain/calendar.ts';
import type { Change } from '../../domain/change.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import { settingsOf, type UseCase } from '../../domain/register.ts';
import { escapeMrkdwn, mention, type Offer, truncateMrkdwn } from './blocks.ts';
import type { PageContext } from './page.ts';
import type { Answer } from './question.ts';

/** The longest answer, in characters of mrkdwn. */
export const maxAnswerLength = 600;

/** Joins sentences, as many as fit. The first is truncated if it is too long. */
export function joinSentences(...sentences: readonly (string | null | false | undefined)[]): string {
  const [first = '', ...others] = sentences.filter((one): one is string => Boolean(one));
  let text = truncateMrkdwn(first, maxAnswerLength);
  for (const sentence of others) {
    if (text.length + 1 + sentence.length > maxAnswerLength) break;
    text += ` ${sentence}`;
  }
  return text;
}

/** Returns "a, b and 3 more" of entries in mrkdwn, as many as fit. */
export function listSome(entries: readonly string[], most = 6, length = 400): string {
  const shown: string[] = [];
  let used = 0;
  for (const entry of entries.slice(0, most)) {
    if (shown.length > 0 && used + entry.length > length) break;
    shown.push(entry);
    used += entry.length + 2;
  }
  const rest = entries.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** Escapes a short typed text; one full of signs, which take many characters to escape, is truncated again. */
export const escapeShort = (text: string, limit = 60): string =>
  truncateMrkdwn(escapeMrkdwn(text, limit), 2 * limit);

/** Returns "*UC-1 AI Support Agent*" in mrkdwn. */
export const nameUseCase = ({ key, name }: Pick<UseCase, 'key' | 'name'>): string =>
  `*${key} ${escapeShort(name, 60)}*`;

/** Returns "*UC-1 AI Support Agent* and *UC-2 Call summaries*"; of many, the first and the number of the others. */
export const nameUseCases = (useCases: readonly UseCase[], most = 6): string =>
  listSome(useCases.map(nameUseCase), most);

/** Returns people as mentions; of many, the first and the number of the others. */
export const mentionSome = (people: readonly string[], most = 6): string =>
  listSome(people.map(mention), most);

/** Makes the button that shows a page of a use case. */
export const offerUseCase = (
  useCase: string,
  page: 'use-case' | 'checklist' | 'adoption' | 'roi' | 'rollout' | 'log' = 'use-case',
  label = 'Open',
): Offer => [{ page, args: { useCase } }, label];

/** Answers about a use case, or that it does not exist. */
export function answerAbout(
  { register, today }: PageContext,
  key: string,
  answer: (useCase: UseCase) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  const useCase = register.useCases.get(key);
  return useCase
    ? answer(useCase)
    : {
        text: `There is no ${escapeMrkdwn(key, 40)} here.`,
        source: fromRecords(today),
        data: { useCase: key, found: false },
        next: [[{ page: 'use-cases' }, 'Use cases']],
      };
}

/** The most changes that are searched for the source of a fact. */
const searchedChanges = 300;

/** Actors that are not people. */
const systems: ReadonlySet<string> = new Set(['slack', 'intake', 'crossing']);

/** Returns the person and the day of a change. */
export const sourceOfChange = ({ register }: PageContext, { actor, at, useCase }: Change): Provenance =>
  fromPerson(
    systems.has(actor) ? null : actor,
    dayOf(at, settingsOf(register).timeZone),
    ...(useCase === null ? [] : [useCase]),
  );

/** Returns the latest change of a use case that fits; undefined when there is none. */
export const findChange = async (
  context: PageContext,
  useCase: string,
  fits: (change: Change) => boolean,
): Promise<Change | undefined> => (await context.loadLog(useCase, searchedChanges)).find(fits);

/**
 * Returns who last changed a fact of a use case, and when, from the change log. A fact that the log does not have comes
 * from the records of today.
 */
export async function findFactSource(
  context: PageContext,
  { key }: UseCase,
  factOf: (useCase: UseCase) => unknown,
): Promise<Provenance> {
  const json = (record: UseCase | null) => JSON.stringify(record === null ? null : (factOf(record) ?? null));
  const change = await findChange(
    context,
    key,
    ({ entity, before, after }) =>
      entity === 'useCases' &&
      after !== null &&
      (before === null || json(before as UseCase) !== json(after as UseCase)),
  );
  return change ? sourceOfChange(context, change) : fromRecords(context.today, key);
}
