import type { KnownBlock, ModalView } from '@slack/types';
import { expect } from 'vitest';
import { endOfDay } from '../../src/domain/calendar.ts';
import { type Change, fold } from '../../src/domain/change.ts';
import type { Act, Step } from '../../src/domain/decide.ts';
import { deriveNotices, type Notice, type NoticeState } from '../../src/domain/notices/notices.ts';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import { parseStep } from '../../src/domain/schema.ts';
import { truncate } from '../../src/slack/kit/blocks.ts';
import { renderRefusal } from '../../src/slack/kit/contents.ts';
import type { InputState } from '../../src/slack/kit/fields.ts';
import type { Entered, States, Submission } from '../../src/slack/kit/form.ts';
import type { PageContext } from '../../src/slack/kit/page.ts';
import { type NoticeView, renderNotice } from '../../src/slack/notices/notice-messages.ts';
import { renderDone } from '../../src/slack/readiness/consequences.ts';
import { formFor } from '../../src/slack/subjects.ts';
import { expectContentFits, expectMessageFits, expectViewFits } from './fits.ts';
import { channel, lead, today } from './hostile-register.ts';
import { small, some, texts } from './hostile-workspace.ts';

/** A table of use cases, each with a hostile name. */
const table = [
  'name,purpose,team,intended users,may do,retrieval',
  ...texts.map(
    (text) => `"${truncate(text, 50).replaceAll('"', '""')}","${truncate(text, 10)}",Support,40,draft,no`,
  ),
].join('\n');

/** A table of costs with hostile names, of which the last is right. */
const costTable = [
  'use case,month,amount',
  ...texts.map((text) => `"${truncate(text, 50).replaceAll('"', '""')}",2026-01,1`),
  `${some[0]},2020-01,12`,
].join('\n');

/** A table of AI tools with hostile names and reasons. */
const toolTable = [
  'tool,kind,state,decided on,reason,conditions,data,why against rules',
  ...texts.map((text) => {
    const cell = (most: number, before = '') =>
      `"${truncate(`${before}${text}`, most).replaceAll('"', '""')}"`;
    return `${cell(50, 'New ')},built-in,approved,2020-01-01,${cell(90)},${cell(90)},none,${cell(90)}`;
  }),
].join('\n');

/** Input that steps require in order to be allowed, by field. */
const allowed: Readonly<Record<string, States>> = {
  'record-dpa': { expiresOn: { selected_date: null } },
  'record-roi': {
    hoursPerUserPerWeek: { value: '168' },
    weeksPerYear: { value: '53' },
    measured: { selected_options: [] },
  },
  'change-settings': { leads: { selected_users: [lead] } },
  'schedule-review': { attendees: { selected_users: [lead] } },
  'record-review': { attendees: { selected_users: [lead] } },
  'choose-digest': { timeZone: { value: 'Europe/Berlin' } },
  'check-in-several': Object.fromEntries(
    some.map((key) => [key, { value: '1 daily, 1 weekly, 0 not at all' }]),
  ),
  'request-tool': { tool: { value: 'A new tool' }, data: { selected_options: [{ value: 'personal' }] } },
  'enter-absence': { deputy: { selected_user: null } },
  'merge-vendors': { into: { value: [...small.register.vendors.values()].at(-1)?.name ?? '' } },
  'keep-holiday': { day: { selected_date: '2026-12-24' }, until: { selected_date: '2026-12-26' } },
  'open-evaluation': { tools: { value: 'Qdrant\n<!channel>' } },
  'record-costs': { amount: { value: '2620.5' }, tokens: { value: '' }, calls: { value: '' } },
  'record-costs-several': Object.fromEntries(some.map((key) => [key, { value: '12' }])),
  'import-costs': { csv: { value: costTable } },
  'import-tools': { csv: { value: toolTable } },
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
          return [[name, { value: element.initial_value ?? truncate(hostile, element.max_length ?? 3000) }]];
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

/** Returns the states whose field is in the view. */
const selectShown = ({ blocks }: ModalView, states: States): States =>
  Object.fromEntries(
    Object.entries(states).filter(([name]) => blocks.some((block) => block.block_id === name)),
  );

type Ready = Extract<Submission, { outcome: 'ready' }>;

/** Opens a form and fills it in. */
function fillForm(step: Step, context: PageContext, turn: number, entered: Entered): States {
  const view = formFor(step).view(step, context, entered);
  expectViewFits(view, step.do);
  expect(view.blocks[0]?.type, `${step.do} says on top what it is for`).toBe('section');
  return { ...filledIn(view, turn), ...selectShown(view, allowed[step.do] ?? {}) };
}

/** Submits a form as often as it takes, putting right what it refuses and filling in what it asks for besides. */
function submitForm(step: Step, context: PageContext, turn: number, filled: States): Ready {
  const form = formFor(step);
  let states = filled;
  for (const instead of ['7', 'https://evil.example/<!here>|x', '1', '2']) {
    const submission = form.submit(step, context, states);
    if (submission.outcome === 'ready') {
      expectViewFits(submission.renderAgain(context, []), `${step.do}, once more`);
      return submission;
    }
    if (submission.outcome === 'more') {
      expectViewFits(submission.view, `${step.do}, with more`);
      states = {
        ...filledIn(submission.view, turn),
        ...states,
        ...selectShown(submission.view, allowed[step.do] ?? {}),
      };
    } else {
      const wrong = Object.keys(submission.errors).map((name) => [name, { value: instead }] as const);
      states = { ...states, ...Object.fromEntries(wrong) };
    }
  }
  throw new Error(`${step.do} is never ready: ${JSON.stringify(form.submit(step, context, states))}`);
}

const createAct = (context: PageContext, kind: 'member' | 'guest'): Act => ({
  at: context.at,
  today,
  actor: { id: context.actor.id, kind, admin: false },
  people: new Map([...context.register.people].map(([id, person]) => [id, { ...person, kind: 'member' }])),
});

function expectNoticeFits(notice: Notice, view: Omit<NoticeView, 'state'>): void {
  const states: Record<NoticeState, true> = {
    ...{ open: true, 'held-by-another': true, accepted: true, answered: true, over: true },
  };
  for (const state of Object.keys(states) as NoticeState[])
    expectMessageFits(renderNotice(notice, { ...view, state }), `${notice.kind}, ${state}`);
}

/** Says whether each submission was recorded, by its person, step and input. The same one again shows the same. */
const taken = new Map<string, boolean>();

/** Takes a step and shows what somebody then reads, allowed or not; says whether it was recorded. */
export function takeStep(step: Step, person: string, turn: number, entered: Entered = {}): boolean {
  const context = small.contextOf(person);
  const closed = formFor(step).findRefusal(step, context);
  if (closed) {
    expectContentFits(renderRefusal(closed), `${step.do}, closed`);
    return false;
  }
  const filled = fillForm(step, context, turn, entered);
  const key = JSON.stringify([person, parseStep(step), filled]);
  const recorded = taken.get(key) ?? submitAndShow(step, context, turn, filled);
  taken.set(key, recorded);
  return recorded;
}

function submitAndShow(step: Step, context: PageContext, turn: number, filled: States): boolean {
  const person = context.actor.id;
  const submission = submitForm(step, context, turn, filled);
  const forbidden = submission.decide(context.register, createAct(context, 'guest'));
  if (forbidden.ok) throw new Error(`a guest may ${step.do}`);
  expectContentFits(renderRefusal(forbidden.refusal), `${step.do}, by a guest`);
  const outcome = submission.decide(context.register, createAct(context, 'member'));
  if (!outcome.ok) {
    expectContentFits(renderRefusal(outcome.refusal), `${step.do}, refused`);
    return false;
  }
  const recorded = outcome.drafts.map((draft, index): Change => {
    return { ...draft, seq: context.register.seq + index + 1, at: endOfDay(today, 'UTC'), actor: person };
  });
  const register = fold(context.register, recorded);
  const after: PageContext = { ...context, register, assessment: assess(register, today) };
  expectContentFits(renderDone(submission.done(after), context, after), `${step.do}, done`);
  for (const { kind, recipient, notice } of deriveNotices(register, outcome.drafts, person))
    expectNoticeFits(notice, {
      kind,
      recipient,
      readiness: { ...after, lost: null },
      at: after.at,
      changes: recorded,
    });
  return true;
}
