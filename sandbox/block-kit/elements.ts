import * as z from 'zod';
import {
  actionId,
  conversationId,
  hasOneImage,
  image,
  list,
  numeric,
  oneImage,
  plainText,
  realDate,
  style,
  text,
  textObject,
  timeZone,
  userId,
  webAddress,
} from './fields.ts';
import { checkChoice, overflowOption, plainOption, richOption, staticOptions } from './options.ts';
import { richText } from './rich-text.ts';

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

export const element = {
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

export const selects = [
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

export const pickers = [
  element.checkboxes,
  element.radioButtons,
  element.datepicker,
  element.timepicker,
] as const;
