import type { KnownBlock } from '@slack/types';
import { truncate } from './blocks.ts';

/** Slack's chart block, which `@slack/types` does not declare yet; it stands in messages only. */
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

/** A line for each series over the same points, at most 20 of them; each name and label is cut to 20 characters. */
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

/** The blocks without charts: for modals, and where Slack does not take a chart. What they show is in the text too. */
export const withoutCharts = (blocks: readonly KnownBlock[]): KnownBlock[] =>
  blocks.filter((block) => (block as { type: string }).type !== 'data_visualization');
