import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { roiEntries } from './roi-entries.ts';
import { roiForm } from './roi-form.ts';
import { roiPage } from './roi-page.ts';

export const roi: SlackSubject = {
  about: 'ROI',
  entries: roiEntries,
  examples,
  pages: [roiPage],
  forms: [roiForm],
};
