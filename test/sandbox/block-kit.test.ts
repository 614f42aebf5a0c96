import { describe, expect, test } from 'vitest';
import { broadcastsIn, checkOptions, checkView } from '../../sandbox/block-kit.ts';
import {
  actions,
  chart,
  inHome,
  inMessage,
  inModal,
  input,
  options,
  section,
  select,
  series,
} from '../support/block-kit.ts';
import { button, mrkdwn, option, plainText } from './bolt-app.ts';

const at = (problems: { path: string }[]) => problems.map((problem) => problem.path);

describe('errors of Slack', () => {
  const refused: [fact: string, problems: { path: string }[], path: string][] = [
    ['an unknown block', inMessage({ type: 'marquee' }), '/blocks/0/type'],
    ['an unknown field', inMessage({ type: 'divider', colour: 'red' }), '/blocks/0/colour'],
    ['an empty text', inMessage(section(mrkdwn(''))), '/blocks/0/text/text'],
    ['text that is no text object', inMessage(section('hello')), '/blocks/0/text'],
    ['emoji in mrkdwn', inMessage(section({ ...mrkdwn('a'), emoji: true })), '/blocks/0/text/emoji'],
    [
      'verbatim in plain_text',
      inMessage(section({ ...plainText('a'), verbatim: true })),
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
      inMessage(
        actions(select(options(1), { option_groups: [{ label: plainText('G'), options: options(1) }] })),
      ),
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
      checkView({ type: 'modal', title: plainText('T'), blocks: [input({ type: 'plain_text_input' })] }),
      '/submit',
    ],
    ['a modal without title', checkView({ type: 'modal', blocks: [] }), '/title'],
    ['a Home with a title', checkView({ type: 'home', title: plainText('T'), blocks: [] }), '/title'],
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
    header: { type: 'header', text: plainText('a') },
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
  expect(inMessage({ type: 'header', text: plainText('😀'.repeat(75)) })).toEqual([]);
  expect(at(inMessage({ type: 'header', text: plainText('😀'.repeat(76)) }))).toEqual([
    '/blocks/0/text/text',
  ]);
});

test('a broadcast is found wherever it would fire, and not where it is only shown', () => {
  expect(broadcastsIn({ text: 'hey <!here>' })).toEqual(['here']);
  expect(broadcastsIn({ blocks: [section(mrkdwn('<!channel> and <!everyone|all>'))] })).toEqual([
    'channel',
    'everyone',
  ]);
  const rich = { type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'channel' }] };
  expect(broadcastsIn({ blocks: [{ type: 'rich_text', elements: [rich] }] })).toEqual(['channel']);
  expect(broadcastsIn({ text: '&lt;!channel&gt;', blocks: [section(plainText('<!channel>'))] })).toEqual([]);
});
