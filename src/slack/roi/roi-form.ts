import { maxPeople, type RoiInput, roiId, settingsOf } from '../../domain/register.ts';
import { calculateRoi, explainMissingProductionRoi, recordRoi, usualRoi } from '../../domain/roi/index.ts';
import { section } from '../kit/blocks.ts';
import { choice, choices } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';
import { createMoneyFormat } from '../kit/money.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { number } from '../kit/number-fields.ts';
import { phaseOptions, roiOptions } from '../kit/words.ts';

const amount = (label: string, initial: number | undefined, hint?: string) =>
  number({ label, initial, decimals: true, ...(hint === undefined ? {} : { hint }) });

export const roiForm = form({
  key: 'record-roi',
  title: ({ useCase }) => `${useCase}: ROI`,
  submit: 'Calculate',
  edits: ({ useCase }, { roi }) => {
    const id = roiId(useCase, 'production');
    return { entity: 'roi', id, shown: roi.get(id) ?? null };
  },
  intro: () => [
    section(
      'Enter yearly figures. Going live needs production pricing: ask the provider for a quote at the expected volume.',
    ),
  ],
  fields: ({ useCase }, { register }, entered) => {
    const phase = entered.phase === 'pilot' ? 'pilot' : 'production';
    const saved = register.roi.get(roiId(useCase, phase));
    const inputs = saved?.inputs;
    const price = (label: string, initial: number | undefined, including = '') =>
      amount(label, initial, `In ${settingsOf(register).currency}.${including}`);
    return {
      phase: choice({ label: 'Phase', options: phaseOptions, initial: 'production' }),
      users: number({
        label: 'Users',
        initial: inputs?.users ?? getUseCase({ register }, useCase).intendedUsers,
        max: maxPeople,
      }),
      hoursPerUserPerWeek: amount('Hours saved per user and week', inputs?.hoursPerUserPerWeek),
      weeksPerYear: amount('Weeks per year', inputs?.weeksPerYear ?? usualRoi.weeksPerYear),
      hourlyCost: price(
        'Loaded hourly cost',
        inputs?.hourlyCost ?? usualRoi.hourlyCost,
        ' Include taxes and benefits.',
      ),
      modelApi: price('Model API per year', inputs?.modelApi),
      aiOperations: price('AI Operations cost per year', inputs?.aiOperations),
      infrastructure: price('Infrastructure per year', inputs?.infrastructure),
      monitoring: price('Monitoring per year', inputs?.monitoring),
      overheadPercent: amount(
        'Overhead on the cost, in percent',
        saved?.overheadPercent ?? usualRoi.overheadPercent,
        'For unplanned costs.',
      ),
      measured: choices({
        label: 'Measured figures',
        options: roiOptions,
        initial: saved?.measured,
      }),
      quoted: choices({
        label: 'Figures quoted by the vendor',
        hint: 'A figure in neither list counts as a guess. Going live needs a quoted or measured model API cost.',
        options: roiOptions,
        initial: saved?.quoted,
      }),
    };
  },
  decide: (values, { useCase }, register, act) => {
    const { phase, measured, quoted, overheadPercent, ...figures } = values;
    const inputs = figures satisfies Record<RoiInput, number>;
    return recordRoi(register, { useCase, phase, inputs, measured, quoted, overheadPercent }, act);
  },
  done: ({ phase }, { useCase }, context) => {
    const roi = context.register.roi.get(roiId(useCase, phase));
    if (!roi) return { text: 'Calculated.', next: [], useCase };
    const result = calculateRoi(roi);
    const amountOf = createMoneyFormat(context.register);
    const { life, key } = getUseCase(context, useCase);
    const isBeforeProduction = life.stage === 'proposed' || life.stage === 'pilot';
    const missing = isBeforeProduction ? explainMissingProductionRoi(context.register, { key }) : null;
    return {
      isIncomplete: missing !== null,
      text: `*ROI of ${useCase} in ${phase}*: *${amountOf(result.net)}* net per year. ${Math.round(result.hours).toLocaleString('en')} hours saved are worth ${amountOf(result.labourValue)}, the cost is ${amountOf(result.cost)}. With ${roi.overheadPercent}% overhead on the cost: ${amountOf(result.netWithOverhead)} net.${missing === null ? '' : ` This is not enough to go live. ${missing}.`}`,
      next: findNextSteps(context, useCase),
      useCase,
    };
  },
});
