import type { NameDoubt } from '../../domain/names.ts';
import type { ImportPlan } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { contextBlock, escapeMrkdwn, mention, preformattedBlocks, section } from '../kit/blocks.ts';
import { type ReadTable, writeRows } from '../kit/csv.ts';
import { splitIntoSections } from '../kit/left-out.ts';
import { listRefused, maxDoubts, maxTextLength, type Preview } from './import-preview.ts';

/** The most use cases and reasons shown; the rest is counted. */
export const maxShown = 60;

export const maxReasons = 25;

/** Describes a use case to register, in enough detail to notice a misreading. */
export function describeAccepted({ at, key, input }: ImportPlan['accepted'][number], actor: string): string {
  const { standing, team, owner, data, vendors, otherVendors = null, name } = input;
  const others = otherVendors === 'unknown' ? ['one name missing'] : [];
  const none = otherVendors === 'none' ? 'none' : 'not stated';
  const facts = [
    standing.stage,
    escapeMrkdwn(team, 40),
    ...(owner === actor ? [] : [mention(owner)]),
    `data: ${data.length === 0 ? 'not stated' : data.join(', ')}`,
    `vendors: ${[...vendors.map((vendor) => escapeMrkdwn(vendor, 40)), ...others].join(', ') || none}`,
  ];
  return `• ${key} *${escapeMrkdwn(name, 80)}* (${facts.join('; ')}), ${at}`;
}

/** Lists similar names that are too many to ask about. */
export const renderUnaskedDoubts = (doubts: readonly NameDoubt[]) =>
  doubts.length <= maxDoubts
    ? []
    : splitIntoSections(
        `*Vendors kept as written, although they resemble another: ${doubts.length - maxDoubts}*`,
        doubts
          .slice(maxDoubts)
          .map(
            ({ name, similar: [other = ''] }) =>
              `• ${escapeMrkdwn(name, 80)}: did you mean ${escapeMrkdwn(other, 80)}?`,
          ),
        maxReasons,
      );

/** Returns refused rows below their header, each with its problem. */
function listLeftOutRows({ table, plan }: Preview): readonly string[] {
  const problems = new Map(listRefused({ table, plan }).map(({ at, problem }) => [at, problem]));
  const { header, rows } = table;
  const cells = (record: readonly string[]) => header.map((_, index) => record[index] ?? '');
  return writeRows([
    [...header, 'problem'],
    ...rows.flatMap(({ at, record }) => {
      const problem = problems.get(at);
      return problem === undefined ? [] : [[...cells(record), `${at}: ${problem}`]];
    }),
  ]);
}

/** Renders refused rows as text to copy. */
export function formatLeftOut(preview: Preview) {
  const count = listRefused(preview).length;
  if (count === 0) return [];
  const rows = listLeftOutRows(preview);
  let size = 0;
  const shown = rows.filter((row) => {
    size += row.length + 1;
    return size <= maxTextLength;
  });
  return [
    section(
      `*The ${formatCount(count, 'row')} that ${count === 1 ? 'was' : 'were'} left out.* Copy ${count === 1 ? 'it' : 'them'}, correct what the last column says, and import ${count === 1 ? 'it' : 'them'} again.`,
    ),
    ...preformattedBlocks(shown),
    ...(shown.length < rows.length
      ? [
          contextBlock(
            `${formatCount(rows.length - shown.length, 'more row')} did not fit here. Correct these in your file and import it again.`,
          ),
        ]
      : []),
  ];
}

const quoteColumns = (columns: readonly string[]): string =>
  `${columns
    .slice(0, 10)
    .map((column) => `"${escapeMrkdwn(column, 40)}"`)
    .join(', ')}${columns.length > 10 ? ` and ${columns.length - 10} more` : ''}`;

/** Describes how the columns were read. */
export function renderColumnLines({ header, columns, guessed, missing, unread }: ReadTable) {
  const taken = guessed
    .filter((name) => columns[name] !== undefined)
    .map((name) => `"${escapeMrkdwn(header[columns[name] ?? -1] ?? '', 40)}" is read as *${name}*`);
  return [
    ...(missing.length > 0
      ? [
          section(
            `*Missing: ${missing.join(', ')}.* For each, choose a column of your table below, or enter one value for all rows.`,
          ),
        ]
      : []),
    ...(taken.length > 0 ? [contextBlock(`${taken.join('; ')}. Correct this below if it is wrong.`)] : []),
    ...(unread.length > 0 ? [contextBlock(`Columns not read: ${quoteColumns(unread)}`)] : []),
  ];
}

/** Summarizes how many lines would be registered. */
export const summarizeImport = (accepted: number, refused: number): string =>
  [
    accepted > 0
      ? `*${formatCount(accepted, 'use case')} can be registered.*`
      : '*Nothing can be registered yet.*',
    refused > 0 ? `*${formatCount(refused, 'row')} would be left out.*` : '',
    'The lists are below the fields.',
  ]
    .filter(Boolean)
    .join(' ');
