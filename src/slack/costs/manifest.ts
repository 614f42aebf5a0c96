import { removeCostsStep } from '../../domain/costs/index.ts';
import { click } from '../kit/click.ts';
import { ofUseCase, toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { costForm } from './cost-form.ts';
import { costsEntries } from './costs-entries.ts';
import { costsImportForm } from './costs-import-form.ts';
import { costsExportPage, costsPage } from './costs-page.ts';
import examples from './examples.json' with { type: 'json' };
import { costsSeveralForm } from './several-form.ts';
import { useCaseCostsPage } from './use-case-costs-page.ts';

export const costs: SlackSubject = {
  pages: [useCaseCostsPage, costsPage, costsExportPage],
  forms: [costForm, costsSeveralForm, costsImportForm],
  clicks: [
    click({
      step: removeCostsStep,
      done: (_, { useCase }) => ({ page: 'use-case-costs', args: { useCase } }),
    }),
  ],
  about: 'costs',
  entries: costsEntries,
  examples,
  commands: [
    {
      name: 'costs',
      topic: 'Production',
      args: '[UC-3]',
      help: 'Monthly costs, budgets and spikes',
      run: (typed, context) =>
        typed.length === 0
          ? toPage('costs')
          : ofUseCase('/stage3 costs UC-3', (useCase) => toPage('use-case-costs', { useCase }))(
              typed,
              context,
            ),
    },
  ],
};
