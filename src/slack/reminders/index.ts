export { askVerbs } from './asked-words.ts';
export { thanksContent } from './daily-message.ts';
export { checkInOf, figuresContent, notAskedContent, questionContent } from './reply-messages.ts';
