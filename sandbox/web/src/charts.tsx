import type { ReactNode } from 'react';
import type { Chart, DataVisualizationBlock } from '../../protocol.ts';

type PieChart = Extract<Chart, { type: 'pie' }>;
type SeriesChart = Exclude<Chart, PieChart>;

/** The colors of theme.css. */
const colorCount = 6;
const color = (index: number) => `var(--series-${(index % colorCount) + 1})`;
const amount = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const shortAmount = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

export function ChartFigure({ block }: { block: DataVisualizationBlock }) {
  const { chart, title } = block;
  const legend = chart.type === 'pie' ? chart.segments.map(share) : chart.series.map((series) => series.name);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a chart wider than its place scrolls, also by key
    <figure className="chart" tabIndex={0}>
      <figcaption>{title}</figcaption>
      {chart.type === 'pie' ? <Pie title={title} chart={chart} /> : <Series title={title} chart={chart} />}
      {(chart.type === 'pie' || legend.length > 1) && (
        <ul className="legend">
          {legend.map((name, index) => (
            <li key={name}>
              <span style={{ background: color(index) }} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

function share(segment: { label: string; value: number }, _index: number, all: { value: number }[]): string {
  const total = all.reduce((sum, { value }) => sum + value, 0);
  const percent = total > 0 ? Math.round((segment.value / total) * 100) : 0;
  return `${segment.label}: ${amount.format(segment.value)} (${percent}%)`;
}

function Pie({ title, chart }: { title: string; chart: PieChart }) {
  const total = chart.segments.reduce((sum, { value }) => sum + value, 0);
  let from = 0;
  const slices = chart.segments.map((segment, index) => {
    const start = from;
    from += total > 0 ? segment.value / total : 0;
    return { segment, index, path: slice(start, from) };
  });
  return (
    <svg
      viewBox="0 0 200 200"
      className="pie"
      role="img"
      aria-label={`${title}. ${chart.segments.map(share).join(', ')}`}
    >
      {slices.map(({ segment, index, path }) => (
        <path key={segment.label} d={path} fill={color(index)} fillRule="evenodd">
          <title>{share(segment, index, chart.segments)}</title>
        </path>
      ))}
    </svg>
  );
}

/** Returns the path of a ring's part between two turns (0 to 1), in a 200 x 200 box. */
function slice(from: number, to: number): string {
  // An arc whose ends meet draws nothing.
  const end = to - from >= 1 ? from + 0.99999 : to;
  const point = (turn: number, radius: number) => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return `${(100 + radius * Math.cos(angle)).toFixed(3)} ${(100 + radius * Math.sin(angle)).toFixed(3)}`;
  };
  const large = end - from > 0.5 ? 1 : 0;
  return `M${point(from, 94)}A94 94 0 ${large} 1 ${point(end, 94)}L${point(end, 52)}A52 52 0 ${large} 0 ${point(from, 52)}Z`;
}

const box = { width: 600, height: 260, left: 52, right: 12, top: 10 };

function Series({ title, chart }: { title: string; chart: SeriesChart }) {
  const { categories, x_label: xLabel, y_label: yLabel } = chart.axis_config;
  const values = chart.series.flatMap((series) => series.data.map(({ value }) => value));
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values));
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  const step = (box.width - box.left - box.right) / Math.max(1, categories.length);
  const slanted = Math.max(0, ...categories.map((label) => label.length)) * 6.6 > step;
  const bottom = box.height - (slanted ? 64 : 26) - (xLabel ? 16 : 0);
  const x = (index: number) => box.left + step * (index + 0.5);
  const y = (value: number) => bottom - ((value - low) / (high - low || 1)) * (bottom - box.top);
  const summary = chart.series
    .map(
      ({ name, data }) =>
        `${name}: ${data.map(({ label, value }) => `${label} ${amount.format(value)}`).join(', ')}`,
    )
    .join('. ');
  const valueAt = (series: SeriesChart['series'][number], label: string) =>
    series.data.find((point) => point.label === label)?.value;

  const draw: Record<SeriesChart['type'], () => ReactNode> = {
    bar: () => {
      const width = Math.min(48, (step * 0.7) / chart.series.length);
      return chart.series.flatMap((series, nth) =>
        categories.map((label, index) => {
          const value = valueAt(series, label);
          if (value === undefined) return null;
          const left = x(index) + (nth - chart.series.length / 2) * width;
          return (
            <rect
              key={`${series.name} ${label}`}
              x={left + 1}
              y={Math.min(y(value), y(0))}
              width={Math.max(1, width - 2)}
              height={Math.max(1, Math.abs(y(value) - y(0)))}
              rx="2"
              fill={color(nth)}
            >
              <title>{`${series.name}, ${label}: ${amount.format(value)}`}</title>
            </rect>
          );
        }),
      );
    },
    line: () => chart.series.map((series, nth) => line(series, nth, false)),
    area: () => chart.series.map((series, nth) => line(series, nth, true)),
  };
  function line(series: SeriesChart['series'][number], nth: number, filled: boolean) {
    const points = categories.flatMap((label, index) => {
      const value = valueAt(series, label);
      return value === undefined
        ? []
        : [{ label, value, at: `${x(index).toFixed(1)} ${y(value).toFixed(1)}`, index }];
    });
    const first = points[0];
    const last = points.at(-1);
    if (!first || !last) return null;
    const path = `M${points.map(({ at }) => at).join('L')}`;
    return (
      <g key={series.name} stroke={color(nth)} fill={color(nth)}>
        {filled && (
          <path
            d={`${path}L${x(last.index)} ${y(0)}L${x(first.index)} ${y(0)}Z`}
            stroke="none"
            opacity="0.22"
          />
        )}
        <path d={path} fill="none" strokeWidth="2.2" strokeLinejoin="round" />
        {points.map(({ label, value, at }) => (
          <circle
            key={label}
            cx={at.split(' ')[0]}
            cy={at.split(' ')[1]}
            r="3.2"
            stroke="var(--paper)"
            strokeWidth="1.2"
          >
            <title>{`${series.name}, ${label}: ${amount.format(value)}`}</title>
          </circle>
        ))}
      </g>
    );
  }

  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={`${title}. ${summary}`}>
      {ticks.map((tick) => (
        <g key={tick} className="grid">
          <line
            x1={box.left}
            x2={box.width - box.right}
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? 'zero' : undefined}
          />
          <text x={box.left - 8} y={y(tick) + 4} textAnchor="end">
            {shortAmount.format(tick)}
          </text>
        </g>
      ))}
      {draw[chart.type]()}
      {categories.map((label, index) =>
        slanted ? (
          <text
            key={label}
            textAnchor="end"
            transform={`translate(${x(index) + 4} ${bottom + 16}) rotate(-32)`}
          >
            {label}
          </text>
        ) : (
          <text key={label} x={x(index)} y={bottom + 18} textAnchor="middle">
            {label}
          </text>
        ),
      )}
      {xLabel && (
        <text x={(box.left + box.width) / 2} y={box.height - 4} textAnchor="middle" className="axis">
          {xLabel}
        </text>
      )}
      {yLabel && (
        <text
          transform={`translate(12 ${(box.top + bottom) / 2}) rotate(-90)`}
          textAnchor="middle"
          className="axis"
        >
          {yLabel}
        </text>
      )}
    </svg>
  );
}

/** Returns about five round numbers that span both ends. */
function niceTicks(low: number, high: number): number[] {
  const span = high - low || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.ceil((low + span) / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
