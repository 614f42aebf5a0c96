export { listSearchOptions } from './use-cases-page.ts';
