export {
  cancelReview,
  findMeeting,
  formatMeeting,
  isAgendaChanged,
  meetingTimes,
  scheduleReview,
  sendReviewAgendaStep,
} from './meetings.ts';
export { createAgenda, listToolsOnAgenda, reviewMinutes } from './review-agenda.ts';
export { endOfQuarter, findDueReview, quarterOf, quarterTitle, recordReview } from './reviews.ts';
