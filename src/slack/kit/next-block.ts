import type { KnownBlock } from '@slack/types';
import type { Gap } from '../../domain/decide.ts';
import type { UserId } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capital } from '../../domain/wording.ts';
import { mention, safe, section, stepButton } from './blocks.ts';
import { closedFor, type Scene } from './form.ts';

/**
 * The one thing to do next, with its button; for whom it waits where it is not the reader's.
 * @param answers who is asked where the gap names nobody
 */
export function nextBlock(scene: Scene, next: Gap | null, answers: UserId | null = null): KnownBlock[] {
  if (next === null) return [];
  const refusal = closedFor(next.step, scene);
  const isClosed = refusal?.code === 'not-permitted';
  const person = next.owner ?? (isClosed ? refusal.ask : null) ?? answers;
  const waits =
    person === scene.actor.id || (person === null && !isClosed)
      ? ''
      : person === null
        ? '\nWaiting for a lead. A Slack admin names one in `/stage3 settings`.'
        : `\nWaiting for ${mention(person)}`;
  return [
    section(
      `*Next*: ${safe(capital(next.text), 300)}${waits}`,
      isClosed ? undefined : stepButton(next.step, stepTitle(next.step), { style: 'primary' }),
    ),
  ];
}
