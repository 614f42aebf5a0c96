export { renderIncidentCard } from './incident-card.ts';
export { renderUnresolvedBlocks } from './incident-words.ts';
