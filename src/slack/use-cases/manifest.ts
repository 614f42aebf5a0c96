import { joinUseCaseStep } from '../../domain/use-cases/index.ts';
import { click } from '../kit/click.ts';
import { ofUseCase, toForm, toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { decideForm, moveBarForm } from './decide-form.ts';
import { editForm, stopForm } from './edit-forms.ts';
import examples from './examples.json' with { type: 'json' };
import { exportPage } from './export-page.ts';
import { goLiveForm, widenForm } from './go-live-forms.ts';
import { importForm } from './import-form.ts';
import { reassignForm } from './reassign-form.ts';
import { registerForm } from './register-form.ts';
import { stackForm } from './stack-form.ts';
import { startPilotForm } from './start-pilot-form.ts';
import { useCaseMorePage, useCasePage } from './use-case-page.ts';
import { useCaseEntries } from './use-cases-entries.ts';
import { chooseUseCasePage, useCasesPage } from './use-cases-page.ts';

export const useCases: SlackSubject = {
  pages: [useCasesPage, chooseUseCasePage, useCasePage, useCaseMorePage, exportPage],
  forms: [
    registerForm,
    importForm,
    editForm,
    startPilotForm,
    stackForm,
    stopForm,
    decideForm,
    moveBarForm,
    goLiveForm,
    widenForm,
    reassignForm,
  ],
  clicks: [
    click({ step: joinUseCaseStep, done: (_, { useCase }) => ({ page: 'use-case', args: { useCase } }) }),
  ],
  about: 'use cases',
  entries: useCaseEntries,
  examples,
  commands: [
    {
      name: 'usecase list',
      topic: 'Use cases',
      args: '',
      help: 'All use cases, or one of them',
      run: () => toPage('use-cases'),
    },
    {
      name: 'usecase show',
      topic: 'Use cases',
      args: 'UC-3',
      help: null,
      run: ofUseCase('/stage3 usecase show UC-3', (useCase) => toPage('use-case', { useCase })),
    },
    {
      name: 'usecase add',
      topic: 'Use cases',
      args: '[name]',
      help: null,
      run: (rest) => toForm({ do: 'register-use-case' }, rest.length > 0 ? { name: rest.join(' ') } : {}),
    },
    {
      name: 'usecase edit',
      topic: 'Use cases',
      args: 'UC-3',
      help: null,
      run: ofUseCase('/stage3 usecase edit UC-3', (useCase) => toForm({ do: 'edit-use-case', useCase })),
    },
    {
      name: 'import',
      topic: 'Use cases',
      args: '',
      help: 'Many use cases, as a table',
      run: () => toForm({ do: 'import-use-cases' }),
    },
    {
      name: 'export',
      topic: 'Use cases',
      args: '',
      help: null,
      run: () => ({ to: 'page', target: { page: 'export' }, inModal: true }),
    },
  ],
};
