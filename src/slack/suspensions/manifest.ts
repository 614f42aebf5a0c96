import type { SlackSubject } from '../kit/subject.ts';
import { resumeForm, suspendForm } from './suspension-forms.ts';
import { suspensionsEntries } from './suspensions-entries.ts';

export const suspensions: SlackSubject = {
  forms: [suspendForm, resumeForm],
  entries: suspensionsEntries,
};
