import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { checklist, checklistEntry } from '../../domain/checklist/index.ts';
import type { Refusal } from '../../domain/decide.ts';
import { categoryEntry, decisionCategories } from '../../domain/infrastructure/index.ts';
import { categories as categoryKeys, checklistItems, isOver, stages } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { capitalize, uncapitalize } from '../../domain/wording.ts';
import {
  actions,
  answerButton,
  contextBlock,
  escapeMrkdwn,
  filledFormButton,
  identified,
  offerButton,
  section,
  truncate,
} from '../kit/blocks.ts';
import { renderRefusal } from '../kit/contents.ts';
import { findStepRefusal } from '../kit/form.ts';
import type { Content, PageContext } from '../kit/page.ts';
import { toPlainText } from '../kit/plain-text.ts';
import type { Answer, Entry, Request, SlotName, Slots, Suggestion } from '../kit/question.ts';
import { describeSource } from '../readiness/index.ts';
import type { Chosen } from './understanding.ts';

const period = z.object({ from: z.iso.date(), to: z.iso.date() });
const count = z.number().nullable();

/** The values of slots, as buttons carry them. Keys and ids are shown as they are. */
export const slotsSchema = z
  .object({
    useCase: z.string().regex(/^UC-\d{1,9}$/),
    person: z.string().regex(/^\w{1,60}$/),
    vendor: z.string(),
    tool: z.string(),
    category: z.enum(categoryKeys),
    requirement: z.enum(['R1', 'R2', 'R3', 'R4']),
    item: z.enum(checklistItems),
    stage: z.enum(stages),
    model: z.string(),
    incident: z.string().regex(/^I-\d{1,9}$/),
    day: z.iso.date(),
    period,
    figures: z.object({ daily: count, weekly: count, notAtAll: count }),
    words: z.string(),
  })
  .partial();

const title = 'Crossing';
const maxButtons = 10;
const maxAccessibilityLabel = 75;

/** The most characters of typed values in buttons, more than a recorded name has. A button takes 2,000, and a quote counts twice. */
const maxTyped = { words: 300, tool: 200, vendor: 200, model: 200 } as const;

/** Returns slots whose typed values fit into a button together. */
export function shortenTyped(slots: Partial<Slots>): Partial<Slots> {
  const shortened: { -readonly [Name in keyof typeof maxTyped]?: string } = {};
  for (const name of ['words', 'tool', 'vendor', 'model'] as const) {
    const typed = slots[name];
    if (typed !== undefined && typed.length > maxTyped[name])
      shortened[name] = truncate(typed, maxTyped[name]);
  }
  return { ...slots, ...shortened };
}

/** Makes the button that answers a chosen question. */
const chosenButton = ({ entry, slots }: Chosen, label: string, id: string): Button =>
  answerButton(label, { entry: entry.key, slots: shortenTyped(slots) }, id);

/** Renders an answer with its source and its buttons. */
export const renderAnswerBlocks = (
  { text, source, next }: Answer,
  { today }: PageContext,
): readonly KnownBlock[] => [
  section(text),
  ...(source === null ? [] : [contextBlock(`${describeSource(source, today)}.`)]),
  ...actions(...next.slice(0, 2).map(offerButton)),
];

/** Renders the answers to a question. */
export const renderAnswers = (answers: readonly Answer[], context: PageContext): Content => ({
  title,
  text: answers.map(({ text }) => toPlainText(text, context.register)).join(' '),
  blocks: answers.flatMap((answer) => renderAnswerBlocks(answer, context)),
});

/** Returns the hint above the button of a form. */
const describeForm = (isPrefilled: boolean): string =>
  `Open the form to continue.${isPrefilled ? ' It contains what you typed.' : ''}`;

/** Renders the button that opens the form of a request, or why it cannot be opened. */
export function renderRequest(
  entry: Request,
  slots: Partial<Slots>,
  context: PageContext,
  said?: string,
): Content {
  const { step, prefilled = {} } = entry.open(context, slots, said);
  const refusal = findStepRefusal(step, context);
  if (refusal) return renderRefusal(refusal, context.actor.id);
  const text = stepTitle(step);
  return {
    title,
    text,
    blocks: [
      section(`*${escapeMrkdwn(text)}*\n${describeForm(Object.keys(prefilled).length > 0)}`),
      ...actions(filledFormButton(step, prefilled)),
    ],
  };
}

/** A likely question, with its answer where it is likely enough. */
export interface Option {
  readonly chosen: Chosen;
  readonly answer: Answer | null;
}

const twoReadings = 'This can mean two things. Here are both answers.';

/** Renders the answers to two readings of one question, each below its question. */
export function renderReadings(readings: readonly Option[], context: PageContext): Content {
  const answers = readings.flatMap(({ chosen, answer }): readonly Answer[] =>
    answer ? [{ ...answer, text: `*${escapeMrkdwn(describeOption(chosen))}*\n${answer.text}` }] : [],
  );
  const { text, blocks } = renderAnswers(answers, context);
  return { title, text: `${twoReadings} ${text}`, blocks: [section(twoReadings), ...blocks] };
}

/** Returns the words of a refusal, as mrkdwn. */
function readRefusal(refusal: Refusal, { actor }: PageContext): string {
  const [first] = renderRefusal(refusal, actor.id).blocks;
  return first?.type === 'section' ? (first.text?.text ?? '') : '';
}

/** Returns what stands below the name of an option, as mrkdwn, and its button; null for the button that chooses it. */
function readOption(
  { chosen: { entry, slots }, answer }: Option,
  context: PageContext,
  said?: string,
): { readonly text: string | null; readonly button: Button | null } {
  const isOpen = entry.needs.some((slot) => slots[slot] === undefined);
  if (entry.kind === 'question' || isOpen) return { text: answer?.text ?? null, button: null };
  const { step, prefilled = {} } = entry.open(context, slots, said);
  const refusal = findStepRefusal(step, context);
  if (refusal) return { text: readRefusal(refusal, context), button: null };
  const { style: _, ...button } = filledFormButton(step, prefilled);
  return { text: null, button };
}

/**
 * Renders the likely questions, each with its answer, if there is one, and a button that chooses it; requests with the
 * button that opens their form.
 */
export function renderChoice(options: readonly Option[], context: PageContext, said?: string): Content {
  const asked = options.length === 1 ? 'Do you mean this?' : 'Which of these do you mean?';
  const read = options.map((option, index) => {
    const name = describeOption(option.chosen);
    const { text, button } = readOption(option, context, said);
    const label = truncate(`${button ? 'Open form' : 'Choose'}: ${name}`, maxAccessibilityLabel);
    const chooses = chosenButton(option.chosen, 'Choose', String(index));
    return { name, text, button: { ...(button ?? chooses), accessibility_label: label } };
  });
  const list = read.map(({ name, text }) =>
    text === null ? name : `${name} ${toPlainText(text, context.register)}`,
  );
  return {
    title,
    text: [`I am not sure. ${asked}`, ...list].join('\n'),
    blocks: [
      identified('choice', section(`I am not sure. ${asked}`)),
      ...read.map(({ name, text, button }) =>
        section(`*${escapeMrkdwn(name)}*${text === null ? '' : `\n${text}`}`, button),
      ),
    ],
  };
}

/** The words of a title that stand for a value, and the value in words. */
const placeholders: readonly (readonly [
  words: string,
  findValue: (slots: Partial<Slots>) => string | undefined,
])[] = [
  ['a use case', ({ useCase }) => useCase],
  ['a vendor', ({ vendor }) => vendor],
  ['a tool', ({ tool }) => tool],
  ['a model', ({ model }) => model],
  ['an incident', ({ incident }) => incident],
  ['a requirement', ({ requirement }) => requirement && `requirement ${requirement.slice(1)}`],
  ['a checklist item', ({ item }) => item && uncapitalize(checklistEntry(item).title)],
  ['one category', ({ category }) => category && uncapitalize(categoryEntry(category).title)],
];

/** Returns "Who owns UC-1?" from the title "Who owns a use case?"; a value without its words follows in brackets. */
function describeOption({ entry, slots }: Chosen): string {
  const text = placeholders.reduce(
    (title, [words, findValue]) => title.replace(words, () => findValue(slots) ?? words),
    entry.title,
  );
  const named = slots.useCase ?? slots.vendor ?? slots.tool ?? slots.incident;
  return text === entry.title && named !== undefined ? `${text} (${named})` : text;
}

/** The name of each slot in a question: "Which use case?". */
const slotNames: Readonly<Record<SlotName, string>> = {
  useCase: 'use case',
  person: 'person',
  vendor: 'vendor',
  tool: 'tool',
  category: 'decision',
  requirement: 'requirement',
  item: 'checklist item',
  stage: 'stage',
  model: 'model',
  incident: 'incident',
  day: 'day',
  period: 'period',
  figures: 'figures',
  words: 'words',
};

type Labelled = readonly [value: Slots[SlotName], label: string];

/** Returns the values of a slot to choose from, with their labels. */
function listValues(slot: SlotName, { register }: PageContext): readonly Labelled[] {
  switch (slot) {
    case 'useCase': {
      const running = [...register.useCases.values()].filter((useCase) => !isOver(useCase));
      return running.map(({ key, name }) => [key, `${key} ${name}`]);
    }
    case 'person': {
      const owners = new Set([...register.useCases.values()].map(({ owner }) => owner));
      return [...owners].map((id) => [id, register.people.get(id)?.name ?? id]);
    }
    case 'vendor':
      return [...register.vendors.values()].map(({ name }) => [name, name]);
    case 'tool':
      return [...register.approvedTools.values()].map(({ name }) => [name, name]);
    case 'category':
      return decisionCategories.map((one) => [one.key, one.title]);
    case 'requirement':
      return (['R1', 'R2', 'R3', 'R4'] as const).map((key) => [key, `Requirement ${key.slice(1)}`]);
    case 'item':
      return checklist.map((one) => [one.key, one.title]);
    case 'stage':
      return stages.map((stage) => [stage, capitalize(stageWords[stage])]);
    case 'model':
      return [...new Set([...register.modelVersions.values()].map(({ model }) => model))].map((model) => [
        model,
        model,
      ]);
    case 'incident':
      return [...register.incidents.values()]
        .reverse()
        .map(({ key, useCase }) => [key, `${key} (${useCase})`]);
    default:
      return [];
  }
}

/** Returns whether there is no value to choose, so that asking for one would lead nowhere. */
function isNothingRecorded(slot: SlotName, { register }: PageContext): boolean {
  const records = { useCase: register.useCases, vendor: register.vendors, incident: register.incidents };
  return slot in records && records[slot as keyof typeof records].size === 0;
}

/** How to write a value that has no buttons. */
const hints: Partial<Readonly<Record<SlotName, string>>> = {
  day: 'Write it like 12 January or last Friday.',
  period: 'Write it like last week, February or Q1 2026.',
  figures: 'Write them like 25 daily, 33 weekly, 7 not at all.',
  tool: 'Write its name.',
};

interface Asked {
  readonly values: readonly Slots[SlotName][];
  /** The typed name that fits no value; null when none was typed. */
  readonly named: string | null;
}

/** Returns whether a key such as UC-9 was typed of which nothing is recorded. */
export const isUnknownKey = ({ values, named }: Asked): boolean =>
  values.length === 0 && named !== null && /^(uc|i)[-\s]?\d+$/i.test(named);

/** Asks for a slot that is missing or has several values, and keeps the others. */
export function renderMissing(
  { entry, slots }: Chosen,
  slot: SlotName,
  { values, named }: Asked,
  context: PageContext,
): Content {
  const all = listValues(slot, context);
  const listed = values.length === 0 ? all : all.filter(([value]) => values.includes(value));
  const shown = listed.slice(0, maxButtons);
  const name = slotNames[slot];
  const unknown =
    named === null || values.length > 0 ? '' : `No ${name} is recorded as "${escapeMrkdwn(named, 60)}". `;
  const rest =
    listed.length > shown.length
      ? ` These are ${shown.length} of ${listed.length}. You can also write the name.`
      : '';
  const hint = hints[slot] === undefined ? '' : ` ${hints[slot]}`;
  const asked = slot === 'words' ? 'Which word or topic do you mean?' : `Which ${name} do you mean?`;
  const text = isNothingRecorded(slot, context)
    ? `No ${name} is recorded yet.`
    : `${unknown}${asked}${rest}${hint}`;
  return {
    title,
    text,
    blocks: [
      identified(isUnknownKey({ values, named }) ? 'not-recorded' : 'choice', section(text)),
      ...actions(
        ...shown.map(([value, label], index) =>
          chosenButton({ entry, slots: { ...slots, [slot]: value } }, label, String(index)),
        ),
      ),
    ],
  };
}

const maxSuggestions = 3;
const maxNear = 2;

/** Says that Crossing does not know, with questions that it can answer: the nearest to what was typed first. */
export function renderUnknown(near: readonly Chosen[], suggestions: readonly Suggestion[]): Content {
  const nearest = near.slice(0, maxNear).map((option, index) => {
    const label = describeOption(option);
    return { label, button: chosenButton(option, label, `near:${index}`) };
  });
  const others = suggestions
    .map(({ title: label, message }, index) => ({
      ...{ label, button: answerButton(label, { say: message }, String(index)) },
    }))
    .filter(({ label }) => nearest.every((one) => one.label !== label));
  const shown = [...nearest, ...others].slice(0, maxSuggestions);
  const unknown = "I don't know that.";
  const list = shown.map(({ label }) => `"${label}"`).join(', ');
  return {
    title,
    text: list === '' ? unknown : `${unknown} I can help with: ${list}.`,
    blocks: [
      identified('unknown', section(list === '' ? unknown : `${unknown} I can help with these:`)),
      ...actions(...shown.map(({ button }) => button)),
    ],
  };
}

/** Returns an answer that says which part of the question it leaves open. */
export function withUnanswered(content: Content, question: string): Content {
  const words = `I am not sure about the rest: "${escapeMrkdwn(question, 150)}". Ask it by itself.`;
  return { ...content, text: `${content.text} ${words}`, blocks: [...content.blocks, contextBlock(words)] };
}

/** Says that something is private, or that a text gives orders in vain; then with the answer to the question after them. */
export const renderPrivate = (words: string, answer?: Content): Content => ({
  title,
  text: answer ? `${words} ${answer.text}` : words,
  blocks: answer ? [section(words), ...answer.blocks] : [identified('unknown-private', section(words))],
});

/** Returns up to three questions to suggest to this person. */
export const listSuggestions = (entries: readonly Entry[], context: PageContext): readonly Suggestion[] =>
  entries
    .flatMap((entry) => entry.suggest?.(context) ?? [])
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maxSuggestions);
