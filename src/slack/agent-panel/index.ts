export { type AgentPanel, createAgentPanel } from './agent-panel.ts';
export { suggestPrompts } from './suggested-prompts.ts';
