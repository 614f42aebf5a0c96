import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { textsIn } from '../scripts/texts.ts';
import { checklist } from '../src/domain/checklist/index.ts';
import { decisionCategories } from '../src/domain/infrastructure/index.ts';
import { stepTitle, subjects } from '../src/domain/subjects.ts';

/** Words that no text uses, each with what to say instead. A word that is sometimes right does not stand here. */
const wrongWords: readonly (readonly [wrong: RegExp, say: string])[] = [
  [/\bwhoever\b/i, 'name who acts: the owner, the lead'],
  [/\b(anew|mended|meanwhile)\b/i, 'again, fixed, until then'],
  [/\bany ?more\b|\bno longer so\b/i, 'no longer'],
  [/\bnot known yet\b|\bnobody is asked\b|\bnone of this\b/i, 'what is missing; who gets no reminders'],
  [/\b(laps(e|es|ed|ing)|count(s|ed)? until)\b/i, 'expires on, expired'],
  [/\b(its|the) time has come\b|\btime again\b/i, 'due'],
  [/\b(soon|lately)\b/i, 'a day or a number of days'],
  [/\basked of\b|\bwhose it is\b/i, 'assigned to, waiting for'],
  [/\bhand(s|ed)? over\b|\bpass(es|ed)? (it )?on\b/i, 'reassign'],
  [/\bstands? in\b|\bstand-in\b/i, 'deputy, acts for'],
  [/\bthings? for you\b|\basks? in \{/i, 'reminder'],
  [/\bnam(e|es|ed) (you |others |somebody else )?(for )?AI Operations\b/i, 'appoint'],
  [/\b(bar moved|moved the bar|move the bar)\b/i, 'added a success criterion'],
  [/\bin the place of\b|\btakes the place\b/i, 'instead of, replaces'],
  [/\bis meant for\b/i, 'intended users'],
  [/\bwhat (it|.+) runs on is\b/i, 'stack'],
  [/\bside by side\b/i, 'in parallel'],
  [/\bone a (line|row)\b/i, 'one per line'],
  [/\bplease\b/i, 'say what to do, without please'],
];

const texts = textsIn(fileURLToPath(new URL('..', import.meta.url)));

/** Returns where texts match, as `file:line text`. */
const where = (pattern: RegExp): readonly string[] =>
  texts
    .filter(({ text }) => pattern.test(text.replaceAll(/\{[^}]*\}/g, '{}')))
    .map(({ file, line, text }) => `${file}:${line} ${text}`);

test.each(wrongWords)('no text says %s; say: %s', (wrong) => {
  expect(where(wrong)).toEqual([]);
});

test('no sentence begins with a clause in the place of a name, unless it asks', () => {
  expect(where(/(?:^|[.!:] )(?:Whoever|What|Who|Whom|That|Such(?! as)) [^?.]*\.(?: |$)/)).toEqual([]);
});

test('no text has parentheses inside parentheses', () => {
  expect(where(/\([^()]*\([^()]*\)[^()]*\)/)).toEqual([]);
});

test('the button of a step has at most three words', () => {
  const labels = [
    ...subjects.flatMap(({ steps }) => steps.map(({ label }) => label)),
    ...checklist.map(({ key: item }) => stepTitle({ do: 'confirm-item', useCase: 'UC-1', item })),
    ...decisionCategories.map(({ key: category }) => stepTitle({ do: 'commit-decision', category })),
  ];
  expect(labels.filter((label) => label.split(' ').length > 3)).toEqual([]);
});
