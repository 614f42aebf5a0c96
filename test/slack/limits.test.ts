import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { checkOptions } from '../../sandbox/block-kit.ts';
import type { Step } from '../../src/domain/decide.ts';
import {
  categories,
  checklistItems,
  entities,
  entityNames,
  stages,
  toolKinds,
} from '../../src/domain/register.ts';
import { listNudgeKinds } from '../../src/domain/reminders/nudge-kinds.ts';
import { renderDigest } from '../../src/slack/digest/digest-pages.ts';
import { renderHome, renderOutsiderHome } from '../../src/slack/home/home.ts';
import { escapeMrkdwn, truncate } from '../../src/slack/kit/blocks.ts';
import { type Content, toMessageWithCharts } from '../../src/slack/kit/page.ts';
import { filterPermitted } from '../../src/slack/permitted-buttons.ts';
import { pulseQuestion, pulseThanks } from '../../src/slack/purgatory/purgatory-page.ts';
import { renderSharedVerdict } from '../../src/slack/readiness/verdict-pages.ts';
import { forms, pageFor, pages } from '../../src/slack/subjects.ts';
import { listSearchOptions } from '../../src/slack/use-cases/use-cases-page.ts';
import { expectContentFits, expectMessageFits, expectViewFits, findDangers } from '../support/fits.ts';
import {
  busyOwner,
  hostileTexts,
  lead,
  newOperator,
  nobody,
  singleOwner,
  today,
} from '../support/hostile-register.ts';
import { takeStep } from '../support/hostile-submissions.ts';
import { createEmptyContexts, hostileWorkspace, small, some, texts } from '../support/hostile-workspace.ts';

const large = hostileWorkspace(1000);

/** The arguments of pages that are not about a use case. */
const questions: Readonly<Record<string, readonly object[]>> = {
  decision: categories.map((category) => ({ category })),
  verdict: [{}, { asOf: '2026-01-31' }],
  details: [{}, { asOf: '2026-01-31' }],
  requirement: ['R1', 'R2', 'R3', 'R4'].flatMap((key) => [{ key }, { key, asOf: '2026-01-31' }]),
  'use-cases': [...stages, 'all', 'mine'].flatMap((filter) =>
    [0, 10, 500, 990, 5000].map((from) => ({ filter, from })),
  ),
  purgatory: [{}, { from: 8 }, { from: 5000 }],
  decisions: [{}],
  asked: [0, 6, 5000].map((from) => ({ from })),
  audit: [{}, { from: 10 }, { result: 'failed' }].map((args) => ({ useCase: 'UC-3', ...args })),
  log: [{}, { from: 10 }, ...some.map((useCase) => ({ useCase }))],
  review: [{}, { quarter: '2025-Q4' }, { quarter: '2031-Q2' }],
  'model-versions': [...some, 'UC-777', 'UC-9999'].flatMap((useCase) =>
    [{}, { day: '2020-01-01' }, { from: 10 }].map((more) => ({ useCase, ...more })),
  ),
  'model-retirements': [{}, { from: 10 }, { from: 5000 }],
  'use-case-costs': [...some, 'UC-777', 'UC-9999'].flatMap((useCase) =>
    [{}, { from: 8 }].map((more) => ({ useCase, ...more })),
  ),
  costs: [{}, { from: 10 }, { month: '2020-01' }, { from: 5000 }],
  'costs-export': [{}, { part: 2 }, { part: 5000 }],
  'model-versions-export': [{}, { part: 2 }],
  'incidents-export': [{}, { part: 2 }],
  'tools-export': [{}, { part: 2 }],
  vendors: [{}, { from: 10 }, { from: 5000 }],
  incident: ['I-1', 'I-2', 'I-17', 'I-150', 'I-9999'].map((incident) => ({ incident })),
  incidents: [
    ...['open', 'resolved', 'data-exposure', 'all'].map((show) => ({ show })),
    { useCase: 'UC-3' },
    { from: 10 },
    { from: 5000 },
  ],
  'follow-ups': [
    ...['open', 'mine', 'closed', 'all'].flatMap((show) => [{ show }, { show, from: 10 }]),
    { origin: '2025-Q4', show: 'all' },
    { from: 5000 },
  ],
  settings: [{}, { holidays: 8 }, { holidays: 5000 }],
  digest: [{}],
  digests: [{}],
  export: [{}, { part: 2 }, { part: 5000 }],
  'choose-use-case': [0, 1000].map((found) => ({
    words: texts[1],
    found,
    choices: some.slice(0, 10).flatMap((useCase) => [
      { useCase, step: { do: 'edit-use-case', useCase } },
      { useCase, target: { page: 'checklist', args: { useCase } } },
    ]),
  })),
  nudges: [{}],
  tools: ['approved', 'waiting', 'refused'].flatMap((show) => [0, 10, 5000].map((from) => ({ show, from }))),
  tool: [{ name: 'Nobody asked' }, ...texts.map((text) => ({ name: text, use: text }))],
  'tool-request': ['T-1', 'T-2', 'T-3', 'T-4', 'T-5', 'T-9999'].map((request) => ({ request })),
  'data-rules': [{}],
};

const ofUseCase = (useCase: string | undefined) => ({ useCase });

/** Returns steps of a form for several use cases. The form ignores fields that it does not need. */
function stepsOf(key: string): readonly Step[] {
  const vendors = [null, ...[...small.register.vendors.values()].map(({ name }) => name)];
  return some.map((useCase, turn) => {
    const item = checklistItems[turn % (checklistItems.length - 1)];
    const category = categories[turn % categories.length];
    return {
      do: key,
      useCase,
      useCases: [useCase],
      on: today,
      item,
      category,
      vendor: vendors[turn],
      retirement: turn === 0 ? null : `MR-${turn}`,
      evaluation: `E-${turn + 1}`,
      decision: `D-${turn + 1}`,
      person: turn % 2 === 0 ? busyOwner : small.register.useCases.get(useCase)?.owner,
      quarter: '2026-Q1',
      origin: '2025-Q4',
      followUp: `F-${turn + 1}`,
      incident: `I-${turn + 1}`,
      kind: key === 'change-data-rules' ? toolKinds[turn % toolKinds.length] : 'adoption',
      request: `T-${turn + 1}`,
      tool: `tool-${turn + 1}`,
      ...(key === 'request-tool' ? { channel: null } : {}),
      month: key === 'record-costs' && turn % 2 === 0 ? null : '2026-01',
      subject: useCase,
    } as Step;
  });
}

const formKeys = [...new Set(forms.map(({ key }) => key))];

describe('rendering a register in which everything is too long, too many and hostile', () => {
  test('the register is made of what the types of the domain allow', () => {
    for (const name of entityNames) {
      for (const record of large.register[name].values())
        expect(entities[name].safeParse(record).error).toBeUndefined();
    }
    expect([
      large.register.useCases.size,
      large.register.vendors.size,
      large.register.operators.size,
      large.register.decisions.size,
    ]).toEqual([1000, 120, 40, 60]);
  });

  test.each(pages.map(({ key }) => key))(
    'the page %s fits a message and a modal, and is harmless',
    async (key) => {
      const inSmall = questions[key] ? [] : [...some, texts[0]].map(ofUseCase);
      const inLarge = questions[key] ?? ['UC-3', 'UC-777', 'UC-1000', 'UC-9999'].map(ofUseCase);
      const asked = [
        ...inSmall.map((args) => [small, args] as const),
        ...inLarge.map((args) => [large, args] as const),
      ];
      for (const [{ contextOf }, args] of asked) {
        const content = await pageFor(key).render(contextOf(busyOwner), args);
        expectContentFits(content, `${key} ${JSON.stringify(args)}`);
      }
    },
  );

  test('the nudge results, for the lead', async () => {
    const content = await pageFor('nudges').render(large.contextOf(lead), {});
    expectContentFits(content, 'nudges');
    expect(JSON.stringify(content).match(/Consider retiring this/g)).toHaveLength(listNudgeKinds().length);
  });

  test('a verdict shared in a channel', () => {
    for (const asOf of [true, false])
      expectMessageFits(renderSharedVerdict(large.readiness, lead, { asOf }), 'shared');
  });

  test('a digest, whole: two charts, what blocks us, and the head of the log', () => {
    for (const { register, week } of [small, large]) {
      for (const digest of register.digests.values()) {
        const content = renderDigest(week, digest);
        expectMessageFits(content, 'digest');
        const shown = toMessageWithCharts(content);
        expect(shown?.blocks).toEqual(content.blocks);
        expect(JSON.stringify(shown?.blocks.at(-1))).toContain(`#${register.seq}, \`ffffffff\``);
      }
    }
  });

  test('the question how a pilot team is doing, and the thanks for an answer', () => {
    for (const useCase of some.flatMap((key) => large.register.useCases.get(key) ?? [])) {
      expectMessageFits(pulseQuestion(useCase, lead), useCase.key);
    }
    for (const text of texts) expectMessageFits(pulseThanks(text), 'thanks');
  });

  test.each([
    ['somebody who owns nothing', nobody],
    ['the owner of one', singleOwner],
    ['the owner of 300', busyOwner],
    ['somebody named for AI Operations', newOperator],
    ['the lead', lead],
  ])('Home of %s', async (_, person) => {
    expectViewFits(await renderHome(large.contextOf(person)), person);
  });

  test('Home of a guest', () => {
    for (const text of texts) expectViewFits(renderOutsiderHome(text), 'guest');
  });

  test('the options of the use case search', () => {
    for (const query of ['', 'uc-9', '1', 'channel', '<!channel>', '😀', 'وكيل', 'nothing has this']) {
      const options = listSearchOptions(large.register, query);
      expect(checkOptions({ options }), query).toEqual([]);
      expect(findDangers(options), query).toEqual([]);
    }
  });

  test.each(formKeys)('the form %s, what it asks for besides, and what is read afterwards', (key) => {
    const person = key === 'accept-accountabilities' ? newOperator : lead;
    // Half of the texts for each form, and each text for half of the forms. All, when nothing was recorded with the half.
    const isChosen = (turn: number) => Math.floor(turn / 4) % 2 === formKeys.indexOf(key) % 2;
    const take = (steps: readonly (readonly [Step, number])[]) =>
      steps.map(([step, turn]) => takeStep(step, person, turn));
    const steps = stepsOf(key).map((step, turn) => [step, turn] as const);
    const recorded = take(steps.filter(([, turn]) => isChosen(turn)));
    if (!recorded.includes(true)) recorded.push(...take(steps.filter(([, turn]) => !isChosen(turn))));
    expect(recorded).toContain(true);
  });

  test.each(['accept-accountabilities', 'go-live'])('the form %s is closed to whom it is not for', (key) => {
    expect(stepsOf(key).map((step, turn) => takeStep(step, nobody, turn))).toContain(false);
  });

  test.each(Object.entries(hostileTexts))(
    'a use case is registered with a name and purpose of this kind: %s',
    (_, text) => {
      const turn = texts.indexOf(text);
      for (const stage of ['proposed', 'pilot', 'production']) {
        takeStep({ do: 'register-use-case' }, lead, turn, { name: text, purpose: text, stage });
      }
    },
  );
});

/** A button, with what it carries. */
interface Pressed {
  readonly type: string;
  readonly action_id?: string;
  readonly style?: string;
  readonly value?: string;
}

const isButton = ({ type }: Pressed) => type === 'button';

/** Returns the buttons of a block: of a row of them, or the one beside a text. */
function pressedIn(block: KnownBlock): readonly Pressed[] {
  if (block.type === 'actions') return block.elements;
  return block.type === 'section' && block.accessory ? [block.accessory as Pressed] : [];
}

/** Returns the violations of the rules for pages, as this person sees it. */
function faultsIn({ blocks }: Content, mostInRow: number): readonly string[] {
  const all = blocks.flatMap(pressedIn);
  const buttons = all.filter(isButton);
  const carried = buttons.map(({ action_id, value }) => `${action_id?.split(':')[0]} ${value}`);
  const twice = carried.filter((one, place) => carried.indexOf(one) !== place);
  const [first] = blocks;
  return [
    ...(first && ['header', 'section', 'context'].includes(first.type) ? [] : ['begins with no words']),
    ...(buttons.filter(({ style }) => style === 'primary').length > 1 ? ['two primary buttons'] : []),
    ...blocks.flatMap((block) =>
      block.type === 'actions' && pressedIn(block).filter(isButton).length > mostInRow
        ? ['too many buttons in a row']
        : [],
    ),
    ...twice.map((one) => `offers twice: ${one}`),
    ...(blocks.some(({ type }) => type === 'section') ? [] : ['says nothing']),
  ];
}

describe('every page keeps the rules for pages', () => {
  const nothing = createEmptyContexts();
  const people = [
    ['the lead', lead],
    ['the owner of 300', busyOwner],
    ['somebody who owns nothing', nobody],
  ] as const;

  test.each(pages.map(({ key }) => key))(
    '%s: the answer first, one primary button, at most four in a row, nothing twice',
    async (key) => {
      // Behind *More* stands all that there is no room for.
      const mostInRow = key === 'use-case-more' ? 25 : 4;
      const inLarge = questions[key] ?? ['UC-777', 'UC-9999'].map(ofUseCase);
      for (const [place, [who, person]] of people.entries()) {
        // Each use case for one person; the stages repeat after five, so each person meets every stage.
        const mine = some.filter((_, turn) => turn % people.length === place);
        const inSmall = questions[key] ? [] : mine.map(ofUseCase);
        const contexts = [
          ...[...inSmall, ...inLarge].map((args) => [small.contextOf(person), args] as const),
          ...(person === lead ? inLarge : []).map((args) => [large.contextOf(person), args] as const),
          ...[...inLarge, ...inSmall.slice(0, 1)].map((args) => [nothing(person), args] as const),
        ];
        for (const [context, args] of contexts) {
          const content = filterPermitted(await pageFor(key).render(context, args), context);
          expect(faultsIn(content, mostInRow), `${key} ${JSON.stringify(args)} for ${who}`).toEqual([]);
        }
      }
    },
  );
});

describe('shortening', () => {
  test('goes through no character, whatever the limit, and keeps to it', () => {
    const limits = Array.from({ length: 299 }, (_, place) => place + 2);
    const faults = texts.flatMap((text) =>
      limits.flatMap((limit) => {
        const short = truncate(text, limit);
        return [
          ...(short.length > limit || /\p{Surrogate}/u.test(short) ? [`${limit}: ${short}`] : []),
          ...findDangers({ type: 'mrkdwn', text: escapeMrkdwn(text, limit) }),
        ];
      }),
    );
    expect(faults).toEqual([]);
  });
});
