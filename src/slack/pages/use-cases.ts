import type { Button, KnownBlock, Option } from '@slack/types';
import { z } from 'zod';
import { checkInsOf, lowAdoption } from '../../domain/adoption.ts';
import { addDays, daysBetween, written } from '../../domain/calendar.ts';
import {
  checklistEntry,
  checklistOf,
  type ItemState,
  inOrderOfUrgency,
  lapsing,
  needsDpa,
} from '../../domain/checklist.ts';
import { categoryEntry, drift } from '../../domain/infrastructure.ts';
import {
  type Category,
  type Charter,
  type Register,
  stages,
  type UseCase,
  type Waiver,
} from '../../domain/register.ts';
import { roiOf, roiResult } from '../../domain/roi.ts';
import { dueWords, extensionWords, isOver } from '../../domain/use-cases.ts';
import { counted, timeLeft } from '../../domain/wording.ts';
import { stepsOf } from '../forms/next.ts';
import { personWords } from '../views/asked.ts';
import {
  actions,
  clip,
  context,
  divider,
  doButton,
  fullLabel,
  header,
  mention,
  mentions,
  pageButton,
  plain,
  safe,
  section,
  stepButton,
} from '../views/blocks.ts';
import { money } from '../views/money.ts';
import { autonomyOptions, dataWords, labelOf, stageTitles } from '../views/words.ts';
import { type Content, type PageScene, page } from './page.ts';

const perPage = 10;

const holding = ({ register, today }: PageScene, useCase: UseCase) =>
  checklistOf(register, useCase, today).filter(({ state }) => state === 'holds').length;

/** Use cases whose key, name, team or purpose holds all the words. */
function findUseCases(register: Register, query: string): readonly UseCase[] {
  const words = query.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  return [...register.useCases.values()].filter((useCase) => {
    const text = `${useCase.key} ${useCase.name} ${useCase.team} ${useCase.purpose}`.toLocaleLowerCase('en');
    return words.every((word) => text.includes(word));
  });
}

/** Slack's options for a search among use cases: 100 at most, a match in key or name first. */
export function optionsFor(register: Register, query: string): Option[] {
  const lower = query.toLocaleLowerCase('en');
  const first = (useCase: UseCase) =>
    `${useCase.key} ${useCase.name}`.toLocaleLowerCase('en').includes(lower) ? 0 : 1;
  return [...findUseCases(register, query)]
    .sort((a, b) => first(a) - first(b))
    .slice(0, 100)
    .map(({ key, name }) => ({ text: plain(`${key} ${name}`, 75), value: key }));
}

/** A box to type a part of a name into; used where a list could be long. */
export const findBlock = (block: string): KnownBlock => ({
  type: 'actions',
  block_id: block,
  elements: [
    {
      type: 'external_select',
      action_id: 'find',
      placeholder: plain('Find a use case', 150),
      min_query_length: 0,
    },
  ],
});

const filters = z.enum([...stages, 'all', 'mine']);

export const useCasesPage = page(
  'use-cases',
  z.object({ filter: filters.default('all'), from: z.int().nonnegative().default(0) }),
  (scene, { filter, from }): Content => {
    const all = [...scene.register.useCases.values()];
    const chosen = all.filter((useCase) =>
      filter === 'all'
        ? true
        : filter === 'mine'
          ? useCase.owner === scene.actor.id
          : useCase.life.stage === filter,
    );
    const start = from < chosen.length ? from : 0;
    const shown = chosen.slice(start, start + perPage);
    const count = (stage: (typeof stages)[number]) => all.filter(({ life }) => life.stage === stage).length;
    const words =
      filter === 'all' ? 'Use cases' : filter === 'mine' ? 'Use cases you own' : `${stageTitles[filter]}`;
    const range = chosen.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    return {
      title: 'Use cases',
      text: counted(chosen.length, 'use case'),
      blocks: [
        header(`${words} (${chosen.length}${range})`),
        ...(all.length === 0
          ? [section('Nothing is registered yet. Begin with the use of AI that people already rely on most.')]
          : []),
        ...(all.length > perPage ? [findBlock('find-use-case')] : []),
        ...shown.map((useCase) => useCaseLine(scene, useCase)),
        ...actions(
          start > 0
            ? pageButton('Previous', {
                page: 'use-cases',
                args: { filter, from: Math.max(0, start - perPage) },
              })
            : null,
          start + perPage < chosen.length
            ? pageButton('Next', { page: 'use-cases', args: { filter, from: start + perPage } })
            : null,
          ...stages
            .filter((stage) => count(stage) > 0 && stage !== filter && all.length > 1)
            .map((stage) =>
              pageButton(`${stageTitles[stage]} (${count(stage)})`, {
                page: 'use-cases',
                args: { filter: stage },
              }),
            ),
          filter === 'all' ? null : pageButton('All', { page: 'use-cases' }),
          filter === 'mine' || all.length === 0
            ? null
            : pageButton('Mine', { page: 'use-cases', args: { filter: 'mine' } }),
          stepButton(
            { do: 'register-use-case' },
            undefined,
            all.length === 0 ? { style: 'primary' } : undefined,
          ),
          stepButton({ do: 'import-use-cases' }),
        ),
      ],
    };
  },
);

const useCaseLine = (scene: PageScene, useCase: UseCase): KnownBlock =>
  section(
    `*${useCase.key} ${safe(useCase.name, 80)}*\n${stageTitles[useCase.life.stage]} · ${safe(useCase.team, 60)} · ${mention(useCase.owner)} · ${holding(scene, useCase)} of 8`,
    pageButton('Open', { page: 'use-case', args: { useCase: useCase.key } }, { id: useCase.key }),
  );

/** The vendors by name, and what else was said of them: "OpenAI, and one that is not known". */
function vendorWords(register: Register, { vendors, otherVendors }: UseCase): string {
  const names = safe(vendors.map((vendor) => register.vendors.get(vendor)?.name ?? vendor).join(', '), 300);
  if (otherVendors === 'unknown') return names === '' ? 'not known' : `${names}, and one that is not known`;
  return names || (otherVendors === 'none' ? 'none' : 'not stated');
}

function lifeLine({ life, intendedUsers }: UseCase, today: string): string {
  switch (life.stage) {
    case 'proposed':
      return `Proposed since ${written(life.since)}`;
    case 'pilot': {
      const { startedOn, decideBy, volunteers, scaled } = life.charter;
      const start = `In pilot since ${written(startedOn)} with ${counted(volunteers, 'volunteer')}`;
      if (scaled) return `${start}; ${dueWords(life.charter, today)}`;
      const due = timeLeft(daysBetween(today, decideBy));
      const words = extensionWords(life.charter);
      const extended = words ? `, ${words}` : '';
      return `${start}; decide by ${written(decideBy)} (${due})${extended}`;
    }
    case 'production':
      return `In production since ${written(life.liveOn)}, ${life.audience === 'everyone' ? 'for everyone' : 'for volunteers only'}: ${life.deployed} of ${intendedUsers}`;
    default:
      return `${stageTitles[life.stage]} on ${written(life.on)}: ${safe(life.reason, 300)}`;
  }
}

export const useCasePage = page(
  'use-case',
  z.object({ useCase: z.string() }),
  (scene, { useCase: key }): Content => {
    const { register, today } = scene;
    const useCase = register.useCases.get(key);
    if (!useCase) {
      return {
        title: 'Use case',
        text: `There is no ${key}`,
        blocks: [
          section(`There is no ${safe(key, 40)} here.`),
          ...actions(pageButton('All use cases', { page: 'use-cases' })),
        ],
      };
    }
    const { life, name, purpose, team, owner, members, data, autonomy, retrieval, stack, intendedUsers } =
      useCase;
    const latest = checkInsOf(register, key).at(-1);
    const roi = roiOf(register, key);
    const low = lowAdoption(register, key);
    const charter = 'charter' in life ? life.charter : null;
    const runsOn = Object.entries(stack).map(
      ([category, names]) => `${categoryEntry(category as Category).title}: ${safe(names.join(', '), 100)}`,
    );
    const ended = isOver(useCase);
    const facts: readonly (readonly [string, string])[] = [
      ['Owner', personWords(scene.register, owner, scene.today)],
      ['Team', safe(team, 100)],
      ['Intended users', String(intendedUsers)],
      ['May', labelOf(autonomyOptions, autonomy).split(':')[0] ?? autonomy],
      ['Data', dataWords(data)],
      ['Retrieval', retrieval ? 'Yes' : 'No'],
      ['Vendors', vendorWords(register, useCase)],
      ['Runs on', runsOn.length === 0 ? 'not recorded' : runsOn.join('; ')],
    ];
    return {
      title: key,
      text: `${key} ${name}`,
      blocks: [
        header(`${key} ${clip(name, 120)}`),
        section(`${lifeLine(useCase, today)}\n${safe(purpose, 500)}`),
        section(facts.map(([label, fact]) => `*${label}*: ${fact}`).join('\n')),
        ...(members.length > 0
          ? [
              context(
                `Team: ${mentions(members.slice(0, 20))}${members.length > 20 ? ` and ${members.length - 20} more` : ''}`,
              ),
            ]
          : []),
        ...(charter ? [section(charterLines(charter))] : []),
        section(
          latest
            ? `*Adoption*, week of ${written(latest.week)}: ${latest.weekly} weekly, ${latest.daily} daily, ${latest.notAtAll} not at all, of ${latest.intended}${low ? `\n:warning: Low: ${low}` : ''}${latest.result ? `\n${safe(latest.result, 300)}` : ''}`
            : '*Adoption*: nobody has checked in yet',
          pageButton('Adoption', { page: 'adoption', args: { useCase: key } }),
        ),
        section(
          roi
            ? `*ROI* (${roi.phase}): ${money(register)(roiResult(roi).net)} net a year, ${money(register)(roiResult(roi).netWithOverhead)} with overhead`
            : '*ROI*: not calculated yet',
          pageButton('ROI', { page: 'roi', args: { useCase: key } }),
        ),
        section(
          `*Roll-out*: ${life.stage === 'production' ? `${life.deployed} of ${intendedUsers}` : `meant for ${intendedUsers}`}`,
          pageButton('Roll-out', { page: 'rollout', args: { useCase: key } }),
        ),
        ...drift(register, useCase, today).map(({ category, runsOn: instead, committed, waiver }) =>
          section(
            `:warning: ${categoryEntry(category).title}: runs on ${safe(instead, 100)}, committed is ${safe(committed, 100)}${waiver ? `; waived until ${written(waiver.until)}: ${safe(waiver.reason, 200)}` : ''}`,
            ended
              ? undefined
              : waiver
                ? endButton(waiver)
                : stepButton({ do: 'waive-drift', useCase: key, category }),
          ),
        ),
        divider,
        section(
          `*Production checklist*: ${holding(scene, useCase)} of 8`,
          pageButton('Open checklist', { page: 'checklist', args: { useCase: key } }),
        ),
        ...(ended
          ? []
          : actions(
              ...stepsOf(scene, key).map((step, index) =>
                stepButton(step, fullLabel(step), index === 0 ? { style: 'primary' } : undefined),
              ),
              life.stage === 'pilot' || life.stage === 'production'
                ? stepButton({ do: 'check-in', useCase: key })
                : null,
              stepButton({ do: 'record-stack', useCase: key }),
              stepButton({ do: 'open-evaluation', useCase: key }),
              stepButton({ do: 'edit-use-case', useCase: key }),
              stepButton({ do: 'record-roi', useCase: key }),
              stepButton({ do: 'plan-rollout', useCase: key }),
              life.stage === 'pilot' || life.stage === 'production'
                ? stepButton({ do: 'issue-intake-token', useCase: key })
                : null,
              life.stage === 'pilot' ? stepButton({ do: 'decide-pilot', useCase: key }) : null,
              life.stage === 'pilot' ? stepButton({ do: 'go-live', useCase: key }) : null,
              life.stage === 'pilot' ? stepButton({ do: 'move-bar', useCase: key }) : null,
              life.stage === 'production' ? stepButton({ do: 'widen-rollout', useCase: key }) : null,
              stepButton(
                { do: 'stop-use-case', useCase: key },
                life.stage === 'production' ? 'Retire' : 'Stop',
              ),
            ).map(withoutTwins)),
        ...actions(
          pageButton('History', { page: 'log', args: { useCase: key } }),
          pageButton('All use cases', { page: 'use-cases' }),
          pageButton('Verdict', { page: 'verdict' }),
        ),
      ],
    };
  },
);

/** What the pilot promised, and what became of it: moved bars and extensions are told with their day. */
function charterLines({ criteria, movedBars, extensions }: Charter): string {
  return [
    '*Success criteria*, frozen at the start',
    ...criteria.slice(0, 10).map((line) => `• ${safe(line, 200)}`),
    ...movedBars
      .slice(-5)
      .map((bar) => `• ${safe(bar.criterion, 200)} (added on ${written(bar.on)}: the bar moved)`),
    ...extensions
      .slice(-5)
      .map((one) => `Extended on ${written(one.on)} to ${written(one.decideBy)}: ${safe(one.reason, 200)}`),
  ].join('\n');
}

/** The next step may also be among the standing buttons; it is offered once. */
function withoutTwins(block: KnownBlock): KnownBlock {
  if (block.type !== 'actions') return block;
  const seen = new Set<string>();
  const elements = block.elements.filter((element) => {
    const id = 'action_id' in element ? (element.action_id ?? '') : '';
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
  return { ...block, elements };
}

const marks = {
  holds: ':white_check_mark:',
  waived: ':large_yellow_circle:',
  open: ':white_large_square:',
} as const;

const endButton = ({ key }: Waiver): Button =>
  doButton(
    'end-waiver',
    'End the waiver',
    { waiver: key },
    { id: key, confirm: 'It ends at once, and its record is kept. AI Operations can grant another.' },
  );

function itemBlocks(
  { item, state, lacks, confirmed, holdsUntil, waiver, step }: ItemState,
  today: string,
  ended: boolean,
  wantsDpa: boolean,
): KnownBlock[] {
  const { title, deferred, asks: asked } = checklistEntry(item);
  const asks = item === 'dpa' && !wantsDpa ? 'none is needed: no personal or confidential data' : asked;
  const lines = [
    `${marks[state]} *${title}*${state === 'open' && deferred ? ' · often put off until after an incident' : ''}`,
  ];
  if (state === 'holds') {
    const soon = holdsUntil !== null && holdsUntil <= addDays(today, 14);
    lines.push(
      confirmed
        ? `Confirmed by ${mention(confirmed.by)} <!date^${Math.floor(confirmed.at / 1000)}^on {date_short}|once>${holdsUntil ? `, holds until ${written(holdsUntil)}${soon ? ' :hourglass_flowing_sand:' : ''}` : ''}`
        : asks,
    );
  } else {
    lines.push(safe(lacks.join('; '), 400));
  }
  if (waiver)
    lines.push(
      `Waived until ${written(waiver.until)} by ${mention(waiver.approvedBy)}: ${safe(waiver.reason, 200)}`,
    );
  const evidence = stepButton(
    step,
    state === 'holds' ? (item === 'dpa' ? 'Record another' : 'Confirm again') : undefined,
  );
  return [
    section(lines.join('\n'), ended ? undefined : evidence),
    ...actions(waiver && !ended ? endButton(waiver) : null),
  ];
}

export const checklistPage = page(
  'checklist',
  z.object({ useCase: z.string() }),
  (scene, { useCase: key }): Content => {
    const useCase = scene.register.useCases.get(key);
    if (!useCase)
      return {
        title: 'Checklist',
        text: `There is no ${key}`,
        blocks: [section(`There is no ${safe(key, 40)} here.`)],
      };
    const items = checklistOf(scene.register, useCase, scene.today);
    const holds = items.filter(({ state }) => state === 'holds').length;
    const waived = items.filter(({ state }) => state === 'waived').length;
    const ended = isOver(useCase);
    return {
      title: `${key} checklist`,
      text: `${key}: ${holds} of 8`,
      blocks: [
        header(`${holds} of 8: ${key} ${clip(useCase.name, 100)}`),
        context(
          holds === 8
            ? 'Deployed and in production are the same thing here: all eight hold.'
            : ended
              ? `${stageTitles[useCase.life.stage]}. What was recorded is kept.`
              : `${stageTitles[useCase.life.stage]}.${waived > 0 ? ` ${waived} waived: going live is allowed, requirement 1 waits for evidence.` : ''} Incomplete evidence is kept, so you can come back.`,
        ),
        ...inOrderOfUrgency(items).flatMap((item) => itemBlocks(item, scene.today, ended, needsDpa(useCase))),
        ...actions(
          !ended && lapsing(scene.register, useCase, scene.today).length > 0
            ? stepButton({ do: 'reconfirm', useCase: key })
            : null,
          useCase.life.stage === 'pilot' ? stepButton({ do: 'go-live', useCase: key }) : null,
          !ended && items.some(({ item, state }) => state === 'open' && item !== 'dpa')
            ? stepButton({ do: 'waive', useCase: key })
            : null,
          pageButton(`Back to ${key}`, { page: 'use-case', args: { useCase: key } }),
        ),
      ],
    };
  },
);
