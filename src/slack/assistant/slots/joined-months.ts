import type { Day } from '../../../domain/register.ts';
import type { Period } from '../../kit/question.ts';
import { createSpan, type Reading, type Span } from './span.ts';

const upTo = /^(to|through|thru|until|till|bis|a|au|hasta)$/;
const between = /^(between|zwischen|entre)$/;
const and = /^(and|und|et|y)$/;

/** Returns the last day of the same date before an end. */
function moveBefore(from: Day, to: Day): Day {
  const years = from.slice(5) > to.slice(5) ? 1 : 0;
  return `${Number(to.slice(0, 4)) - years}${from.slice(4)}`;
}

/** Joins two months with "to" between them: "from October to December". */
export function joinMonths(spans: readonly Span[], tokens: Reading['tokens']): readonly Span[] {
  const wordAt = (at: number): string => tokens[at]?.word ?? '';
  const sorted = spans.filter(({ slot }) => slot === 'period').toSorted((a, b) => a.from - b.from);
  for (const [index, first] of sorted.entries()) {
    const second = sorted[index + 1];
    if (second?.from !== first.to + 1) continue;
    const joint = wordAt(first.to);
    const isBetween = and.test(joint) && between.test(wordAt(first.from - 1));
    const [{ from: start }] = first.values as readonly [Period];
    const [{ to }] = second.values as readonly [Period];
    // The end tells the year of a month alone: "October to December 2025".
    const isAlone = first.to - first.from === 1;
    const from = isAlone && start > to ? moveBefore(start, to) : start;
    if (from < to && (upTo.test(joint) || isBetween))
      return [
        ...spans.filter((span) => span !== first && span !== second),
        createSpan('period', [first.from, second.to], [{ from, to }]),
      ];
  }
  return spans;
}
