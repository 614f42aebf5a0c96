import type { Subject } from '../subject.ts';
import { issueAssistantTokenStep, withdrawAssistantTokenStep } from './assistant-tokens.ts';

export const mcp: Subject = {
  steps: [issueAssistantTokenStep, withdrawAssistantTokenStep],
};
