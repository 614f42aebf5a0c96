import { checkInsOf, lowAdoption, weeklyShare } from '../../domain/adoption/index.ts';
import { daysBetween, written, writtenShort } from '../../domain/calendar.ts';
import { type CheckIn, isOver } from '../../domain/register.ts';
import { roiOf, roiResult } from '../../domain/roi/index.ts';
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
import { rolloutWords } from './rollout-page.ts';

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
