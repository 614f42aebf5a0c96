import type { KnownBlock, ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { checkMessage, checkOptions, checkView } from '../../sandbox/block-kit.ts';
import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import { type Change, fold } from '../../src/domain/change.ts';
import type { Act, Step } from '../../src/domain/decide.ts';
import { adoptionTrend } from '../../src/domain/digest/adoption-trend.ts';
import { type Position, whatChanged } from '../../src/domain/digest/what-changed.ts';
import { type Notice, type NoticeState, noticesFollowing } from '../../src/domain/notices/notices.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import {
  categories,
  checklistItems,
  emptyRegister,
  entities,
  entityNames,
  type Register,
  settingsOf,
  stages,
  type UserId,
} from '../../src/domain/register.ts';
import { askOutcomes } from '../../src/domain/reminders/asks.ts';
import { concernsOf, helpKind, nudgeKinds } from '../../src/domain/reminders/nudge-kinds.ts';
import { nudgeStatistics } from '../../src/domain/reminders/statistics.ts';
import { type Asked, openFor } from '../../src/operations/asked.ts';
import type { Week } from '../../src/operations/digest.ts';
import type { NudgeReport } from '../../src/operations/nudge-report.ts';
import type { Readiness } from '../../src/operations/readiness.ts';
import { digestContent } from '../../src/slack/digest/digest-pages.ts';
import { homeView, strangerHome } from '../../src/slack/home/home.ts';
import { clip, safe } from '../../src/slack/kit/blocks.ts';
import { refusalContent } from '../../src/slack/kit/contents.ts';
import type { InputState } from '../../src/slack/kit/fields.ts';
import type { Entered, States, Submission } from '../../src/slack/kit/form.ts';
import { asMessage, asModal, type Content, type PageScene, withCharts } from '../../src/slack/kit/page.ts';
import { type NoticeView, noticeContent } from '../../src/slack/notices/notice-messages.ts';
import { permitted } from '../../src/slack/permitted-buttons.ts';
import { pulseQuestion, pulseThanks } from '../../src/slack/purgatory/purgatory-page.ts';
import { doneContent } from '../../src/slack/readiness/consequences.ts';
import { sharedVerdict } from '../../src/slack/readiness/verdict-pages.ts';
import { findForm, formFor, forms, pageFor, pages, subcommands } from '../../src/slack/subjects.ts';
import { optionsFor } from '../../src/slack/use-cases/use-cases-page.ts';
import type { PlacedAsk } from '../../src/store/open.ts';
import {
  busyOwner,
  channel,
  hostileRegister,
  hostileTexts,
  lead,
  newOperator,
  nobody,
  singleOwner,
  today,
} from '../support/hostile-register.ts';

const texts = Object.values(hostileTexts);

/** Every kind of nudge, asked so often and in vain that it is proposed to be retired. */
const askedOften = [...nudgeKinds(), helpKind].flatMap(({ key: kind }) =>
  askOutcomes.flatMap((outcome) =>
    Array.from({ length: outcome === 'open' ? 100 : 1 }, () => ({
      ...{ kind, outcome, subject: 'UC-1', person: lead, askedOn: today, until: null, outcomeAt: null },
      askedAt: endOfDay(addDays(today, -10), 'UTC'),
    })),
  ),
);

/** All that could be asked of somebody, asked in one message. */
function askedOf(register: Register, person: UserId): readonly Asked[] {
  const asks = concernsOf(register, today)
    .filter((concern) => concern.person === person)
    .map(
      ({ kind, subject }, position): PlacedAsk => ({
        ...{ kind, subject, person, message: 'f'.repeat(32), position, words: null, until: null },
        ...{ askedOn: today, askedAt: endOfDay(today, 'UTC'), outcome: 'open', outcomeAt: null },
      }),
    );
  return openFor({ register, now: endOfDay(today, 'UTC'), asks, touches: [] }, person);
}

/** A hostile workspace, as each of its people sees it; their own name is hostile too. */
function hostileWorkspace(useCases: number) {
  const { register, changes } = hostileRegister(useCases);
  const readiness: Readiness = {
    register,
    today,
    assessment: assess(register, today),
    lost: { from: '2025-12-31', until: today, lost: texts, steps: [] },
  };
  const before: Position = { verdict: 'Stage 1', met: ['R1'], symptoms: ['worn-out-team'] };
  const week: Week = {
    readiness,
    since: '2026-02-23',
    before,
    change: whatChanged(before, readiness.assessment, register, changes),
    history: Array.from({ length: 8 }, (_, turn) => ({ on: addDays(today, -7 * turn), met: turn % 5 })),
    adoption: adoptionTrend(register, today, 8),
    head: { seq: register.seq, hash: 'f'.repeat(64) },
  };
  const sending = { daily: 1_000_000, seen: 999_999, digest: 5, waiting: 1, refused: 12, unknown: 3 };
  const nudges: NudgeReport = {
    lastRound: null,
    kinds: nudgeStatistics(register, askedOften, endOfDay(today, 'UTC')),
    month: sending,
    quarter: sending,
    troubles: texts.flatMap((reason, turn) =>
      (['refused', 'unknown'] as const).map((status) => ({ status, reason, count: turn })),
    ),
    agenda: { dueAt: endOfDay(today, 'UTC'), parked: texts.join(' ') },
  };
  const sceneOf = (person: string): PageScene => ({
    register,
    at: endOfDay(today, settingsOf(register).timeZone),
    today,
    actor: {
      id: person,
      name: hostileTexts.channel ?? '',
      kind: 'member',
      admin: false,
      active: true,
      timeZone: null,
    },
    assessment: readiness.assessment,
    findForm,
    commands: subcommands,
    readiness,
    asOf: async () => readiness,
    week: async () => week,
    nudges: async () => nudges,
    asked: async () => askedOf(register, person),
    log: async (useCase, limit) =>
      changes
        .filter((change) => useCase === null || change.useCase === useCase)
        .slice(-limit)
        .reverse(),
  });
  return { register, readiness, week, sceneOf };
}

const large = hostileWorkspace(1000);
/** As hostile, and quick enough to be judged anew after each step. */
const small = hostileWorkspace(60);

/** A workspace in which nothing is recorded, as each of its people sees it. */
function sceneOfNothing(): (person: string) => PageScene {
  const register = emptyRegister('T0NEW');
  const readiness: Readiness = { register, today, assessment: assess(register, today), lost: null };
  return (person) => ({
    ...small.sceneOf(person),
    ...{ register, readiness, assessment: readiness.assessment },
    asOf: async () => readiness,
    week: async () => ({ ...small.week, readiness, history: [], adoption: [] }),
    asked: async () => [],
    log: async () => [],
  });
}

/** Everybody and every channel in the register has an id like this; the hostile texts name only others. A link shows where it leads. */
const ours = /^<@U0P\d{4}>$|^<#C0P\d{4}>$|^<https?:[^<>|\s]+>$|^<!date\^\d+\^[^<>|^]+\|[^<>|]+>$/;

interface Shown {
  readonly mrkdwn: readonly string[];
  readonly all: readonly string[];
}

function textsIn(value: unknown, type: unknown = null): Shown {
  if (typeof value !== 'object' || value === null) return { mrkdwn: [], all: [] };
  const found = Object.entries(value).map(([key, inner]): Shown => {
    if (typeof inner !== 'string') return textsIn(inner);
    const speaks = key === 'text' && ('type' in value ? value.type : type) === 'mrkdwn';
    return { mrkdwn: speaks ? [inner] : [], all: [inner] };
  });
  return { mrkdwn: found.flatMap(({ mrkdwn }) => mrkdwn), all: found.flatMap(({ all }) => all) };
}

/** What in it could ping, link, name somebody whom the app did not name, or is an emoji cut in two. */
function dangersIn(shown: unknown): string[] {
  const { mrkdwn, all } = textsIn(shown, 'mrkdwn');
  return [
    ...mrkdwn.flatMap((text) => (text.match(/<[^>]*>?/g) ?? []).filter((tag) => !ours.test(tag))),
    ...mrkdwn.flatMap((text) => text.match(/&(?!amp;|lt;|gt;).{0,9}/g) ?? []),
    ...all.filter((text) => /\p{Surrogate}/u.test(text)).map((text) => `half an emoji in ${text}`),
  ];
}

function expectFit(view: ModalView | Awaited<ReturnType<typeof homeView>>, what: string): void {
  expect(checkView(view), what).toEqual([]);
  expect(dangersIn(view), what).toEqual([]);
}

function expectMessageFits(content: Content, what: string): void {
  for (const message of [asMessage(content), withCharts(content)]) {
    expect(checkMessage(message ?? {}), what).toEqual([]);
    expect(dangersIn(message), what).toEqual([]);
  }
}

function expectContentFits(content: Content, what: string): void {
  expectFit(asModal(content), what);
  expectMessageFits(content, what);
}

/** Use cases of every stage, and with every hostile text as their name. */
const some = Array.from({ length: 30 }, (_, index) => `UC-${index + 1}`);

/** What a page is asked for, where that is not one use case after another. */
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
  log: [{}, { from: 10 }, ...some.map((useCase) => ({ useCase }))],
  review: [{}, { quarter: '2025-Q4' }, { quarter: '2031-Q2' }],
  vendors: [{}, { from: 10 }, { from: 5000 }],
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
};
const ofUseCase = (useCase: string | undefined) => ({ useCase });

/** Every step that a form does, for everything that it can be about; what a form does not need, it does not read. */
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
      evaluation: `E-${turn + 1}`,
      decision: `D-${turn + 1}`,
      person: turn % 2 === 0 ? busyOwner : small.register.useCases.get(useCase)?.owner,
      quarter: '2026-Q1',
      kind: 'adoption',
      subject: useCase,
    } as Step;
  });
}
const formKeys = [...new Set(forms.map(({ key }) => key))];

/** A table of use cases, each with a hostile name. */
const table = [
  'name,purpose,team,intended users,may do,retrieval',
  ...texts.map((text) => `"${clip(text, 50).replaceAll('"', '""')}","${clip(text, 10)}",Support,40,draft,no`),
].join('\n');

/** What has to be typed for a step to be allowed at all, by field. */
const allowed: Readonly<Record<string, States>> = {
  'record-dpa': { expiresOn: { selected_date: null } },
  'record-roi': {
    hoursPerUserPerWeek: { value: '168' },
    weeksPerYear: { value: '53' },
    measured: { selected_options: [] },
  },
  'change-settings': { leads: { selected_users: [lead] } },
  'choose-digest': { timeZone: { value: 'Europe/Berlin' } },
  'check-in-several': Object.fromEntries(
    some.map((key) => [key, { value: '1 daily, 1 weekly, 0 not at all' }]),
  ),
  'enter-absence': { deputy: { selected_user: null } },
  'merge-vendors': { into: { value: [...small.register.vendors.values()].at(-1)?.name ?? '' } },
  'keep-holiday': { day: { selected_date: '2026-12-24' }, until: { selected_date: '2026-12-26' } },
  'open-evaluation': { tools: { value: 'Qdrant\n<!channel>' } },
  'import-use-cases': { csv: { value: table }, csv2: { value: '' } },
  'decide-pilot': {
    answer: { selected_option: { value: 'extend' } },
    decideBy: { selected_date: '2026-12-31' },
  },
};

/** Fills in what is empty: text with a hostile one, of choices the last, of dates today. */
function filledIn({ blocks }: ModalView, turn: number): States {
  const hostile = texts[turn % texts.length] ?? '';
  return Object.fromEntries(
    (blocks as KnownBlock[]).flatMap((block): [string, InputState][] => {
      if (block.type !== 'input') return [];
      const { element } = block;
      const name = block.block_id ?? '';
      switch (element.type) {
        case 'plain_text_input':
          return [[name, { value: element.initial_value ?? clip(hostile, element.max_length ?? 3000) }]];
        case 'radio_buttons':
        case 'static_select': {
          const option = element.initial_option ?? element.options?.at(-1);
          return [[name, { selected_option: option?.value ? { value: option.value } : null }]];
        }
        case 'checkboxes': {
          const chosen = element.initial_options ?? element.options;
          return [[name, { selected_options: chosen.map(({ value = '' }) => ({ value })) }]];
        }
        case 'datepicker':
          return [[name, { selected_date: element.initial_date ?? today }]];
        case 'timepicker':
          return [[name, { selected_time: element.initial_time ?? '09:00' }]];
        case 'conversations_select':
          return [[name, { selected_conversation: element.initial_conversation ?? channel(1) }]];
        case 'users_select':
          return [[name, { selected_user: element.initial_user ?? lead }]];
        case 'multi_users_select':
          return [[name, { selected_users: element.initial_users ?? [lead] }]];
        case 'file_input':
          return [[name, { files: [] }]];
        default:
          throw new Error(`nobody fills in ${element.type}`);
      }
    }),
  );
}

/** Those of the states whose field is in the view. */
const shown = ({ blocks }: ModalView, states: States): States =>
  Object.fromEntries(
    Object.entries(states).filter(([name]) => blocks.some((block) => block.block_id === name)),
  );

type Ready = Extract<Submission, { outcome: 'ready' }>;

/** Submits a form as often as it takes, putting right what it refuses and filling in what it asks for besides. */
function submitted(step: Step, scene: PageScene, turn: number, entered: Entered): Ready {
  const form = formFor(step);
  const view = form.view(step, scene, entered);
  expectFit(view, step.do);
  expect(view.blocks[0]?.type, `${step.do} says on top what it is for`).toBe('section');
  let states = { ...filledIn(view, turn), ...shown(view, allowed[step.do] ?? {}) };
  for (const instead of ['7', 'https://evil.example/<!here>|x', '1', '2']) {
    const submission = form.submit(step, scene, states);
    if (submission.outcome === 'ready') {
      expectFit(submission.again(scene, []), `${step.do}, once more`);
      return submission;
    }
    if (submission.outcome === 'more') {
      expectFit(submission.view, `${step.do}, with more`);
      states = {
        ...filledIn(submission.view, turn),
        ...states,
        ...shown(submission.view, allowed[step.do] ?? {}),
      };
    } else {
      const wrong = Object.keys(submission.errors).map((name) => [name, { value: instead }] as const);
      states = { ...states, ...Object.fromEntries(wrong) };
    }
  }
  throw new Error(`${step.do} is never ready: ${JSON.stringify(form.submit(step, scene, states))}`);
}

const circumstances = (scene: PageScene, kind: 'member' | 'guest'): Act => ({
  at: scene.at,
  today,
  actor: { id: scene.actor.id, kind, admin: false },
  people: new Map([...scene.register.people].map(([id, person]) => [id, { ...person, kind: 'member' }])),
});

function expectNoticeFits(notice: Notice, view: Omit<NoticeView, 'state'>): void {
  const states: Record<NoticeState, true> = {
    ...{ open: true, 'held-by-another': true, accepted: true, answered: true, over: true },
  };
  for (const state of Object.keys(states) as NoticeState[])
    expectMessageFits(noticeContent(notice, { ...view, state }), `${notice.kind}, ${state}`);
}

/** Takes a step and shows what somebody then reads, allowed or not; says whether it was recorded. */
function taken(step: Step, person: string, turn: number, entered: Entered = {}): boolean {
  const scene = small.sceneOf(person);
  const closed = formFor(step).closed(step, scene);
  if (closed) {
    expectContentFits(refusalContent(closed), `${step.do}, closed`);
    return false;
  }
  const submission = submitted(step, scene, turn, entered);
  const forbidden = submission.decide(scene.register, circumstances(scene, 'guest'));
  if (forbidden.ok) throw new Error(`a guest may ${step.do}`);
  expectContentFits(refusalContent(forbidden.refusal), `${step.do}, by a guest`);
  const outcome = submission.decide(scene.register, circumstances(scene, 'member'));
  if (!outcome.ok) {
    expectContentFits(refusalContent(outcome.refusal), `${step.do}, refused`);
    return false;
  }
  const recorded = outcome.drafts.map((draft, index): Change => {
    return { ...draft, seq: scene.register.seq + index + 1, at: endOfDay(today, 'UTC'), actor: person };
  });
  const register = fold(scene.register, recorded);
  const after: PageScene = { ...scene, register, assessment: assess(register, today) };
  expectContentFits(doneContent(submission.done(after), scene, after), `${step.do}, done`);
  for (const { kind, recipient, notice } of noticesFollowing(register, outcome.drafts, person))
    expectNoticeFits(notice, {
      kind,
      recipient,
      readiness: { ...after, lost: null },
      at: after.at,
      changes: recorded,
    });
  return true;
}

describe('what the app shows of a register in which everything is too long, too many and hostile', () => {
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
      for (const [{ sceneOf }, args] of asked) {
        const content = await pageFor(key).show(sceneOf(busyOwner), args);
        expectContentFits(content, `${key} ${JSON.stringify(args)}`);
      }
    },
  );

  test('the nudge results, for the lead', async () => {
    const content = await pageFor('nudges').show(large.sceneOf(lead), {});
    expectContentFits(content, 'nudges');
    expect(JSON.stringify(content).match(/Consider retiring this/g)).toHaveLength(nudgeKinds().length);
  });

  test('a verdict shared in a channel', () => {
    for (const asOf of [true, false])
      expectMessageFits(sharedVerdict(large.readiness, lead, { asOf }), 'shared');
  });

  test('a digest, whole: two charts, what blocks us, and the head of the log', () => {
    for (const { register, week } of [small, large]) {
      for (const digest of register.digests.values()) {
        const content = digestContent(week, digest);
        expectMessageFits(content, 'digest');
        const shown = withCharts(content);
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
    expectFit(await homeView(large.sceneOf(person)), person);
  });

  test('Home of a guest', () => {
    for (const text of texts) expectFit(strangerHome(text), 'guest');
  });

  test('what the search for a use case offers', () => {
    for (const query of ['', 'uc-9', '1', 'channel', '<!channel>', '😀', 'وكيل', 'nothing has this']) {
      const options = optionsFor(large.register, query);
      expect(checkOptions({ options }), query).toEqual([]);
      expect(dangersIn(options), query).toEqual([]);
    }
  });

  test.each(formKeys)('the form %s, what it asks for besides, and what is read afterwards', (key) => {
    const person = key === 'accept-accountabilities' ? newOperator : lead;
    const recorded = stepsOf(key).map((step, turn) => taken(step, person, turn));
    expect(recorded).toContain(true);
  });

  test.each(['accept-accountabilities', 'go-live'])('the form %s is closed to whom it is not for', (key) => {
    expect(stepsOf(key).map((step, turn) => taken(step, nobody, turn))).toContain(false);
  });

  test.each(Object.entries(hostileTexts))(
    'a use case is registered with a name and purpose of this kind: %s',
    (_, text) => {
      const turn = texts.indexOf(text);
      for (const stage of ['proposed', 'pilot', 'production']) {
        taken({ do: 'register-use-case' }, lead, turn, { name: text, purpose: text, stage });
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

/** The buttons of a block: of a row of them, or the one beside a text. */
function pressedIn(block: KnownBlock): readonly Pressed[] {
  if (block.type === 'actions') return block.elements;
  return block.type === 'section' && block.accessory ? [block.accessory as Pressed] : [];
}

/** What goes against the rules for pages, as this person sees it. */
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
  const nothing = sceneOfNothing();
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
      const inSmall = questions[key] ? [] : some.map(ofUseCase);
      const inLarge = questions[key] ?? ['UC-777', 'UC-9999'].map(ofUseCase);
      for (const [who, person] of people) {
        const scenes = [
          ...[...inSmall, ...inLarge].map((args) => [small.sceneOf(person), args] as const),
          ...(person === lead ? inLarge : []).map((args) => [large.sceneOf(person), args] as const),
          ...[...inLarge, ...inSmall.slice(0, 1)].map((args) => [nothing(person), args] as const),
        ];
        for (const [scene, args] of scenes) {
          const content = permitted(await pageFor(key).show(scene, args), scene);
          expect(faultsIn(content, mostInRow), `${key} ${JSON.stringify(args)} for ${who}`).toEqual([]);
        }
      }
    },
  );
});

describe('shortening', () => {
  test('goes through no character, whatever the limit, and keeps to it', () => {
    for (const text of texts) {
      for (let limit = 2; limit <= 300; limit += 1) {
        const short = clip(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short).not.toMatch(/\p{Surrogate}/u);
        expect(dangersIn({ type: 'mrkdwn', text: safe(text, limit) })).toEqual([]);
      }
    }
  });
});
