import * as z from 'zod';

/** One thing Slack would refuse. `path` is a JSON pointer into what was checked: `/blocks/0/text/text`. */
export interface Problem {
  path: string;
  message: string;
}

export type Surface = 'message' | 'modal' | 'home';

/**
 * Lengths are counted in UTF-16 units. Where Slack counts an emoji as one character this is the stricter reading, so
 * what passes here passes there. (zod's own `max` counts code points.)
 */
const text = (max: number, min = 1) =>
  z
    .string()
    .refine((value) => value.length >= min, `must be more than ${min - 1} characters`)
    .refine((value) => value.length <= max, `must be less than ${max + 1} characters`);
const list = <T extends z.ZodType>(item: T, max: number, min = 1) =>
  z.array(item).min(min, `no fewer than ${min} items allowed`).max(max, `no more than ${max} items allowed`);

const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() });
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() });
const textObject = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

const blockId = text(255, 0).optional();
const actionId = text(255).optional();
const style = z.enum(['primary', 'danger']).optional();
const webAddress = text(3000).regex(/^(https?|mailto|slack):/, 'must be a valid URL');
const userId = z.string().regex(/^[UW][A-Z0-9]+$/, 'must be a user id');
const conversationId = z.string().regex(/^[CDG][A-Z0-9]+$/, 'must be a conversation id');

const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: textObject(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style,
});
const confirmable = { confirm: confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(150).optional() };
const maxSelected = { max_selected_items: z.int().min(1, 'must be at least 1').optional() };
const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: list(z.enum(['on_enter_pressed', 'on_character_entered']), 2).optional(),
    })
    .optional(),
};

const plainOption = z.strictObject({
  text: plainText(75),
  value: text(75),
  description: plainText(75).optional(),
});
const richOption = z.strictObject({
  text: textObject(75),
  value: text(75),
  description: textObject(75).optional(),
});
const overflowOption = plainOption.extend({ url: webAddress.optional() });

type Option = z.infer<typeof richOption>;

const sameOption = (one: Option, other: Option) =>
  one.value === other.value &&
  one.text.type === other.text.type &&
  one.text.text === other.text.text &&
  one.description?.text === other.description?.text;

interface Choice {
  options?: Option[] | undefined;
  option_groups?: { options: Option[] }[] | undefined;
  initial_option?: Option | undefined;
  initial_options?: Option[] | undefined;
  max_selected_items?: number | undefined;
}

/** What no field says alone: one source of options, values that differ, initial choices that exist. */
function checkChoice(element: Choice, context: z.RefinementCtx) {
  const refuse = (message: string, ...path: (string | number)[]) =>
    context.addIssue({ code: 'custom', message, path });
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    refuse('must have either options or option_groups', 'options');
    return;
  }
  const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  if (new Set(options.map((option) => option.value)).size < options.length) {
    refuse('option values must be unique', 'options');
  }
  if (
    element.initial_option &&
    !options.some((option) => sameOption(option, element.initial_option as Option))
  ) {
    refuse('must be one of the options', 'initial_option');
  }
  for (const [index, initial] of (element.initial_options ?? []).entries()) {
    if (!options.some((option) => sameOption(option, initial))) {
      refuse('must be one of the options', 'initial_options', index);
    }
  }
  if ((element.initial_options?.length ?? 0) > (element.max_selected_items ?? Number.POSITIVE_INFINITY)) {
    refuse('more initial options than max_selected_items', 'initial_options');
  }
}

const staticOptions = {
  options: list(plainOption, 100).optional(),
  option_groups: list(
    z.strictObject({ label: plainText(75), options: list(plainOption, 100) }),
    100,
  ).optional(),
};
const selectable = { action_id: actionId, ...confirmable, ...focusable, ...placeholder };
const multiSelectable = { ...selectable, ...maxSelected };
const conversationFilter = {
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: list(z.enum(['im', 'mpim', 'private', 'public']), 4).optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .refine((filter) => Object.keys(filter).length > 0, 'must not be empty')
    .optional(),
};
const queryLength = { min_query_length: z.int().min(0).optional() };
const responseUrl = { response_url_enabled: z.boolean().optional() };

const image = {
  alt_text: text(2000),
  image_url: webAddress.optional(),
  slack_file: z.union([z.strictObject({ url: webAddress }), z.strictObject({ id: text(255) })]).optional(),
};
const hasOneImage = (one: { image_url?: string | undefined; slack_file?: object | undefined }) =>
  (one.image_url === undefined) !== (one.slack_file === undefined);
const oneImage = 'must have either image_url or slack_file';

const realDate = z
  .string()
  .refine(
    (date) => /^\d{4}-\d\d-\d\d$/.test(date) && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date),
    'must be a date as YYYY-MM-DD',
  );
const numeric = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number');
const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'must be an IANA time zone');

const richStyle = {
  style: z
    .strictObject({
      bold: z.boolean().optional(),
      code: z.boolean().optional(),
      italic: z.boolean().optional(),
      strike: z.boolean().optional(),
      underline: z.boolean().optional(),
    })
    .optional(),
};
const richTextPiece = z.strictObject({ type: z.literal('text'), text: text(40_000), ...richStyle });
const richLink = z.strictObject({
  type: z.literal('link'),
  url: webAddress,
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  ...richStyle,
});
const richPiece = z.discriminatedUnion('type', [
  richTextPiece,
  richLink,
  z.strictObject({ type: z.literal('user'), user_id: userId, ...richStyle }),
  z.strictObject({ type: z.literal('channel'), channel_id: conversationId, ...richStyle }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string(), ...richStyle }),
  z.strictObject({ type: z.literal('team'), team_id: z.string(), ...richStyle }),
  z.strictObject({
    type: z.literal('broadcast'),
    range: z.enum(['here', 'channel', 'everyone']),
    ...richStyle,
  }),
  z.strictObject({ type: z.literal('color'), value: z.string(), ...richStyle }),
  z.strictObject({
    type: z.literal('emoji'),
    name: z.string(),
    unicode: z.string().optional(),
    ...richStyle,
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string(),
    url: webAddress.optional(),
    fallback: z.string().optional(),
    ...richStyle,
  }),
]);
const border = { border: z.union([z.literal(0), z.literal(1)]).optional() };
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richPiece) });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z.array(
    z.discriminatedUnion('type', [
      richSection,
      z.strictObject({
        type: z.literal('rich_text_list'),
        elements: z.array(richSection),
        style: z.enum(['bullet', 'ordered']),
        indent: z.int().min(0).max(8).optional(),
        offset: z.int().min(0).optional(),
        ...border,
      }),
      z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richPiece), ...border }),
      z.strictObject({
        type: z.literal('rich_text_preformatted'),
        elements: z.array(z.discriminatedUnion('type', [richTextPiece, richLink])),
        ...border,
      }),
    ]),
  ),
});

const element = {
  button: z.strictObject({
    type: z.literal('button'),
    action_id: actionId,
    text: plainText(75),
    value: text(2000).optional(),
    url: webAddress.optional(),
    style,
    accessibility_label: text(75).optional(),
    ...confirmable,
  }),
  staticSelect: z
    .strictObject({
      type: z.literal('static_select'),
      ...selectable,
      ...staticOptions,
      initial_option: plainOption.optional(),
    })
    .superRefine(checkChoice),
  multiStaticSelect: z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...multiSelectable,
      ...staticOptions,
      initial_options: list(plainOption, 100).optional(),
    })
    .superRefine(checkChoice),
  externalSelect: z.strictObject({
    type: z.literal('external_select'),
    ...selectable,
    ...queryLength,
    initial_option: plainOption.optional(),
  }),
  multiExternalSelect: z.strictObject({
    type: z.literal('multi_external_select'),
    ...multiSelectable,
    ...queryLength,
    initial_options: list(plainOption, 100).optional(),
  }),
  usersSelect: z.strictObject({
    type: z.literal('users_select'),
    ...selectable,
    initial_user: userId.optional(),
  }),
  multiUsersSelect: z.strictObject({
    type: z.literal('multi_users_select'),
    ...multiSelectable,
    initial_users: z.array(userId).optional(),
  }),
  conversationsSelect: z.strictObject({
    type: z.literal('conversations_select'),
    ...selectable,
    ...conversationFilter,
    ...responseUrl,
    initial_conversation: conversationId.optional(),
  }),
  multiConversationsSelect: z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...multiSelectable,
    ...conversationFilter,
    initial_conversations: z.array(conversationId).optional(),
  }),
  channelsSelect: z.strictObject({
    type: z.literal('channels_select'),
    ...selectable,
    ...responseUrl,
    initial_channel: conversationId.optional(),
  }),
  multiChannelsSelect: z.strictObject({
    type: z.literal('multi_channels_select'),
    ...multiSelectable,
    initial_channels: z.array(conversationId).optional(),
  }),
  plainTextInput: z
    .strictObject({
      type: z.literal('plain_text_input'),
      action_id: actionId,
      ...focusable,
      ...placeholder,
      ...dispatchable,
      initial_value: text(3000, 0).optional(),
      multiline: z.boolean().optional(),
      min_length: z.int().min(0).max(3000).optional(),
      max_length: z.int().min(1).max(3000).optional(),
    })
    .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? 3000), {
      message: 'must not be greater than max_length',
      path: ['min_length'],
    })
    .refine((input) => (input.initial_value?.length ?? 0) <= (input.max_length ?? 3000), {
      message: 'must not be longer than max_length',
      path: ['initial_value'],
    }),
  emailInput: z.strictObject({
    type: z.literal('email_text_input'),
    action_id: actionId,
    ...focusable,
    ...placeholder,
    ...dispatchable,
    initial_value: z.string().optional(),
  }),
  urlInput: z.strictObject({
    type: z.literal('url_text_input'),
    action_id: actionId,
    ...focusable,
    ...placeholder,
    ...dispatchable,
    initial_value: webAddress.optional(),
  }),
  numberInput: z
    .strictObject({
      type: z.literal('number_input'),
      action_id: actionId,
      ...focusable,
      ...placeholder,
      ...dispatchable,
      is_decimal_allowed: z.boolean(),
      initial_value: numeric.optional(),
      min_value: numeric.optional(),
      max_value: numeric.optional(),
    })
    .refine(
      (input) =>
        input.min_value === undefined ||
        input.max_value === undefined ||
        Number(input.min_value) <= Number(input.max_value),
      { message: 'must not be greater than max_value', path: ['min_value'] },
    ),
  richTextInput: z.strictObject({
    type: z.literal('rich_text_input'),
    action_id: actionId,
    ...focusable,
    ...placeholder,
    ...dispatchable,
    initial_value: richText.optional(),
    min_lines: z.int().min(1).max(100).optional(),
    max_lines: z.int().min(1).max(100).optional(),
  }),
  datepicker: z.strictObject({
    type: z.literal('datepicker'),
    ...selectable,
    initial_date: realDate.optional(),
  }),
  timepicker: z.strictObject({
    type: z.literal('timepicker'),
    ...selectable,
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:mm')
      .optional(),
    timezone: timeZone.optional(),
  }),
  datetimepicker: z.strictObject({
    type: z.literal('datetimepicker'),
    action_id: actionId,
    ...confirmable,
    ...focusable,
    initial_date_time: z
      .int()
      .min(1_000_000_000, 'must have 10 digits')
      .max(9_999_999_999, 'must have 10 digits')
      .optional(),
  }),
  checkboxes: z
    .strictObject({
      type: z.literal('checkboxes'),
      action_id: actionId,
      ...confirmable,
      ...focusable,
      options: list(richOption, 10),
      initial_options: list(richOption, 10).optional(),
    })
    .superRefine(checkChoice),
  radioButtons: z
    .strictObject({
      type: z.literal('radio_buttons'),
      action_id: actionId,
      ...confirmable,
      ...focusable,
      options: list(richOption, 10),
      initial_option: richOption.optional(),
    })
    .superRefine(checkChoice),
  overflow: z
    .strictObject({
      type: z.literal('overflow'),
      action_id: actionId,
      ...confirmable,
      options: list(overflowOption, 5),
    })
    .superRefine(checkChoice),
  fileInput: z.strictObject({
    type: z.literal('file_input'),
    action_id: actionId,
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
  image: z.strictObject({ type: z.literal('image'), ...image }).refine(hasOneImage, oneImage),
};

const selects = [
  element.staticSelect,
  element.externalSelect,
  element.usersSelect,
  element.conversationsSelect,
  element.channelsSelect,
  element.multiStaticSelect,
  element.multiExternalSelect,
  element.multiUsersSelect,
  element.multiConversationsSelect,
  element.multiChannelsSelect,
] as const;
const pickers = [element.checkboxes, element.radioButtons, element.datepicker, element.timepicker] as const;

const chartLabel = text(20);
const chartPoint = z.strictObject({ label: chartLabel, value: z.number() });
const seriesChart = <T extends string>(type: T) =>
  z
    .strictObject({
      type: z.literal(type),
      series: list(z.strictObject({ name: chartLabel, data: list(chartPoint, 20) }), 6),
      axis_config: z.strictObject({
        categories: list(chartLabel, 20),
        x_label: text(50).optional(),
        y_label: text(50).optional(),
      }),
    })
    .superRefine((chart, context) => {
      const categories = JSON.stringify(chart.axis_config.categories);
      for (const [index, series] of chart.series.entries()) {
        if (JSON.stringify(series.data.map((point) => point.label)) !== categories) {
          const message = 'must have one point for each category';
          context.addIssue({ code: 'custom', message, path: ['series', index, 'data'] });
        }
      }
      if (new Set(chart.series.map((series) => series.name)).size < chart.series.length) {
        context.addIssue({ code: 'custom', message: 'series names must be unique', path: ['series'] });
      }
    });

const block = {
  actions: z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: list(
      z.discriminatedUnion('type', [
        element.button,
        element.overflow,
        element.datetimepicker,
        element.richTextInput,
        ...selects,
        ...pickers,
      ]),
      25,
    ),
  }),
  alert: z.strictObject({
    type: z.literal('alert'),
    block_id: blockId,
    text: textObject(3000),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
  context: z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: list(z.discriminatedUnion('type', [plainText(3000), mrkdwn(3000), element.image]), 10),
  }),
  dataVisualization: z.strictObject({
    type: z.literal('data_visualization'),
    block_id: blockId,
    title: text(50),
    chart: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('pie'), segments: list(chartPoint, 6) }),
      seriesChart('bar'),
      seriesChart('area'),
      seriesChart('line'),
    ]),
  }),
  divider: z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  header: z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(150) }),
  image: z
    .strictObject({
      type: z.literal('image'),
      block_id: blockId,
      title: plainText(2000).optional(),
      ...image,
    })
    .refine(hasOneImage, oneImage),
  input: z.strictObject({
    type: z.literal('input'),
    block_id: blockId,
    label: plainText(2000),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: z.discriminatedUnion('type', [
      element.plainTextInput,
      element.emailInput,
      element.urlInput,
      element.numberInput,
      element.richTextInput,
      element.datetimepicker,
      element.fileInput,
      ...selects,
      ...pickers,
    ]),
  }),
  markdown: z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: text(12_000) }),
  richText,
  section: z
    .strictObject({
      type: z.literal('section'),
      block_id: blockId,
      text: textObject(3000).optional(),
      fields: list(textObject(2000), 10).optional(),
      accessory: z
        .discriminatedUnion('type', [element.button, element.image, element.overflow, ...selects, ...pickers])
        .optional(),
      expand: z.boolean().optional(),
    })
    .refine((section) => section.text !== undefined || section.fields !== undefined, {
      message: 'must have text or fields',
      path: ['text'],
    }),
  table: z.strictObject({
    type: z.literal('table'),
    block_id: blockId,
    rows: list(
      list(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('raw_text'), text: text(3000) }),
          z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: text(3000) }),
          richText,
        ]),
        20,
      ),
      100,
    ),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .max(20, 'no more than 20 items allowed')
      .optional(),
  }),
};

/** Which block may stand where: every other type is refused there. */
const surfacesOf: Record<string, Surface[]> = {
  actions: ['message', 'modal', 'home'],
  alert: ['modal'],
  context: ['message', 'modal', 'home'],
  data_visualization: ['message'],
  divider: ['message', 'modal', 'home'],
  header: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  input: ['message', 'modal', 'home'],
  markdown: ['message'],
  rich_text: ['message', 'modal', 'home'],
  section: ['message', 'modal', 'home'],
  table: ['message', 'home'],
};

const anyBlock = z.discriminatedUnion('type', [
  block.actions,
  block.alert,
  block.context,
  block.dataVisualization,
  block.divider,
  block.header,
  block.image,
  block.input,
  block.markdown,
  block.richText,
  block.section,
  block.table,
]);

type AnyBlock = z.infer<typeof anyBlock>;

const viewFields = {
  private_metadata: text(3000, 0).optional(),
  callback_id: text(255, 0).optional(),
  external_id: text(255, 0).optional(),
};
const modalView = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  blocks: list(anyBlock, 100, 0),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  ...viewFields,
});
const homeView = z.strictObject({ type: z.literal('home'), blocks: list(anyBlock, 100, 0), ...viewFields });
const anyView = z.discriminatedUnion('type', [modalView, homeView]);

const messageText = z.object({
  text: text(40_000, 0).optional(),
  blocks: list(anyBlock, 50, 0).optional(),
});

const optionsAnswer = z
  .strictObject({ options: list(plainOption, 100, 0).optional(), option_groups: staticOptions.option_groups })
  .refine(
    (answer) => (answer.options === undefined) !== (answer.option_groups === undefined),
    'must have either options or option_groups',
  );

const largestView = 250 * 1024;
const longestMessageBlocks = 10_000;
const mostMarkdown = 12_000;

/**
 * What Slack would refuse in a message: its blocks and their limits, what may stand on the surface, ids used twice, all
 * blocks together over 10,000 characters. Looks at `text` and `blocks` only; an empty list means none.
 */
export function checkMessage(message: unknown): Problem[] {
  const parsed = messageText.safeParse(message);
  if (!parsed.success) return problemsOf(parsed.error);
  const blocks = parsed.data.blocks ?? [];
  const problems = checkTogether(blocks, 'message');
  const characters = blocks.reduce((sum, one) => sum + charactersIn(one), 0);
  if (characters > longestMessageBlocks) {
    problems.push({
      path: '/blocks',
      message: `must be less than ${longestMessageBlocks + 1} characters together`,
    });
  }
  const markdown = blocks.reduce((sum, one) => sum + (one.type === 'markdown' ? one.text.length : 0), 0);
  if (markdown > mostMarkdown) {
    problems.push({
      path: '/blocks',
      message: `must be less than ${mostMarkdown + 1} characters of markdown`,
    });
  }
  for (const [type, most] of [
    ['table', 1],
    ['data_visualization', 2],
  ] as const) {
    if (blocks.filter((one) => one.type === type).length > most) {
      problems.push({ path: '/blocks', message: `no more than ${most} ${type} blocks allowed` });
    }
  }
  return problems;
}

/** What Slack would refuse in a modal or a Home tab. */
export function checkView(view: unknown): Problem[] {
  const parsed = anyView.safeParse(view);
  if (!parsed.success) return problemsOf(parsed.error);
  const problems = checkTogether(parsed.data.blocks, parsed.data.type);
  if (
    parsed.data.type === 'modal' &&
    !parsed.data.submit &&
    parsed.data.blocks.some((one) => one.type === 'input')
  ) {
    problems.push({ path: '/submit', message: 'missing required field: submit (the view has input blocks)' });
  }
  if (Buffer.byteLength(JSON.stringify(view)) > largestView) {
    problems.push({ path: '', message: `must be less than ${largestView} bytes` });
  }
  const focused = parsed.data.blocks.filter((one) => JSON.stringify(one).includes('"focus_on_load":true'));
  if (focused.length > 1) {
    problems.push({ path: '/blocks', message: 'only one element may have focus_on_load' });
  }
  return problems;
}

/** What Slack would refuse in the answer to a `block_suggestion`. */
export function checkOptions(answer: unknown): Problem[] {
  const parsed = optionsAnswer.safeParse(answer);
  return parsed.success ? [] : problemsOf(parsed.error);
}

/** Broadcasts that a message would fire: `<!channel>`, `<!here>`, `<!everyone>`, in text or in rich text. */
export function broadcastsIn(message: unknown): string[] {
  const found: string[] = [];
  walk(message, (key, value, parent) => {
    if (key === 'range' && parent.type === 'broadcast') found.push(String(value));
    const speaks = parent.type === 'mrkdwn' || parent.type === 'markdown' || parent === message;
    if (key !== 'text' || typeof value !== 'string' || !speaks) return;
    for (const match of value.matchAll(/<!(channel|here|everyone)(\|[^>]*)?>/g)) found.push(match[1] ?? '');
  });
  return found;
}

function checkTogether(blocks: AnyBlock[], surface: Surface): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  for (const [index, one] of blocks.entries()) {
    if (!surfacesOf[one.type]?.includes(surface)) {
      problems.push({
        path: `/blocks/${index}`,
        message: `block type ${one.type} is not allowed in a ${surface}`,
      });
    }
    if (one.block_id && ids.has(one.block_id)) {
      problems.push({ path: `/blocks/${index}/block_id`, message: `block_id ${one.block_id} is used twice` });
    }
    if (one.block_id) ids.add(one.block_id);
    const actionIds = new Set<string>();
    for (const [place, id] of one.type === 'actions' ? one.elements.map((e) => e.action_id).entries() : []) {
      if (id && actionIds.has(id)) {
        const path = `/blocks/${index}/elements/${place}/action_id`;
        problems.push({ path, message: `action_id ${id} is used twice in one block` });
      }
      if (id) actionIds.add(id);
    }
  }
  return problems;
}

function charactersIn(value: unknown): number {
  let characters = 0;
  walk(value, (key, inner) => {
    if (typeof inner === 'string' && (key === 'text' || key === 'label' || key === 'name'))
      characters += inner.length;
  });
  return characters;
}

function walk(
  value: unknown,
  visit: (key: string, value: unknown, parent: Record<string, unknown>) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    visit(key, inner, value as Record<string, unknown>);
    walk(inner, visit);
  }
}

function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const pointer = (...more: PropertyKey[]) =>
      [...issue.path, ...more].map((step) => `/${String(step)}`).join('');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: pointer(key), message: 'additional property not allowed' }));
    }
    if (
      issue.code === 'invalid_type' &&
      issue.input === undefined &&
      /received undefined/.test(issue.message)
    ) {
      return [{ path: pointer(), message: `missing required field: ${String(issue.path.at(-1) ?? '')}` }];
    }
    if (issue.code === 'invalid_union') {
      return [{ path: pointer(), message: 'unsupported type' }];
    }
    return [{ path: pointer(), message: issue.message }];
  });
}
