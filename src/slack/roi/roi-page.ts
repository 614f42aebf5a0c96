import { formatDay } from '../../domain/calendar.ts';
import { isOver, type Roi, roiId, roiInputs } from '../../domain/register.ts';
import { calculateRoi, sourceOf } from '../../domain/roi/index.ts';
import { renderRealRoiBlocks } from '../costs/index.ts';
import { aboutUseCase, ofUseCase, tabsOf } from '../kit/about-use-case.ts';
import { actions, contextBlock, header, pageButton, section, stepButton, truncate } from '../kit/blocks.ts';
import { createMoneyFormat } from '../kit/money.ts';
import { page } from '../kit/page.ts';
import { labelOf, roiOptions } from '../kit/words.ts';

function renderRoiLines(roi: Roi, amount: (value: number) => string): string {
  const { hours, labourValue, cost, net, overhead, netWithOverhead } = calculateRoi(roi);
  const inputs = roiInputs.map((input) => {
    const plainNumber = roi.inputs[input].toLocaleString('en');
    const value = ['users', 'hoursPerUserPerWeek', 'weeksPerYear'].includes(input)
      ? plainNumber
      : amount(roi.inputs[input]);
    return `${labelOf(roiOptions, input)}: ${value} (${sourceOf(roi, input)})`;
  });
  return [
    `*In ${roi.phase}*, as of ${formatDay(roi.on)}`,
    `Hours saved per year: *${Math.round(hours).toLocaleString('en')} h*, worth *${amount(labourValue)}*`,
    `Total cost of ownership: ${amount(cost)}. Net: *${amount(net)}*`,
    `Overhead of ${roi.overheadPercent}% on the cost: ${amount(overhead)}. Net with overhead: *${amount(netWithOverhead)}*`,
    '*From*',
    ...inputs,
  ].join('\n');
}

/** Shows the ROI of pilot and production side by side, because they answer different questions. */
export const roiPage = page(
  'roi',
  ofUseCase,
  aboutUseCase(({ register }, useCase) => {
    const amount = createMoneyFormat(register);
    const found = (['pilot', 'production'] as const).flatMap(
      (phase) => register.roi.get(roiId(useCase.key, phase)) ?? [],
    );
    return {
      title: `${useCase.key} ROI`,
      text: `ROI of ${useCase.key}`,
      blocks: [
        header(`ROI: ${useCase.key} ${truncate(useCase.name, 100)}`),
        ...(found.length === 0
          ? [section('The ROI is not calculated yet. Going live needs it with production pricing.')]
          : found.map((roi) => section(renderRoiLines(roi, amount)))),
        ...renderRealRoiBlocks(register, useCase),
        ...(found.length === 1 && !isOver(useCase)
          ? [
              contextBlock(
                `The ${found[0]?.phase === 'pilot' ? 'production' : 'pilot'} ROI is not calculated yet.`,
              ),
            ]
          : []),
        ...actions(
          isOver(useCase)
            ? null
            : stepButton({ do: 'record-roi', useCase: useCase.key }, undefined, { style: 'primary' }),
          pageButton('Costs', { page: 'use-case-costs', args: { useCase: useCase.key } }),
        ),
        ...tabsOf(useCase.key, 'adoption'),
      ],
    };
  }),
);
