export { type Assistant, createAssistant, type Place } from './assistant.ts';
