export { renderAnswerMessage, renderRequestMessage } from './request-blocks.ts';
export { answerMayUse } from './tool-answers.ts';
export { describeDue, toolKindOptions } from './tool-words.ts';
export { toolQuestion } from './tools-command.ts';
