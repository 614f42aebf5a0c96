import { settingsOf } from '../../domain/register.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { hint, toPage } from '../kit/command.ts';
import { parseDay } from '../kit/dates.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { readinessEntries } from './readiness-entries.ts';
import { detailsPage, requirementPage } from './requirement-pages.ts';
import { verdictPage } from './verdict-pages.ts';

export const readiness: SlackSubject = {
  pages: [verdictPage, detailsPage, requirementPage],
  about: 'Stage 3 and its requirements',
  entries: readinessEntries,
  examples,
  commands: [
    {
      name: '',
      topic: 'Verdict',
      args: '',
      help: 'Are we Stage 3? Now, or on a past day',
      run: () => toPage('verdict'),
    },
    {
      name: 'as of',
      topic: 'Verdict',
      args: '2026-01-31',
      help: null,
      run: (rest, { today, register }) => {
        if (rest.length === 0)
          return hint('As of which day? Write `/stage3 as of 2026-01-31` or `/stage3 as of last friday`.');
        const read = parseDay(rest.join(' '), { today, timeZone: settingsOf(register).timeZone });
        if (!read.ok) return hint(escapeMrkdwn(read.problem, 500));
        return read.value > today
          ? hint(`${read.value} is in the future. Choose today or an earlier day.`)
          : toPage('verdict', { asOf: read.value });
      },
    },
  ],
};
