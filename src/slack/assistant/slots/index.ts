import { findDaySpans, findPeriodSpans } from './day-spans.ts';
import { findFigureSpans } from './figure-spans.ts';
import {
  findDescribedIncidentSpans,
  findIncidentSpans,
  findKindSpans,
  findRequirementSpans,
} from './kind-spans.ts';
import { findNameSpans, findVersionSpans } from './name-spans.ts';
import { findPersonSpans } from './people-spans.ts';
import type { Reading, Span } from './span.ts';
import { findUseCaseSpans } from './use-case-spans.ts';

export { speaksOfSelf } from './people-spans.ts';
export { type Reading, type Span, sureOfValue } from './span.ts';

const overlap = (one: Span, other: Span): boolean => one.from < other.to && one.to > other.from;
const lengthOf = ({ from, to }: Span): number => to - from;

/** Finds everything that a text names. Names of several kinds may cover the same words. */
export function findSpans(reading: Reading): readonly Span[] {
  const figures = findFigureSpans(reading);
  const periods = findPeriodSpans(reading);
  const keys = [...findIncidentSpans(reading), ...findRequirementSpans(reading)];
  const likelyUseCases = findUseCaseSpans(reading);
  // "UC-2 may use Pinecone" names no day.
  const useCaseKeys = likelyUseCases.filter(({ from }) => /^uc/.test(reading.tokens[from]?.word ?? ''));
  const versions = findVersionSpans(reading);
  const days = findDaySpans(reading, [...periods, ...keys, ...useCaseKeys, ...versions]);
  const fixed = [...figures, ...periods, ...days, ...keys];
  const isFixed = (span: Span): boolean => fixed.some((one) => overlap(one, span));
  const namedUseCases = likelyUseCases.filter((span) => !isFixed(span));
  // The longer name is meant: "Support" of "AI Support Agent" is nobody, although a person may be called so.
  const isPartOf = (span: Span, longer: readonly Span[]): boolean =>
    longer.some((one) => overlap(one, span) && lengthOf(one) > lengthOf(span));
  const people = findPersonSpans(reading).filter((span) => !isFixed(span) && !isPartOf(span, namedUseCases));
  const names = [...findNameSpans(reading), ...versions].filter(
    (span) => !isFixed(span) && !people.some((one) => overlap(one, span)),
  );
  const useCases = namedUseCases.filter(
    (span) =>
      !people.some((one) => overlap(one, span)) &&
      !names.some((one) => overlap(one, span) && lengthOf(one) >= lengthOf(span)),
  );
  const others = names.filter((span) => !useCases.some((one) => overlap(one, span)));
  const described = keys.some(({ slot }) => slot === 'incident') ? [] : findDescribedIncidentSpans(reading);
  const kinds = [...findKindSpans(reading), ...described].filter(
    (span) => ![...fixed, ...people, ...useCases, ...others].some((one) => !one.isWord && overlap(one, span)),
  );
  return [...fixed, ...people, ...useCases, ...others, ...kinds];
}
