export { renderUseCaseCard } from './use-case-card.ts';
export { listSearchOptions } from './use-cases-page.ts';
