import { z } from 'zod';
import { renderAnswerBlocks } from '../assistant/index.ts';
import type { PageContext } from '../kit/page.ts';
import type { Entry, Question, SlotName } from '../kit/question.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { filterPermittedBlocks } from '../permitted-buttons.ts';
import { subjects } from '../subjects.ts';
import { inputSchemaOf, resolveSlots, slotInputs } from './slot-inputs.ts';
import type { Tool, ToolAnswer } from './tool.ts';

const isQuestion = (entry: Entry): entry is Question => entry.kind === 'question';

/** Answers a question of an entry. Inputs that it does not take are a problem, so that no part of it is lost. */
async function answerQuestion(
  { key, needs, takes, answer }: Question,
  input: Readonly<Record<string, unknown>>,
  context: PageContext,
): Promise<ToolAnswer> {
  const slots: readonly SlotName[] = [...needs, ...takes];
  const names = slots.map((slot) => slotInputs[slot].name);
  const other = Object.keys(input).find((name) => input[name] !== undefined && !names.includes(name));
  if (other !== undefined)
    return {
      ok: false,
      problem: `${key} does not take ${other}.${names.length === 0 ? ' It takes nothing.' : ` It takes ${names.join(', ')}.`}`,
    };
  const missing = needs.map((slot) => slotInputs[slot].name).find((name) => input[name] === undefined);
  if (missing !== undefined) return { ok: false, problem: `${key} needs ${missing}. Call again with it.` };
  const resolved = resolveSlots(slots, input, context);
  if (!resolved.ok) return resolved;
  const answered = await answer(context, resolved.value);
  const { text, source, data } = answered;
  return {
    ok: true,
    text,
    source,
    data,
    render: () => filterPermittedBlocks(renderAnswerBlocks(answered, context), context),
  };
}

/** Returns "use-case-owner (needs use_case): Who owns a use case?". */
function describeQuestion({ key, title, needs, takes }: Question): string {
  const list = (slots: readonly SlotName[]) => slots.map((slot) => slotInputs[slot].name).join(', ');
  const inputs = [
    ...(needs.length > 0 ? [`needs ${list(needs)}`] : []),
    ...(takes.length > 0 ? [`takes ${list(takes)}`] : []),
  ];
  return `${key}${inputs.length === 0 ? '' : ` (${inputs.join('; ')})`}: ${title}`;
}

/** Makes the tool of the questions of a subject. */
function subjectTool(about: string, questions: readonly Question[]): Tool {
  const keys = questions.map(({ key }) => key);
  const slots = [...new Set(questions.flatMap(({ needs, takes }) => [...needs, ...takes]))];
  const chosen = z
    .enum(keys, `Enter one of ${keys.join(', ')}.`)
    .describe('The question; the description of the tool lists what each needs.');
  return {
    name: `ask_about_${about.toLowerCase().replace(/^the /, '').replace(/\W+/g, '_')}`,
    title: `Questions about ${about}`,
    description: `Answers one of these questions about ${about}:\n${questions.map(describeQuestion).join('\n')}`,
    input: z.strictObject({ question: chosen, ...inputSchemaOf([], slots).shape }),
    async answer(context, { question, ...input }) {
      const found = questions.find(({ key }) => key === question);
      if (!found) throw new RangeError(`no question ${question}`);
      return answerQuestion(found, input, context);
    },
  };
}

/**
 * Returns a tool for each subject, in the order of the help. A tool for each of more than a hundred questions would be
 * more than many assistants take.
 */
export const createQuestionTools = (): readonly Tool[] =>
  subjects.flatMap(({ about, entries = [] }: SlackSubject) => {
    const questions = entries.filter(isQuestion);
    return about === undefined || questions.length === 0 ? [] : [subjectTool(about, questions)];
  });

/** Returns the answer of one question, for tools of their own. @throws RangeError when there is none of this key */
export function askQuestion(
  key: string,
  input: Readonly<Record<string, unknown>>,
  context: PageContext,
): Promise<ToolAnswer> {
  const found = subjects
    .flatMap(({ entries = [] }) => entries.filter(isQuestion))
    .find((one) => one.key === key);
  if (!found) throw new RangeError(`no question ${key}`);
  return answerQuestion(found, input, context);
}
