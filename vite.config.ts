import { defineConfig } from 'vite';

/**
 * Bundles the app and its libraries into a few files in `dist`, because a start that opens 1,300 modules one by one
 * takes half as long again. The native library stays in `node_modules`. Not minified, so that a stack trace is readable.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['better-sqlite3', 'pg-native'] },
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // As deep as the modules in `src/store`, which find the migrations by a path relative to themselves.
        chunkFileNames: 'chunks/[name].js',
      },
    },
  },
});
