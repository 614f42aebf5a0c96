import type { LocalCrossing } from '../../sandbox/crossing.ts';
import type { Message, PersonState, SandboxBlock } from '../../sandbox/protocol.ts';
import { actionIdOf, elementsIn } from '../../sandbox/server/elements.ts';
import { readBlock, readMrkdwn } from '../../sandbox/server/reading.ts';
import { workedExample } from '../../sandbox/worked-example.ts';
import { findClick } from '../../src/slack/subjects.ts';
import { type GivenAnswer, type Judgement, judgeAnswer } from './judge-answer.ts';
import type { AskedQuestion } from './questions.ts';

export interface AskedResult {
  readonly question: AskedQuestion;
  readonly judgement: Judgement;
  readonly answer: GivenAnswer;
}

/** Plays the worked example to its end, 2 March 2026. */
export async function playWorkedExample(crossing: LocalCrossing): Promise<void> {
  for (const { on, act } of workedExample) {
    crossing.moveTo(on);
    await act(crossing.workspace, crossing);
  }
}

/** Returns the id of a person's conversation with the app. */
const directWithApp = ({ directMessages, app }: PersonState): string =>
  directMessages.find(({ withUser }) => withUser === app.botUserId)?.id ?? '';

const startsWith = (blocks: readonly SandboxBlock[], id: string): boolean =>
  blocks.some((block) => block.block_id?.startsWith(id));

/** The app answers text that it does not understand with this page. */
const isHelpPage = (text: string): boolean => /^Commands\n/.test(text);

/** The app answers text with a known word in it, such as "Stage 3", with this page. */
const isVerdict = (text: string): boolean => /^Stage \d: \d of 4 requirements for Stage 3\n/.test(text);

/** Returns the text of messages without their buttons. */
function readText(state: PersonState, messages: readonly Message[]): string {
  const parts = messages.flatMap(({ blocks, text, values }) => {
    const read = blocks.filter(({ type }) => type !== 'actions');
    return blocks.length === 0
      ? readMrkdwn(state, text)
      : read.map((block) => readBlock(state, block, values, {}));
  });
  return parts.filter((part) => part !== '').join('\n');
}

/**
 * Asks each question in a direct message and judges the last answer. Forms are opened and closed again, and never
 * submitted.
 * @param pagesAsUnknown counts the help page, and a verdict that is not the answer, as "I don't know"
 */
export async function askQuestions(
  { workspace }: LocalCrossing,
  questions: readonly AskedQuestion[],
  pagesAsUnknown = false,
): Promise<AskedResult[]> {
  /** Says a line, in a thread or on its own, and returns what the app wrote. */
  async function says(by: string, text: string, threadTs: string | undefined): Promise<Message[]> {
    const person = workspace.as(by);
    const channel = directWithApp(person.connection.state());
    const thread = threadTs === undefined ? {} : { threadTs };
    const seen = await person.does({ type: 'say', channel, text, ...thread }, true);
    const written = new Set(seen.messages.map(({ ts }) => ts));
    return (person.connection.state().messages[channel] ?? []).filter(({ ts }) => written.has(ts));
  }

  /**
   * Presses the first button that opens a form, and returns what the form shows; null if it is of no such step. A button
   * that does its step at once is not pressed: then it returns the message.
   */
  async function readForm(
    by: string,
    messages: readonly Message[],
    steps: readonly string[],
  ): Promise<string | null> {
    const person = workspace.as(by);
    const [first] = messages.flatMap(({ channel, ts, blocks }) =>
      blocks.flatMap((block) =>
        elementsIn(block).flatMap((element) => {
          const actionId = actionIdOf(element);
          const entry = { blockId: block.block_id ?? '', actionId, given: null };
          return actionId.startsWith('open:')
            ? { place: { kind: 'message', channel, ts } as const, entry }
            : [];
        }),
      ),
    );
    const [, step = ''] = first?.entry.actionId.split(':') ?? [];
    if (!first || !steps.includes(step)) return null;
    if (findClick(step)) return readText(person.connection.state(), messages);
    await person.does({ type: 'use', ...first }, true);
    const modal = person.modal();
    const view = person.connection.state().modals.at(-1);
    const shown = modal && view?.submit ? `${modal.title}\n${modal.text}` : null;
    await modal?.closes({ all: true });
    return shown;
  }

  const results: AskedResult[] = [];
  for (const question of questions) {
    const { by, ask, form } = question;
    let thread: string | undefined;
    let messages: Message[] = [];
    for (const line of ask) {
      messages = await says(by, line, thread);
      thread ??= messages[0]?.threadTs ?? messages[0]?.ts;
    }
    const blocks = messages.flatMap((message) => message.blocks);
    const answer: GivenAnswer = {
      kind: startsWith(blocks, 'unknown') ? 'unknown' : startsWith(blocks, 'choice') ? 'choice' : 'answer',
      text: readText(workspace.as(by).connection.state(), messages),
      form: form === undefined ? null : await readForm(by, messages, [form].flat()),
    };
    const judgement = judgeAnswer(question, answer);
    const isUnknown = isHelpPage(answer.text) || (judgement === 'wrong' && isVerdict(answer.text));
    const asUnknown = { ...answer, kind: 'unknown' } as const;
    results.push(
      pagesAsUnknown && isUnknown
        ? { question, answer: asUnknown, judgement: judgeAnswer({ ...question, mustNot: [] }, asUnknown) }
        : { question, answer, judgement },
    );
  }
  return results;
}
