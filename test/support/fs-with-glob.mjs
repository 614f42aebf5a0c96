import { register } from 'node:module';

/**
 * Gives the conformance suite `globSync` of `fs`, which Node.js 20 does not have: it imports the name, and the scenarios
 * of a server do not call it.
 */
const asUrl = (source) => `data:text/javascript,${encodeURIComponent(source)}`;
const fs = asUrl(
  `export * from 'node:fs'; export { default } from 'node:fs'; export const globSync = () => [];`,
);
const hooks = `export const resolve = (specifier, context, next) =>
  specifier === 'fs' && context.parentURL.includes('/conformance-2026/')
    ? { url: ${JSON.stringify(fs)}, shortCircuit: true }
    : next(specifier, context);`;
register(asUrl(hooks));
