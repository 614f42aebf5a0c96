import { addDays, addMonths, formatDay } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import { type Day, day, type UseCase, type UserId } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { answerAbout, maxAnswerLength } from './answers.ts';
import { escapeMrkdwn, type Offer, truncate, truncateMrkdwn } from './blocks.ts';
import type { Entered } from './form.ts';
import type { Answer, Entry, Period } from './question.ts';

/** Joins texts for a sentence: "A, B and C"; of more than `most`, "A, B, C and 4 more". */
export function joinShortly(texts: readonly string[], most = 5, separator = ', '): string {
  if (texts.length > most) return `${texts.slice(0, most).join(separator)} and ${texts.length - most} more`;
  return texts.length < 2
    ? texts.join('')
    : `${texts.slice(0, -1).join(separator)} and ${texts[texts.length - 1]}`;
}

/** Returns "*UC-1 AI Support Agent*" in mrkdwn. */
export const formatUseCase = ({ key, name }: Pick<UseCase, 'key' | 'name'>): string =>
  `*${key} ${escapeMrkdwn(name, 80)}*`;

/** Returns "on 3 March 2026", "in March 2026", "in Q1 2026", "in 2026", or both days. */
export function describePeriod({ from, to }: Period): string {
  if (from === to) return `on ${formatDay(from)}`;
  const [year = '', month = '', date] = from.split('-');
  const isLong = (months: number) => date === '01' && to === addDays(addMonths(from, months), -1);
  if (isLong(1)) return `in ${formatDay(from).slice(2)}`;
  if (isLong(3) && Number(month) % 3 === 1) return `in Q${Math.ceil(Number(month) / 3)} ${year}`;
  return isLong(12) && month === '01' ? `in ${year}` : `from ${formatDay(from)} to ${formatDay(to)}`;
}

/** Returns a typed text as a sentence without its final period, escaped. */
export const quoteShortly = (text: string, limit = 200): string =>
  escapeMrkdwn(text.trim().replace(/([^.])\.$/, '$1'), limit);

/** Returns a text that a form was opened with; undefined for any other value. */
export const enteredText = (entered: Entered, field: string): string | undefined =>
  typeof entered[field] === 'string' && entered[field] !== '' ? (entered[field] as string) : undefined;

/** Returns a number that a form was opened with; undefined for any other value. */
export const enteredNumber = (entered: Entered, field: string): number | undefined =>
  typeof entered[field] === 'number' ? (entered[field] as number) : undefined;

/** Returns the names that a form was opened with; undefined for any other value. */
export function enteredNames(entered: Entered, field: string): readonly string[] | undefined {
  const name = enteredText(entered, field);
  return name === undefined ? undefined : [name];
}

/** Returns a day that a form was opened with; undefined for any other value. */
export function enteredDay(entered: Entered, field: string): Day | undefined {
  const read = day.safeParse(entered[field]);
  return read.success ? read.data : undefined;
}

/** Returns a person that a form was opened with; undefined for any other value. */
export const enteredPerson = (entered: Entered, field: string): UserId | undefined =>
  enteredText(entered, field);

/** Returns the option that a form was opened with; undefined for any other value. */
export const enteredOption = <V extends string>(
  entered: Entered,
  field: string,
  options: readonly (readonly [V, ...unknown[]])[],
): V | undefined => options.find(([key]) => key === entered[field])?.[0];

/** Returns the values that are given, for the fields of a form. */
export const prefill = (values: Readonly<Record<string, unknown>>): Entered =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

/** Returns a day that is still to come, such as the end of a waiver; undefined for any other. */
export const onlyFuture = (day: Day | undefined, today: Day): Day | undefined =>
  day !== undefined && day > today ? day : undefined;

/** The longest text of a button, in characters. */
const maxLabelLength = 75;

/** Offers a step with its full title, because nothing around the button names its subject. */
export const offerStep = (step: Step): Offer => [step, truncate(stepTitle(step), maxLabelLength)];

const limitText = (answer: Answer): Answer => ({
  ...answer,
  text: truncateMrkdwn(answer.text, maxAnswerLength),
});

/** Returns entries whose answers fit, and that say of an unknown use case that it does not exist. */
export const checkAnswers = (entries: readonly Entry[]): readonly Entry[] =>
  entries.map((entry) =>
    entry.kind === 'request'
      ? entry
      : {
          ...entry,
          answer: async (context, slots, said) => {
            const { useCase } = slots;
            const answer = () => entry.answer(context, slots, said);
            return limitText(
              await (useCase === undefined ? answer() : answerAbout(context, useCase, answer)),
            );
          },
        },
  );
