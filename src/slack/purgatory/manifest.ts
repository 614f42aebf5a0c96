import { answerPulseStep, askPulseStep } from '../../domain/purgatory/index.ts';
import { click } from '../kit/click.ts';
import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { comparisonEntries } from './comparison-entries.ts';
import examples from './examples.json' with { type: 'json' };
import { pulseEntries } from './pulse-entries.ts';
import { purgatoryEntries } from './purgatory-entries.ts';
import { pulseThanks, purgatoryPage } from './purgatory-page.ts';
import { purgatoryRuleEntries } from './purgatory-rule-entries.ts';

export const purgatory: SlackSubject = {
  about: 'pilot purgatory',
  entries: [...purgatoryEntries, ...comparisonEntries, ...purgatoryRuleEntries, ...pulseEntries],
  examples,
  pages: [purgatoryPage],
  clicks: [
    click({ step: askPulseStep, done: () => ({ page: 'purgatory' }) }),
    click({ step: answerPulseStep, spent: true, done: (_, { useCase }) => pulseThanks(useCase) }),
  ],
  commands: [
    {
      name: 'purgatory',
      topic: 'Verdict',
      args: '',
      help: 'Pilot purgatory: symptoms and the way out',
      run: () => toPage('purgatory'),
    },
  ],
};
