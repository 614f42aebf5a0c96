import { endWaiverStep } from '../../domain/checklist/index.ts';
import { click } from '../kit/click.ts';
import { ofUseCase, toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { checklistEntries } from './checklist-entries.ts';
import { checklistPage } from './checklist-page.ts';
import { evidenceForms } from './evidence-forms.ts';
import examples from './examples.json' with { type: 'json' };
import { reconfirmForm } from './reconfirm-form.ts';
import { waiveDriftForm, waiveForm } from './waiver-forms.ts';

export const checklist: SlackSubject = {
  pages: [checklistPage],
  forms: [...Object.values(evidenceForms), reconfirmForm, waiveForm, waiveDriftForm],
  clicks: [
    click({
      step: endWaiverStep,
      done: ({ register }, { waiver: key }) => {
        const waiver = register.waivers.get(key);
        if (!waiver) throw new RangeError(`no waiver ${key}`);
        const { subject, useCase } = waiver;
        return { page: subject.kind === 'item' ? 'checklist' : 'use-case', args: { useCase } };
      },
    }),
  ],
  about: 'production checklists',
  entries: checklistEntries,
  examples,
  commands: [
    {
      name: 'checklist',
      topic: 'Production',
      args: 'UC-3',
      help: 'The production checklist',
      run: ofUseCase('/stage3 checklist UC-3', (useCase) => toPage('checklist', { useCase })),
    },
  ],
};
