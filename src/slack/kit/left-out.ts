import { groupRefusals } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { escapeMrkdwn, section } from './blocks.ts';

/** A row of a table that an import leaves out: its position, the name in it, and the reason. */
interface RefusedRow {
  readonly at: string;
  readonly name: string;
  readonly problem: string;
}

/** Returns `row 3` or `rows 3, 5 to 120 and 130`, grouped by pasted part. */
export function formatRows(at: readonly string[]): string {
  const parts = new Map<string, number[]>();
  for (const place of at) {
    const [, row, part = ''] = /^row (\d+)(.*)$/.exec(place) ?? [];
    parts.set(part, [...(parts.get(part) ?? []), Number(row)]);
  }
  return [...parts]
    .map(([part, rows]) => {
      const runs: string[] = [];
      const sorted = [...rows].sort((a, b) => a - b);
      for (let from = 0; from < sorted.length; ) {
        let to = from;
        while (sorted[to + 1] === (sorted[to] ?? 0) + 1) to += 1;
        runs.push(to - from > 1 ? `${sorted[from]} to ${sorted[to]}` : sorted.slice(from, to + 1).join(', '));
        from = to + 1;
      }
      return `${rows.length === 1 ? 'row' : 'rows'} ${runs.join(', ')}${part}`;
    })
    .join('; ');
}

/** Splits a long text into sections. */
export function splitIntoSections(title: string, lines: readonly string[], most: number) {
  const rest = lines.length > most ? [`and ${lines.length - most} more`] : [];
  const sections: string[] = [];
  for (const line of [title, ...lines.slice(0, most), ...rest]) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + line.length < 2800)
      sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections.map((one) => section(one));
}

/** Renders refused rows, one line per reason. */
export function renderLeftOutLines(refused: readonly RefusedRow[]): readonly string[] {
  const names = new Map(refused.map(({ at, name }) => [at, name]));
  return groupRefusals(refused).map(({ problem, at }) => {
    const [first = ''] = at;
    const name = at.length === 1 ? names.get(first) : '';
    const count = at.length === 1 ? '' : `*${formatCount(at.length, 'row')}*: `;
    return `• ${count}${escapeMrkdwn(formatRows(at), 900)}${name ? ` *${escapeMrkdwn(name, 60)}*` : ''}: ${escapeMrkdwn(problem, 400)}`;
  });
}
