import { formatDay } from '../../domain/calendar.ts';
import { assigneeOf } from '../../domain/people.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize } from '../../domain/wording.ts';
import { formatChecklistCount } from '../checklist/index.ts';
import {
  actions,
  contextBlock,
  escapeMrkdwn,
  factsBlock,
  mention,
  pageButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import type { Content, PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { describeSuspension } from '../suspensions/index.ts';
import { describeWeeklyUse, findNextGap, renderLifeLine } from './use-case-page.ts';

/**
 * Renders a use case for readers whom nobody knows: its state, the next step with the person it waits for, and two
 * buttons, whose permissions are checked when they are pressed. Returns null when there is no such use case.
 */
export function renderUseCaseCard(context: PageContext, key: string): Content | null {
  const { register, today } = context;
  const useCase = register.useCases.get(key);
  if (!useCase) return null;
  const { name, owner } = useCase;
  const next = findNextGap(context, useCase);
  const assignee = next?.owner ?? assigneeOf(register, useCase);
  const lines = [
    `*${key} ${escapeMrkdwn(name, 140)}*`,
    renderLifeLine(useCase, today),
    describeSuspension(register, useCase),
    next === null
      ? ''
      : `*Next*: ${escapeMrkdwn(capitalize(next.text), 300)}${assignee === null ? '' : `. Waiting for ${mention(assignee)}`}`,
  ];
  return {
    title: key,
    text: `${key} ${name}`,
    blocks: [
      section(lines.filter(Boolean).join('\n')),
      factsBlock([
        ['Owner', describePerson(register, owner, today)],
        ['Weekly use', describeWeeklyUse(context, useCase)],
        ['Checklist', formatChecklistCount(context, useCase)],
      ]),
      ...actions(
        pageButton(`Open ${key}`, { page: 'use-case', args: { useCase: key } }),
        next === null ? null : stepButton(next.step, stepTitle(next.step)),
      ),
      contextBlock(`As of ${formatDay(today)}`),
    ],
  };
}
