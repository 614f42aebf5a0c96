export { renderAnswerMessage, renderRequestMessage } from './request-blocks.ts';
export { describeDue } from './tool-words.ts';
export { toolQuestion } from './tools-command.ts';
