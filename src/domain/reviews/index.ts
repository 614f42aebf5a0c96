export { createAgenda } from './review-agenda.ts';
export { endOfQuarter, findDueReview, quarterOf, quarterTitle, recordReview } from './reviews.ts';
