import type { KnownBlock } from '@slack/types';
import type { Gap } from '../../domain/decide.ts';
import type { UserId } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize } from '../../domain/wording.ts';
import { escapeMrkdwn, mention, section, stepButton } from './blocks.ts';
import { type FormContext, findStepRefusal } from './form.ts';

/**
 * Renders the next step with its button, or the person it is assigned to.
 * @param answers the person to ask when the gap names nobody
 */
export function renderNextBlock(
  context: FormContext,
  next: Gap | null,
  answers: UserId | null = null,
): KnownBlock[] {
  if (next === null) return [];
  const refusal = findStepRefusal(next.step, context);
  const isClosed = refusal?.code === 'not-permitted';
  const person = next.owner ?? (isClosed ? refusal.ask : null) ?? answers;
  const waits =
    person === context.actor.id || (person === null && !isClosed)
      ? ''
      : person === null
        ? '\nThere is no lead yet. A Slack admin appoints one in `/stage3 settings`.'
        : `\nWaiting for ${mention(person)}`;
  return [
    section(
      `*Next*: ${escapeMrkdwn(capitalize(next.text), 300)}${waits}`,
      isClosed ? undefined : stepButton(next.step, stepTitle(next.step), { style: 'primary' }),
    ),
  ];
}
