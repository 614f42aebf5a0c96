import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../sandbox/block-kit.ts';
import {
  actions,
  chart,
  createText,
  inHome,
  inMessage,
  inModal,
  input,
  modal,
  options,
  repeat,
  section,
  select,
  series,
} from '../support/block-kit.ts';
import { button, mrkdwn, option, plainText } from './bolt-app.ts';

/** Each limit: the most that Slack takes, and the first that it refuses with the path it names. */
const limits: [limit: string, path: string, check: (size: number) => { path: string }[], most: number][] = [
  ['blocks in a message', '/blocks', (n) => inMessage(...repeat(n, () => ({ type: 'divider' }))), 50],
  ['blocks in a modal', '/blocks', (n) => inModal(...repeat(n, () => ({ type: 'divider' }))), 100],
  ['blocks in a Home', '/blocks', (n) => inHome(...repeat(n, () => ({ type: 'divider' }))), 100],
  [
    'characters of a message in all its blocks',
    '/blocks',
    (n) => inMessage(...[2500, 2500, 2500, n - 7500].map((length) => section(mrkdwn(createText(length))))),
    10_000,
  ],
  ['characters of a text', '/text', (n) => checkMessage({ text: createText(n) }), 40_000],
  ['private_metadata', '/private_metadata', (n) => modal({ private_metadata: createText(n) }), 3000],
  ['callback_id', '/callback_id', (n) => modal({ callback_id: createText(n) }), 255],
  ['external_id', '/external_id', (n) => modal({ external_id: createText(n) }), 255],
  ['modal title', '/title/text', (n) => modal({ title: plainText(createText(n)) }), 24],
  ['modal submit', '/submit/text', (n) => modal({ submit: plainText(createText(n)) }), 24],
  ['modal close', '/close/text', (n) => modal({ close: plainText(createText(n)) }), 24],
  ['block_id', '/blocks/0/block_id', (n) => inMessage({ type: 'divider', block_id: createText(n) }), 255],
  ['action_id', '/blocks/0/elements/0/action_id', (n) => inMessage(actions(button('B', createText(n)))), 255],
  ['section text', '/blocks/0/text/text', (n) => inMessage(section(mrkdwn(createText(n)))), 3000],
  [
    'section fields',
    '/blocks/0/fields',
    (n) => inMessage({ type: 'section', fields: repeat(n, () => mrkdwn('f')) }),
    10,
  ],
  [
    'section field text',
    '/blocks/0/fields/0/text',
    (n) => inMessage({ type: 'section', fields: [mrkdwn(createText(n))] }),
    2000,
  ],
  [
    'header',
    '/blocks/0/text/text',
    (n) => inMessage({ type: 'header', text: plainText(createText(n)) }),
    150,
  ],
  [
    'button text',
    '/blocks/0/elements/0/text/text',
    (n) => inMessage(actions(button(createText(n), 'a', 'v'))),
    75,
  ],
  [
    'button value',
    '/blocks/0/elements/0/value',
    (n) => inMessage(actions(button('B', 'a', createText(n)))),
    2000,
  ],
  [
    'button url',
    '/blocks/0/elements/0/url',
    (n) => inMessage(actions({ ...button('B', 'a'), url: `https://${createText(n - 8)}` })),
    3000,
  ],
  [
    'button label for screen readers',
    '/blocks/0/elements/0/accessibility_label',
    (n) => inMessage(actions({ ...button('B', 'a'), accessibility_label: createText(n) })),
    75,
  ],
  [
    'elements in actions',
    '/blocks/0/elements',
    (n) => inMessage(actions(...repeat(n, (index) => button('B', `a${index}`)))),
    25,
  ],
  [
    'elements in context',
    '/blocks/0/elements',
    (n) => inMessage({ type: 'context', elements: repeat(n, () => mrkdwn('c')) }),
    10,
  ],
  ['options of a select', '/blocks/0/elements/0/options', (n) => inMessage(actions(select(options(n)))), 100],
  [
    'groups of a select',
    '/blocks/0/elements/0/option_groups',
    (n) =>
      inMessage(
        actions({
          type: 'static_select',
          option_groups: repeat(n, (index) => ({ label: plainText('G'), options: [option(`O${index}`)] })),
        }),
      ),
    100,
  ],
  [
    'options of a group',
    '/blocks/0/elements/0/option_groups/0/options',
    (n) =>
      inMessage(
        actions({ type: 'static_select', option_groups: [{ label: plainText('G'), options: options(n) }] }),
      ),
    100,
  ],
  [
    'group label',
    '/blocks/0/elements/0/option_groups/0/label/text',
    (n) =>
      inMessage(
        actions({
          type: 'static_select',
          option_groups: [{ label: plainText(createText(n)), options: options(1) }],
        }),
      ),
    75,
  ],
  [
    'option text',
    '/blocks/0/elements/0/options/0/text/text',
    (n) => inMessage(actions(select([option(createText(n), 'v')]))),
    75,
  ],
  [
    'option value',
    '/blocks/0/elements/0/options/0/value',
    (n) => inMessage(actions(select([option('O', createText(n))]))),
    75,
  ],
  [
    'option description',
    '/blocks/0/elements/0/options/0/description/text',
    (n) => inMessage(actions(select([{ ...option('O'), description: plainText(createText(n)) }]))),
    75,
  ],
  [
    'radio buttons',
    '/blocks/0/elements/0/options',
    (n) => inMessage(actions({ type: 'radio_buttons', options: options(n) })),
    10,
  ],
  [
    'checkboxes',
    '/blocks/0/elements/0/options',
    (n) => inMessage(actions({ type: 'checkboxes', options: options(n) })),
    10,
  ],
  [
    'overflow',
    '/blocks/0/elements/0/options',
    (n) => inMessage(actions({ type: 'overflow', options: options(n) })),
    5,
  ],
  [
    'placeholder',
    '/blocks/0/element/placeholder/text',
    (n) => inModal(input({ type: 'plain_text_input', placeholder: plainText(createText(n)) })),
    150,
  ],
  [
    'label',
    '/blocks/0/label/text',
    (n) => inModal({ ...input({ type: 'plain_text_input' }), label: plainText(createText(n)) }),
    2000,
  ],
  [
    'hint',
    '/blocks/0/hint/text',
    (n) => inModal({ ...input({ type: 'plain_text_input' }), hint: plainText(createText(n)) }),
    2000,
  ],
  [
    'initial value of a text input',
    '/blocks/0/element/initial_value',
    (n) => inModal(input({ type: 'plain_text_input', initial_value: createText(n) })),
    3000,
  ],
  [
    'max_length of a text input',
    '/blocks/0/element/max_length',
    (n) => inModal(input({ type: 'plain_text_input', max_length: n })),
    3000,
  ],
  [
    'files of a file input',
    '/blocks/0/element/max_files',
    (n) => inModal(input({ type: 'file_input', max_files: n })),
    10,
  ],
  [
    'confirm title',
    '/blocks/0/elements/0/confirm/title/text',
    (n) =>
      inMessage(
        actions({ ...button('B', 'a'), confirm: { title: plainText(createText(n)), text: plainText('t') } }),
      ),
    100,
  ],
  [
    'confirm text',
    '/blocks/0/elements/0/confirm/text/text',
    (n) => inMessage(actions({ ...button('B', 'a'), confirm: { text: plainText(createText(n)) } })),
    300,
  ],
  [
    'confirm button',
    '/blocks/0/elements/0/confirm/confirm/text',
    (n) =>
      inMessage(
        actions({
          ...button('B', 'a'),
          confirm: { text: plainText('t'), confirm: plainText(createText(n)) },
        }),
      ),
    30,
  ],
  [
    'deny button',
    '/blocks/0/elements/0/confirm/deny/text',
    (n) =>
      inMessage(
        actions({ ...button('B', 'a'), confirm: { text: plainText('t'), deny: plainText(createText(n)) } }),
      ),
    30,
  ],
  [
    'image alt text',
    '/blocks/0/alt_text',
    (n) => inMessage({ type: 'image', image_url: 'https://a.example/a.png', alt_text: createText(n) }),
    2000,
  ],
  [
    'image title',
    '/blocks/0/title/text',
    (n) =>
      inMessage({
        type: 'image',
        image_url: 'https://a.example/a.png',
        alt_text: 'a',
        title: plainText(createText(n)),
      }),
    2000,
  ],
  [
    'table rows',
    '/blocks/0/rows',
    (n) => inMessage({ type: 'table', rows: repeat(n, () => [{ type: 'raw_text', text: 'c' }]) }),
    100,
  ],
  [
    'table columns',
    '/blocks/0/rows/0',
    (n) => inMessage({ type: 'table', rows: [repeat(n, () => ({ type: 'raw_text', text: 'c' }))] }),
    20,
  ],
  [
    'table column settings',
    '/blocks/0/column_settings',
    (n) =>
      inMessage({
        type: 'table',
        rows: [[{ type: 'raw_text', text: 'c' }]],
        column_settings: repeat(n, () => ({})),
      }),
    20,
  ],
  [
    'tables in a message',
    '/blocks',
    (n) => inMessage(...repeat(n, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'c' }]] }))),
    1,
  ],
  [
    'charts in a message',
    '/blocks',
    (n) => inMessage(...repeat(n, () => chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }))),
    2,
  ],
  [
    'chart title',
    '/blocks/0/title',
    (n) =>
      inMessage({ ...chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }), title: createText(n) }),
    50,
  ],
  [
    'pie segments',
    '/blocks/0/chart/segments',
    (n) => inMessage(chart({ type: 'pie', segments: repeat(n, (i) => ({ label: `s${i}`, value: 1 })) })),
    6,
  ],
  [
    'series of a chart',
    '/blocks/0/chart/series',
    (n) =>
      inMessage(
        chart({
          type: 'line',
          ...series(
            repeat(n, (i) => `s${i}`),
            ['a'],
          ),
        }),
      ),
    6,
  ],
  [
    'categories of a chart',
    '/blocks/0/chart/axis_config/categories',
    (n) =>
      inMessage(
        chart({
          type: 'bar',
          ...series(
            ['s'],
            repeat(n, (i) => `c${i}`),
          ),
        }),
      ),
    20,
  ],
  [
    'chart labels',
    '/blocks/0/chart/segments/0/label',
    (n) => inMessage(chart({ type: 'pie', segments: [{ label: createText(n), value: 1 }] })),
    20,
  ],
];

describe('limits', () => {
  test.each(limits)('%s', (_, path, check, most) => {
    expect(check(most)).toEqual([]);
    expect(check(most + 1).map((problem) => problem.path)).toContain(path);
  });

  test('a markdown block holds 12,000 characters, although a message of blocks should hold less', () => {
    const problems = (length: number) =>
      inMessage({ type: 'markdown', text: createText(length) }).map((one) => one.path);
    expect(problems(12_000)).toEqual(['/blocks']);
    expect(problems(12_001)).toEqual(['/blocks/0/text']);
  });

  test('a view is no larger than 250 KB', () => {
    const view = (length: number) => repeat(90, () => section(mrkdwn(createText(length))));
    expect(inModal(...view(2700))).toEqual([]);
    expect(inModal(...view(2900))).toEqual([{ path: '', message: 'must be less than 256000 bytes' }]);
  });
});
