export { renderRetirementBlocks } from './versions-page.ts';
