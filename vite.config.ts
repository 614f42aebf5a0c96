import { defineConfig } from 'vite';

/**
 * Bundles the app and its libraries into a few files in `dist`, because a start that opens 1,300 modules one by one
 * takes half as long again. The native library stays in `node_modules`, and so do those that make the evidence pack,
 * which read files beside them. Not minified, so that a stack trace is readable.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['better-sqlite3', 'pg-native', 'pdfkit', 'fontkit'] },
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Keep chunks one folder below `dist`: modules of `src/store` find the migrations at `../../migrations`, also
        // when they are bundled. `test/bundle.test.ts` checks it.
        chunkFileNames: 'chunks/[name].js',
      },
    },
  },
});
