import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';

/** The files of a pack, by name. */
export type PackFiles = Readonly<Record<string, Uint8Array>>;

export const unzip = (contents: Uint8Array): PackFiles => unzipSync(contents);

export const textOf = (files: PackFiles, name: string): string => Buffer.from(files[name] ?? []).toString();

/** Reads a table as another program would, by its column names. */
export const readTable = (files: PackFiles, key: string): readonly Readonly<Record<string, string>>[] =>
  parse(textOf(files, `data/${key}.csv`), { bom: true, columns: true });

export const readJson = (files: PackFiles, name: string) => JSON.parse(textOf(files, name));

/** Returns the sums in the manifest, and those of the files. */
export function sumsOf(files: PackFiles) {
  const written = Object.fromEntries(
    textOf(files, 'SHA256SUMS')
      .trim()
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const actual = Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => name !== 'SHA256SUMS')
      .map(([name, contents]) => [name, createHash('sha256').update(contents).digest('hex')]),
  );
  return { written, actual };
}
