import * as z from 'zod';
import { blockId, conversationId, text, userId, webAddress } from './fields.ts';

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

const textElement = z.strictObject({ type: z.literal('text'), text: text(40_000), ...richStyle });

const linkElement = z.strictObject({
  type: z.literal('link'),
  url: webAddress,
  text: z.string().optional(),
  unsafe: z.boolean().optional(),
  ...richStyle,
});

const inlineElement = z.discriminatedUnion('type', [
  textElement,
  linkElement,
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
const richSection = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(inlineElement),
});

export const richText = z.strictObject({
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
      z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inlineElement), ...border }),
      z.strictObject({
        type: z.literal('rich_text_preformatted'),
        elements: z.array(z.discriminatedUnion('type', [textElement, linkElement])),
        ...border,
      }),
    ]),
  ),
});
