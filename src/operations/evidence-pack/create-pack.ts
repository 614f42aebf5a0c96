import { formatDay } from '../../domain/calendar.ts';
import {
  type Cell,
  type PackSection,
  type PackView,
  packSections,
} from '../../domain/evidence-pack/index.ts';
import type { Day } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import type { Store } from '../../store/open.ts';
import { yieldToEventLoop } from '../pause.ts';
import type { Queries } from '../queries.ts';
import { type PackedSection, sha256, writeDataFiles, writeJsonLines } from './data-files.ts';
import { type LoadedView, loadPackView, type PackWords } from './load-view.ts';
import type { PdfContent } from './pdf.ts';
import { type ZippedFile, zipFiles } from './zip.ts';

export type { PackWords } from './load-view.ts';

/** Raise it when the files or columns change. */
const formatVersion = 1;
/** The most rows of a section in the document. */
const maxPrintedRows = 300;

/** A made pack. */
export interface EvidencePack {
  readonly name: string;
  readonly contents: Uint8Array;
  readonly headline: string;
  readonly useCases: number;
  readonly changes: number;
}

type Services = { readonly store: Store } & Pick<Queries, 'readiness'>;

/** The packs that are being made, by workspace and day. */
const underWay = new WeakMap<Store, Map<string, Promise<EvidencePack | null>>>();
/** One pack is made at a time, because each takes memory and processor time. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Makes the evidence pack of a workspace as of the end of a day: a zip with a document and the data behind it. The same
 * records give the same bytes. Null when nothing was recorded by then.
 */
export function createEvidencePack(
  services: Services,
  workspace: string,
  day: Day,
  words: PackWords,
): Promise<EvidencePack | null> {
  const packs = underWay.get(services.store) ?? new Map<string, Promise<EvidencePack | null>>();
  underWay.set(services.store, packs);
  const key = `${workspace} ${day}`;
  const known = packs.get(key);
  if (known) return known;
  const made = turn.then(async () => {
    try {
      const loaded = await loadPackView(services, workspace, day, words);
      return loaded && (await assemblePack(workspace, loaded));
    } finally {
      packs.delete(key);
    }
  });
  packs.set(key, made);
  turn = made.catch(() => undefined);
  return made;
}

/** Assembles the files of a pack. */
async function assemblePack(workspace: string, { view, chain, timeZone }: LoadedView): Promise<EvidencePack> {
  const { day, register, headline, log } = view;
  const sections: PackedSection[] = [];
  for (const section of packSections) sections.push({ section, rows: await readRows(section, view) });
  // Loaded when it is needed, because the libraries for PDF would slow down each start.
  const { writePdf } = await import('./pdf.ts');
  const pdf = await writePdf(describeDocument(workspace, view, timeZone, sections));
  const files: ZippedFile[] = [{ name: 'evidence-pack.pdf', contents: pdf }];
  for (const section of sections) files.push(...(await writeDataFiles(section, day)));
  files.push({ name: 'data/change-log.jsonl', contents: await writeJsonLines(chain) });
  files.push({ name: 'pack.json', contents: encodeJson(describePack(workspace, view, timeZone, sections)) });
  const sums = files.map(({ name, contents }) => `${sha256(contents)}  ${name}\n`);
  files.push({ name: 'SHA256SUMS', contents: Buffer.from(sums.join('')) });
  return {
    name: `evidence-pack-${day}.zip`,
    // Noon exists in every time zone on every day.
    contents: await zipFiles(files, `${day}T12:00:00`),
    headline,
    useCases: register.useCases.size,
    changes: log.changes.length,
  };
}

/** Rows read before other work gets a turn. */
const batchSize = 200;

async function readRows(section: PackSection, view: PackView): Promise<PackedSection['rows']> {
  const rows: (readonly Cell[])[] = [];
  for (const row of section.cells(view)) {
    rows.push(row);
    if (rows.length % batchSize === 0) await yieldToEventLoop();
  }
  await yieldToEventLoop();
  return rows;
}

const encodeJson = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

function describePack(
  workspace: string,
  { day, assessment, headline, log }: PackView,
  timeZone: string,
  sections: readonly PackedSection[],
) {
  return {
    ...{ format: formatVersion, workspace, asOf: day, timeZone, verdict: assessment.verdict, headline },
    changeLog: {
      ...{ changes: log.changes.length, head: log.head, verified: log.fault === null, fault: log.fault },
      ...{ erased: log.erased, withheld: log.withheld },
    },
    sections: sections.map(({ section: { key, title }, rows }) => ({ key, title, rows: rows.length })),
  };
}

function describeDocument(
  workspace: string,
  view: PackView,
  timeZone: string,
  sections: readonly PackedSection[],
): PdfContent {
  const { day, register, headline, loss, log } = view;
  const { fault } = log;
  const head = `change ${log.changes.length.toLocaleString('en')}, ${log.head}`;
  return {
    title: 'AI evidence pack',
    subtitle: `As of ${formatDay(day)}`,
    facts: [
      ['Verdict', headline],
      ...(loss === null ? [] : ([['Stage 3', loss]] as const)),
      ['Use cases', formatCount(register.useCases.size, 'use case')],
      ['Change log', fault === null ? 'verified' : `wrong at change ${fault.seq}: ${fault.why}`],
      ['Head of the log', head],
      ['Slack workspace', workspace],
      ['Time zone', timeZone],
    ],
    notes: [
      `This document shows everything that was recorded by the end of ${formatDay(day)}. It is made from the change log, so the same day gives the same document.`,
      'Each table is also in the folder data, as CSV and as JSON. There it has all rows, all columns and the whole texts. In this document a long text or table is cut.',
      'SHA256SUMS has the SHA-256 sum of every file. The command "sha256sum -c SHA256SUMS" compares them.',
      'data/change-log.jsonl has every change with its hash. Each hash covers the change and the hash before it, so an edited, moved or removed change shows.',
    ],
    sections: sections.map(({ section, rows }) => describeSection(section, rows, view)),
    foot: `Evidence pack as of ${formatDay(day)}, head of the change log: ${head}`,
    date: new Date(`${day}T12:00:00Z`),
  };
}

function describeSection(
  section: PackedSection['section'],
  rows: PackedSection['rows'],
  view: PackView,
): PdfContent['sections'][number] {
  const { key, title, columns, text, printedRows = maxPrintedRows, printsLast = false } = section;
  const shown = columns.flatMap(({ label, width, kind }, index) =>
    width === 0 ? [] : [{ label, width, isNumber: kind === 'number' || kind === 'amount', index }],
  );
  const printed = printsLast ? rows.slice(-printedRows) : rows.slice(0, printedRows);
  return {
    ...{ title, text: text(view), columns: shown, count: rows.length, isEnd: printsLast, file: key },
    rows: printed.map((row) => shown.map(({ index }) => row[index]?.shown ?? '')),
  };
}
