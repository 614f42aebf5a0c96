import {
  checkInsOf,
  explainLowAdoption,
  formatWeekWithAge,
  weeklyShare,
} from '../../domain/adoption/index.ts';
import { formatDay, formatDayWithoutYear } from '../../domain/calendar.ts';
import { type CheckIn, isOver } from '../../domain/register.ts';
import { calculateRoi, findRoi } from '../../domain/roi/index.ts';
import { countReached } from '../../domain/use-cases/index.ts';
import { capitalize } from '../../domain/wording.ts';
import { aboutUseCase, ofUseCase, tabsOf } from '../kit/about-use-case.ts';
import {
  actions,
  contextBlock,
  divider,
  escapeMrkdwn,
  factsBlock,
  header,
  menu,
  section,
  stepButton,
  truncate,
} from '../kit/blocks.ts';
import { lineChart } from '../kit/charts.ts';
import { createMoneyFormat } from '../kit/money.ts';
import { page } from '../kit/page.ts';
import { describeRollout } from './rollout-page.ts';

const percent = (share: number) => `${Math.round(share * 100)}%`;

const maxWeeks = 12;

/** Returns one line per week, newest first. */
const renderWeekLines = (weeks: readonly CheckIn[]): string =>
  weeks
    .map(
      (week) =>
        `${formatDay(week.week)}: *${percent(weeklyShare(week))}* weekly (${week.weekly} of ${week.intended}), ${week.daily} daily, ${week.notAtAll} not at all`,
    )
    .reverse()
    .join('\n');

export const adoptionPage = page(
  'adoption',
  ofUseCase,
  aboutUseCase((context, useCase) => {
    const { register } = context;
    const { key, name, life, intendedUsers } = useCase;
    const weeks = checkInsOf(register, key).slice(-maxWeeks);
    const latest = weeks.at(-1);
    const low = explainLowAdoption(register, key);
    const roi = findRoi(register, key);
    const amount = createMoneyFormat(register);
    const over = isOver(useCase);
    const runs = life.stage === 'pilot' || life.stage === 'production';
    const answer = latest
      ? `${latest.weekly} of ${latest.intended} use it weekly (${percent(weeklyShare(latest))})`
      : 'no check-in yet';
    return {
      title: `${key} adoption`,
      text: `Adoption of ${key}: ${answer}`,
      blocks: [
        header(`${key} ${truncate(name, 90)}: adoption and ROI`),
        section(
          `${capitalize(answer)}${latest ? `, ${formatWeekWithAge(latest.week, context.today)}` : ''}.${low ? `\n:warning: Low adoption: ${low}. Ask people why they do not use it.` : ''}`,
          runs ? stepButton({ do: 'check-in', useCase: key }, undefined, { style: 'primary' }) : undefined,
        ),
        factsBlock([
          [
            'Net value per year',
            roi
              ? `${amount(calculateRoi(roi).net)} (${roi.phase}, as of ${formatDay(roi.on)})`
              : 'not calculated yet',
          ],
          ['With overhead', roi ? amount(calculateRoi(roi).netWithOverhead) : '–'],
          ['Deployed to', `${countReached(useCase)} of ${intendedUsers} intended users`],
          ['Roll-out plan', describeRollout(register.rolloutPlans.get(key))],
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
              [{ page: 'roi', args: { useCase: key } }, 'Show ROI'],
              [{ page: 'use-case-costs', args: { useCase: key } }, 'Show costs'],
              [{ page: 'rollout', args: { useCase: key } }, 'Show roll-out'],
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
                '% of intended users',
                weeks.map(({ week }) => formatDayWithoutYear(week)),
                {
                  Weekly: weeks.map((week) => Math.round(weeklyShare(week) * 100)),
                  Daily: weeks.map((week) => Math.round((week.daily / Math.max(1, week.intended)) * 100)),
                },
              ),
            ]
          : []),
        ...(weeks.length > 0 ? [section(renderWeekLines(weeks))] : []),
        ...(latest?.result ? [section(`*Latest note*: ${escapeMrkdwn(latest.result, 300)}`)] : []),
        contextBlock('Only counts are shown, never names.'),
      ],
    };
  }),
);
