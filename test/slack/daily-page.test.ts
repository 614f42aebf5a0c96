import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../sandbox/block-kit.ts';
import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import type { Day, Register, UserId } from '../../src/domain/register.ts';
import type { Nudge } from '../../src/domain/reminders/nudge.ts';
import { listDueNudges } from '../../src/domain/reminders/nudge-kinds.ts';
import { formatCount } from '../../src/domain/wording.ts';
import { assessNudges } from '../../src/operations/nudge-states.ts';
import { type Content, toMessage } from '../../src/slack/kit/page.ts';
import { renderDaily, renderThanks } from '../../src/slack/reminders/daily-message.ts';
import type { StoredNudge } from '../../src/store/open.ts';
import { busyOwner, hostileRegister, today as hostileToday, lead } from '../support/hostile-register.ts';
import { salesAssistant, stage3, Workspace } from '../support/register.ts';

const today = '2026-03-02';
const message = 'a'.repeat(32);

const at = (day: Day) => endOfDay(day, 'UTC') - 12 * 3_600_000;

/** Returns every possible reminder of a person on a day, as one message's nudges. */
const asksFor = (register: Register, person: UserId, day: Day = today): StoredNudge[] =>
  listDueNudges(register, day)
    .filter((concern) => concern.person === person)
    .map(({ kind, subject }, position) => createNudge({ kind, subject, person, message, position, on: day }));

function createNudge({
  on,
  ...fields
}: Partial<StoredNudge> & Pick<StoredNudge, 'kind' | 'subject' | 'person'> & { on: Day }): StoredNudge {
  const open = { message, position: 0, outcome: 'open', outcomeAt: null, until: null, words: null } as const;
  return { ...open, ...fields, askedOn: on, askedAt: at(on) };
}

/** Renders the message of these nudges, given the earlier ones. */
function renderMessage(
  register: Register,
  asks: readonly StoredNudge[],
  before: readonly StoredNudge[] = [],
  day = today,
) {
  const state = { register, now: at(day), nudges: [...before, ...asks], recentChanges: [] };
  return renderDaily(register, assessNudges(state, asks));
}

const allButtonsOf = ({ blocks }: Content): string[][] =>
  blocks.flatMap((block) =>
    block.type === 'actions'
      ? [
          block.elements.flatMap((element) =>
            element.type === 'button'
              ? [element.text.text]
              : element.type === 'overflow'
                ? element.options.map(({ text }) => text.text)
                : [],
          ),
        ]
      : [],
  );
/** Returns the buttons of the reminders, without the one that enters an absence. */
const buttonsOf = (content: Content): string[][] =>
  allButtonsOf(content)
    .map((labels) => labels.filter((label) => label !== 'Enter absence'))
    .filter((labels) => labels.length > 0);
const textOf = (content: Content): string => JSON.stringify(content.blocks);
const headOf = ({ blocks: [head] }: Content): string => (head?.type === 'header' ? head.text.text : '');
const settle = (ask: StoredNudge | undefined, outcome: Nudge['outcome'], more: Partial<StoredNudge> = {}) =>
  ask ? { ...ask, outcome, outcomeAt: at(today) + 1, ...more } : [];

/** Returns a company with an overdue pilot, a pilot without a check-in, and the DPAs of both missing. */
function company(): Workspace {
  const workspace = new Workspace('2025-12-01');
  workspace.startsPilot(workspace.registers({ vendors: ['OpenAI'] }));
  workspace.startsPilot(workspace.registers({ ...salesAssistant, owner: 'owner' }), {
    decideBy: '2026-06-30',
  });
  return workspace.on(today);
}

describe('the daily message', () => {
  const { register } = company();
  const asks = asksFor(register, 'owner');

  test('begins with how many things there are, and notifications say the first', () => {
    const content = renderMessage(register, asks);
    expect(headOf(content)).toBe(`${asks.length} reminders today`);
    expect(content.text).toMatch(/^\d+ reminders today: UC-1 AI Support Agent: /);
  });

  test('says one thing in the singular', () => {
    expect(headOf(renderMessage(register, asks.slice(0, 1)))).toBe('1 reminder today');
  });

  test('each thing has its fact with the use case in bold, why it matters, and its buttons', () => {
    const overdue = asks.filter(({ kind }) => kind === 'stale-pilot').slice(0, 1);
    const content = renderMessage(register, overdue);
    expect(textOf(content)).toContain('*UC-1 AI Support Agent*: decision was due by 30 January 2026');
    expect(textOf(content)).toContain('Only a decision ends a pilot');
    expect(buttonsOf(content)).toEqual([['Decide', 'Snooze', 'Not mine', 'Mute: Stale pilots']]);
  });

  test('only the first thing has a button that stands out', () => {
    const styles = renderMessage(register, asks).blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.flatMap((one) => ('style' in one ? [one.style] : [])) : [],
    );
    expect(styles).toEqual(['primary']);
  });

  test('after three snoozes in a row there is no snooze, and it says so', () => {
    const [first] = asks;
    const before = ['2026-02-09', '2026-02-16', '2026-02-23'].map((on, turn) =>
      createNudge({ ...(first as StoredNudge), on, message: `${turn}`, outcome: 'snoozed' }),
    );
    const content = renderMessage(register, asks.slice(0, 1), before);
    expect(buttonsOf(content)[0]).not.toContain('Snooze');
    expect(textOf(content)).toContain('You snoozed this 3 times in a row');
    expect(buttonsOf(renderMessage(register, asks.slice(0, 1), before.slice(1)))[0]).toContain('Snooze');
  });

  test.each([
    ['done', {}, ':white_check_mark: ~UC-1 AI Support Agent · Stale pilots~ done'],
    ['answered', { words: 'We decide on <Friday>' }, 'answered: We decide on &lt;Friday&gt;'],
    [
      'snoozed',
      { until: '2026-03-05', words: 'Waiting for legal' },
      'snoozed until 5 March 2026: Waiting for legal',
    ],
    ['not-mine', {}, 'Stale pilots, not yours, waiting for <@lead>'],
    ['muted', {}, ':mute: UC-1 AI Support Agent · Stale pilots, muted'],
  ] as const)('what is %s stands there in one line without buttons', (outcome, more, words) => {
    const [overdue] = asks.filter(({ kind }) => kind === 'stale-pilot');
    const others = asks.filter((ask) => ask !== overdue);
    const content = renderMessage(register, [...others, settle(overdue, outcome, more)].flat());
    expect(textOf(content)).toContain(words);
    const wayBack = outcome === 'muted' ? [['Show muted']] : [];
    expect(buttonsOf(content).slice(others.length)).toEqual(wayBack);
    expect(headOf(content)).toBe(`${others.length} of ${asks.length} still open`);
  });

  test('things done elsewhere show as done before a sweep', () => {
    const decided = createNudge({ kind: 'stale-pilot', subject: 'UC-9', person: 'owner', on: today });
    expect(textOf(renderMessage(register, [decided]))).toContain(
      ':white_check_mark: ~UC-9 · Stale pilots~ done',
    );
  });

  test('a reminder repeated in a later message has no buttons here', () => {
    const earlier = asks.slice(0, 1).map((ask) => ({ ...ask, message: 'b', askedOn: '2026-02-20' }));
    const state = { register, now: at(today), nudges: [...earlier, ...asks], recentChanges: [] };
    const content = renderDaily(register, assessNudges(state, earlier));
    expect(textOf(content)).toContain('reminded again on 2 March 2026');
    expect(buttonsOf(content)).toEqual([]);
  });

  test('while something is open, its reader can say that they are away', () => {
    const labels = (content: Content) => allButtonsOf(content).flat();
    expect(labels(renderMessage(register, asks))).toContain('Enter absence');
    expect(
      labels(
        renderMessage(
          register,
          asks.flatMap((ask) => settle(ask, 'done')),
        ),
      ),
    ).not.toContain('Enter absence');
  });

  test('when all is settled it says so and has no buttons', () => {
    const muted = renderMessage(
      register,
      asks.flatMap((ask) => settle(ask, 'muted')),
    );
    expect(headOf(muted)).toBe('Nothing left to do');
    const content = renderMessage(
      register,
      asks.flatMap((ask) => settle(ask, 'done')),
    );
    expect(headOf(content)).toBe('All done. Thank you.');
    expect(buttonsOf(content)).toEqual([]);
  });
});

describe('help', () => {
  const { register } = company();
  const [overdue] = asksFor(register, 'owner').filter(({ kind }) => kind === 'stale-pilot');
  const silence = ['2026-02-16', '2026-02-23'].map((on) =>
    createNudge({ ...(overdue as StoredNudge), on, message: on }),
  );
  const help = createNudge({
    kind: 'help',
    subject: 'stale-pilot/UC-1:overdue/owner',
    person: 'lead',
    on: today,
  });

  test('is asked with what was asked when, and as a question', () => {
    const content = renderMessage(register, [help], silence);
    expect(textOf(content)).toContain(
      '<@owner> was asked on 16 and 23 February and has not answered. Could you help?',
    );
    expect(buttonsOf(content)).toEqual([
      ['Decide', 'Reassign', 'Remind again', 'Snooze', 'Mute: Requests for help'],
    ]);
  });

  test('with what is not theirs says so', () => {
    const [said] = silence.slice(1).flatMap((ask) => settle(ask, 'not-mine'));
    const content = renderMessage(register, [help], said ? [said] : []);
    expect(textOf(content)).toContain('was asked on 23 February and answered \\"not mine\\"');
  });

  test('says that the helper asked for another try', () => {
    const content = renderMessage(register, [settle(help, 'answered', { words: '' })].flat(), silence);
    expect(textOf(content)).toContain('UC-1 AI Support Agent · Stale pilots, reminded again');
  });
});

describe('an answer in words', () => {
  test('is thanked for, with what follows', () => {
    const { register } = company();
    const nudges = asksFor(register, 'owner');
    const all = assessNudges({ register, now: at(today), nudges, recentChanges: [] }, nudges);
    expect(renderThanks(all).text).toContain(`noted for the ${nudges.length} open reminders`);
    expect(renderThanks(all.slice(0, 1)).text).toMatch(/^Thanks, noted\./);
    expect(renderThanks([]).text).toBe('Thank you. Nothing left to do.');
  });
});

describe('it fits Slack', () => {
  /** Returns a workspace in which one owner has this many overdue pilots. */
  function pilots(count: number): Workspace {
    const workspace = stage3('2025-12-01');
    const pilot = workspace.getUseCase('UC-2');
    const charter = { ...(pilot.life as { charter: object }).charter, decideBy: '2026-02-02' };
    for (let turn = 3; turn < count + 3; turn += 1) {
      workspace.put('useCases', `UC-${turn}`, {
        ...pilot,
        key: `UC-${turn}`,
        name: `Assistant ${turn}`,
        owner: 'owner',
        life: { stage: 'pilot', charter } as never,
      });
    }
    return workspace.on(today);
  }

  test.each([1, 3, 8, 9, 50, 1000])('with the pilots of %i use cases', (count) => {
    const { register } = pilots(count);
    const asks = asksFor(register, 'owner');
    expect(asks.length).toBeGreaterThan(count);
    const content = renderMessage(register, asks);
    const sent = toMessage(content);
    expect(checkMessage(sent)).toEqual([]);
    expect(sent.blocks).toEqual(content.blocks);
    const checkIns = asks.filter(({ kind }) => kind === 'adoption').length;
    const all = `Show all ${asks.length.toLocaleString('en')}`;
    const isWhole = headOf(content) === `${formatCount(asks.length, 'reminder')} today`;
    expect(isWhole).toBe(count <= 3);
    if (checkIns > 1 && isWhole)
      expect(buttonsOf(content).flat()).toContain(`Fill in ${Math.min(checkIns, 20)}`);
    if (!isWhole) {
      const [, shownCount = '', total = ''] =
        /^The (\d+) most urgent of ([\d,]+) reminders$/.exec(headOf(content)) ?? [];
      expect(Number(total.replaceAll(',', ''))).toBe(asks.length);
      expect(buttonsOf(content).at(-1)).toEqual([all]);
      expect(textOf(content)).toContain(
        `And ${(asks.length - Number(shownCount)).toLocaleString('en')} more`,
      );
    }
    const settled = renderMessage(
      register,
      asks.flatMap((ask, turn) =>
        turn % 2 === 0 ? ask : settle(ask, 'snoozed', { words: 'x'.repeat(500) }),
      ),
    );
    expect(checkMessage(toMessage(settled))).toEqual([]);
    expect(toMessage(settled).blocks).toEqual(settled.blocks);
  });

  test.each([busyOwner, lead])('and where everything is hostile, as %s reads it', (person) => {
    const { register } = hostileRegister(1000);
    const asks = asksFor(register, person, addDays(hostileToday, 0));
    expect(asks.length).toBeGreaterThan(0);
    const content = renderMessage(register, asks, [], hostileToday);
    expect(checkMessage(toMessage(content))).toEqual([]);
    expect(toMessage(content).blocks).toEqual(content.blocks);
  });
});
