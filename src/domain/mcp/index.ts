export { issueAssistantToken, withdrawAssistantTokenStep } from './assistant-tokens.ts';
