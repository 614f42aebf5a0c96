export { renderUnresolvedBlocks } from './incident-words.ts';
