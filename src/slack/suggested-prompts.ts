import { truncate } from './kit/blocks.ts';
import type { PageContext } from './kit/page.ts';
import type { Entry, Suggestion } from './kit/question.ts';

/** The most prompts that Slack shows. */
const maxPrompts = 4;
/** The longest title, so that a button stays on one line. */
const maxTitle = 40;

/** A button above the composer. A click sends the message as the person's own. */
export type SuggestedPrompt = Pick<Suggestion, 'title' | 'message'>;

/**
 * Returns what to suggest to this person: the prompts of all entries by rank, without repetitions, at most four. Of two
 * with the same rank, the entry that is listed first wins.
 */
export function suggestPrompts(entries: readonly Entry[], context: PageContext): readonly SuggestedPrompt[] {
  const found = new Map<string, Suggestion>();
  for (const one of entries.flatMap(({ suggest }) => suggest?.(context) ?? [])) {
    const id = one.message.trim().toLowerCase();
    const known = found.get(id);
    if (!known || one.rank < known.rank) found.set(id, one);
  }
  return [...found.values()]
    .sort((one, other) => one.rank - other.rank)
    .slice(0, maxPrompts)
    .map(({ title, message }) => ({ title: truncate(title, maxTitle), message }));
}
