export { costSourceOptions } from './cost-words.ts';
export { renderRealRoiBlocks } from './use-case-costs-page.ts';
