export { optionsFor } from './use-cases-page.ts';
