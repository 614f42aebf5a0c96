import { formatDay } from '../../domain/calendar.ts';
import { sendEvidencePackStep } from '../../domain/evidence-pack/index.ts';
import { settingsOf } from '../../domain/register.ts';
import { requestEvidencePack } from '../../operations/evidence-pack/request-pack.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { click } from '../kit/click.ts';
import { hint, type Subcommand } from '../kit/command.ts';
import { textContent } from '../kit/contents.ts';
import { parseDay } from '../kit/dates.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { evidencePackEntries } from './evidence-pack-entries.ts';
import examples from './examples.json' with { type: 'json' };
import { packFile } from './pack-file.ts';
import { packMessage } from './pack-message.ts';
import { packPage } from './pack-page.ts';

/** Reads "as of 2026-01-31", "2026-01-31" or nothing, which is today. */
const run: Subcommand['run'] = (rest, { today, register }) => {
  const isNamed = rest[0]?.toLowerCase() === 'as' && rest[1]?.toLowerCase() === 'of';
  const words = isNamed ? rest.slice(2) : rest;
  if (isNamed && words.length === 0)
    return hint(
      'As of which day? Write `/stage3 pack as of 2026-01-31` or `/stage3 pack as of last friday`.',
    );
  if (words.length === 0) return { to: 'click', step: { do: 'send-evidence-pack', day: null } };
  const read = parseDay(words.join(' '), { today, timeZone: settingsOf(register).timeZone });
  return read.ok
    ? { to: 'click', step: { do: 'send-evidence-pack', day: read.value } }
    : hint(escapeMrkdwn(read.problem, 500));
};

export const evidencePack: SlackSubject = {
  pages: [packPage],
  about: 'the evidence pack',
  entries: evidencePackEntries,
  examples,
  clicks: [
    click({
      step: sendEvidencePackStep,
      follow: (services, { register, actor, today }, { day }) =>
        requestEvidencePack(services, register.workspace, {
          ...{ recipient: actor.id, day: day ?? today, today },
        }),
      done: ({ today }, { day }) =>
        textContent(
          `Crossing is making the evidence pack as of ${formatDay(day ?? today)}. It arrives in your direct messages with Crossing within a few minutes.`,
        ),
    }),
  ],
  messages: [packMessage],
  files: [packFile],
  commands: [
    {
      name: 'pack',
      topic: 'Verdict',
      args: '[as of 2026-01-31]',
      help: 'The evidence for an auditor, as one zip file',
      run,
    },
  ],
};
