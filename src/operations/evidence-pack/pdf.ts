import PDFDocument from 'pdfkit';
import { yieldToEventLoop } from '../pause.ts';
import { loadFonts } from './fonts.ts';
import { createPrinter, replacement } from './printable.ts';

export interface PdfColumn {
  readonly label: string;
  /** Its share of the width. */
  readonly width: number;
  readonly isNumber: boolean;
}

export interface PdfSection {
  readonly title: string;
  readonly text: string;
  readonly columns: readonly PdfColumn[];
  /** The rows that are printed. */
  readonly rows: readonly (readonly string[])[];
  /** The number of all rows, in the data files. */
  readonly count: number;
  /** True when the last rows are printed. */
  readonly isEnd: boolean;
  /** The name of the table in the data files. */
  readonly file: string;
}

export interface PdfContent {
  readonly title: string;
  readonly subtitle: string;
  /** Stands on the first page, each with its label. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  /** How to read and check the pack. */
  readonly notes: readonly string[];
  readonly sections: readonly PdfSection[];
  /** Stands at the foot of each page. */
  readonly foot: string;
  /** The date of the document: the same content with the same date is the same file. */
  readonly date: Date;
}

type Document = InstanceType<typeof PDFDocument>;

// Landscape A4, in points.
const page = { width: 841.89, height: 595.28, margin: 42 } as const;
const bodyWidth = page.width - 2 * page.margin;
/** The end of the tables on a page, above its foot. */
const bottom = page.height - page.margin - 6;
const size = { title: 26, subtitle: 14, heading: 14, text: 9, cell: 7.5, foot: 7 } as const;
const color = { ink: '#1d1c1d', quiet: '#616061', rule: '#d5d5d5', shade: '#f4f4f4' } as const;
const padding = 4;
/** The most lines of a cell. The data files have the whole text. */
const maxCellLines = 12;
/** The most characters of a cell: laying out a text costs more than its length. */
const maxCellLength = 500;
/** Rows written before other work gets a turn. */
const batchSize = 10;

/** Writes the document. It never blocks the event loop for long. */
export async function writePdf(content: PdfContent): Promise<Uint8Array> {
  const fonts = await loadFonts();
  let replaced = 0;
  const print = createPrinter(fonts.covers, () => {
    replaced += 1;
  });
  // Uncompressed, because the bytes of zlib differ between machines. The zip compresses it. `font` is empty, because
  // the default one is not used.
  const document = new PDFDocument({
    ...{ size: 'A4', layout: 'landscape', margin: page.margin, compress: false, bufferPages: true },
    ...{ lang: 'en', displayTitle: true, autoFirstPage: false, font: '' },
    info: {
      Title: content.title,
      Subject: content.subtitle,
      Creator: 'Crossing',
      CreationDate: content.date,
    },
  });
  const parts: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', resolve);
    document.on('error', reject);
  });
  document.registerFont('regular', fonts.regular);
  document.registerFont('bold', fonts.bold);

  addPage(document);
  writeCover(document, content, print);
  addPage(document);
  const contentsPage = document.bufferedPageRange().count - 1;
  addPage(document);
  const starts: number[] = [];
  for (const [index, section] of content.sections.entries()) {
    starts.push(await writeSection(document, section, `section-${index}`, print));
    await yieldToEventLoop();
  }
  document.switchToPage(contentsPage);
  writeContents(document, content.sections, starts);
  if (replaced > 0) {
    document.switchToPage(0);
    writeReplacedNote(document, replaced);
  }
  writeFeet(document, print(content.foot));
  await yieldToEventLoop();
  document.end();
  await ended;
  return Buffer.concat(parts);
}

function addPage(document: Document): void {
  document.addPage();
  document.y = page.margin;
  document.x = page.margin;
}

const use = (document: Document, font: 'regular' | 'bold', fontSize: number, ink: string = color.ink) =>
  document.font(font).fontSize(fontSize).fillColor(ink);

/** Writes a text over the whole width, and returns the position below it. */
function writeText(document: Document, text: string, gapBelow: number): void {
  document.text(text, page.margin, document.y, { width: bodyWidth, lineGap: 1.5 });
  document.y += gapBelow;
}

function writeCover(
  document: Document,
  { title, subtitle, facts, notes }: PdfContent,
  print: (text: string) => string,
): void {
  document.y = 90;
  use(document, 'bold', size.title);
  writeText(document, title, 4);
  use(document, 'regular', size.subtitle, color.quiet);
  writeText(document, subtitle, 22);
  for (const [label, text] of facts) {
    const top = document.y;
    use(document, 'regular', size.text, color.quiet).text(label, page.margin, top, { width: 120 });
    use(document, 'regular', size.text).text(print(text), page.margin + 128, top, { width: bodyWidth - 128 });
    document.y += 5;
  }
  document.y += 14;
  for (const note of notes) {
    use(document, 'regular', size.text);
    writeText(document, note, 5);
  }
}

const writeReplacedNote = (document: Document, count: number): void => {
  document.y = bottom - 40;
  use(document, 'regular', size.text);
  writeText(
    document,
    `${replacement} stands for characters that the font of this document does not have, such as emoji or Chinese characters, in ${count.toLocaleString('en')} ${count === 1 ? 'text' : 'texts'}. The files in the folder data have these texts in full.`,
    0,
  );
};

function writeContents(document: Document, sections: readonly PdfSection[], starts: readonly number[]): void {
  document.y = page.margin;
  use(document, 'bold', size.heading);
  writeText(document, 'Contents', 10);
  const line = Math.min(18, (bottom - document.y) / (sections.length + 1));
  const [rowsAt, fileAt, pageAt] = [360, 440, bodyWidth - 40];
  const write = (top: number, cells: readonly [string, string, string, string], goTo?: string) => {
    const link = goTo === undefined ? {} : { goTo };
    const [title, rows, file, number] = cells;
    document.text(title, page.margin, top, { width: rowsAt - 10, lineBreak: false, ...link });
    document.text(rows, page.margin + rowsAt, top, { width: 60, align: 'right', lineBreak: false });
    document.text(file, page.margin + fileAt, top, { width: pageAt - fileAt, lineBreak: false });
    document.text(number, page.margin + pageAt, top, { width: 40, align: 'right', lineBreak: false });
  };
  let top = document.y;
  use(document, 'regular', size.text, color.quiet);
  write(top, ['Section', 'Rows', 'File in data', 'Page']);
  use(document, 'regular', size.text);
  for (const [index, { title, count, file }] of sections.entries()) {
    top += line;
    const number = String((starts[index] ?? 0) + 1);
    write(top, [title, count.toLocaleString('en'), file, number], `section-${index}`);
  }
}

/** Writes a section, and returns the index of the page on which it begins. */
async function writeSection(
  document: Document,
  section: PdfSection,
  anchor: string,
  print: (text: string) => string,
): Promise<number> {
  const { title, count, file, columns, isEnd } = section;
  const widths = divideWidth(document, columns);
  const text = print(section.text);
  use(document, 'regular', size.text);
  const intro = document.heightOfString(text, { width: bodyWidth, lineGap: 1.5 });
  // A heading never stands alone at the end of a page.
  if (document.y > page.margin && document.y + intro + 100 > bottom) addPage(document);
  const first = document.bufferedPageRange().count - 1;
  document.addNamedDestination(anchor, 'XYZ', page.margin, document.y - 4, null);
  document.outline.addItem(title);
  use(document, 'bold', size.heading);
  writeText(document, title, 2);
  use(document, 'regular', size.text);
  writeText(document, text, 6);
  if (section.rows.length === 0) {
    use(document, 'regular', size.text, color.quiet);
    writeText(document, 'Nothing is recorded.', 18);
    return first;
  }
  writeHeader(document, columns, widths);
  for (const [index, row] of section.rows.entries()) {
    if (index % batchSize === batchSize - 1) await yieldToEventLoop();
    writeRow(
      document,
      row.map((cell) => print(shorten(cell))),
      columns,
      widths,
    );
  }
  if (section.rows.length < count) {
    use(document, 'regular', size.text, color.quiet);
    document.y += 4;
    if (document.y + 14 > bottom) addPage(document);
    const shown = section.rows.length.toLocaleString('en');
    writeText(
      document,
      `The ${isEnd ? 'last' : 'first'} ${shown} of ${count.toLocaleString('en')} rows. data/${file}.csv has all of them.`,
      0,
    );
  }
  document.y += 18;
  return first;
}

/** Cuts a long text, and never between the halves of a character. */
const shorten = (text: string): string =>
  text.length <= maxCellLength
    ? text
    : `${text
        .slice(0, maxCellLength)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`;

/** Returns the width of each column: its share, but at least the longest word of its label. */
function divideWidth(document: Document, columns: readonly PdfColumn[]): readonly number[] {
  use(document, 'bold', size.cell);
  const least = columns.map(
    ({ label }) =>
      Math.max(...label.split(' ').map((word) => document.widthOfString(word))) + 2 * padding + 1,
  );
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const wished = columns.map(({ width }, index) => Math.max((width / total) * bodyWidth, least[index] ?? 0));
  const excess = wished.reduce((sum, width) => sum + width, 0) - bodyWidth;
  const slack = wished.map((width, index) => width - (least[index] ?? 0));
  const allSlack = slack.reduce((sum, width) => sum + width, 0);
  return wished.map((width, index) => width - (allSlack > 0 ? (excess * (slack[index] ?? 0)) / allSlack : 0));
}

function writeHeader(document: Document, columns: readonly PdfColumn[], widths: readonly number[]): void {
  use(document, 'bold', size.cell);
  const labels = columns.map(({ label }) => label);
  const height = heightOf(document, labels, widths);
  document.rect(page.margin, document.y, bodyWidth, height).fill(color.shade);
  use(document, 'bold', size.cell);
  writeCells(document, labels, columns, widths, height);
}

function writeRow(
  document: Document,
  cells: readonly string[],
  columns: readonly PdfColumn[],
  widths: readonly number[],
): void {
  use(document, 'regular', size.cell);
  const height = heightOf(document, cells, widths);
  if (document.y + height > bottom) {
    addPage(document);
    writeHeader(document, columns, widths);
    use(document, 'regular', size.cell);
  }
  writeCells(document, cells, columns, widths, height);
  document
    .moveTo(page.margin, document.y)
    .lineTo(page.margin + bodyWidth, document.y)
    .lineWidth(0.4)
    .stroke(color.rule);
}

/** Returns the height of a row with its padding. */
function heightOf(document: Document, cells: readonly string[], widths: readonly number[]): number {
  const line = document.currentLineHeight(true);
  const heights = cells.map((cell, index) =>
    document.heightOfString(cell, { width: (widths[index] ?? 0) - 2 * padding }),
  );
  return Math.min(Math.max(line, ...heights), maxCellLines * line) + 2 * padding;
}

/** Writes the cells of a row, and moves below it. */
function writeCells(
  document: Document,
  cells: readonly string[],
  columns: readonly PdfColumn[],
  widths: readonly number[],
  height: number,
): void {
  const top = document.y;
  let left = page.margin;
  for (const [index, cell] of cells.entries()) {
    const width = widths[index] ?? 0;
    document.text(cell, left + padding, top + padding, {
      ...{ width: width - 2 * padding, height: height - 2 * padding + 1, ellipsis: true },
      align: columns[index]?.isNumber ? 'right' : 'left',
    });
    left += width;
  }
  document.y = top + height;
}

/** Writes the foot of every page, with its number. */
function writeFeet(document: Document, foot: string): void {
  const { start, count } = document.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    document.switchToPage(index);
    // The foot is below the margin, where a text would begin a new page.
    document.page.margins.bottom = 0;
    use(document, 'regular', size.foot, color.quiet);
    const top = page.height - page.margin + 8;
    document.text(foot, page.margin, top, { width: bodyWidth - 90, lineBreak: false, ellipsis: true });
    document.text(`Page ${index + 1} of ${count}`, page.width - page.margin - 90, top, {
      ...{ width: 90, align: 'right', lineBreak: false },
    });
  }
}
