import { withdrawToolRequestStep } from '../../domain/tools/index.ts';
import { click } from '../kit/click.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { dataRulesPage } from './data-rules-page.ts';
import { decideToolForm } from './decide-form.ts';
import examples from './examples.json' with { type: 'json' };
import { requestToolForm } from './request-form.ts';
import { toolRequestPage } from './request-page.ts';
import { reviewToolForm } from './review-form.ts';
import { appointReviewerForm, dataRulesForm } from './settings-forms.ts';
import { toolPage } from './tool-page.ts';
import { runTools } from './tools-command.ts';
import { toolsEntries } from './tools-entries.ts';
import { toolsExportPage } from './tools-export-page.ts';
import { toolsImportForm } from './tools-import-form.ts';
import { toolsPage } from './tools-page.ts';

export const tools: SlackSubject = {
  pages: [toolsPage, toolPage, toolRequestPage, dataRulesPage, toolsExportPage],
  forms: [
    ...[requestToolForm, decideToolForm, reviewToolForm, toolsImportForm],
    ...[appointReviewerForm, dataRulesForm],
  ],
  clicks: [
    click({
      step: withdrawToolRequestStep,
      done: (_, { request }) => ({ page: 'tool-request', args: { request } }),
    }),
  ],
  about: 'AI tools',
  entries: toolsEntries,
  examples,
  commands: [
    {
      name: 'tools',
      topic: 'Decisions and tools',
      args: '[name]',
      help: 'Which AI tools you may use',
      run: runTools,
    },
  ],
  shortcuts: [
    {
      type: 'global',
      callbackId: 'request-tool',
      name: 'Request an AI tool',
      description: 'Ask the tool reviewer whether you may use an AI tool',
      form: () => ({ step: { do: 'request-tool', channel: null } }),
    },
    {
      type: 'message',
      callbackId: 'request-tool-from-message',
      name: 'Request an AI tool',
      description: 'Ask the tool reviewer about an AI tool that this message is about',
      form: (_, { channel, text: purpose, link }) => ({
        step: { do: 'request-tool', channel },
        prefilled: { purpose, link },
      }),
    },
  ],
};
