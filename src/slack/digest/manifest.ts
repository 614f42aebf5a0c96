import { endDigestStep } from '../../domain/digest/index.ts';
import { click } from '../kit/click.ts';
import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { digestEntries } from './digest-entries.ts';
import { digestForm } from './digest-form.ts';
import { digest as digestMessage } from './digest-kind.ts';
import { digestPage, digestsPage } from './digest-pages.ts';
import examples from './examples.json' with { type: 'json' };

export const digest: SlackSubject = {
  about: 'the digest',
  entries: digestEntries,
  examples,
  pages: [digestPage, digestsPage],
  forms: [digestForm],
  clicks: [click({ step: endDigestStep, done: () => ({ page: 'digests' }) })],
  commands: [
    {
      name: 'digest',
      topic: 'Verdict',
      args: '',
      help: 'The weekly digest and its channels',
      run: () => toPage('digest'),
    },
  ],
  messages: [digestMessage],
};
