import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage, SeenModal } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { escapeMrkdwn, plainText, section } from '../../src/slack/kit/blocks.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

interface Drawing {
  readonly Mrkdwn: unknown;
  readonly renderPlainText: (text: object) => string;
  readonly createElement: (component: unknown, properties: object) => unknown;
  readonly renderToStaticMarkup: (element: unknown) => string;
}
/** How the page draws text. By variables, so that the types of a browser stay out of the tests. */
const drawing = Object.assign(
  {},
  ...(await Promise.all(
    ['../../sandbox/web/src/mrkdwn.tsx', 'react', 'react-dom/server'].map((name) => import(name)),
  )),
) as Drawing;

/** A name that would ping a channel, name a person and hide where a link leads, if it were not just a name. */
const name = '<!channel> <https://evil.example|your bank> <@U0LENA> &amp; co';
const purpose = 'Tells <!everyone> and <!here|all> to pay at <https://evil.example|their bank>';
const team = '<!here> team';
const vendor = '<!channel> Inc.';

let crossing: LocalCrossing;
beforeAll(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
  // A working day: people are told in working hours.
  crossing.moveTo('2026-01-12');
});
afterAll(() => crossing.close());

const lena = () => crossing.workspace.as('Lena Lead');
const omar = () => crossing.workspace.as('Omar Owner');

/** Returns every message of the workspace. */
const allMessages = (): SeenMessage[] =>
  ['Lena Lead', 'Omar Owner', 'Ana Operations', 'Sara Sales', 'Itai IT'].flatMap((person) => {
    const client = crossing.workspace.as(person);
    return [...client.sees('#ai-program'), ...client.sees('#general'), ...client.directMessages()];
  });

/** Reads as it was typed: a ping would read "@channel", a link as its label, a mention as a person's name. */
function expectLiteral(text: string, typed: string): void {
  expect(text).toContain(typed);
  expect(text).not.toMatch(/@(channel|here|everyone)\b/);
}

async function answer(command: string): Promise<SeenMessage> {
  const [message] = (await lena().types('#ai-program', command)).messages;
  if (!message) throw new Error(`no answer to ${command}`);
  return message;
}

describe('text that people type', () => {
  test('a use case is registered under a name that would ping and mislead', async () => {
    await lena().types('#ai-program', '/stage3 usecase add');
    const form = await lena().openModal();
    await form.fill({
      Name: name,
      'What it does': purpose,
      Team: team,
      Owner: '@Omar Owner',
      'Intended users': 12,
      'Data it touches': ['Personal data'],
      'What it may do': 'Suggest: a person decides and acts',
      Retrieval: 'No',
      Vendors: vendor,
    });
    const done = (await form.submits()).modal as SeenModal;
    expectLiteral(done.text, `Registered as UC-1 ${name}.`);
    await done.closes({ all: true });
  });

  test('the owner is told in a direct message that pings nobody', async () => {
    await crossing.passTo(crossing.now() + 60_000);
    const told = await omar().waits(() => omar().directMessages().at(-1), 'to be told');
    expectLiteral(told.text, `UC-1 ${name}`);
    expectLiteral(told.notification, `UC-1 ${name}`);
  });

  test.each([
    ['/stage3', name],
    ['/stage3 usecase list', name],
    ['/stage3 usecase show UC-1', name],
    ['/stage3 usecase show UC-1', purpose],
    ['/stage3 usecase show UC-1', vendor],
    ['/stage3 checklist UC-1', `${vendor} has no DPA`],
    ['/stage3 log UC-1', 'UC-1'],
  ])('%s shows it as it was typed: %s', async (command, typed) => {
    const message = await answer(command);
    expectLiteral(message.text, typed);
    expectLiteral(message.notification, '');
  });

  test('an unknown command is repeated as typed', async () => {
    expectLiteral((await answer('/stage3 <!channel|x>!')).text, 'Unknown "<!channel|x>!"');
    expectLiteral((await answer('/stage3 usecase show <!everyone>!')).text, 'There is no <!everyone>!');
    expectLiteral((await answer('/stage3 as of <!everyone>')).text, '<!everyone>');
  });

  test('the search finds it by what was typed, where there are too many to list', async () => {
    for (let more = 1; more <= 10; more += 1)
      await records(
        crossing,
        registerUseCase,
        registration({ name: `Job ${more}`, owner: 'U0OMAR', whyNew: 'Another job' }),
      );
    const home = await omar().opensHome();
    expectLiteral(home.text, `UC-1 ${name}`);
    const [found] = await home.searches('Find a use case', '<!channel>');
    expectLiteral(found ?? '', `UC-1 ${name}`);
  });

  test('a form holds it as it was typed, and the same again is found to be a likely duplicate', async () => {
    await lena().types('#ai-program', '/stage3 usecase edit UC-1');
    const edit = await lena().openModal();
    expect([edit.holds('Name'), edit.holds('What it does'), edit.holds('Vendors')]).toEqual([
      name,
      purpose,
      vendor,
    ]);
    await edit.closes();
    await lena().types('#ai-program', '/stage3 usecase add');
    const form = await lena().openModal();
    await form.fill({
      Name: `${name} again`,
      'What it does': purpose,
      Team: team,
      'Intended users': 12,
      'What it may do': 'Suggest: a person decides and acts',
      Retrieval: 'No',
    });
    const asked = (await form.submits()).modal as SeenModal;
    expectLiteral(asked.text, `UC-1 ${name}`);
    expectLiteral(asked.text, purpose);
    await asked.closes({ all: true });
  });

  test('the verdict is shared in the channel without a ping', async () => {
    const verdict = await answer('/stage3');
    await verdict.clicks('Share in channel');
    const shared = await omar().waits(
      () =>
        omar()
          .sees('#ai-program')
          .find((message) => message.isFromApp && !message.isEphemeral),
      'the shared verdict',
    );
    expectLiteral(shared.text, name);
  });

  test.each(signed)('a use case named %s is shown by that name everywhere', async (typed) => {
    await lena().types('#ai-program', '/stage3 usecase edit UC-1');
    const edit = await lena().openModal();
    await edit.fill({ Name: typed });
    const done = (await edit.submits()).modal as SeenModal;
    expectLiteral(done.text, typed);
    await done.closes({ all: true });
    for (const command of [
      '/stage3',
      '/stage3 usecase list',
      '/stage3 usecase show UC-1',
      '/stage3 log UC-1',
    ])
      expectLiteral((await answer(command)).text, typed);
  });

  test('a person is named by a mention, whatever they call themselves', async () => {
    await crossing.workspace.control.change('Lena Lead', { handle: '<!channel> Lena' });
    const renamed = lena();
    await renamed.types('#ai-program', '/stage3 usecase edit UC-1');
    const edit = await renamed.openModal();
    await edit.fill({ Owner: '@Itai IT' });
    await ((await edit.submits()).modal as SeenModal).closes({ all: true });
    const itai = crossing.workspace.as('Itai IT');
    await crossing.passTo(crossing.now() + 60_000);
    const told = await itai.waits(() => itai.directMessages().at(-1), 'to be told');
    expectLiteral(told.text, '@Lena Lead (sample) recorded you as the owner of');
    expect(told.text).not.toContain('<!channel> Lena');
    await crossing.workspace.control.change('Lena Lead', { handle: 'lena' });
  });

  test('the app answers a direct message and a mention without repeating a ping', async () => {
    await omar().types('@crossing', '<!channel> are we there yet?');
    await omar().types('#ai-program', '@crossing <!channel>');
    expect(omar().directMessages().at(-1)?.isFromApp).toBe(true);
  });

  test('after all of this nothing that the app wrote has pinged a channel', () => {
    const fromApp = allMessages().filter((message) => message.isFromApp);
    expect(fromApp.length).toBeGreaterThan(5);
    expect(fromApp.flatMap((message) => message.broadcasts)).toEqual([]);
  });
});

/** Returns how the page renders a text between other words: its tags, and the text without them. */
function renderText(mrkdwn: string): { readonly tags: readonly string[]; readonly text: string } {
  const block = section(mrkdwn);
  if (block.type !== 'section' || block.text?.type !== 'mrkdwn') throw new Error('no text');
  const html = drawing.renderToStaticMarkup(drawing.createElement(drawing.Mrkdwn, block.text));
  const tags = html.match(/<(?!\/?(?:div|time)\b)[^>]*>/g) ?? [];
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#x27|amp);/g, (_, name: string) => named[name] ?? '')
    .replaceAll('\u00ad', '');
  return { tags, text };
}
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#x27': "'", amp: '&' };

const signed = [
  '*urgent* _bot_ ~x~ `code` > quote',
  '> quoted',
  '＞ quoted, ＊wide＊ ＿signs＿ ｀too｀',
  '```a block```',
  '_*both*_ and ~_all_~',
  ':tada: and :white_check_mark:',
  'ends with :tada',
  'https://evil.example and www.evil.example',
  '#general @ann <!channel>',
  'snake_case, 2*3*4 and *half',
  'a `tick, `` and ***',
  '*',
  '5 > 4 & 3 < 4 &gt; &amp;amp;',
];

describe('formatting that people type', () => {
  test.each(signed)('%s is drawn as it was typed', (typed) => {
    expect(renderText(escapeMrkdwn(typed))).toEqual({ tags: [], text: typed });
    expect(renderText(`before ${escapeMrkdwn(typed)}: after`)).toEqual({
      tags: [],
      text: `before ${typed}: after`,
    });
    expect(renderText(`first\n${escapeMrkdwn(typed)}`).tags).toEqual([]);
  });

  test('bold of the app stays around a name without a sign of bold, and never swallows one', () => {
    expect(renderText(`*UC-1 ${escapeMrkdwn('_bot_ a*b')}* in pilot`)).toEqual({
      tags: ['<strong>', '</strong>'],
      text: 'UC-1 _bot_ a*b in pilot',
    });
    expect(renderText(`*UC-1 ${escapeMrkdwn('*urgent* bot')}* in *pilot*`)).toEqual({
      tags: ['<strong>', '</strong>'],
      text: 'UC-1 *urgent* bot in pilot',
    });
  });

  test('no text is formatted, linked or made an emoji, and none loses a sign', () => {
    const piece = fc.constantFrom(
      ...[
        '*',
        '_',
        '~',
        '`',
        '```',
        '>',
        '<',
        '&',
        ':',
        'a',
        'B',
        '7',
        ' ',
        '-',
        '|',
        '^',
        'tada',
        '＊',
        'é',
        '{_}',
      ],
    );
    const typed = fc
      .array(piece, { maxLength: 40 })
      .map((pieces) => pieces.join('').replace(/ +/g, ' ').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(typed, (text) => {
        expect(renderText(escapeMrkdwn(text, 1000))).toEqual({ tags: [], text });
        expect(renderText(`*UC-1 ${escapeMrkdwn(text, 1000)}*: yes`).text).toBe(`UC-1 ${text}: yes`);
      }),
      { numRuns: 2000 },
    );
  });

  test('in plain text, the name of an emoji stays a name', () => {
    expect(drawing.renderPlainText(plainText(':tada: done', 75))).toBe(':tada: done');
  });
});
