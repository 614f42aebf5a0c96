export { renderThanks } from './daily-message.ts';
export { nudgeMenuActions } from './nudge-words.ts';
export { findRequestedCheckIn, renderFigures, renderNotAsked, renderQuestion } from './reply-messages.ts';
