import { removeModelRetirementStep } from '../../domain/model-versions/index.ts';
import { type Register, settingsOf } from '../../domain/register.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { click } from '../kit/click.ts';
import { findNamedUseCases, hint, toPage, withUseCase } from '../kit/command.ts';
import { parseDay } from '../kit/dates.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import { modelVersionsEntries } from './model-versions-entries.ts';
import { retirementForm } from './retirement-form.ts';
import { retirementsPage } from './retirements-page.ts';
import { versionForm } from './version-form.ts';
import { versionsExportPage } from './versions-export-page.ts';
import { versionsPage } from './versions-page.ts';

/** Splits "support agent 12 january" into name and day. A key or a name that is found whole has no day here. */
function splitNameAndDay(
  typed: readonly string[],
  register: Register,
  isDay: (words: readonly string[]) => boolean,
): { readonly name: readonly string[]; readonly day: readonly string[] } {
  const at =
    findNamedUseCases(typed, register).keys.length > 0
      ? -1
      : typed.findIndex((_, index) => index > 0 && isDay(typed.slice(index)));
  return at < 0 ? { name: typed, day: [] } : { name: typed.slice(0, at), day: typed.slice(at) };
}

export const modelVersions: SlackSubject = {
  pages: [versionsPage, retirementsPage, versionsExportPage],
  forms: [versionForm, retirementForm],
  clicks: [click({ step: removeModelRetirementStep, done: () => ({ page: 'model-retirements' }) })],
  about: 'model versions',
  entries: modelVersionsEntries,
  examples,
  commands: [
    {
      name: 'versions',
      topic: 'Production',
      args: '[UC-3] [2026-01-12]',
      help: 'Model versions; alone: retirement dates',
      run: (typed, context) => {
        if (typed.length === 0) return toPage('model-retirements');
        const { today, register } = context;
        const readDay = (words: readonly string[]) =>
          parseDay(words.join(' '), { today, timeZone: settingsOf(register).timeZone });
        const { name, day } = splitNameAndDay(typed, register, (words) => readDay(words).ok);
        return withUseCase('/stage3 versions UC-3 2026-01-12', (useCase, rest) => {
          const words = [...rest, ...day];
          if (words.length === 0) return toPage('model-versions', { useCase });
          const read = readDay(words);
          if (!read.ok) return hint(escapeMrkdwn(read.problem, 500));
          return read.value > today
            ? hint(`${read.value} is in the future. Choose today or an earlier day.`)
            : toPage('model-versions', { useCase, day: read.value });
        })(name, context);
      },
    },
  ],
};
