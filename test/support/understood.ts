import type { Memory } from '../../src/slack/assistant/fill-slots.ts';
import { createUnderstander } from '../../src/slack/assistant/understand.ts';
import { entries } from '../../src/slack/subjects.ts';
import { contextOf } from './answers.ts';
import { type CastMember, stage3 } from './register.ts';

/** UC-1 AI Support Agent in production, UC-2 Call summaries in pilot; today is Monday, 2 February 2026. */
export const company = stage3('2026-02-02');
export const { understand } = await createUnderstander(entries);

/** Returns "entry {slots}" of each part, or the outcome. */
export function read(text: string, who: CastMember = 'member', memory: Memory | null = null): string {
  const understood = understand(text, contextOf(company, who), memory);
  return understood.outcome === 'answer'
    ? understood.parts.map(({ entry, slots }) => `${entry.key} ${JSON.stringify(slots)}`).join(' + ')
    : understood.outcome;
}
