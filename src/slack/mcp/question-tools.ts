import { formatDay } from '../../domain/calendar.ts';
import type { Provenance } from '../../domain/facts.ts';
import { actions, contextBlock, escapeMrkdwn, mention, offerButton, section } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer, Entry, Question, SlotName } from '../kit/question.ts';
import { filterPermittedBlocks } from '../permitted-buttons.ts';
import { entries } from '../subjects.ts';
import { inputSchemaOf, resolveSlots } from './slot-inputs.ts';
import type { Tool } from './tool.ts';

/** The most phrasings in the description of a tool. */
const maxExamples = 3;

/** A value of each slot, for the examples. */
const samples: Readonly<Record<SlotName, string>> = {
  ...{ useCase: 'UC-3', person: 'Ana', vendor: 'OpenAI', tool: 'Notion AI', category: 'guardrails' },
  ...{ requirement: 'requirement 2', item: 'monitoring', stage: 'pilot', model: 'GPT-5', incident: 'I-1' },
  ...{ day: '2 March', period: 'February', figures: '25 daily and 33 weekly', words: 'refunds' },
};

const fillIn = (example: string): string =>
  example.replace(/\{(\w+)\}/g, (slot, name: string) => samples[name as SlotName] ?? slot);

const isQuestion = (entry: Entry): entry is Question => entry.kind === 'question';

const sources: Readonly<Record<Provenance['source'], string>> = {
  typed: 'Entered',
  measured: 'Measured',
  derived: 'Derived from records',
};

/** Returns "Entered by @Ana on 2 March 2026 (UC-1)". */
function describeSource({ source, by, at, refs }: Provenance): string {
  const who = by === null ? '' : ` by ${mention(by)}`;
  const records = refs.length === 0 ? '' : ` (${escapeMrkdwn(refs.slice(0, 5).join(', '), 200)})`;
  return `${sources[source]}${who} on ${formatDay(at)}${records}`;
}

/** Renders an answer with its source and the buttons that this person may use. */
const renderAnswer = ({ text, source, next }: Answer, context: PageContext) =>
  filterPermittedBlocks(
    [
      section(text),
      ...(source === null ? [] : [contextBlock(describeSource(source))]),
      ...actions(...next.map(offerButton)),
    ],
    context,
  );

/** Makes the tool of a question. */
function questionTool({ key, title, examples, needs, takes, answer }: Question): Tool {
  const slots: readonly SlotName[] = [...needs, ...takes];
  const phrasings = examples.en.slice(0, maxExamples).map((example) => `"${fillIn(example)}"`);
  return {
    name: key.replaceAll('-', '_'),
    title,
    description: `${title}. Answers questions such as ${phrasings.join(', ')}.`,
    input: inputSchemaOf(needs, takes),
    async answer(context, input) {
      const resolved = resolveSlots(slots, input, context);
      if (!resolved.ok) return resolved;
      const answered = await answer(context, resolved.value);
      const { text, source, data } = answered;
      return { ok: true, text, source, data, render: () => renderAnswer(answered, context) };
    },
  };
}

/** Returns a tool for each question of the subjects, in their order. */
export const createQuestionTools = (): readonly Tool[] => entries.filter(isQuestion).map(questionTool);
