import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

/** The fonts of the document. Noto Sans covers Latin, Greek, Cyrillic and Devanagari writing. */
const files = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
} as const;

export interface Fonts {
  readonly regular: Buffer;
  readonly bold: Buffer;
  /** True for a code point that both fonts have. */
  readonly covers: (codePoint: number) => boolean;
}

const { resolve } = createRequire(import.meta.url);
let loaded: Promise<Fonts> | null = null;

/** Returns the fonts, which are read once. */
export function loadFonts(): Promise<Fonts> {
  loaded ??= read();
  loaded.catch(() => {
    loaded = null;
  });
  return loaded;
}

async function read(): Promise<Fonts> {
  const [regular, bold] = await Promise.all([
    readFile(resolve(files.regular)),
    readFile(resolve(files.bold)),
  ]);
  const fonts = [regular, bold].map((font) => create(font) as Font);
  const known = new Map<number, boolean>();
  return {
    regular,
    bold,
    covers(codePoint) {
      const found = known.get(codePoint) ?? fonts.every((font) => font.hasGlyphForCodePoint(codePoint));
      known.set(codePoint, found);
      return found;
    },
  };
}
