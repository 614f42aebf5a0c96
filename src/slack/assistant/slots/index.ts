import { findDaySpans, findPeriodSpans } from './day-spans.ts';
import { findFigureSpans } from './figure-spans.ts';
import { findIncidentSpans, findKindSpans, findRequirementSpans } from './kind-spans.ts';
import { findNameSpans } from './name-spans.ts';
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
  const days = findDaySpans(reading, periods);
  const keys = [...findIncidentSpans(reading), ...findRequirementSpans(reading)];
  const fixed = [...figures, ...periods, ...days, ...keys];
  const people = findPersonSpans(reading).filter((span) => !fixed.some((one) => overlap(one, span)));
  const names = findNameSpans(reading).filter(
    (span) => ![...fixed, ...people].some((one) => overlap(one, span)),
  );
  // The longer name is meant: "Contract Review" is a use case although "Review" may be a tool.
  const useCases = findUseCaseSpans(reading).filter(
    (span) =>
      ![...fixed, ...people].some((one) => overlap(one, span)) &&
      !names.some((one) => overlap(one, span) && lengthOf(one) >= lengthOf(span)),
  );
  const others = names.filter((span) => !useCases.some((one) => overlap(one, span)));
  const kinds = findKindSpans(reading).filter(
    (span) => ![...fixed, ...people, ...useCases, ...others].some((one) => !one.isWord && overlap(one, span)),
  );
  return [...fixed, ...people, ...useCases, ...others, ...kinds];
}
