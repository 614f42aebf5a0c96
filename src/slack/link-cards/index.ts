export { renderBareCard, renderLinkCard } from './link-cards.ts';
