import { percentile } from '../bench/statistics.ts';
import { type LocalCrossing, startLocalCrossing } from '../sandbox/crossing.ts';
import { type AskedResult, askQuestions, playWorkedExample } from '../test/support/ask-questions.ts';
import { showsFacts } from '../test/support/judge-answer.ts';
import { patientLimits } from '../test/support/patient-limits.ts';
import {
  contextOfPhrasings,
  isTuning,
  judgePhrasings,
  outcomes,
  readPhrasings,
} from '../test/support/phrasings.ts';
import {
  learnedSets,
  type QuestionSet,
  questionSets,
  readQuestions,
  unreadSets,
} from '../test/support/questions.ts';

/**
 * Asks every question of the running app and prints how many answers are right, unsure and wrong, and how many unsure
 * ones are choices that show the fact:
 * `npm run questions -- [--made] [--verbose] [--unsure] [--baseline]`. `--made` leaves out all others and the
 * phrasings, which were written from the titles of the entries alone and are only counted. `--verbose` prints every
 * wrong answer and `--unsure` every "I don't know" and choice, but never those of the sets that the makers do not read.
 * `--baseline` counts the help page and the verdict as "I don't know". LEARNED sets are among the examples. Exits with 1 when fewer than 92% are
 * right, any is wrong, or a question changed a record.
 */
const known = ['made', 'verbose', 'unsure', 'baseline'];
const unknown = process.argv.slice(2).filter((option) => !known.includes(option.replace(/^--/, '')));
if (unknown.length > 0) throw new RangeError(`unknown option ${unknown.join(' ')}`);
const isGiven = (option: string): boolean => process.argv.includes(`--${option}`);
const sets = (Object.keys(questionSets) as QuestionSet[]).filter((set) => set === 'made' || !isGiven('made'));
const titles: Readonly<Record<QuestionSet, string>> = {
  made: 'MADE',
  heldOut: 'HELD OUT',
  unprepared: 'UNPREPARED',
  everyday: 'EVERYDAY',
  everyday2: 'EVERYDAY, SECOND',
  everyday3: 'EVERYDAY, THIRD',
  everyday4: 'EVERYDAY, FOURTH',
  everyday5: 'EVERYDAY, FIFTH',
  everyday6: 'EVERYDAY, SIXTH',
  everyday7: 'EVERYDAY, SEVENTH',
  everyday4Unread: 'FOURTH, UNREAD',
  everyday5Unread: 'FIFTH, UNREAD',
  everyday7Unread: 'SEVENTH, UNREAD',
};
/** The least share of right answers. */
const leastRight = 0.92;

/** Prints one line with the counts of some results. */
function printCounts(name: string, results: readonly AskedResult[]): void {
  const count = (judgement: AskedResult['judgement']): number =>
    results.filter((result) => result.judgement === judgement).length;
  const [right, unsure] = [count('right'), count('unsure')];
  const share = ((right / results.length) * 100).toFixed(1);
  const shown = results.filter(
    ({ judgement, question, answer }) => judgement === 'unsure' && showsFacts(question, answer),
  ).length;
  console.log(
    `${name.padEnd(26)}${String(results.length).padStart(5)} asked  ${String(right).padStart(4)} right (${share}%)  ${String(unsure).padStart(4)} unsure (${shown} with the fact)  ${String(count('wrong')).padStart(4)} wrong`,
  );
}

function printGroups(results: readonly AskedResult[], groupOf: (result: AskedResult) => string): void {
  for (const group of new Set(results.map(groupOf)))
    printCounts(
      `  ${group}`,
      results.filter((result) => groupOf(result) === group),
    );
}

function printAnswer({ question, answer, judgement }: AskedResult): void {
  const { id, by, language, kind, ask, expect, form, must, mustNot } = question;
  console.log(`\n${id} ${judgement}: ${by}, ${language}, ${kind}: ${ask.join(' / ')}`);
  console.log(
    `  expected: ${expect}${form ? ` ${[form].flat().join(' or ')}` : ''} ${JSON.stringify(must)}, never ${JSON.stringify(mustNot)}`,
  );
  for (const line of (answer.form ?? answer.text).split('\n').slice(0, 12)) console.log(`  | ${line}`);
}

/** Each page as it is asked for in words and by command. */
const samePages = [
  ['are we stage 3?', '/stage3'],
  ['how complete is the checklist of UC-1?', '/stage3 checklist UC-1'],
  ['what did UC-1 cost in February?', '/stage3 costs UC-1'],
  ['which model did UC-1 run on 12 January?', '/stage3 versions UC-1 2026-01-12'],
  ['may I use DraftDesk?', '/stage3 tools DraftDesk'],
  ['any open incidents?', '/stage3 incidents'],
] as const;
const workspaces = 5;
const roundsOfEach = 8;

type Latencies = Record<'words' | 'command', number[]>;

/**
 * Measures how many milliseconds pass until an answer is shown, in words and by command. Each workspace is new: the local
 * one takes longer to look for an answer, the more messages it shows.
 */
async function measureLatencies(): Promise<Latencies> {
  const all: Latencies = { words: [], command: [] };
  for (let index = 0; index < workspaces; index += 1) {
    const crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
    await playWorkedExample(crossing);
    const { words, command } = await measureLatency(crossing);
    all.words.push(...words);
    all.command.push(...command);
    await crossing.close();
  }
  return all;
}

async function measureLatency({ workspace }: LocalCrossing): Promise<Latencies> {
  const person = workspace.as('Lena Lead');
  const { state, act, onChange } = person.connection;
  const direct = state().directMessages.find(({ withUser }) => withUser === workspace.botUserId)?.id ?? '';
  /** The ts of the last message if it is an answer. */
  const lastAnswer = (): string | undefined => {
    const last = state().messages[direct]?.at(-1);
    return last?.user === workspace.botUserId ? last.ts : undefined;
  };
  async function time(text: string): Promise<number> {
    const before = lastAnswer();
    const began = performance.now();
    const shown = new Promise<number>((resolve) => {
      const stop = onChange(() => {
        const answer = lastAnswer();
        if (answer === undefined || answer === before) return;
        stop();
        resolve(performance.now() - began);
      });
    });
    await act({ type: 'say', channel: direct, text });
    return shown;
  }
  const taken: Latencies = { words: [], command: [] };
  for (let round = -2; round < roundsOfEach; round += 1)
    for (const [words, command] of samePages) {
      const measured = [await time(words), await time(command)] as const;
      // The first rounds warm up.
      if (round < 0) continue;
      taken.words.push(measured[0]);
      taken.command.push(measured[1]);
    }
  return taken;
}

const crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
await playWorkedExample(crossing);
const { store, workspace } = crossing;
const before = await store.head(workspace.teamId);
const all: AskedResult[] = [];
for (const set of sets) {
  const results = await askQuestions(crossing, readQuestions(set), isGiven('baseline'));
  all.push(...results);
  console.log();
  printCounts(`${titles[set]}${learnedSets.includes(set) ? ', LEARNED' : ''}`, results);
  printGroups(results, ({ question }) => question.language);
  printGroups(results, ({ question }) => question.kind);
  printGroups(results, ({ question }) => `expect ${question.expect}`);
  const wrong = results.filter(({ judgement }) => judgement === 'wrong');
  if (wrong.length > 0) console.log(`  wrong: ${wrong.map(({ question }) => question.id).join(' ')}`);
  const isRead = !unreadSets.includes(set);
  if (isGiven('verbose') && isRead) wrong.forEach(printAnswer);
  if (isGiven('unsure') && isRead)
    results.filter(({ judgement }) => judgement === 'unsure').forEach(printAnswer);
}
const after = await store.head(workspace.teamId);

const register = await store.load(workspace.teamId);
const at = crossing.now();
await crossing.close();
const { words, command } = await measureLatencies();
const describe = (taken: readonly number[]): string =>
  `p50 ${percentile(taken, 0.5).toFixed(1)} ms, p99 ${percentile(taken, 0.99).toFixed(1)} ms`;
console.log(`\nIn words: ${describe(words)}. By command: ${describe(command)}.`);
console.log(`p99 ratio ${(percentile(words, 0.99) / percentile(command, 0.99)).toFixed(2)}`);
if (!isGiven('made')) {
  const context = contextOfPhrasings(register, at);
  const phrasings = readPhrasings();
  const halves = { tuning: phrasings.filter(isTuning), judging: phrasings.filter((one) => !isTuning(one)) };
  for (const [half, chosen] of Object.entries(halves)) {
    const counts = await judgePhrasings(chosen, context);
    const share = ((counts.right / chosen.length) * 100).toFixed(1);
    const listed = outcomes.map((outcome) => `${counts[outcome]} ${outcome}`).join(', ');
    console.log(`PHRASINGS, ${half} half: ${chosen.length} read, ${share}% right: ${listed}`);
  }
}

const right = all.filter(({ judgement }) => judgement === 'right').length / all.length;
const isAnyWrong = all.some(({ judgement }) => judgement === 'wrong');
if (after.seq !== before.seq) console.log(`A question changed ${after.seq - before.seq} records.`);
if (right < leastRight || isAnyWrong || after.seq !== before.seq) process.exitCode = 1;
