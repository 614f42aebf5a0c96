import type { KnownBlock } from '@slack/types';
import { truncate } from './blocks.ts';

/** Slack's chart block, which `@slack/types` lacks. It is allowed only in messages. */
interface ChartBlock {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'line';
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label?: string };
  };
}

/**
 * Makes a line chart with a line per series over at most 20 points. Names and labels are truncated to 20 characters.
 */
export function lineChart(
  title: string,
  points: readonly string[],
  series: Readonly<Record<string, readonly number[]>>,
): KnownBlock {
  const categories = points.slice(-20).map((point) => truncate(point, 20));
  const chart: ChartBlock = {
    type: 'data_visualization',
    title: truncate(title, 50),
    chart: {
      type: 'line',
      series: Object.entries(series).map(([name, values]) => ({
        name: truncate(name, 20),
        data: values.slice(-20).map((value, index) => ({ label: categories[index] ?? '', value })),
      })),
      axis_config: { categories },
    },
  };
  return chart as unknown as KnownBlock;
}

/** Removes charts, for modals and where Slack refuses them. Their figures are in the text too. */
export const withoutCharts = (blocks: readonly KnownBlock[]): KnownBlock[] =>
  blocks.filter((block) => (block as { type: string }).type !== 'data_visualization');
