import { withdrawAssistantTokenStep } from '../../domain/mcp/index.ts';
import { click } from '../kit/click.ts';
import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { assistantTokenForm } from './assistant-token-form.ts';
import { assistantsPage } from './assistants-page.ts';
import examples from './examples.json' with { type: 'json' };
import { mcpEntries } from './mcp-entries.ts';

export const mcp: SlackSubject = {
  pages: [assistantsPage],
  forms: [assistantTokenForm],
  clicks: [click({ step: withdrawAssistantTokenStep, done: () => ({ page: 'assistants' }) })],
  about: 'other assistants',
  entries: mcpEntries,
  examples,
  commands: [
    {
      name: 'assistants',
      topic: 'People and settings',
      args: '',
      help: 'Let another assistant ask in your name',
      run: () => toPage('assistants'),
    },
  ],
};
