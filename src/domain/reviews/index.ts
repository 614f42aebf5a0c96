export { agendaOf } from './review-agenda.ts';
export { endOfQuarter, quarterOf, quarterTitle, recordReview, reviewDue } from './reviews.ts';
