import * as z from 'zod';
import { anyBlock } from './blocks.ts';
import { list, plainText, text } from './fields.ts';
import { plainOption, staticOptions } from './options.ts';

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
export const anyView = z.discriminatedUnion('type', [modalView, homeView]);

export const messageText = z.object({
  text: text(40_000, 0).optional(),
  blocks: list(anyBlock, 50, 0).optional(),
});

export const optionsAnswer = z
  .strictObject({ options: list(plainOption, 100, 0).optional(), option_groups: staticOptions.option_groups })
  .refine(
    (answer) => (answer.options === undefined) !== (answer.option_groups === undefined),
    'must have either options or option_groups',
  );
