import { fromRecords } from '../../domain/facts.ts';
import type { DueNudge } from '../../domain/nudge-kind.ts';
import type { UserId } from '../../domain/register.ts';
import { listDueNudges } from '../../domain/reminders/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer } from '../kit/question.ts';

const maxDue = 2;

const describeDue = (due: readonly DueNudge[]): readonly string[] => [
  ...due.slice(0, maxDue).map(({ fact }) => `${escapeMrkdwn(capitalize(fact.replace(/[.]$/, '')), 150)}.`),
  ...(due.length > maxDue
    ? [`${formatCount(due.length - maxDue, 'more task is', 'more tasks are')} due.`]
    : []),
];

/** Answers which blockers of requirements wait for a person, and what else is due. */
export function answerBlockersOf({ assessment, register, today }: PageContext, person: UserId): Answer {
  const own = assessment.blockers.filter(({ owner }) => owner === person);
  const [first, second] = own;
  const steps = new Set(own.map(({ step }) => step.do));
  // Read from the records and not from the reminders: those of others are private.
  const due = listDueNudges(register, today).filter(
    (one) => one.person === person && !steps.has(one.step.do),
  );
  return {
    text: first
      ? joinSentences(
          `${formatCount(own.length, 'blocker is', 'blockers are')} assigned to ${mention(person)}.`,
          `${escapeMrkdwn(capitalize(first.text), 200)} (requirement ${first.requirement.slice(1)}).`,
          second &&
            `Then: ${escapeMrkdwn(second.text, 150)}${own.length > 2 ? ` (and ${own.length - 2} more)` : ''}.`,
          ...describeDue(due),
        )
      : joinSentences(`No blocker of Stage 3 is assigned to ${mention(person)}.`, ...describeDue(due)),
    source: fromRecords(today),
    data: {
      person,
      blockers: own.slice(0, 20).map(({ text, requirement }) => ({ text, requirement })),
      due: due.slice(0, 20).map(({ fact }) => fact.slice(0, 300)),
    },
    next: [
      ...(first ? [[first.step, stepTitle(first.step)] as const] : []),
      [{ page: 'details' }, 'Show details'],
    ],
    about: { person },
  };
}
