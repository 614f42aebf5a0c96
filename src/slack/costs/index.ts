export { renderRealRoiBlocks } from './use-case-costs-page.ts';
