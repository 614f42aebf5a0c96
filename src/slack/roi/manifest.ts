import type { SlackSubject } from '../kit/subject.ts';
import { roiForm } from './roi-form.ts';
import { roiPage } from './roi-page.ts';

export const roi: SlackSubject = {
  pages: [roiPage],
  forms: [roiForm],
};
