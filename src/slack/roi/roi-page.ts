import { written } from '../../domain/calendar.ts';
import { isOver, type Roi, roiId, roiInputs } from '../../domain/register.ts';
import { roiResult, sourceOf } from '../../domain/roi/index.ts';
import { aboutUseCase, ofUseCase, tabsOf } from '../kit/about-use-case.ts';
import { actions, clip, context, header, section, stepButton } from '../kit/blocks.ts';
import { money } from '../kit/money.ts';
import { page } from '../kit/page.ts';
import { labelOf, roiOptions } from '../kit/words.ts';

function roiLines(roi: Roi, amount: (value: number) => string): string {
  const { hours, labourValue, cost, net, overhead, netWithOverhead } = roiResult(roi);
  const inputs = roiInputs.map((input) => {
    const plainNumber = roi.inputs[input].toLocaleString('en');
    const value = ['users', 'hoursPerUserPerWeek', 'weeksPerYear'].includes(input)
      ? plainNumber
      : amount(roi.inputs[input]);
    return `${labelOf(roiOptions, input)}: ${value} (${sourceOf(roi, input)})`;
  });
  return [
    `*In ${roi.phase}*, as of ${written(roi.on)}`,
    `Hours a year: *${Math.round(hours).toLocaleString('en')} h*, worth *${amount(labourValue)}*`,
    `Total cost of ownership: ${amount(cost)}. Net: *${amount(net)}*`,
    `Overhead of ${roi.overheadPercent}% on the cost: ${amount(overhead)}. Net with overhead: *${amount(netWithOverhead)}*`,
    '*From*',
    ...inputs,
  ].join('\n');
}

/** Pilot and production, one beside the other: feasibility and economics are different questions. */
export const roiPage = page(
  'roi',
  ofUseCase,
  aboutUseCase(({ register }, useCase) => {
    const amount = money(register);
    const found = (['pilot', 'production'] as const).flatMap(
      (phase) => register.roi.get(roiId(useCase.key, phase)) ?? [],
    );
    return {
      title: `${useCase.key} ROI`,
      text: `ROI of ${useCase.key}`,
      blocks: [
        header(`ROI: ${useCase.key} ${clip(useCase.name, 100)}`),
        ...(found.length === 0
          ? [section('It has not been calculated yet. Going live needs it with production pricing.')]
          : found.map((roi) => section(roiLines(roi, amount)))),
        ...(found.length === 1 && !isOver(useCase)
          ? [
              context(
                `That of the ${found[0]?.phase === 'pilot' ? 'production' : 'pilot'} is not calculated yet.`,
              ),
            ]
          : []),
        ...actions(
          isOver(useCase)
            ? null
            : stepButton({ do: 'record-roi', useCase: useCase.key }, undefined, { style: 'primary' }),
        ),
        ...tabsOf(useCase.key, 'adoption'),
      ],
    };
  }),
);
