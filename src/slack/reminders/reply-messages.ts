import { type CheckInInput, findCheckInProblems } from '../../domain/adoption/index.ts';
import { formatDay, weekOf } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import type { Day, Register, UseCase } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { formatCount } from '../../domain/wording.ts';
import type { NudgeState } from '../../operations/nudge-states.ts';
import { countIntended } from '../adoption/index.ts';
import { actions, escapeMrkdwn, recordButton, section, stepButton } from '../kit/blocks.ts';
import type { Content } from '../kit/page.ts';
import type { Figures } from '../kit/thread-replies.ts';

/** Short explanations of terms that people ask about. */
const glossary: readonly (readonly [term: RegExp, meaning: string])[] = [
  [
    /\bDPAs?\b|data processing/i,
    'A *DPA* (data processing agreement) is the contract that allows a vendor to process your personal or confidential data. Legal or procurement usually has it. Record when it was signed, when it expires, and a link to it.',
  ],
  [
    /\bcheck-?ins?\b/i,
    'A *check-in* says how many people used the AI in one week: daily, at least weekly, and not at all. Estimates are fine if you say so.',
  ],
  [
    /\bcharter\b|\bcriteria\b/i,
    'A *charter* is what a pilot promised at its start: how long it runs, who takes part, what number would make you scale it, and the day by which you decide.',
  ],
  [
    /\bguard-?rails?\b/i,
    '*Guardrails* check what goes into the model and what comes out of it, and stop what must not pass.',
  ],
  [
    /\bfallback\b/i,
    'A *fallback* is what people get when the model does not answer, is blocked, or is over its limit.',
  ],
  [
    /human.in.the.loop|\bgates?\b|\breviewed?\b/i,
    '*Human-in-the-loop* means that a person reviews certain outputs before they are used.',
  ],
  [
    /\bROI\b/i,
    'The *ROI* compares the hours that the AI saves in a year with everything it costs in a year.',
  ],
  [
    /\bwaivers?\b/i,
    'A *waiver* is a recorded exception with a reason, an approver and an end date, 90 days at most.',
  ],
  [
    /\bdrift\b/i,
    '*Drift* means that a use case runs on something other than what the company decided for all use cases.',
  ],
  [
    /\bstage ?3\b|\bverdict\b|\brequirements?\b/i,
    '*Stage 3* means four things at once: one use case in production, shared infrastructure decided, a second pilot running on it, and appointed people who are accountable for AI in production. Type `/stage3` to see where you are.',
  ],
];

const maxAnswers = 3;
const maxShown = 8;

const buttonLabel = (step: Step): string =>
  `${'useCase' in step ? `${step.useCase}: ` : ''}${stepTitle(step)}`;

/** Answers a question about reminders, which stay open. */
export function renderQuestion(question: string, open: readonly NudgeState[]): Content {
  const meanings = glossary.flatMap(([term, meaning]) => (term.test(question) ? [meaning] : []));
  const steps = new Map(open.flatMap(({ due }) => (due ? [[JSON.stringify(due.step), due]] : [])));
  const waiting = [...steps.values()].slice(0, maxShown);
  const answer =
    meanings.length > 0
      ? meanings.slice(0, maxAnswers).join('\n')
      : 'Crossing cannot answer that. Your open reminders:';
  const facts =
    meanings.length > 0
      ? []
      : waiting.map(({ fact, why }) => `• ${escapeMrkdwn(fact, 250)} (${escapeMrkdwn(why, 120)})`);
  return {
    title: 'Crossing',
    text: 'An answer to your question',
    blocks: [
      section([answer, ...facts, 'Your reminders stay open. For commands, type `/stage3 help`.'].join('\n')),
      ...actions(...waiting.map(({ step }) => stepButton(step, buttonLabel(step)))),
    ],
  };
}

/** Answers a reply about use cases that no open reminder is about. */
export const renderNotAsked = (named: readonly string[], open: readonly NudgeState[]): Content => {
  const keys = new Set(open.flatMap(({ due }) => due?.about.filter((key) => /^UC-\d+$/.test(key)) ?? []));
  const others =
    keys.size === 0 ? '' : ` The open ones are about ${[...keys].slice(0, maxShown).join(', ')}.`;
  const text = `No open reminder here is about ${named.slice(0, maxShown).join(', ')}.${others} Your reminders stay open.`;
  return { title: 'Crossing', text, blocks: [section(escapeMrkdwn(text, 1000))] };
};

/** Returns the check-in that a reminder asks for; null for other reminders. */
export function findRequestedCheckIn(
  register: Register,
  { due }: NudgeState,
): { readonly useCase: UseCase; readonly on: Day } | null {
  const step = due?.step;
  if (step?.do !== 'check-in' || step.typed?.on === undefined) return null;
  const useCase = register.useCases.get(step.useCase);
  return useCase ? { useCase, on: step.typed.on } : null;
}

const describeFigures = ({ daily, weekly, notAtAll }: Figures): string =>
  [
    daily === null ? null : `${daily.toLocaleString('en')} daily`,
    weekly === null ? null : `${weekly.toLocaleString('en')} weekly`,
    notAtAll === null ? null : `${notAtAll.toLocaleString('en')} not at all`,
  ]
    .filter((word) => word !== null)
    .join(', ');

/** Renders figures from a reply for each possible use case, to record at once or correct in the form. */
export function renderFigures(
  candidates: readonly { readonly useCase: UseCase; readonly on: Day }[],
  figures: Figures,
  today: Day,
): Content {
  const { daily, weekly, notAtAll } = figures;
  const typed = Object.fromEntries(
    Object.entries(figures).flatMap(([name, count]) => (count === null ? [] : [[name, String(count)]])),
  );
  const several = candidates.length > 1;
  const text = several
    ? `Crossing read ${describeFigures(figures)}. Which use case is this about?`
    : `Crossing read ${describeFigures(figures)}. Nothing is recorded yet.`;
  return {
    title: 'Crossing',
    text,
    blocks: [
      section(text),
      ...candidates.slice(0, maxShown).flatMap(({ useCase, on }) => {
        const { key, name } = useCase;
        const intended = countIntended(useCase);
        const input =
          daily === null || weekly === null || notAtAll === null
            ? null
            : ({ useCase: key, on, intended, daily, weekly, notAtAll, result: '' } satisfies CheckInInput);
        const outcome = input && findCheckInProblems(useCase, input, today);
        const problem = input
          ? outcome && !outcome.ok
            ? outcome.refusal.message
            : null
          : 'One of the three counts (daily, weekly, not at all) is missing.';
        const of = `of ${formatCount(intended, 'person', 'people')}`;
        return [
          section(
            `*${key} ${escapeMrkdwn(name, 80)}*, week of ${formatDay(weekOf(on))}, ${of}${problem === null ? '' : `\n${escapeMrkdwn(problem, 300)}`}`,
          ),
          ...actions(
            input && problem === null
              ? recordButton({ do: 'record-check-in', ...input }, 'Record', { style: 'primary', id: key })
              : null,
            stepButton(
              { do: 'check-in', useCase: key, typed: { ...typed, on } },
              problem === null ? 'Correct figures' : 'Add figures',
            ),
          ),
        ];
      }),
    ],
  };
}
