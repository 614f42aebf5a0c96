import type { SlackSubject } from '../kit/subject.ts';
import { resumeForm, suspendForm } from './suspension-forms.ts';

export const suspensions: SlackSubject = {
  forms: [suspendForm, resumeForm],
};
