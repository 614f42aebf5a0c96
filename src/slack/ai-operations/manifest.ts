import { declineOperationsStep } from '../../domain/ai-operations/index.ts';
import { click } from '../kit/click.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { declinedContent } from '../notices/index.ts';
import { aiOperationsEntries } from './ai-operations-entries.ts';
import { declineEntries } from './decline-entries.ts';
import examples from './examples.json' with { type: 'json' };
import { acceptForm, nameOperatorsForm } from './operator-forms.ts';

export const aiOperations: SlackSubject = {
  about: 'AI Operations',
  entries: [...aiOperationsEntries, ...declineEntries],
  examples,
  forms: [nameOperatorsForm, acceptForm],
  clicks: [click({ step: declineOperationsStep, spent: true, done: () => declinedContent })],
};
