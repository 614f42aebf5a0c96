import * as z from 'zod';
import { element, pickers, selects } from './elements.ts';
import {
  blockId,
  hasOneImage,
  image,
  list,
  mrkdwn,
  oneImage,
  plainText,
  text,
  textObject,
} from './fields.ts';
import { richText } from './rich-text.ts';

export type Surface = 'message' | 'modal' | 'home';

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
export const surfacesOf: Record<string, Surface[]> = {
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

export const anyBlock = z.discriminatedUnion('type', [
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

export type AnyBlock = z.infer<typeof anyBlock>;
