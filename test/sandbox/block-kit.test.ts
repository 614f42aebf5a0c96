import { describe, expect, test } from 'vitest';
import { broadcastsIn, checkMessage, checkOptions, checkView } from '../../sandbox/block-kit.ts';
import { button, mrkdwn, option, plain } from './bolt-app.ts';

const long = (length: number) => 'x'.repeat(length);
const many = <T>(length: number, make: (index: number) => T) =>
  Array.from({ length }, (_, index) => make(index));
const inMessage = (...blocks: unknown[]) => checkMessage({ blocks });
const inModal = (...blocks: unknown[]) =>
  checkView({ type: 'modal', title: plain('Title'), submit: plain('Save'), blocks });
const inHome = (...blocks: unknown[]) => checkView({ type: 'home', blocks });
const section = (text: unknown) => ({ type: 'section', text });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const input = (element: unknown) => ({ type: 'input', label: plain('Label'), element });
const select = (options: unknown[], more = {}) => ({
  type: 'static_select',
  action_id: 'a',
  options,
  ...more,
});
const options = (length: number) => many(length, (index) => option(`Option ${index}`));
const modal = (more: Record<string, unknown>) =>
  checkView({ type: 'modal', title: plain('Title'), blocks: [], ...more });
const chart = (chart: unknown) => ({ type: 'data_visualization', title: 'Chart', chart });
const series = (names: string[], categories: string[]) => ({
  series: names.map((name) => ({ name, data: categories.map((label) => ({ label, value: 1 })) })),
  axis_config: { categories },
});

/** Each limit: the most that Slack takes, and the first that it refuses with the path it names. */
const limits: [limit: string, path: string, check: (size: number) => { path: string }[], most: number][] = [
  ['blocks in a message', '/blocks', (n) => inMessage(...many(n, () => ({ type: 'divider' }))), 50],
  ['blocks in a modal', '/blocks', (n) => inModal(...many(n, () => ({ type: 'divider' }))), 100],
  ['blocks in a Home', '/blocks', (n) => inHome(...many(n, () => ({ type: 'divider' }))), 100],
  [
    'characters of a message in all its blocks',
    '/blocks',
    (n) => inMessage(...[2500, 2500, 2500, n - 7500].map((length) => section(mrkdwn(long(length))))),
    10_000,
  ],
  ['characters of a text', '/text', (n) => checkMessage({ text: long(n) }), 40_000],
  ['private_metadata', '/private_metadata', (n) => modal({ private_metadata: long(n) }), 3000],
  ['callback_id', '/callback_id', (n) => modal({ callback_id: long(n) }), 255],
  ['external_id', '/external_id', (n) => modal({ external_id: long(n) }), 255],
  ['modal title', '/title/text', (n) => modal({ title: plain(long(n)) }), 24],
  ['modal submit', '/submit/text', (n) => modal({ submit: plain(long(n)) }), 24],
  ['modal close', '/close/text', (n) => modal({ close: plain(long(n)) }), 24],
  ['block_id', '/blocks/0/block_id', (n) => inMessage({ type: 'divider', block_id: long(n) }), 255],
  ['action_id', '/blocks/0/elements/0/action_id', (n) => inMessage(actions(button('B', long(n)))), 255],
  ['section text', '/blocks/0/text/text', (n) => inMessage(section(mrkdwn(long(n)))), 3000],
  [
    'section fields',
    '/blocks/0/fields',
    (n) => inMessage({ type: 'section', fields: many(n, () => mrkdwn('f')) }),
    10,
  ],
  [
    'section field text',
    '/blocks/0/fields/0/text',
    (n) => inMessage({ type: 'section', fields: [mrkdwn(long(n))] }),
    2000,
  ],
  ['header', '/blocks/0/text/text', (n) => inMessage({ type: 'header', text: plain(long(n)) }), 150],
  ['button text', '/blocks/0/elements/0/text/text', (n) => inMessage(actions(button(long(n), 'a', 'v'))), 75],
  ['button value', '/blocks/0/elements/0/value', (n) => inMessage(actions(button('B', 'a', long(n)))), 2000],
  [
    'button url',
    '/blocks/0/elements/0/url',
    (n) => inMessage(actions({ ...button('B', 'a'), url: `https://${long(n - 8)}` })),
    3000,
  ],
  [
    'button label for screen readers',
    '/blocks/0/elements/0/accessibility_label',
    (n) => inMessage(actions({ ...button('B', 'a'), accessibility_label: long(n) })),
    75,
  ],
  [
    'elements in actions',
    '/blocks/0/elements',
    (n) => inMessage(actions(...many(n, (index) => button('B', `a${index}`)))),
    25,
  ],
  [
    'elements in context',
    '/blocks/0/elements',
    (n) => inMessage({ type: 'context', elements: many(n, () => mrkdwn('c')) }),
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
          option_groups: many(n, (index) => ({ label: plain('G'), options: [option(`O${index}`)] })),
        }),
      ),
    100,
  ],
  [
    'options of a group',
    '/blocks/0/elements/0/option_groups/0/options',
    (n) =>
      inMessage(
        actions({ type: 'static_select', option_groups: [{ label: plain('G'), options: options(n) }] }),
      ),
    100,
  ],
  [
    'group label',
    '/blocks/0/elements/0/option_groups/0/label/text',
    (n) =>
      inMessage(
        actions({ type: 'static_select', option_groups: [{ label: plain(long(n)), options: options(1) }] }),
      ),
    75,
  ],
  [
    'option text',
    '/blocks/0/elements/0/options/0/text/text',
    (n) => inMessage(actions(select([option(long(n), 'v')]))),
    75,
  ],
  [
    'option value',
    '/blocks/0/elements/0/options/0/value',
    (n) => inMessage(actions(select([option('O', long(n))]))),
    75,
  ],
  [
    'option description',
    '/blocks/0/elements/0/options/0/description/text',
    (n) => inMessage(actions(select([{ ...option('O'), description: plain(long(n)) }]))),
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
    (n) => inModal(input({ type: 'plain_text_input', placeholder: plain(long(n)) })),
    150,
  ],
  [
    'label',
    '/blocks/0/label/text',
    (n) => inModal({ ...input({ type: 'plain_text_input' }), label: plain(long(n)) }),
    2000,
  ],
  [
    'hint',
    '/blocks/0/hint/text',
    (n) => inModal({ ...input({ type: 'plain_text_input' }), hint: plain(long(n)) }),
    2000,
  ],
  [
    'initial value of a text input',
    '/blocks/0/element/initial_value',
    (n) => inModal(input({ type: 'plain_text_input', initial_value: long(n) })),
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
    (n) => inMessage(actions({ ...button('B', 'a'), confirm: { title: plain(long(n)), text: plain('t') } })),
    100,
  ],
  [
    'confirm text',
    '/blocks/0/elements/0/confirm/text/text',
    (n) => inMessage(actions({ ...button('B', 'a'), confirm: { text: plain(long(n)) } })),
    300,
  ],
  [
    'confirm button',
    '/blocks/0/elements/0/confirm/confirm/text',
    (n) =>
      inMessage(actions({ ...button('B', 'a'), confirm: { text: plain('t'), confirm: plain(long(n)) } })),
    30,
  ],
  [
    'deny button',
    '/blocks/0/elements/0/confirm/deny/text',
    (n) => inMessage(actions({ ...button('B', 'a'), confirm: { text: plain('t'), deny: plain(long(n)) } })),
    30,
  ],
  [
    'image alt text',
    '/blocks/0/alt_text',
    (n) => inMessage({ type: 'image', image_url: 'https://a.example/a.png', alt_text: long(n) }),
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
        title: plain(long(n)),
      }),
    2000,
  ],
  [
    'table rows',
    '/blocks/0/rows',
    (n) => inMessage({ type: 'table', rows: many(n, () => [{ type: 'raw_text', text: 'c' }]) }),
    100,
  ],
  [
    'table columns',
    '/blocks/0/rows/0',
    (n) => inMessage({ type: 'table', rows: [many(n, () => ({ type: 'raw_text', text: 'c' }))] }),
    20,
  ],
  [
    'table column settings',
    '/blocks/0/column_settings',
    (n) =>
      inMessage({
        type: 'table',
        rows: [[{ type: 'raw_text', text: 'c' }]],
        column_settings: many(n, () => ({})),
      }),
    20,
  ],
  [
    'tables in a message',
    '/blocks',
    (n) => inMessage(...many(n, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'c' }]] }))),
    1,
  ],
  [
    'charts in a message',
    '/blocks',
    (n) => inMessage(...many(n, () => chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }))),
    2,
  ],
  [
    'chart title',
    '/blocks/0/title',
    (n) => inMessage({ ...chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }), title: long(n) }),
    50,
  ],
  [
    'pie segments',
    '/blocks/0/chart/segments',
    (n) => inMessage(chart({ type: 'pie', segments: many(n, (i) => ({ label: `s${i}`, value: 1 })) })),
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
            many(n, (i) => `s${i}`),
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
            many(n, (i) => `c${i}`),
          ),
        }),
      ),
    20,
  ],
  [
    'chart labels',
    '/blocks/0/chart/segments/0/label',
    (n) => inMessage(chart({ type: 'pie', segments: [{ label: long(n), value: 1 }] })),
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
      inMessage({ type: 'markdown', text: long(length) }).map((one) => one.path);
    expect(problems(12_000)).toEqual(['/blocks']);
    expect(problems(12_001)).toEqual(['/blocks/0/text']);
  });

  test('a view is no larger than 250 KB', () => {
    const view = (length: number) => many(90, () => section(mrkdwn(long(length))));
    expect(inModal(...view(2700))).toEqual([]);
    expect(inModal(...view(2900))).toEqual([{ path: '', message: 'must be less than 256000 bytes' }]);
  });
});

const at = (problems: { path: string }[]) => problems.map((problem) => problem.path);

describe('what Slack refuses', () => {
  const refused: [fact: string, problems: { path: string }[], path: string][] = [
    ['an unknown block', inMessage({ type: 'marquee' }), '/blocks/0/type'],
    ['an unknown field', inMessage({ type: 'divider', colour: 'red' }), '/blocks/0/colour'],
    ['an empty text', inMessage(section(mrkdwn(''))), '/blocks/0/text/text'],
    ['text that is no text object', inMessage(section('hello')), '/blocks/0/text'],
    ['emoji in mrkdwn', inMessage(section({ ...mrkdwn('a'), emoji: true })), '/blocks/0/text/emoji'],
    [
      'verbatim in plain_text',
      inMessage(section({ ...plain('a'), verbatim: true })),
      '/blocks/0/text/verbatim',
    ],
    ['mrkdwn in a header', inMessage({ type: 'header', text: mrkdwn('a') }), '/blocks/0/text/type'],
    ['a header without text', inMessage({ type: 'header' }), '/blocks/0/text'],
    ['a section without text and fields', inMessage({ type: 'section' }), '/blocks/0/text'],
    ['actions without elements', inMessage({ type: 'actions', elements: [] }), '/blocks/0/elements'],
    [
      'a text input outside an input block',
      inMessage(actions({ type: 'plain_text_input' })),
      '/blocks/0/elements/0/type',
    ],
    ['a button in an input block', inModal(input(button('B', 'a'))), '/blocks/0/element/type'],
    ['an image without a source', inMessage({ type: 'image', alt_text: 'a' }), '/blocks/0'],
    [
      'a button that leads nowhere',
      inMessage(actions({ ...button('B', 'a'), url: 'javascript:x' })),
      '/blocks/0/elements/0/url',
    ],
    [
      'an unknown style',
      inMessage(actions({ ...button('B', 'a'), style: 'loud' })),
      '/blocks/0/elements/0/style',
    ],
    [
      'the same block_id twice',
      inMessage({ type: 'divider', block_id: 'b' }, { type: 'divider', block_id: 'b' }),
      '/blocks/1/block_id',
    ],
    [
      'the same action_id twice in a block',
      inMessage(actions(button('A', 'a'), button('B', 'a'))),
      '/blocks/0/elements/1/action_id',
    ],
    [
      'options with the same value',
      inMessage(actions(select([option('A', 'v'), option('B', 'v')]))),
      '/blocks/0/elements/0/options',
    ],
    [
      'options and groups',
      inMessage(actions(select(options(1), { option_groups: [{ label: plain('G'), options: options(1) }] }))),
      '/blocks/0/elements/0/options',
    ],
    ['no options at all', inMessage(actions({ type: 'static_select' })), '/blocks/0/elements/0/options'],
    [
      'an initial option that is none',
      inMessage(actions(select(options(2), { initial_option: option('Else') }))),
      '/blocks/0/elements/0/initial_option',
    ],
    [
      'an initial option with another text',
      inMessage(actions(select(options(2), { initial_option: option('Else', 'option 0') }))),
      '/blocks/0/elements/0/initial_option',
    ],
    [
      'an initial checkbox that is none',
      inMessage(actions({ type: 'checkboxes', options: options(2), initial_options: [option('Else')] })),
      '/blocks/0/elements/0/initial_options/0',
    ],
    [
      'more initial options than may be selected',
      inMessage(
        actions({
          type: 'multi_static_select',
          options: options(3),
          initial_options: options(2),
          max_selected_items: 1,
        }),
      ),
      '/blocks/0/elements/0/initial_options',
    ],
    [
      'a date that is none',
      inMessage(actions({ type: 'datepicker', initial_date: '2025-02-30' })),
      '/blocks/0/elements/0/initial_date',
    ],
    [
      'a time that is none',
      inMessage(actions({ type: 'timepicker', initial_time: '24:00' })),
      '/blocks/0/elements/0/initial_time',
    ],
    [
      'a time zone that is none',
      inMessage(actions({ type: 'timepicker', timezone: 'Europe/Atlantis' })),
      '/blocks/0/elements/0/timezone',
    ],
    [
      'milliseconds for seconds',
      inMessage(actions({ type: 'datetimepicker', initial_date_time: 1_700_000_000_000 })),
      '/blocks/0/elements/0/initial_date_time',
    ],
    [
      'a number that is none',
      inModal(input({ type: 'number_input', is_decimal_allowed: true, initial_value: 'ten' })),
      '/blocks/0/element/initial_value',
    ],
    [
      'a number input that does not say if decimals are allowed',
      inModal(input({ type: 'number_input' })),
      '/blocks/0/element/is_decimal_allowed',
    ],
    [
      'min_length above max_length',
      inModal(input({ type: 'plain_text_input', min_length: 5, max_length: 4 })),
      '/blocks/0/element/min_length',
    ],
    [
      'min_value above max_value',
      inModal(input({ type: 'number_input', is_decimal_allowed: false, min_value: '5', max_value: '4' })),
      '/blocks/0/element/min_value',
    ],
    [
      'a user id that is none',
      inModal(input({ type: 'users_select', initial_user: 'lena' })),
      '/blocks/0/element/initial_user',
    ],
    [
      'points that miss a category',
      inMessage(
        chart({ type: 'line', series: [{ name: 's', data: [] }], axis_config: { categories: ['a'] } }),
      ),
      '/blocks/0/chart/series/0/data',
    ],
    [
      'series with the same name',
      inMessage(chart({ type: 'line', ...series(['s', 's'], ['a']) })),
      '/blocks/0/chart/series',
    ],
    [
      'a rich text piece that is none',
      inMessage({
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'shout' }] }],
      }),
      '/blocks/0/elements/0/elements/0/type',
    ],
    [
      'two elements in focus',
      inModal(
        ...['a', 'b'].map((id) => input({ type: 'plain_text_input', action_id: id, focus_on_load: true })),
      ),
      '/blocks',
    ],
    [
      'inputs without submit',
      checkView({ type: 'modal', title: plain('T'), blocks: [input({ type: 'plain_text_input' })] }),
      '/submit',
    ],
    ['a modal without title', checkView({ type: 'modal', blocks: [] }), '/title'],
    ['a Home with a title', checkView({ type: 'home', title: plain('T'), blocks: [] }), '/title'],
    ['a view of no type', checkView({ blocks: [] }), '/type'],
    ['suggestions beyond 100', checkOptions({ options: options(101) }), '/options'],
    ['suggestions that are none', checkOptions({}), ''],
  ];

  test.each(refused)('%s', (_, problems, path) => {
    expect(at(problems)).toContain(path);
  });
});

describe('which block stands where', () => {
  const blocks = {
    actions: actions(button('B', 'a')),
    alert: { type: 'alert', text: mrkdwn('a'), level: 'warning' },
    context: { type: 'context', elements: [mrkdwn('a')] },
    data_visualization: chart({ type: 'pie', segments: [{ label: 'a', value: 1 }] }),
    divider: { type: 'divider' },
    header: { type: 'header', text: plain('a') },
    image: { type: 'image', image_url: 'https://a.example/a.png', alt_text: 'a' },
    input: input({ type: 'plain_text_input' }),
    markdown: { type: 'markdown', text: '**a**' },
    rich_text: {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] }],
    },
    section: section(mrkdwn('a')),
    table: {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: 'a' },
          { type: 'raw_number', value: 1, text: '1' },
        ],
      ],
    },
  };
  const everywhere = ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section'];
  test.each([
    ['message', inMessage, [...everywhere, 'data_visualization', 'markdown', 'table']],
    ['modal', inModal, [...everywhere, 'alert']],
    ['home', inHome, [...everywhere, 'table']],
  ])('in a %s', (_, check, allowed) => {
    const taken = Object.entries(blocks).filter(([, block]) => check(block).length === 0);
    expect(taken.map(([type]) => type).sort()).toEqual([...allowed].sort());
  });
});

test('lengths are counted so that an emoji is never cheaper than Slack may find it', () => {
  expect(inMessage({ type: 'header', text: plain('😀'.repeat(75)) })).toEqual([]);
  expect(at(inMessage({ type: 'header', text: plain('😀'.repeat(76)) }))).toEqual(['/blocks/0/text/text']);
});

test('a broadcast is found wherever it would fire, and not where it is only shown', () => {
  expect(broadcastsIn({ text: 'hey <!here>' })).toEqual(['here']);
  expect(broadcastsIn({ blocks: [section(mrkdwn('<!channel> and <!everyone|all>'))] })).toEqual([
    'channel',
    'everyone',
  ]);
  const rich = { type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'channel' }] };
  expect(broadcastsIn({ blocks: [{ type: 'rich_text', elements: [rich] }] })).toEqual(['channel']);
  expect(broadcastsIn({ text: '&lt;!channel&gt;', blocks: [section(plain('<!channel>'))] })).toEqual([]);
});
