import type { KnownBlock } from '@slack/types';
import {
  checkInsOf,
  explainLowAdoption,
  formatWeekWithAge,
  weeklyShare,
} from '../../domain/adoption/index.ts';
import { describeAuditTrail, explainAuditGap } from '../../domain/audit-trail/index.ts';
import { addDays, daysBetween, formatDay, weekOf } from '../../domain/calendar.ts';
import { listExpiringEvidence, needsDpa } from '../../domain/checklist/index.ts';
import { costsOf, describeSpike, findSpike, formatMonth } from '../../domain/costs/index.ts';
import type { Gap } from '../../domain/decide.ts';
import { listUnresolvedOf } from '../../domain/incidents/index.ts';
import { categoryEntry, describeDrift, findDrift } from '../../domain/infrastructure/index.ts';
import { describeModel, findModelVersion } from '../../domain/model-versions/index.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { assigneeOf } from '../../domain/people.ts';
import { type Category, type Charter, isOver, type UseCase } from '../../domain/register.ts';
import { findSuspension } from '../../domain/suspensions/index.ts';
import {
  describeDeadline,
  describeExtensions,
  listMissingForProduction,
} from '../../domain/use-cases/index.ts';
import { explainMissingDpa, listNamedVendors, listVendors } from '../../domain/vendors/index.ts';
import { formatCount, formatTimeLeft } from '../../domain/wording.ts';
import { endWaiverButton, formatChecklistCount } from '../checklist/index.ts';
import { renderUnresolvedBlocks } from '../incidents/index.ts';
import { aboutUseCase, ofUseCase, tabsOf } from '../kit/about-use-case.ts';
import {
  actions,
  contextBlock,
  divider,
  escapeMrkdwn,
  factsBlock,
  header,
  mentions,
  menu,
  type Offer,
  offerButton,
  section,
  stepButton,
  truncate,
} from '../kit/blocks.ts';
import { renderNextBlock } from '../kit/next-block.ts';
import { type PageContext, page, renderLinkTo } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import {
  autonomyOptions,
  describeConfirmAgain,
  describeData,
  describeUntil,
  labelOf,
  stageTitles,
} from '../kit/words.ts';
import { renderRetirementBlocks } from '../model-versions/index.ts';
import { describeSuspension } from '../suspensions/index.ts';

/** Returns the stage of a use case with its dates. */
export function renderLifeLine({ life, intendedUsers }: UseCase, today: string): string {
  switch (life.stage) {
    case 'proposed':
      return `Proposed since ${formatDay(life.since)}`;
    case 'pilot': {
      const { startedOn, decideBy, volunteers, scaled } = life.charter;
      const start = `In pilot since ${formatDay(startedOn)} with ${formatCount(volunteers, 'volunteer')}`;
      if (scaled) return `${start}; ${describeDeadline(life.charter, today)}`;
      const due = formatTimeLeft(daysBetween(today, decideBy));
      const words = describeExtensions(life.charter);
      const extended = words ? `, ${words}` : '';
      return `${start}; decide by ${formatDay(decideBy)} (${due})${extended}`;
    }
    case 'production':
      return `In production since ${formatDay(life.liveOn)}, ${life.audience === 'everyone' ? 'for all intended users' : 'for volunteers only'}: ${life.deployed} of ${intendedUsers}`;
    default:
      return `${stageTitles[life.stage]} on ${formatDay(life.on)}: ${escapeMrkdwn(life.reason, 300)}`;
  }
}

/** Returns "30 of 40 (75%), week of 2 March 2026 (1 day ago), now 50 intended", or that it is unknown. */
export function describeWeeklyUse({ register, today }: PageContext, { key, intendedUsers }: UseCase): string {
  const latest = checkInsOf(register, key).at(-1);
  if (!latest) return 'no check-in yet';
  const share = Math.round(weeklyShare(latest) * 100);
  const now = latest.intended === intendedUsers ? '' : `, now ${intendedUsers.toLocaleString('en')} intended`;
  const low = explainLowAdoption(register, key) === null ? '' : ' :warning: low';
  return `${latest.weekly} of ${latest.intended} (${share}%), ${formatWeekWithAge(latest.week, today)}${now}${low}`;
}

/** Returns the next gap of a use case; null when nothing is due. */
export function findNextGap({ register, today, assessment }: PageContext, useCase: UseCase): Gap | null {
  if (isOver(useCase)) return null;
  const { key, life } = useCase;
  const owner = assigneeOf(register, useCase);
  if (life.stage === 'proposed')
    return { text: 'start the pilot', owner, step: { do: 'start-pilot', useCase: key } };
  if (life.stage === 'pilot' && !life.charter.scaled && life.charter.decideBy < today)
    return {
      text: `decide: scale, stop or extend (${formatTimeLeft(daysBetween(today, life.charter.decideBy))})`,
      owner,
      step: { do: 'decide-pilot', useCase: key },
    };
  const asked = assessment.blockers.filter(({ step }) => 'useCase' in step && step.useCase === key);
  if (life.stage === 'pilot') {
    // Gaps of other requirements take less work than going live.
    const other = asked.find(({ requirement }) => requirement !== 'R1');
    const [missing] = listMissingForProduction(register, useCase, today);
    return other ?? missing ?? { text: 'go live', owner, step: { do: 'go-live', useCase: key } };
  }
  const [blocker] = asked;
  if (blocker) return blocker;
  const expiring = listExpiringEvidence(register, useCase, today);
  if (expiring[0])
    return {
      text: describeConfirmAgain(expiring[0].validUntil, expiring, today),
      owner,
      step: { do: 'reconfirm', useCase: key },
    };
  const silent = explainAuditGap(register, useCase, today);
  if (silent !== null) return { text: silent, owner, step: { do: 'issue-audit-token', useCase: key } };
  const lastWeek = addDays(weekOf(today), -7);
  const answered = checkInsOf(register, key).some(({ week }) => week >= lastWeek);
  return answered
    ? null
    : { text: "last week's check-in is missing", owner, step: { do: 'check-in', useCase: key } };
}

/** Returns what can be done at this stage, most frequent first, without the next step. */
function listOffers({ register }: PageContext, useCaseShown: UseCase): readonly Offer[] {
  const { key, life, autonomy } = useCaseShown;
  const useCase = key;
  const runs = life.stage === 'pilot' || life.stage === 'production';
  return [
    ...(runs ? [[{ do: 'check-in', useCase }]] : []),
    ...(life.stage === 'pilot' ? [[{ do: 'decide-pilot', useCase }], [{ do: 'go-live', useCase }]] : []),
    ...(life.stage === 'production'
      ? [[{ do: findSuspension(register, useCaseShown) ? 'resume-use-case' : 'suspend-use-case', useCase }]]
      : []),
    [{ do: 'edit-use-case', useCase }],
    [{ do: 'record-stack', useCase }],
    [{ do: 'open-evaluation', useCase }],
    ...(life.stage === 'pilot' ? [[{ do: 'move-bar', useCase }]] : []),
    ...(runs
      ? [[{ do: 'report-incident', useCase }], [{ page: 'incidents', args: { useCase } }, 'Incidents']]
      : []),
    ...(autonomy === 'execute' ? [[{ page: 'audit', args: { useCase } }, 'Audit trail']] : []),
    [{ do: 'stop-use-case', useCase }, life.stage === 'production' ? 'Retire' : 'Stop'],
    [{ page: 'model-versions', args: { useCase } }, 'Model versions'],
    [{ page: 'use-case-costs', args: { useCase } }, 'Costs'],
    [{ page: 'use-cases' }, 'All use cases'],
  ] as readonly Offer[];
}

/** The most buttons; the rest is in the menu. */
const maxButtons = 3;

/** Splits the offers into buttons and menu entries, without the next step. */
function splitOffers(context: PageContext, useCase: UseCase, next: Gap | null) {
  const offers = (
    isOver(useCase) ? [[{ page: 'use-cases' }, 'All use cases'] as const] : listOffers(context, useCase)
  ).filter(([offered]) => !('do' in offered) || offered.do !== next?.step.do);
  return { shown: offers.slice(0, maxButtons), rest: offers.slice(maxButtons) };
}

/** Returns "Personal data. DPAs: 1 of 2 in force, missing: Pinecone". */
export function renderDataLine({ register, today }: PageContext, useCase: UseCase): string {
  const kinds = describeData(useCase.data);
  if (!needsDpa(useCase)) return kinds;
  const all = listVendors(register, useCase);
  if (all.length === 0) return `${kinds}. DPAs: no vendor is recorded`;
  const without = all.filter((vendor) => explainMissingDpa(vendor, today) !== null);
  const names = escapeMrkdwn(without.map(({ name }) => name).join(', '), 200);
  return `${kinds}. DPAs: ${all.length - without.length} of ${all.length} in force${names === '' ? '' : `, missing: ${names}`}`;
}

/** Returns the vendors, and statements about others: "OpenAI, and one that is not known". */
export function describeVendors({ register }: PageContext, useCase: UseCase): string {
  const { otherVendors } = useCase;
  const names = escapeMrkdwn(listNamedVendors(register, useCase).join(', '), 300);
  if (otherVendors === 'unknown') return names === '' ? 'name missing' : `${names}, and one name missing`;
  return names || (otherVendors === 'none' ? 'none' : 'not stated');
}

/** Returns "GPT-5 2025-11-01, since 1 December 2025". */
function describeCurrentModel({ register, today }: PageContext, { key }: UseCase): string {
  const current = findModelVersion(register, key, today);
  return current === null
    ? 'not recorded'
    : `${escapeMrkdwn(describeModel(current), 150)}, since ${formatDay(current.from)}`;
}

/** Returns "$2,620 in February 2026, over the budget of $2,500". */
function describeLatestCosts({ register }: PageContext, { key }: UseCase): string {
  const latest = costsOf(register, key).at(-1);
  if (!latest) return 'not recorded';
  const money = createMoneyFormat(register);
  const spike = findSpike(register, latest);
  return `${money(latest.amount)} in ${formatMonth(latest.month)}${spike === null ? '' : ` :warning: ${describeSpike(spike, money)}`}`;
}

function renderDetailLines(context: PageContext, useCase: UseCase): string {
  const { autonomy, retrieval, stack, purpose } = useCase;
  const trail = describeAuditTrail(context.register, useCase, context.today);
  const gap = explainAuditGap(context.register, useCase, context.today);
  const runsOn = Object.entries(stack).map(
    ([category, names]) =>
      `${categoryEntry(category as Category).title}: ${escapeMrkdwn(names.join(', '), 100)}`,
  );
  return [
    escapeMrkdwn(purpose, 500),
    `*Stack*: ${runsOn.length === 0 ? 'not recorded' : runsOn.join('; ')}`,
    `*Model*: ${describeCurrentModel(context, useCase)}`,
    `*Costs*: ${describeLatestCosts(context, useCase)}`,
    `*Vendors*: ${describeVendors(context, useCase)}`,
    `*Data*: ${renderDataLine(context, useCase)}`,
    ...(trail === null ? [] : [`*Audit trail*: ${gap === null ? '' : ':warning: '}${trail}`]),
    `*May* ${(labelOf(autonomyOptions, autonomy).split(':')[0] ?? autonomy).toLowerCase()} · *Retrieval* ${retrieval ? 'yes' : 'no'}`,
  ].join('\n');
}

function renderDriftBlocks({ register, today }: PageContext, useCase: UseCase): KnownBlock[] {
  return findDrift(register, useCase, today).map((drift) => {
    const { category, waiver } = drift;
    return section(
      `:warning: ${categoryEntry(category).title}: ${escapeMrkdwn(describeDrift(drift), 400)}${waiver ? `; waived ${describeUntil(waiver.until, today)}: ${escapeMrkdwn(waiver.reason, 200)}` : ''}`,
      isOver(useCase)
        ? undefined
        : waiver
          ? endWaiverButton(waiver)
          : stepButton({ do: 'waive-drift', useCase: useCase.key, category }),
    );
  });
}

export const useCasePage = page(
  'use-case',
  ofUseCase,
  aboutUseCase((context, useCase) => {
    const { key, name, team, owner, members, life } = useCase;
    const next = findNextGap(context, useCase);
    const { shown, rest } = splitOffers(context, useCase, next);
    const charter = 'charter' in life ? life.charter : null;
    const facts = [
      ['Owner', describePerson(context.register, owner, context.today)],
      ['Team', escapeMrkdwn(team, 100)],
      ['Weekly use', describeWeeklyUse(context, useCase)],
      ['Checklist', formatChecklistCount(context, useCase)],
    ] as const;
    return {
      title: key,
      text: `${key} ${name}`,
      blocks: [
        header(`${key} ${truncate(name, 140)}`),
        section(
          [renderLifeLine(useCase, context.today), describeSuspension(context.register, useCase)]
            .filter(Boolean)
            .join('\n'),
          menu(rest, { page: 'use-case-more', args: { useCase: key } }),
        ),
        factsBlock(facts),
        ...renderUnresolvedBlocks(context.register, listUnresolvedOf(context.register, key), context.at),
        ...renderNextBlock(context, next, assigneeOf(context.register, useCase)),
        ...actions(...shown.map(offerButton)),
        ...tabsOf(key, 'use-case'),
        divider,
        section(renderDetailLines(context, useCase)),
        ...renderRetirementBlocks(
          context.register,
          useCase,
          context.today,
          stepButton({ do: 'record-model-version', useCase: key }),
        ),
        ...renderDriftBlocks(context, useCase),
        ...(charter ? [section(renderCharterLines(charter))] : []),
        ...(members.length > 0
          ? [
              contextBlock(
                `Team: ${mentions(members.slice(0, 20))}${members.length > 20 ? ` and ${members.length - 20} more` : ''}`,
              ),
            ]
          : []),
        ...renderLinkTo(context, { page: 'use-case', useCase: key }),
      ],
    };
  }),
);

/** Shows the offers that do not fit the menu. */
export const useCaseMorePage = page(
  'use-case-more',
  ofUseCase,
  aboutUseCase((context, useCase) => {
    const { key, name } = useCase;
    const { rest } = splitOffers(context, useCase, findNextGap(context, useCase));
    return {
      title: key,
      text: `${key} ${name}`,
      blocks: [
        header(`More for ${key} ${truncate(name, 120)}`),
        section('Less frequent actions.'),
        ...actions(...rest.map(offerButton)),
        ...tabsOf(key, null),
      ],
    };
  }),
);

/** Renders the charter, with moved bars and extensions by day. */
function renderCharterLines({ criteria, movedBars, extensions }: Charter): string {
  return [
    '*Success criteria*, frozen at the start',
    ...criteria.slice(0, 10).map((line) => `• ${escapeMrkdwn(line, 200)}`),
    ...movedBars
      .slice(-5)
      .map((bar) => `• ${escapeMrkdwn(bar.criterion, 200)} (added on ${formatDay(bar.on)}, after the start)`),
    ...extensions
      .slice(-5)
      .map(
        (one) =>
          `Extended on ${formatDay(one.on)} to ${formatDay(one.decideBy)}: ${escapeMrkdwn(one.reason, 200)}`,
      ),
  ].join('\n');
}
