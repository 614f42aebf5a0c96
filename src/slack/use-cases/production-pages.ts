import { checkInsOf, lowAdoption, planLacks, weeklyShare } from '../../domain/adoption/index.ts';
import { daysBetween, written, writtenShort } from '../../domain/calendar.ts';
import { type CheckIn, isOver, type Roi, type RolloutPlan, roiId, roiInputs } from '../../domain/register.ts';
import { roiOf, roiResult, sourceOf } from '../../domain/roi/index.ts';
import { reachedBy } from '../../domain/use-cases/index.ts';
import { ago, capital } from '../../domain/wording.ts';
import { aboutUseCase, ofUseCase, tabsOf } from '../kit/about-use-case.ts';
import {
  actions,
  clip,
  context,
  divider,
  factsBlock,
  header,
  menu,
  safe,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { lineChart } from '../kit/charts.ts';
import { money } from '../kit/money.ts';
import { page } from '../kit/page.ts';
import { labelOf, roiOptions } from '../kit/words.ts';

const percent = (share: number) => `${Math.round(share * 100)}%`;
const weeksShown = 12;

/** A line a week, the newest first. */
const weekLines = (weeks: readonly CheckIn[]): string =>
  weeks
    .map(
      (week) =>
        `${written(week.week)}: *${percent(weeklyShare(week))}* weekly (${week.weekly} of ${week.intended}), ${week.daily} daily, ${week.notAtAll} not at all`,
    )
    .reverse()
    .join('\n');

export const adoptionPage = page(
  'adoption',
  ofUseCase,
  aboutUseCase((scene, useCase) => {
    const { register } = scene;
    const { key, name, life, intendedUsers } = useCase;
    const weeks = checkInsOf(register, key).slice(-weeksShown);
    const latest = weeks.at(-1);
    const low = lowAdoption(register, key);
    const roi = roiOf(register, key);
    const amount = money(register);
    const over = isOver(useCase);
    const runs = life.stage === 'pilot' || life.stage === 'production';
    const answer = latest
      ? `${latest.weekly} of ${latest.intended} use it weekly (${percent(weeklyShare(latest))})`
      : 'nobody has checked in yet';
    return {
      title: `${key} adoption`,
      text: `Adoption of ${key}: ${answer}`,
      blocks: [
        header(`${key} ${clip(name, 90)}: adoption and money`),
        section(
          `${capital(answer)}${latest ? `, week of ${written(latest.week)} (${ago(daysBetween(latest.week, scene.today))})` : ''}.${low ? `\n:warning: Low adoption: ${low}. Ask what keeps people from using it.` : ''}`,
          runs ? stepButton({ do: 'check-in', useCase: key }, undefined, { style: 'primary' }) : undefined,
        ),
        factsBlock([
          [
            'Net a year',
            roi
              ? `${amount(roiResult(roi).net)} (${roi.phase}, as of ${written(roi.on)})`
              : 'not calculated yet',
          ],
          ['With overhead', roi ? amount(roiResult(roi).netWithOverhead) : '–'],
          ['Reached', `${reachedBy(useCase)} of ${intendedUsers} people`],
          ['Roll-out plan', rolloutWords(register.rolloutPlans.get(key))],
        ]),
        ...actions(
          ...(over
            ? []
            : [
                stepButton({ do: 'record-roi', useCase: key }),
                stepButton({ do: 'plan-rollout', useCase: key }),
              ]),
          life.stage === 'production' ? stepButton({ do: 'widen-rollout', useCase: key }) : null,
          menu(
            [
              [{ page: 'roi', args: { useCase: key } }, 'ROI in detail'],
              [{ page: 'rollout', args: { useCase: key } }, 'Roll-out in detail'],
              runs ? [{ do: 'issue-intake-token', useCase: key }] : null,
            ],
            { page: 'adoption', args: { useCase: key } },
          ),
        ),
        ...tabsOf(key, 'adoption'),
        divider,
        ...(weeks.length >= 2
          ? [
              lineChart(
                'Share of intended users, in percent',
                weeks.map(({ week }) => writtenShort(week)),
                {
                  Weekly: weeks.map((week) => Math.round(weeklyShare(week) * 100)),
                  Daily: weeks.map((week) => Math.round((week.daily / Math.max(1, week.intended)) * 100)),
                },
              ),
            ]
          : []),
        ...(weeks.length > 0 ? [section(weekLines(weeks))] : []),
        ...(latest?.result ? [section(`*Latest note*: ${safe(latest.result, 300)}`)] : []),
        context('Counts only; nobody is named or ranked.'),
      ],
    };
  }),
);

const rolloutWords = (plan: RolloutPlan | undefined): string => {
  if (!plan) return 'not written yet';
  const open = planLacks(plan).length;
  return open === 0 ? 'complete' : `${open} of 4 parts missing`;
};

/** "12 of 80", and what stands between those reached and those who are not. */
export const rolloutPage = page(
  'rollout',
  ofUseCase,
  aboutUseCase(({ register }, useCase) => {
    const { key, name, intendedUsers, life } = useCase;
    const plan = register.rolloutPlans.get(key);
    const training = register.evidence.get(`${key}:training`)?.details;
    const trained = training?.item === 'training' ? Math.min(training.trained, intendedUsers) : 0;
    const reached = reachedBy(useCase);
    const ready = Math.max(0, trained - reached);
    const untrained = Math.max(0, intendedUsers - Math.max(trained, reached));
    const lacks = planLacks(plan);
    const over = isOver(useCase);
    const next = over
      ? [`It was ${life.stage}, so nobody more is to be reached.`]
      : [
          ...(ready > 0 ? [`Next: ${ready} who are trained and not reached yet.`] : []),
          ...(untrained > 0
            ? [`${ready > 0 ? 'Then' : 'Next'}: a walkthrough of the new workflow for ${untrained} more.`]
            : []),
          ...(ready + untrained === 0 ? ['Everyone it is meant for is reached.'] : []),
        ];
    return {
      title: `${key} roll-out`,
      text: `${reached} of ${intendedUsers} reached`,
      blocks: [
        header(`${reached} of ${intendedUsers} reached: ${key} ${clip(name, 90)}`),
        section(next.join('\n')),
        section(
          [
            '*The plan*',
            `Walkthrough of the new workflow: ${plan?.sessionOn ? `${written(plan.sessionOn)}, ${plan.sessionAttendees} attended` : '–'}`,
            `Optional for sceptics until: ${plan?.optionalUntil ? written(plan.optionalUntil) : '–'}`,
            `"Will it replace me?" is answered: ${safe(plan?.fearAddressedAt || '–', 200)}`,
            `What the AI does: ${safe(plan?.aiDoes || '–', 300)}`,
            `What people do: ${safe(plan?.peopleDo || '–', 300)}`,
            `Adoption is measured: ${safe(plan?.adoptionMeasuredBy || '–', 200)}`,
          ].join('\n'),
          over ? undefined : stepButton({ do: 'plan-rollout', useCase: key }),
        ),
        ...(lacks.length > 0 && !over ? [context(`Still open: ${lacks.join('; ')}`)] : []),
        context('Counts only; nobody is named or ranked.'),
        ...actions(
          life.stage === 'production' && reached < intendedUsers
            ? stepButton({ do: 'widen-rollout', useCase: key })
            : null,
        ),
        ...tabsOf(useCase.key, 'adoption'),
      ],
    };
  }),
);

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
