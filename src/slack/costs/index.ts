export { describeChange } from './costs-page.ts';
export { renderRealRoiBlocks } from './use-case-costs-page.ts';
