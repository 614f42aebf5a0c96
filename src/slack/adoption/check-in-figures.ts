import { checkInsOf, weeklyShare } from '../../domain/adoption/index.ts';
import { weekOf } from '../../domain/calendar.ts';
import { fromPerson, type Provenance } from '../../domain/facts.ts';
import type { CheckIn, Day, Register, UseCase } from '../../domain/register.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { offerUseCase } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import type { Period } from '../kit/question.ts';
import type { Figures } from '../kit/thread-replies.ts';

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

export const adoptionOffer = (useCase: string): Offer => offerUseCase(useCase, 'adoption', 'Adoption');

/** Returns "30 of 40 use it weekly (75%), 12 daily, 4 not at all". */
export const describeFigures = (checkIn: CheckIn): string =>
  `${checkIn.weekly} of ${checkIn.intended} use it weekly (${percent(weeklyShare(checkIn))}), ${checkIn.daily} daily, ${checkIn.notAtAll} not at all`;

export const sourceOf = ({ useCase, week, by, on, source }: CheckIn): Provenance =>
  source === 'measured'
    ? { source, at: on, by: null, refs: [`checkIns:${useCase}:${week}`] }
    : fromPerson(by, on, `checkIns:${useCase}:${week}`);

export const figuresOf = ({ week, intended, daily, weekly, notAtAll }: CheckIn) => ({
  week,
  intended,
  daily,
  weekly,
  notAtAll,
});

/** True for a use case that is asked to check in. */
export const runs = ({ life }: UseCase): boolean => life.stage === 'pilot' || life.stage === 'production';

/** Returns the asked weeks: a period, the week of a day, or all. */
export function weeksOf(
  period: Period | undefined,
  day: Day | undefined,
): { readonly from: Day; readonly to: Day } | null {
  if (period) return { from: weekOf(period.from), to: weekOf(period.to) };
  return day === undefined ? null : { from: weekOf(day), to: weekOf(day) };
}

export const checkInOffers = (useCase: UseCase): readonly Offer[] =>
  runs(useCase) ? [[{ do: 'check-in', useCase: useCase.key }]] : [];

/** Returns the latest check-in of each use case that runs. */
export const latestCheckIns = (register: Register) =>
  listRunning(register).flatMap((useCase) => {
    const latest = checkInsOf(register, useCase.key).at(-1);
    return latest ? [{ useCase, latest }] : [];
  });

/** Returns the figures as the inputs of a form. */
export const prefillFigures = ({ daily, weekly, notAtAll }: Figures) =>
  Object.fromEntries(
    Object.entries({ daily, weekly, notAtAll }).flatMap(([name, count]) =>
      count === null ? [] : [[name, String(count)]],
    ),
  );
