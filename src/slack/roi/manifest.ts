import type { SlackSubject } from '../kit/subject.ts';
import { roiEntries } from './roi-entries.ts';
import { roiForm } from './roi-form.ts';
import { roiPage } from './roi-page.ts';

export const roi: SlackSubject = {
  entries: roiEntries,
  pages: [roiPage],
  forms: [roiForm],
};
