export { type Assistant, createAssistant, type Place } from './assistant.ts';
export { createLanguageModel, type LanguageModel } from './language-model.ts';
export { renderAnswerBlocks } from './replies.ts';
