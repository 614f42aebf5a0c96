import { Zip, ZipDeflate } from 'fflate';
import { yieldToEventLoop } from '../pause.ts';

/** Bytes compressed before other work gets a turn. Other sizes give other bytes. */
const chunkSize = 64 * 1024;

export interface ZippedFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

/**
 * Zips files: the same files with the same date are the same bytes on every machine, because fflate compresses in
 * JavaScript.
 * @param date the date of every file, as local time without a zone: a zip has no time zones
 */
export async function zipFiles(files: readonly ZippedFile[], date: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, part) => {
    if (error) failure = error;
    else parts.push(part);
  });
  for (const { name, contents } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    file.mtime = date;
    zip.add(file);
    for (let start = 0; ; start += chunkSize) {
      const isLast = start + chunkSize >= contents.length;
      file.push(contents.subarray(start, start + chunkSize), isLast);
      await yieldToEventLoop();
      if (isLast) break;
    }
  }
  zip.end();
  if (failure) throw failure;
  return Buffer.concat(parts);
}
