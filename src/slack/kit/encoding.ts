/** Decoded text; `guessed` names the encoding if nothing in the bytes proves it. */
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly guessed: string | null }
  | { readonly ok: false; readonly problem: string };

const saveAsCsv =
  'In Excel, choose Save as, then "CSV UTF-8 (comma delimited)". In Google Sheets, choose Download, then "CSV".';

/** First bytes of files that are called .csv but hold no text. */
const signatures: readonly { readonly begins: string; readonly is: string }[] = [
  { begins: '504b0304', is: 'an Excel workbook (.xlsx) or another ZIP archive' },
  { begins: 'd0cf11e0a1b11ae1', is: 'an old Excel workbook (.xls)' },
  { begins: '25504446', is: 'a PDF' },
  { begins: '1f8b', is: 'a compressed archive (.gz)' },
  { begins: '7b5c727466', is: 'a Word document (.rtf)' },
];
/** Beginnings of texts that are not tables. */
const markup = [
  { begins: /^\s*(?:<!doctype html|<html|<head|<body|<table|<meta)/i, is: 'a web page (HTML)' },
  { begins: /^\s*<\?xml/i, is: 'an XML document' },
  { begins: /^\s*(?:\[\s*)?\{\s*"/, is: 'a JSON document' },
];

const refuseNonTable = (is: string): Decoded => ({
  ok: false,
  problem: `This is ${is}, not a CSV file. Open it in your spreadsheet and save it as CSV. ${saveAsCsv}`,
});

/**
 * Decodes a file: UTF-8, UTF-16 with a byte order mark, or the most likely encoding. Other files and unmarked UTF-16
 * are refused with advice on how to save them.
 */
export function decode(bytes: Buffer): Decoded {
  const signature = signatures.find(({ begins }) => bytes.toString('hex', 0, begins.length / 2) === begins);
  if (signature) return refuseNonTable(signature.is);
  const mark = bytes.toString('hex', 0, 2);
  if (mark === 'fffe') return asText(new TextDecoder('utf-16le').decode(bytes), null);
  if (mark === 'feff') return asText(new TextDecoder('utf-16be').decode(bytes), null);
  if (bytes.includes(0)) return decodeUnmarked(bytes);
  try {
    return asText(new TextDecoder('utf-8', { fatal: true }).decode(bytes), null);
  } catch {
    const { label, name } = guessEncoding(bytes);
    return asText(decodeAs(label, bytes), name);
  }
}

function asText(text: string, guessed: string | null): Decoded {
  const found = markup.find(({ begins }) => begins.test(text.slice(0, 500).replace(/^\uFEFF/, '')));
  return found ? refuseNonTable(found.is) : { ok: true, text, guessed };
}

/** Refuses a file with zero bytes: as unmarked UTF-16 if they are every second byte, otherwise as binary. */
function decodeUnmarked(bytes: Buffer): Decoded {
  const start = bytes.subarray(0, 2000);
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [most = 0, least = 0] = zeros.sort((a, b) => b - a);
  return most > start.length / 10 && least < most / 4
    ? {
        ok: false,
        problem: `Crossing cannot read the letters of this file reliably (UTF-16 without a byte order mark). Save it as UTF-8. ${saveAsCsv}`,
      }
    : refuseNonTable('a binary file');
}

/** The characters of windows-1252 from 0x80 to 0x9f, which some versions of Node leave as control characters. */
const windowsSigns =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeAs(label: string, bytes: Buffer): string {
  const text = new TextDecoder(label).decode(bytes);
  return label === western.label
    ? text.replace(/[\u0080-\u009f]/g, (sign) => windowsSigns.charAt(sign.charCodeAt(0) - 0x80))
    : text;
}

interface Encoding {
  readonly label: string;
  readonly name: string;
}
const isOldMac = (bytes: Buffer): boolean => bytes.includes('\r') && !bytes.includes('\n');

const western: Encoding = { label: 'windows-1252', name: 'Windows, Western Europe (windows-1252)' };

/** Encodings of single language areas, with a test for text that fits. */
const likely: readonly (Encoding & { readonly fits: (text: string) => boolean })[] = [
  {
    label: 'shift_jis',
    name: 'Japanese (Shift-JIS)',
    // Misread European letters become half-width katakana.
    fits: (text) =>
      consistsOf(text, /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/) &&
      /[\u3040-\u30ff]/.test(text) &&
      hasRuns(text),
  },
  {
    label: 'windows-1251',
    name: 'Windows, Cyrillic (windows-1251)',
    fits: (text) =>
      consistsOf(text, /[\u0400-\u045f\u00ab\u00bb\u2013\u2014\u2116]/) && /[\u0430-\u044f]{3}/.test(text),
  },
  {
    label: 'euc-kr',
    name: 'Korean (EUC-KR)',
    fits: (text) => consistsOf(text, /[\uac00-\ud7a3]/) && hasRuns(text),
  },
  {
    label: 'gb18030',
    name: 'Chinese (GB18030)',
    fits: (text) => consistsOf(text, /[\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]/) && hasRuns(text),
  },
];

/** Characters that Western European text does not use, where Central European encodings have letters. */
const centralEuropean =
  /(?<=\p{L})[\u00b9\u00bf\u00a3\u00be\u00bc]|[\u00b9\u00b3\u00bf\u00a3\u00be\u00bc](?=\p{L})|(?<=[^\W\dmM_])\u00b3|[\u0160\u0161\u017d\u017e\u0178\u008d\u008f\u009d]/u;

const consistsOf = (text: string, expected: RegExp): boolean => {
  const foreign = [...text].filter((letter) => letter > '\u007f');
  return foreign.length > 0 && foreign.every((letter) => expected.test(letter));
};

/** True when East Asian characters occur in runs; misread accented letters occur alone. */
function hasRuns(text: string): boolean {
  const alone = text.match(/(?<![\u0080-\uffff])[\u0080-\uffff](?![\u0080-\uffff])/g)?.length ?? 0;
  const all = text.match(/[\u0080-\uffff]/g)?.length ?? 0;
  return alone < all / 2;
}

function guessEncoding(bytes: Buffer): Encoding {
  for (const { fits, ...encoding } of likely) {
    try {
      if (fits(new TextDecoder(encoding.label, { fatal: true }).decode(bytes))) return encoding;
    } catch {
      // Some bytes are undefined in it.
    }
  }
  if (isOldMac(bytes)) return { label: 'macintosh', name: 'Mac (Mac Roman)' };
  return centralEuropean.test(decodeAs(western.label, bytes))
    ? { label: 'windows-1250', name: 'Windows, Central Europe (windows-1250)' }
    : western;
}
