import type { Entry, SlotName } from '../kit/question.ts';
import { sureOfValue } from './slots/index.ts';
import { createSpan, type Span } from './slots/span.ts';
import { type ReadQuestion, spansOf } from './units.ts';

/** An entry that was chosen for a text, with the words that name its slots. */
export interface Choice {
  readonly entry: Entry;
  readonly named: Readonly<Partial<Record<SlotName, string>>>;
}

/** A slot whose words name nothing that is recorded. */
interface Unknown {
  readonly slot: SlotName;
  /** The words, if the person typed them; otherwise null. */
  readonly named: string | null;
}

/** Returns the part of a typed text that has the same words, as it was typed; null if they were not typed. */
function findTyped(text: string, words: string): string | null {
  const at = words === '' ? -1 : text.toLowerCase().indexOf(words.toLowerCase());
  return at < 0 ? null : text.slice(at, at + words.length);
}

/** Returns the most certain span of a slot that has one recorded value; undefined for none. */
const findSure = (question: ReadQuestion, slot: SlotName): Span | undefined =>
  spansOf(question, slot).find(({ values, certainty }) => values.length === 1 && certainty >= sureOfValue);

/**
 * Adds the named slots of a choice to a question, as far as the finders of slots read a value in their words. What the
 * text itself names counts first, so a wrong choice cannot replace it. Free words count only if they were typed.
 */
export function nameSlots(
  { entry, named }: Choice,
  question: ReadQuestion,
  read: (text: string) => ReadQuestion,
): { readonly question: ReadQuestion; readonly unknown: Unknown | null } {
  const added: Span[] = [];
  let unknown: Unknown | null = null;
  for (const slot of [...entry.needs, ...entry.takes]) {
    const words = named[slot]?.trim();
    if (!words || findSure(question, slot)) continue;
    const isNeeded = entry.needs.includes(slot);
    const reading = read(words);
    const isSelf = slot === 'person' && reading.speaksOfSelf;
    const value = isSelf ? question.context.actor.id : findSure(reading, slot)?.values[0];
    const typed = findTyped(question.text, words);
    const isFree = slot === 'words' || slot === 'tool' || (slot === 'vendor' && isNeeded);
    const found = value ?? (isFree ? (typed ?? undefined) : undefined);
    const several = spansOf(question, slot).flatMap(({ values }) => values.map((one) => JSON.stringify(one)));
    if (found !== undefined) {
      if (several.length === 0 || several.includes(JSON.stringify(found)))
        added.push(createSpan(slot, [0, 0], [found]));
    } else if (!isFree && several.length === 0 && (isNeeded || entry.kind === 'question'))
      unknown ??= { slot, named: typed };
  }
  const others = question.spans.filter(({ slot }) => !added.some((one) => one.slot === slot));
  return { question: { ...question, spans: [...others, ...added] }, unknown };
}
