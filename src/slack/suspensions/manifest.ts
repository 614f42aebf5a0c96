import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { resumeForm, suspendForm } from './suspension-forms.ts';
import { suspensionsEntries } from './suspensions-entries.ts';

export const suspensions: SlackSubject = {
  forms: [suspendForm, resumeForm],
  about: 'suspensions',
  entries: suspensionsEntries,
  examples,
};
