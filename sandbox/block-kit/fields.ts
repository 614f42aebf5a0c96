import * as z from 'zod';

/**
 * Lengths are counted in UTF-16 units. Where Slack counts an emoji as one character this is the stricter reading, so
 * what passes here passes there. (zod's own `max` counts code points.)
 */
export const text = (max: number, min = 1) =>
  z
    .string()
    .refine((value) => value.length >= min, `must be more than ${min - 1} characters`)
    .refine((value) => value.length <= max, `must be less than ${max + 1} characters`);

export const list = <T extends z.ZodType>(item: T, max: number, min = 1) =>
  z.array(item).min(min, `no fewer than ${min} items allowed`).max(max, `no more than ${max} items allowed`);

export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() });

export const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() });

export const textObject = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
export const blockId = text(255, 0).optional();
export const actionId = text(255).optional();
export const style = z.enum(['primary', 'danger']).optional();
export const webAddress = text(3000).regex(/^(https?|mailto|slack):/, 'must be a valid URL');
export const userId = z.string().regex(/^[UW][A-Z0-9]+$/, 'must be a user id');
export const conversationId = z.string().regex(/^[CDG][A-Z0-9]+$/, 'must be a conversation id');

export const image = {
  alt_text: text(2000),
  image_url: webAddress.optional(),
  slack_file: z.union([z.strictObject({ url: webAddress }), z.strictObject({ id: text(255) })]).optional(),
};

export const hasOneImage = (one: { image_url?: string | undefined; slack_file?: object | undefined }) =>
  (one.image_url === undefined) !== (one.slack_file === undefined);

export const oneImage = 'must have either image_url or slack_file';

export const realDate = z
  .string()
  .refine(
    (date) => /^\d{4}-\d\d-\d\d$/.test(date) && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date),
    'must be a date as YYYY-MM-DD',
  );

export const numeric = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number');

export const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'must be an IANA time zone');
