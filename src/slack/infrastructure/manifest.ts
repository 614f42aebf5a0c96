import { categories } from '../../domain/register.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { hint, toForm, toPage } from '../kit/command.ts';
import { findClosest } from '../kit/slash-text.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { findCategory } from './decide-command.ts';
import { commitForms, proposeForm, rotationForm, withdrawForm } from './decision-forms.ts';
import { decisionPage, decisionsPage } from './decision-pages.ts';
import { closeEvaluationForm, openEvaluationForm } from './evaluation-forms.ts';
import examples from './examples.json' with { type: 'json' };
import { infrastructureEntries } from './infrastructure-entries.ts';

export const infrastructure: SlackSubject = {
  pages: [decisionsPage, decisionPage],
  forms: [
    ...Object.values(commitForms),
    proposeForm,
    withdrawForm,
    rotationForm,
    openEvaluationForm,
    closeEvaluationForm,
  ],
  about: 'shared decisions',
  entries: infrastructureEntries,
  examples,
  commands: [
    {
      name: 'decisions',
      topic: 'Decisions and tools',
      args: '',
      help: 'The shared decisions; commit one',
      run: () => toPage('decisions'),
    },
    {
      name: 'decide',
      topic: 'Decisions and tools',
      args: 'model-provider [choice]',
      help: null,
      run: ([typed, ...choice]) => {
        if (typed === undefined) return toPage('decisions');
        const category = findCategory(typed);
        if (category)
          return toForm(
            { do: 'commit-decision', category },
            choice.length > 0 ? { choice: choice.join(' ') } : {},
          );
        const near = findClosest(typed, categories);
        return hint(
          `Unknown category "${escapeMrkdwn(typed)}"${near ? `: did you mean ${near}?` : '.'} The categories are ${categories.join(', ')}.`,
        );
      },
    },
  ],
};
