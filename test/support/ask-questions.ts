import type { LocalCrossing } from '../../sandbox/crossing.ts';
import type { Message, PersonState, SandboxBlock } from '../../sandbox/protocol.ts';
import { actionIdOf, elementsIn } from '../../sandbox/server/elements.ts';
import { readBlock, readMrkdwn } from '../../sandbox/server/reading.ts';
import { workedExample } from '../../sandbox/worked-example.ts';
import { type GivenAnswer, type Judgement, judgeAnswer } from './judge-answer.ts';
import type { AskedQuestion } from './questions.ts';

export interface AskedResult {
  readonly question: AskedQuestion;
  readonly judgement: Judgement;
  readonly answer: GivenAnswer;
}

/** Plays the worked example to its end, 2 March 2026. */
export async function playWorkedExample({ workspace, moveTo }: LocalCrossing): Promise<void> {
  for (const { on, act } of workedExample) {
    moveTo(on);
    await act(workspace);
  }
}

/** Returns the id of a person's conversation with the app. */
const directWithApp = ({ directMessages, app }: PersonState): string =>
  directMessages.find(({ withUser }) => withUser === app.botUserId)?.id ?? '';

const startsWith = (blocks: readonly SandboxBlock[], id: string): boolean =>
  blocks.some((block) => block.block_id?.startsWith(id));

/** The help page, and the verdict where nothing but a word of it was understood, which the app answers to unknown text. */
const isPageForUnknownText = (text: string): boolean =>
  /^Commands\n/.test(text) || /^Stage \d: \d of 4 requirements for Stage 3\n/.test(text);

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
 * @param pagesAsUnknown counts the help page and the verdict as "I don't know" where they are not right
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

  /** Presses the button that opens the form of one of the steps, and returns what the form shows; null without one. */
  async function readForm(
    by: string,
    messages: readonly Message[],
    steps: readonly string[],
  ): Promise<string | null> {
    const person = workspace.as(by);
    for (const { channel, ts, blocks } of messages)
      for (const block of blocks)
        for (const element of elementsIn(block)) {
          const actionId = actionIdOf(element);
          const [kind, key = ''] = actionId.split(':');
          if (kind !== 'open' || !steps.includes(key)) continue;
          const entry = { blockId: block.block_id ?? '', actionId, given: null };
          await person.does({ type: 'use', place: { kind: 'message', channel, ts }, entry }, true);
          const modal = person.modal();
          const view = person.connection.state().modals.at(-1);
          const shown = modal && view?.submit ? `${modal.title}\n${modal.text}` : null;
          await modal?.closes({ all: true });
          return shown;
        }
    return null;
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
    const asUnknown = { ...answer, kind: 'unknown' } as const;
    results.push(
      pagesAsUnknown && judgement === 'wrong' && isPageForUnknownText(answer.text)
        ? { question, answer: asUnknown, judgement: judgeAnswer({ ...question, mustNot: [] }, asUnknown) }
        : { question, answer, judgement },
    );
  }
  return results;
}
