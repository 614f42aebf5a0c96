import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Instant, Register } from '../../src/domain/register.ts';
import { createUnderstander } from '../../src/slack/assistant/understand.ts';
import type { PageContext } from '../../src/slack/kit/page.ts';
import { languages } from '../../src/slack/kit/question.ts';
import { entries, findForm } from '../../src/slack/subjects.ts';

const phrasing = z.strictObject({
  /** The key of the entry that it asks for; null when none can answer it. */
  entry: z.string().nullable(),
  language: z.enum(languages),
  text: z.string().min(1),
});
export type Phrasing = z.infer<typeof phrasing>;

/** Reads the phrasings, which were written from the titles of the entries alone. */
export const readPhrasings = (): readonly Phrasing[] =>
  readFileSync(new URL('../assistant/phrasings.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => phrasing.parse(JSON.parse(line)));

/** Weights and thresholds are chosen on one half, and judged on the other. */
export const isTuning = ({ text }: Phrasing): boolean =>
  (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 0;

/** Returns the context in which the phrasings are read: an owner asks, at the end of the worked example. */
export const contextOfPhrasings = (register: Register, at: Instant): PageContext => {
  const actor = {
    ...{ id: 'U0OMAR', name: 'Omar Owner (sample)', kind: 'member', admin: false },
    ...{ active: true, timeZone: null },
  };
  return { register, today: '2026-03-02', at, actor, findForm } as PageContext;
};

export const outcomes = ['right', 'shown', 'offered', 'unknown', 'not offered', 'wrong'] as const;
export type PhrasingOutcome = (typeof outcomes)[number];

/** Counts what becomes of phrasings: the entry is answered, shown or offered among three, or another is answered. */
export async function judgePhrasings(
  phrasings: readonly Phrasing[],
  context: PageContext,
): Promise<Readonly<Record<PhrasingOutcome, number>>> {
  const { understand } = await createUnderstander(entries);
  const coveredBy = new Map(entries.map(({ key, covers }) => [key, covers ?? []]));
  const counts = { right: 0, shown: 0, offered: 0, unknown: 0, 'not offered': 0, wrong: 0 };
  for (const { entry, text } of phrasings) {
    const understood = understand(text, context, null);
    const answered =
      understood.outcome === 'answer'
        ? understood.parts.map((part) => part.entry.key)
        : understood.outcome === 'ask'
          ? [understood.chosen.entry.key]
          : null;
    const facts = answered?.flatMap((key) => [key, ...(coveredBy.get(key) ?? [])]) ?? [];
    if (answered !== null) counts[entry !== null && facts.includes(entry) ? 'right' : 'wrong'] += 1;
    else if (understood.outcome === 'unknown') counts[entry === null ? 'right' : 'unknown'] += 1;
    else if (understood.outcome === 'choose') {
      const isOffered = understood.options.some((option) => option.entry.key === entry);
      counts[isOffered ? (understood.areNear ? 'shown' : 'offered') : 'not offered'] += 1;
    }
  }
  return counts;
}
