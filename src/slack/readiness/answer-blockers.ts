import { fromRecords } from '../../domain/facts.ts';
import type { UserId } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer } from '../kit/question.ts';

/** Answers which blockers of requirements wait for a person. */
export function answerBlockersOf({ assessment, today }: PageContext, person: UserId): Answer {
  const own = assessment.blockers.filter(({ owner }) => owner === person);
  const [first, second] = own;
  return {
    text: first
      ? joinSentences(
          `${formatCount(own.length, 'blocker is', 'blockers are')} assigned to ${mention(person)}.`,
          `${escapeMrkdwn(capitalize(first.text), 200)} (requirement ${first.requirement.slice(1)}).`,
          second &&
            `Then: ${escapeMrkdwn(second.text, 150)}${own.length > 2 ? ` (and ${own.length - 2} more)` : ''}.`,
        )
      : `No blocker of Stage 3 is assigned to ${mention(person)}.`,
    source: fromRecords(today),
    data: { person, blockers: own.slice(0, 20).map(({ text, requirement }) => ({ text, requirement })) },
    next: [
      ...(first ? [[first.step, stepTitle(first.step)] as const] : []),
      [{ page: 'details' }, 'Show details'],
    ],
    about: { person },
  };
}
